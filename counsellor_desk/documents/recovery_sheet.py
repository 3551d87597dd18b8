"""The recovery sheet: for the printer and a locked cabinet, never for a file (security.md 3.6)."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Heading, Opening, Panel, Passage, Table
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates
from counsellor_desk.wording import _


def compose(recovery_key: str, *, letterhead: Letterhead, reference: str) -> Composed:
    """The sheet with the key in its groups.

    Args:
        recovery_key: groups with dashes between, as they are shown.
        letterhead: its case number is empty: the sheet is about no case.
        reference: which store it opens; the beginning of the store's id.
    """
    name = _("Recovery sheet")
    sheet = Sheet(letterhead=letterhead, document=name, reference=reference)
    blocks = list(_blocks(recovery_key.split("-"), letterhead, reference))
    return typeset(blocks, sheet, title=f"{name} {reference}")


def _blocks(groups: list[str], letterhead: Letterhead, reference: str) -> Iterator[Block]:
    yield Opening(
        _("Recovery sheet"),
        _("It opens the store when the passphrase is forgotten, and a backup of it elsewhere."),
    )
    yield Panel(
        (
            (_("Made on"), dates.day(letterhead.at)),
            (_("Store"), reference),
        )
    )
    yield Heading(_("The recovery key"))
    yield Table(
        label="",
        headers=tuple(str(number) for number in range(1, len(groups) + 1)),
        rows=(tuple(groups),),
        shares=(1,) * len(groups),
    )
    yield Passage(
        _("No letter O, I, L or U occurs in it: what looks like them is a zero or a one."),
        quiet=True,
    )
    yield Heading(_("How to use it"))
    for sentence in _use():
        yield Passage(sentence)
    yield Heading(_("How to keep it"))
    for sentence in _keep():
        yield Passage(sentence)


def _use() -> Iterator[str]:
    yield _(
        "Start Counsellor Desk and choose “I have forgotten my passphrase”; on another computer, "
        "choose “I have a backup”."
    )
    yield _("Type the seven groups. If one is mistyped, the program says which.")
    yield _("It opens summaries, forms and agreements. It never opens a session note.")


def _keep() -> Iterator[str]:
    yield _("Keep it in a locked cabinet, away from the computer that it opens.")
    yield _("Do not photograph it and do not keep it in a file: whoever has it can read the store.")
    yield _("When a newer sheet is made, make a new backup, and shred this one.")
    yield _(
        "Without it, the passphrase or a key that you gave, nobody can open the store. Neither can "
        "we."
    )
