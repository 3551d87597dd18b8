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
from counsellor_desk.documents.record import record_blocks
from counsellor_desk.documents.summary import summary_blocks
from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain.ids import CoveredId
from counsellor_desk.domain.kinds import RecordKind
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.wording import _, n_


@dataclass(frozen=True, kw_only=True)
class SharedRecord:
    """A summary or an additional record, and what it says. ``day``: of the session, or about."""

    id: CoveredId
    day: date
    kind: str
    author: str
    record_code: str
    blocks: tuple[Block, ...]


def of_summary(summary: EssentialSummary, session: Session) -> SharedRecord:
    """A summary with its amendments."""
    return SharedRecord(
        id=summary.id,
        day=summary.session_on,
        kind=RecordKind.SUMMARY.label,
        author=summary.author,
        record_code=summary.record_code,
        blocks=tuple(summary_blocks(summary, session)),
    )


def of_record(record: AdditionalRecord) -> SharedRecord:
    """An additional record with its amendments. What it rests on is the counsellor's to know."""
    return SharedRecord(
        id=record.id,
        day=record.about_on,
        kind=purposes.told(record.purposes),
        author=record.author,
        record_code=record.record_code,
        blocks=tuple(record_blocks(record)),
    )


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
    """The pack as a PDF: the cover, then each record on a page of its own."""
    name = _("Records shared with consent")
    sheet = Sheet(letterhead=letterhead, document=name, reference=pack.reference)
    return typeset(list(_blocks(pack, letterhead)), sheet, title=f"{name} {pack.reference}")


def _blocks(pack: Pack, letterhead: Letterhead) -> Iterator[Block]:
    records = sorted(pack.records, key=lambda r: (r.day, r.id))
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
        yield from record.blocks


def _panel(pack: Pack, letterhead: Letterhead) -> Panel:
    count = len(pack.records)
    return Panel(
        (
            (_("From"), letterhead.organisation.name),
            (_("Case number"), letterhead.case_number),
            (_("Records"), n_("{count} record", "{count} records", count)),
            (_("Consent, form ID"), pack.form_id),
            (_("Consent given on"), dates.day(pack.given_on)),
            (_("Made on"), dates.day(letterhead.at)),
        )
    )


def _contents(records: list[SharedRecord]) -> Table:
    rows = tuple(
        (dates.day(record.day), record.kind, record.author, record.record_code)
        for record in records
    )
    headers = (_("Day"), _("Record"), _("Written by"), _("Record code"))
    return Table("", headers, rows, (3, 4, 3, 4))


def _care(letterhead: Letterhead) -> Iterator[Block]:
    yield Heading(_("Please take care"))
    organisation = letterhead.organisation.name
    for sentence in (
        _("Keep these pages locked away, and destroy them when they are no longer needed."),
        _("If they reached you by mistake, do not read on, and tell {organisation}.").format(
            organisation=organisation
        ),
        _("A record says what was essential. It is not a full account of what was said."),
    ):
        yield Passage(sentence)
