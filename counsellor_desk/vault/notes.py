"""Raw notes: sealed under a key of their own that only the epoch's two shares unwrap (FORMAT.md 2).

Their text is in no other column, no index and no SQL parameter; the draft of the summary that is
being written lies beside it under the same key, and dies with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from counsellor_desk.domain.held_copies import GROUNDS
from counsellor_desk.domain.holds import Hold, reaching
from counsellor_desk.domain.ids import CaseId, NoteId, SessionId, SummaryId
from counsellor_desk.domain.notes import NoteLine, NoteState, SessionNote, ensure_fits
from counsellor_desk.domain.text import word_count
from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.vault import holds
from counsellor_desk.vault.boxes import (
    BoxRefused,
    Label,
    framed,
    fresh_key,
    seal,
    unframed,
    unseal,
)
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.epochs import EpochKey
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.transactions import Reader, Transaction
from counsellor_desk.wording import N_

_PAGES: Final = "(SELECT count(*) FROM note_pages WHERE note_id = notes.id) AS pages"
_WHOLE: Final = f"SELECT notes.*, {_PAGES} FROM notes"  # noqa: S608 - columns of ours


class NotesClosed(DeskError):
    """Opened with the recovery sheet, or this computer lacks the shares."""

    happened = N_("Session notes cannot be opened now: their keys are not at hand.")
    safe = N_("The notes are unchanged, and all your summaries can be read.")
    next_step = N_("Open the store with your passphrase, on the computer where they were written.")


class NoteUnreadable(DeskError):
    """Its key does not open, or its box does not."""

    happened = N_("This session note cannot be opened: its key is not on this computer.")
    safe = N_("Your other notes and all summaries are unchanged.")
    next_step = N_("If it was written on another computer, open it there.")


class NoteGone(DeskError):
    """Destroyed, or being destroyed."""

    happened = N_("That session note is destroyed already, or is just being destroyed.")
    safe = NOTHING_LOST
    next_step = N_("Its receipt says when and why.")


def ensure_open(reader: Reader) -> None:
    """Refuse where notes can be neither written nor read.

    Raises:
        NotesClosed: as it says.
    """
    epoch_of(reader)


def begin(
    tx: Transaction, *, case: CaseId, session: SessionId, at: datetime, on_paper: bool = False
) -> SessionNote:
    """An empty note with a key of its own. ``on_paper``: it stays empty, and its draft is sealed.

    Raises:
        NotesClosed: there is no epoch key to wrap it with.
    """
    epoch, note, key = epoch_of(tx), NoteId(new_id()), fresh_key()
    tx.insert(
        "notes",
        id=note,
        case_id=case,
        session_id=session,
        created_at=moment(at),
        revised_at=moment(at),
        words=0,
        state=NoteState.WAITING.value,
        revision=1,
        body=seal(key, framed(b""), Label(epoch.vault, "note", note, 1)),
        working_revision=0,
        on_paper=on_paper,
    )
    tx.insert("note_keys", note_id=note, epoch=epoch.number, wrapped=epoch.wrap(note, key))
    return load(tx, note)


def save_text(tx: Transaction, note: NoteId, text: str, at: datetime) -> None:
    """Seal the text as it is now. Lone surrogates come back as they went in.

    Raises:
        NoteTooLarge: over two megabytes; what was saved before stays.
        HeldAsItIs: a hold keeps the note as it was.
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    ensure_fits(text)
    row, epoch = ensure_waiting(tx, note), epoch_of(tx)
    holds.ensure_may_change(tx, row)
    revision = row["revision"] + 1
    label = Label(epoch.vault, "note", note, revision)
    tx.run(
        "UPDATE notes SET body = ?, revision = ?, words = ?, revised_at = ? WHERE id = ?",
        seal(key_of(tx, note), framed(text.encode("utf-8", "surrogatepass")), label),
        revision,
        word_count(text),
        moment(at),
        note,
    )


def read_text(reader: Reader, note: NoteId) -> str:
    """The text as it was saved last.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    row, epoch = _existing(reader, note), epoch_of(reader)
    label = Label(epoch.vault, "note", note, row["revision"])
    return _unsealed(reader, note, row["body"], label).decode("utf-8", "surrogatepass")


def save_working(tx: Transaction, note: NoteId, content: bytes) -> None:
    """Seal the draft of the summary under the note's own key.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    row, epoch = ensure_waiting(tx, note), epoch_of(tx)
    revision = row["working_revision"] + 1
    label = Label(epoch.vault, "working", note, revision)
    tx.run(
        "UPDATE notes SET working = ?, working_revision = ? WHERE id = ?",
        seal(key_of(tx, note), framed(content), label),
        revision,
        note,
    )


