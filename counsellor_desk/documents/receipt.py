"""The receipt of a destroyed note: that it is gone, since when, and what that means (policy 4.9).

It holds what the tombstone holds: no word of the note, and nothing worked out from its words. What
it promises and what not is security.md 3.5, adversaries A4 to A6.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Heading, Opening, Panel, Passage
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates, held_copies, receipts
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.receipts import DestructionReason, Tombstone
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_, _

_KEPT: Final = {
    DestructionReason.REDUCED: N_("What is essential stands in the summary, which is kept."),
    DestructionReason.NOTHING_ESSENTIAL: N_(
        "Nothing in it was essential, so nothing of it is kept."
    ),
    DestructionReason.UNREADABLE: N_(
        "This computer had lost its key before, so it was destroyed unread, and nothing of it is "
        "kept."
    ),
}


class NotDestroyedYet(DeskError):
    """There is no receipt for what is not gone."""

    happened = N_("This note is still being destroyed, so there is no receipt yet.")
    safe = N_("The summary is kept. The note can no longer be opened in the program.")
    next_step = N_("Leave the program open for a moment. It finishes by itself.")


def compose(
    tombstone: Tombstone,
    *,
    letterhead: Letterhead,
    keys_in_folder: bool = False,
    copies: Sequence[Disclosure] = (),
) -> Composed:
    """The receipt as a PDF; the destruction's record code is the reference.

    ``keys_in_folder``: the store's keys lie in a folder instead of the system's keychain, which
    makes the promise weaker; the receipt says so. ``copies``: sealed copies of the note that left
    while it was held.

    Raises:
        NotDestroyedYet: the note's key is not erased yet.
    """
    if tombstone.erased_at is None:
        raise NotDestroyedYet
    name = _("Receipt of a destroyed note")
    sheet = Sheet(letterhead=letterhead, document=name, reference=tombstone.record_code)
    limits = (
        *map(held_copies.told, copies),
        *receipts.beyond(tombstone),
        *_not_promised(keys_in_folder=keys_in_folder),
    )
    blocks = list(_blocks(tombstone, tombstone.erased_at, limits))
    return typeset(blocks, sheet, title=f"{name} {tombstone.record_code}")


def _blocks(tombstone: Tombstone, erased_at: datetime, limits: Iterable[str]) -> Iterator[Block]:
    yield Opening(
        _("Receipt of a destroyed note"),
        _("The note of the session on {day} is gone.").format(day=dates.day(tombstone.session_on)),
    )
    yield _panel(tombstone, erased_at)
    yield Heading(_("What was done"))
    yield from _passages(_done(tombstone))
    yield Heading(_("What this means"))
    yield from _passages(_promised(on_paper=tombstone.paper is not None))
    yield Heading(_("What it cannot mean"))
    yield from _passages(limits)


def _panel(tombstone: Tombstone, erased_at: datetime) -> Panel:
    return Panel(
        (
            (_("Note begun"), dates.local_moment(tombstone.created_at)),
            (_("Destruction approved"), dates.local_moment(tombstone.approved_at)),
            (_("Key erased"), dates.local_moment(erased_at)),
            (_("Approved by"), tombstone.author),
            (_("Reason"), tombstone.reason.label),
            (_("Length"), tombstone.length.label),
            *_of_paper(tombstone),
            (_("Key number"), str(tombstone.epoch)),
            (_("Record code"), tombstone.record_code),
        )
    )


def _of_paper(tombstone: Tombstone) -> Iterator[tuple[str, str]]:
    if (paper := tombstone.paper) is not None:
        yield _("The paper"), paper.method.label
        yield _("On"), dates.day(paper.on)
        yield _("By"), paper.by


def _passages(sentences: Iterable[str]) -> Iterator[Block]:
    return (Passage(sentence) for sentence in sentences)


def _done(tombstone: Tombstone) -> Iterator[str]:
    if tombstone.paper is not None:
        yield _(
            "The note was on paper. That the paper is destroyed, how and when, is what the person "
            "named above has said. What the program kept beside it, the draft of the summary, was "
            "deleted, and what its key was made from was erased from this computer."
        )
        yield _(_KEPT[tombstone.reason])
        return
    yield _(
        "The note was only ever kept locked, with a key of its own. The note was deleted, and what "
        "its key was made from was erased from this computer, in both places where it lay."
    )
    yield _(_KEPT[tombstone.reason])


def _promised(*, on_paper: bool = False) -> Iterator[str]:
    if not on_paper:
        yield _(
            "No copy of the store gives the note back: no backup, no old file, no copy made by the "
            "computer itself. The passphrase and the recovery sheet do not help either."
        )
    yield _("This receipt holds no word of the note, and nothing worked out from its words.")


def _not_promised(*, keys_in_folder: bool) -> Iterator[str]:
    yield _(
        "Somebody who read, copied or photographed the note before, or watched this computer with "
        "a hidden program while it was open, may still know what it said."
    )
    yield _(
        "A laboratory that recovers the erased keys from the disk’s chips, and also has the "
        "computer’s login password and the passphrase, might read it. Disk encryption makes that "
        "far less likely."
    )
    if keys_in_folder:
        yield _(
            "On this computer the keys lie in a folder, not in the system’s keychain. Whoever made "
            "a copy of that folder before the destruction, and has the passphrase and an old copy "
            "of the store, can still open the note."
        )
