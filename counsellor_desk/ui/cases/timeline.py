"""Everything that stands in a case as lines, the newest first: date, kind, state, a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain.disclosures import Channel, Disclosure
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.ids import SessionId
from counsellor_desk.domain.notes import NoteLine, NoteState
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.sessions import Attendance, Session
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.domain.text import preview
from counsellor_desk.domain.worded import Worded
from counsellor_desk.ui.cases.lines import Line
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.form_states import STATE_COLOURS
from counsellor_desk.ui.note_sizes import told_size
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows.cases import CasePage, ConsentLine


class Kind(Worded):
    """What a line of the timeline is, and what it can be filtered by."""

    SUMMARY = "summary", N_("Essential summaries")
    RECORD = "record", N_("Additional records")
    NOTE = "note", N_("Session notes")
    SESSION = "session", N_("Missed sessions")
    RECEIPT = "receipt", N_("Destroyed notes")
    FORM = "form", N_("Forms")
    DOCUMENT = "document", N_("Sealed documents")
    DISCLOSURE = "disclosure", N_("What has left")
    HOLD = "hold", N_("Holds")


_NOTE_STATES: Final = {
    NoteState.WAITING: State.AMBER,
    NoteState.ON_HOLD: State.RED,
    NoteState.DESTROYING: State.NEUTRAL,
    NoteState.GONE: State.NEUTRAL,
}


@dataclass(frozen=True)
class Entry:
    """A line with what it is ordered and filtered by."""

    at: datetime
    kind: Kind
    line: Line


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What opening a line does: the doors, and what is shown on the page itself."""

    doors: Doors
    session: Callable[[Session], object]
    hold: Callable[[Hold], object]


def entries(page: CasePage, ways: Ways) -> list[Entry]:
    """All of it, the newest first."""
    found = [
        *_summaries(page, ways),
        *(_record(record, ways) for record in page.records),
        *_notes(page, ways),
        *_missed(page, ways),
        *_receipts(page, ways),
        *(_form(line, ways) for line in page.consents),
        *_documents(page, ways),
        *(_disclosure(line, page, ways) for line in page.disclosures),
        *(_hold(hold, ways) for hold in page.holds),
    ]
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _summaries(page: CasePage, ways: Ways) -> Iterator[Entry]:
    by_id = {session.id: session for session in page.sessions}
    for summary in page.summaries:
        yield _summary(summary, by_id[summary.session], ways)


def _summary(summary: EssentialSummary, session: Session, ways: Ways) -> Entry:
    amended = len(summary.amendments)
    line = Line(
        key=summary.id,
        go=lambda: ways.doors.open_summary(summary.id),
        icon="file-text",
        title=_("Essential summary"),
        when=_session_of(session.number, session.starts),
        detail=preview(summary.first_line()),
        pill=n_("amended once", "amended {count} times", amended) if amended else "",
    )
    return Entry(session.starts, Kind.SUMMARY, line)


def _record(record: AdditionalRecord, ways: Ways) -> Entry:
    amended = len(record.amendments)
    line = Line(
        key=record.id,
        go=lambda: ways.doors.open_record(record.id),
        icon="book-open",
        title=_("Additional record"),
        when=_about(record),
        detail=preview(record.first_line()),
        pill=n_("amended once", "amended {count} times", amended) if amended else "",
    )
    return Entry(_moment_of(record), Kind.RECORD, line)


def _about(record: AdditionalRecord) -> str:
    told = purposes.told(record.purposes)
    day = dates.day(record.about_on)
    return _("{day}, {purpose}").format(day=day, purpose=f"{told[:1].lower()}{told[1:]}")


def _moment_of(record: AdditionalRecord) -> datetime:
    """Its place among the others: when it was written, on the day that it is about."""
    written = record.written_at
    if written.date() == record.about_on:
        return written
    return datetime.combine(record.about_on, time(12), tzinfo=written.tzinfo)


def _notes(page: CasePage, ways: Ways) -> Iterator[Entry]:
    for note in page.notes:
        yield Entry(note.session_starts, Kind.NOTE, _note(note, ways))


def _note(note: NoteLine, ways: Ways) -> Line:
    left = note.note.paper_is_left and not note.held
    return Line(
        key=note.note.id,
        go=lambda: _open_note(note, ways),
        icon="notebook-pen",
        title=_("Session note"),
        when=_session_of(note.session_number, note.session_starts),
        detail=told_size(note.note),
        pill=_("Paper to be destroyed") if left else note.state.label,
        state=_NOTE_STATES[note.state],
    )