def read_working(reader: Reader, note: NoteId) -> bytes | None:
    """The draft of the summary as it was saved last, if there is one.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    row, epoch = _existing(reader, note), epoch_of(reader)
    if row["working"] is None:
        return None
    label = Label(epoch.vault, "working", note, row["working_revision"])
    return _unsealed(reader, note, row["working"], label)


def set_summary(tx: Transaction, note: NoteId, summary: SummaryId) -> None:
    """Tie an accepted summary to a note whose destruction has to wait.

    Raises:
        NoteGone: as it says.
    """
    ensure_waiting(tx, note)
    tx.run("UPDATE notes SET summary_id = ? WHERE id = ?", summary, note)


def load(reader: Reader, note: NoteId) -> SessionNote:
    """What is known about the note.

    Raises:
        NoteGone: it is deleted.
    """
    return _note(_existing(reader, note))


def of_session(reader: Reader, session: SessionId) -> tuple[SessionNote, ...]:
    """The session's notes, the oldest first."""
    rows = reader.rows(f"{_WHOLE} WHERE session_id = ? ORDER BY created_at", session)
    return tuple(map(_note, rows))


def is_kept_as_it_is(reader: Reader, note: NoteId) -> bool:
    """Whether a hold keeps it as it was, so that it is only read.

    Raises:
        NoteGone: it is deleted.
    """
    return holds.keep_as_it_is(reader, _existing(reader, note))


def lines(reader: Reader, *, case: CaseId | None = None) -> tuple[NoteLine, ...]:
    """All notes, or those of a case, with where they come from; the oldest session first."""
    rows = reader.rows(
        f"SELECT notes.*, {_PAGES}, cases.number AS case_number,"  # noqa: S608 - columns of ours
        " sessions.number AS session_number, starts, minutes"
        " FROM notes JOIN cases ON cases.id = notes.case_id"
        " JOIN sessions ON sessions.id = session_id"
        " WHERE ?1 IS NULL OR notes.case_id = ?1 ORDER BY starts, created_at",
        case,
    )
    in_force = holds.active(reader)
    return tuple(_line(row, in_force) for row in rows)


def _line(row: Row, in_force: Iterable[Hold]) -> NoteLine:
    note, starts = _note(row), datetime.fromisoformat(row["starts"])
    reached = reaching(in_force, note.case, note.id)
    return NoteLine(
        note=note,
        case_number=row["case_number"],
        session_number=row["session_number"],
        session_starts=starts,
        session_ended=starts + timedelta(minutes=row["minutes"]),
        held=bool(reached),
        may_be_copied=not note.on_paper and any(hold.basis in GROUNDS for hold in reached),
    )


def _note(row: Row) -> SessionNote:
    return SessionNote(
        id=NoteId(row["id"]),
        case=CaseId(row["case_id"]),
        session=SessionId(row["session_id"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        revised_at=datetime.fromisoformat(row["revised_at"]),
        words=row["words"],
        state=NoteState(row["state"]),
        summary=SummaryId(row["summary_id"]) if row["summary_id"] else None,
        pages=row["pages"],
        on_paper=bool(row["on_paper"]),
    )


def _existing(reader: Reader, note: NoteId) -> Row:
    row = reader.row(f"{_WHOLE} WHERE id = ?", note)
    if row is None:
        raise NoteGone
    return row


def ensure_waiting(reader: Reader, note: NoteId) -> Row:
    """The row of a note that is not being destroyed.

    Raises:
        NoteGone: as it says.
    """
    row = _existing(reader, note)
    if row["state"] != NoteState.WAITING.value:
        raise NoteGone
    return row


def epoch_of(reader: Reader) -> EpochKey:
    """What opens the keys of notes.

    Raises:
        NotesClosed: as it says.
    """
    if reader.epoch is None:
        raise NotesClosed
    return reader.epoch


def key_of(reader: Reader, note: NoteId) -> bytes:
    """The note's own key.

    Raises:
        NotesClosed, NoteUnreadable: as they say.
    """
    epoch = epoch_of(reader)
    query = "SELECT wrapped FROM note_keys WHERE note_id = ? AND epoch = ?"
    try:
        return epoch.unwrap(note, reader.value(query, note, epoch.number) or b"")
    except BoxRefused:
        raise NoteUnreadable from None


def _unsealed(reader: Reader, note: NoteId, box: bytes, label: Label) -> bytes:
    try:
        return unframed(unseal(key_of(reader, note), box, label))
    except BoxRefused:
        raise NoteUnreadable from None
