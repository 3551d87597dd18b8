"""The clients of open cases for the executor of a clinical will: on paper only, and by name.

The one page besides a client's own form that bears names: whoever has to tell clients that their
counsellor has died needs them. It leaves by the printer, and each case has its line in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Heading, Opening, Panel, Passage, Table
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates
from counsellor_desk.domain.clinical_will import ClientToTell
from counsellor_desk.wording import _


def compose(clients: Sequence[ClientToTell], *, to: str, letterhead: Letterhead) -> Composed:
    """The list as a PDF; the record code of its act is the reference. Metadata bears no name."""
    name = _("Clients to be told")
    sheet = Sheet(letterhead=letterhead, document=name, reference=letterhead.record_code)
    blocks = list(_blocks(clients, to, letterhead))
    return typeset(blocks, sheet, title=f"{name} {letterhead.record_code}")


def _blocks(clients: Sequence[ClientToTell], to: str, letterhead: Letterhead) -> Iterator[Block]:
    yield Opening(
        _("Clients to be told"),
        _("For {name}: everybody with an open case.").format(name=to),
    )
    yield Panel(
        (
            (_("Made on"), dates.day(letterhead.at)),
            (_("Clients"), str(len(clients))),
            (_("Record code"), letterhead.record_code),
        )
    )
    yield Heading(_("Whom to tell"))
    yield Table(
        label="",
        headers=(_("Case"), _("Name"), _("How to reach"), _("What to mind")),
        rows=tuple((c.case_number, c.name, c.reach, c.mind) for c in clients),
        shares=(6, 5, 6, 6),
    )
    yield Heading(_("Please take care"))
    for sentence in (
        _("This page names clients. Lock it away, apart from everything else about them."),
        _("Say on the telephone who you are only once you know whom you are speaking to."),
        _("Shred it when a newer one is printed, and when everybody has been told."),
    ):
        yield Passage(sentence)
