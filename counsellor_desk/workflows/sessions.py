"""Sessions and their notes: begin, write, save every few seconds, find again (policy 4.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from counsellor_desk.domain import sessions as session_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import CaseId, NoteId, SessionId
from counsellor_desk.domain.notes import NoteState, SessionNote
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.domain.page_files import PaperPage
from counsellor_desk.domain.sessions import Attendance, Mode, Session
from counsellor_desk.vault import ballast, cases, ids, note_pages, notes, sessions
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.workflows.desk import Desk

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class SessionTimes:
    """What a counsellor says about a session. ``starts`` is aware."""

    starts: datetime
    minutes: int = 50
    mode: Mode = Mode.IN_PERSON
    attendance: Attendance = Attendance.ATTENDED


@dataclass(frozen=True, kw_only=True)
class OpenNote:
    """A note with its text and what pages it has, as the editor shows it.

    ``kept_as_it_is``: a hold was set on it, and it is only read.
    """

    note: SessionNote
    session: Session
    case_number: str
    text: str
    pages: tuple[PaperPage, ...] = ()
    kept_as_it_is: bool = False


@dataclass(frozen=True, kw_only=True)
class BlankNote:
    """A note that is not begun yet. ``times``: a session like the last one, that has just ended.

    ``number`` is what the session will be counted as.
    """

    case: CaseId
    case_number: str
    number: int
    times: SessionTimes


def blank_note(desk: Desk, case: CaseId) -> BlankNote:
    """What a new note of that case starts from. Nothing is recorded.

    Raises:
        KeyError: no such case.
        NotesClosed: what is written could not be sealed.
    """
    reader = desk.read()
    notes.ensure_open(reader)
    last = sessions.newest(reader, case) or sessions.newest(reader)
    usual = SessionTimes(starts=desk.now())
    if last is not None:
        usual = replace(usual, minutes=last.minutes, mode=last.mode)
    began = usual.starts - timedelta(minutes=usual.minutes)
    starts = began - timedelta(minutes=began.minute % 5)
    return BlankNote(
        case=case,
        case_number=cases.load(reader, case).number,
        number=sessions.next_number(reader, case),
        times=replace(usual, starts=starts.replace(second=0, microsecond=0)),
    )


def begin_note(
    desk: Desk,
    case: CaseId,
    times: SessionTimes,
    text: str = "",
    *,
    pages: Sequence[bytes] = (),
    on_paper: bool = False,
) -> OpenNote:
    """Record a session and begin its note, with its first words and pages where there are some.

    ``on_paper``: it lies in a drawer, and all that is recorded is that it waits.

    Raises:
        SessionInFuture, SessionLengthNotPossible: as they say.
        NoteTooLarge, TooManyPages, DiskFull, DiskFault: nothing is recorded.
        NotesClosed: the store was opened with the recovery sheet.
    """
    now = desk.now()
    session, facts = _session(desk, case, times), _facts(len(pages), on_paper=on_paper)
    with desk.store.act(Act.NOTE_BEGUN, at=now, about=session.id, case=case, **facts) as tx:
        sessions.save(tx, session)
        note = notes.begin(tx, case=case, session=session.id, at=now, on_paper=on_paper)
        note_pages.add(tx, note.id, pages)
        if text:
            notes.save_text(tx, note.id, text, now)
    return open_note(desk, note.id)


def second_note(desk: Desk, session: SessionId, *, on_paper: bool = False) -> OpenNote:
    """Begin one more note of a session that is recorded already. ``on_paper``: as ``begin_note``.

    Raises:
        NotesClosed: the store was opened with the recovery sheet.
    """
    now, found = desk.now(), sessions.load(desk.read(), session)
    case, facts = found.case, _facts(0, on_paper=on_paper)
    with desk.store.act(Act.NOTE_BEGUN, at=now, about=session, case=case, **facts) as tx:
        note = notes.begin(tx, case=case, session=session, at=now, on_paper=on_paper)
    return open_note(desk, note.id)


def record_missed(desk: Desk, case: CaseId, times: SessionTimes) -> Session:
    """Record a session that did not take place and needs no note.

    Raises:
        SessionLengthNotPossible: as it says.
    """
    session = _session(desk, case, times)
    with desk.store.act(Act.SESSION_RECORDED, at=desk.now(), about=session.id, case=case) as tx:
        sessions.save(tx, session)
    return session


def open_note(desk: Desk, note: NoteId) -> OpenNote:
    """The note with its text as it was saved last.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    reader = desk.read()
    found = notes.load(reader, note)
    return OpenNote(
        note=found,
        session=sessions.load(reader, found.session),
        case_number=cases.load(reader, found.case).number,
        text=notes.read_text(reader, note),
        pages=note_pages.of_note(reader, note),
        kept_as_it_is=notes.is_kept_as_it_is(reader, note),
    )


def last_saved(desk: Desk, note: NoteId) -> datetime | None:
    """When a waiting note was saved last; None where it waits no more, or its text is closed."""
    if desk.store.notes_access is not NotesAccess.OPEN:
        return None
    waiting = (line for line in notes.lines(desk.read()) if line.note.id == note)
    line = next(waiting, None)
    if line is None or line.note.state is not NoteState.WAITING:
        return None
    return line.note.revised_at


def save_text(desk: Desk, note: NoteId, text: str) -> datetime:
    """Seal the note as it is now, without an audit entry; when it was saved.

    Raises:
        NoteTooLarge, DiskFull, DiskFault: what was saved before stays.
        HeldAsItIs, NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    now = desk.now()
    with desk.store.quietly() as tx:
        notes.save_text(tx, note, text, now)
    return now


def with_the_last_room(desk: Desk, keep: Callable[[], T]) -> T:
    """``keep``, and on a full disk once more without the ballast: what locking takes away is lost.

    Raises:
        DiskFull: not even then. Whatever else ``keep`` raises.
    """
    try:
        return keep()
    except DiskFull:
        ballast.let_go(desk.store.held.folder)
        return keep()


def change_times(desk: Desk, session: SessionId, times: SessionTimes) -> Session:
    """Correct when, how long and how a session was held.

    Raises:
        SessionInFuture, SessionLengthNotPossible: as they say.
    """
    before = sessions.load(desk.read(), session)
    changed = session_rules.checked(_timed(before, times), desk.now())
    if changed != before:
        with desk.store.act(Act.SESSION_RECORDED, at=desk.now(), about=session) as tx:
            sessions.save(tx, changed)
    return changed


def _facts(pages: int, *, on_paper: bool) -> dict[str, int | bool]:
    """What the act says of a note that is not only typed."""
    return {**({"pages": pages} if pages else {}), **({"on_paper": True} if on_paper else {})}


def _session(desk: Desk, case: CaseId, times: SessionTimes) -> Session:
    number = sessions.next_number(desk.read(), case)
    blank = Session(id=SessionId(ids.new_id()), case=case, number=number, starts=times.starts)
    return session_rules.checked(_timed(blank, times), desk.now())


def _timed(session: Session, times: SessionTimes) -> Session:
    return replace(
        session,
        starts=times.starts,
        minutes=times.minutes,
        mode=times.mode,
        attendance=times.attendance,
    )
