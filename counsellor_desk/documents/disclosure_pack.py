"""Records shared with consent: a cover page for the recipient, then what was agreed to (policy 6).

By case number, never by name: who the records are about, the recipient knows from the request.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import (
    Block,
    Heading,
    NewPage,
    Opening,
    Panel,
    Passage,
    Table,
)
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.documents.summary import summary_blocks
from counsellor_desk.domain import dates
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.wording import _, n_


@dataclass(frozen=True, kw_only=True)
class SharedRecord:
    """One summary and the session that it is of."""

    summary: EssentialSummary
    session: Session


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What leaves, for whom, on which consent.

    ``reference``: the pack's own public ID. ``onward``: whether it may be passed on, as the client
    decided. ``form_id`` and ``given_on``: the consent's.
    """

    reference: str
    recipient: str
    purpose: str
    form_id: str
    given_on: date
    onward: str
    records: tuple[SharedRecord, ...]


def compose(pack: Pack, *, letterhead: Letterhead) -> Composed:
    """The pack as a PDF: the cover, then each summary on a page of its own."""
    name = _("Records shared with consent")
    sheet = Sheet(letterhead=letterhead, document=name, reference=pack.reference)
    return typeset(list(_blocks(pack, letterhead)), sheet, title=f"{name} {pack.reference}")


def _blocks(pack: Pack, letterhead: Letterhead) -> Iterator[Block]:
    records = sorted(pack.records, key=lambda r: (r.summary.session_on, r.summary.id))
    yield Opening(_("Records shared with consent"), _("For {to}").format(to=pack.recipient))
    yield _panel(pack, letterhead)
    yield Heading(_("What it is for"))
    yield Passage(pack.purpose)
    yield Passage(_("The client agreed to this use only."), quiet=True)
    yield Heading(_("What is here"))
    yield _contents(records)
    yield Heading(_("Passing it on"))
    yield Passage(pack.onward)
    yield from _care(letterhead)
    for record in records:
        yield NewPage()
        yield from summary_blocks(record.summary, record.session)


def _panel(pack: Pack, letterhead: Letterhead) -> Panel:
    count = len(pack.records)
    return Panel(
        (
            (_("From"), letterhead.organisation.name),
            (_("Case number"), letterhead.case_number),
            (_("Records"), n_("{count} summary", "{count} summaries", count)),
            (_("Consent, form ID"), pack.form_id),
            (_("Consent given on"), dates.day(pack.given_on)),
            (_("Made on"), dates.day(letterhead.at)),
        )
    )


def _contents(records: list[SharedRecord]) -> Table:
    rows = tuple(
        (
            dates.day(record.summary.session_on),
            record.summary.author,
            record.summary.record_code,
        )
        for record in records
    )
    return Table("", (_("Session on"), _("Written by"), _("Record code")), rows, (3, 4, 5))


def _care(letterhead: Letterhead) -> Iterator[Block]:
    yield Heading(_("Please take care"))
    organisation = letterhead.organisation.name
    for sentence in (
        _("Keep these pages locked away, and destroy them when they are no longer needed."),
        _("If they reached you by mistake, do not read on, and tell {organisation}.").format(
            organisation=organisation
        ),
        _("A summary says what was essential in a session. It is not a full account of it."),
    ):
        yield Passage(sentence)