def _open_note(note: NoteLine, ways: Ways) -> object:
    """To the text while it can be written on; then to the summary, then to the receipt."""
    if note.state is NoteState.DESTROYING:
        return ways.doors.open_receipt(note.note.id)
    if note.note.summary is not None:
        return ways.doors.open_summary(note.note.summary)
    return (ways.doors.reduce if note.note.on_paper else ways.doors.open_note)(note.note.id)


def _missed(page: CasePage, ways: Ways) -> Iterator[Entry]:
    for session in page.sessions:
        if session.attendance is not Attendance.ATTENDED:
            yield Entry(session.starts, Kind.SESSION, _session(session, ways))


def _session(session: Session, ways: Ways) -> Line:
    return Line(
        key=session.id,
        go=lambda: ways.session(session),
        icon="calendar",
        title=_("Session"),
        when=_session_of(session.number, session.starts),
        detail=session.mode.label,
        pill=session.attendance.label,
    )


def _receipts(page: CasePage, ways: Ways) -> Iterator[Entry]:
    numbers = {session.id: session.number for session in page.sessions}
    for tombstone in page.tombstones:
        yield _receipt(tombstone, numbers, ways)


def _receipt(tombstone: Tombstone, numbers: dict[SessionId, int], ways: Ways) -> Entry:
    at = tombstone.erased_at or tombstone.approved_at
    gone = tombstone.erased_at is not None
    line = Line(
        key=tombstone.note,
        go=lambda: ways.doors.open_receipt(tombstone.note),
        icon="shield-check",
        title=_("Note destroyed") if gone else _("Note being destroyed"),
        when=dates.day(at.date()),
        detail=_("Session {number}. {reason}.").format(
            number=numbers[tombstone.session], reason=tombstone.reason.label
        ),
    )
    return Entry(at, Kind.RECEIPT, line)


def _form(found: ConsentLine, ways: Ways) -> Entry:
    consent = found.consent
    at = consent.signed_at or consent.begun_at
    outcome = consent.outcome.label if consent.outcome and consent.sealed_at else ""
    line = Line(
        key=consent.id,
        go=lambda: ways.doors.open_form(consent.id),
        icon="clipboard-list",
        title=found.title,
        when=dates.day(at.date()),
        detail=" · ".join(filter(None, (found.client, outcome))),
        pill=found.state.label,
        state=STATE_COLOURS[found.state],
    )
    return Entry(at, Kind.FORM, line)


def _documents(page: CasePage, ways: Ways) -> Iterator[Entry]:
    """Sealed forms are left out: they are behind their own line."""
    for document in page.documents:
        if document.kind is not DocumentKind.FORM:
            yield Entry(document.made_at, Kind.DOCUMENT, _document(document, ways))


def _document(document: SealedDocument, ways: Ways) -> Line:
    return Line(
        key=document.id,
        go=lambda: ways.doors.open_document(document.id),
        icon="lock",
        title=_("Sealed: {kind}").format(kind=document.kind.label),
        when=dates.day(document.made_at.date()),
        detail=" · ".join((document.name, n_("{count} page", "{count} pages", document.pages))),
    )


def _disclosure(left: Disclosure, page: CasePage, ways: Ways) -> Entry:
    line = Line(
        key=left.id,
        go=lambda: _open_left(left, page, ways),
        icon="download" if left.channel is Channel.FILE else "printer",
        title=f"{left.channel.label}: {left.what}",
        when=dates.day(left.at.date()),
        detail=preview(_("to {whom}, {purpose}").format(whom=left.to, purpose=left.purpose)),
        pill=left.ground.label,
    )
    return Entry(left.at, Kind.DISCLOSURE, line)


def _open_left(left: Disclosure, page: CasePage, ways: Ways) -> object:
    """To the document; to the held note whose copy left, or its receipt; else to the will."""
    if left.document is not None:
        return ways.doors.open_document(left.document)
    note = next((line for line in page.notes if line.note.id == left.note), None)
    if note is not None:
        return _open_note(note, ways)
    return ways.doors.open_receipt(left.note) if left.note else ways.doors.clinical_will()


def _hold(hold: Hold, ways: Ways) -> Entry:
    line = Line(
        key=hold.id,
        go=lambda: ways.hold(hold),
        icon="pause",
        title=_("Hold"),
        when=dates.day(hold.set_at.date()),
        detail=preview(f"{hold.basis.label}. {hold.reason}"),
        pill=_("On hold") if hold.active else _("Lifted"),
        state=State.RED if hold.active else State.NEUTRAL,
    )
    return Entry(hold.set_at, Kind.HOLD, line)


def _session_of(number: int, starts: datetime) -> str:
    return _("session {number} of {day}").format(number=number, day=dates.day(starts.date()))
