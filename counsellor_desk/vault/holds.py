"""Holds: set and lifted, never removed (policy 4.9, 11.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.held_copies import GROUNDS
from counsellor_desk.domain.holds import (
    Basis,
    HeldAsItIs,
    Hold,
    KeptForAnOrder,
    ensure_free,
    reaching,
)
from counsellor_desk.domain.ids import CaseId, HoldId, NoteId
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment, moment_or_none, read_moment
from counsellor_desk.vault.transactions import Reader, Transaction

_ENTRY: Final = (
    "SELECT max(seq) FROM audit WHERE about = ?1 AND act = ?2 AND (?3 IS NULL OR at = ?3)"
)


def save(tx: Transaction, hold: Hold) -> None:
    """Keep the hold, new or lifted.

    An approved destruction that it reaches and that has not begun is taken back: the note waits.
    """
    tx.put(
        "holds",
        "id",
        id=hold.id,
        case_id=hold.case,
        note_id=hold.note,
        basis=hold.basis.value,
        reason=hold.reason,
        set_by=hold.set_by,
        set_at=moment(hold.set_at),
        review_on=hold.review_on.isoformat(),
        lifted_by=hold.lifted_by,
        lifted_at=moment_or_none(hold.lifted_at),
        lifted_because=hold.lifted_because,
    )
    for row in tx.rows("SELECT note_id, case_id FROM destructions WHERE epoch IS NULL"):
        if hold.reaches(CaseId(row["case_id"]), NoteId(row["note_id"])):
            tx.run("DELETE FROM destructions WHERE note_id = ?", row["note_id"])
            tx.run("UPDATE notes SET state = 'waiting' WHERE id = ?", row["note_id"])


def load(reader: Reader, hold: HoldId) -> Hold:
    """The hold.

    Raises:
        KeyError: no such hold.
    """
    row = reader.row("SELECT * FROM holds WHERE id = ?", hold)
    if row is None:
        raise KeyError("hold")
    return _hold(row)


def active(reader: Reader) -> tuple[Hold, ...]:
    """Every hold that has not been lifted, the oldest first."""
    rows = reader.rows("SELECT * FROM holds WHERE lifted_at IS NULL ORDER BY set_at")
    return tuple(map(_hold, rows))


def everything(reader: Reader) -> tuple[Hold, ...]:
    """Every hold there ever was, the newest first."""
    return tuple(map(_hold, reader.rows("SELECT * FROM holds ORDER BY set_at DESC")))


def on_notes(reader: Reader) -> tuple[Hold, ...]:
    """The active holds that reach at least one note that is still there, the oldest first."""
    rows = reader.rows("SELECT id, case_id FROM notes")
    there = [(CaseId(row["case_id"]), NoteId(row["id"])) for row in rows]
    return tuple(
        hold for hold in active(reader) if any(hold.reaches(case, note) for case, note in there)
    )


def ensure_none(reader: Reader, case: CaseId, note: NoteId) -> None:
    """Let a destruction go on.

    Raises:
        OnHold: at least one active hold reaches the note.
    """
    ensure_free(active(reader), case, note)


def reach(reader: Reader, note: Row) -> tuple[Hold, ...]:
    """The holds in force on that note."""
    return reaching(active(reader), CaseId(note["case_id"]), NoteId(note["id"]))


def keep_as_it_is(reader: Reader, note: Row) -> bool:
    """Whether a hold reaches the note that was set when the note was there already.

    What is begun under a hold on its case is written on as usual.
    """
    return any(
        hold.note is not None or _came_later(reader, hold, note) for hold in reach(reader, note)
    )


def ensure_may_change(reader: Reader, note: Row) -> None:
    """Let the text or the pages of that note be changed.

    Raises:
        HeldAsItIs: a hold keeps it as it was.
    """
    if keep_as_it_is(reader, note):
        raise HeldAsItIs


def ensure_keys_may_change(reader: Reader) -> None:
    """Let the device secret be changed, or the store be moved to another computer.

    Raises:
        KeptForAnOrder: a note is on hold for an order or an access request.
    """
    kept = [
        hold
        for hold in active(reader)
        for row in reader.rows("SELECT id, case_id FROM notes")
        if hold.basis in GROUNDS and hold.reaches(CaseId(row["case_id"]), NoteId(row["id"]))
    ]
    if kept:
        raise KeptForAnOrder(basis=kept[0].basis.label)


def _came_later(reader: Reader, hold: Hold, note: Row) -> bool:
    """Whether the hold was set after the note was begun: by the trail, since clocks are put back.

    A note that is just being begun is not in the trail yet, and has no words that could be lost.
    """
    set_at = reader.value(_ENTRY, hold.id, Act.HOLD_SET.value, None)
    begun = reader.value(_ENTRY, note["session_id"], Act.NOTE_BEGUN.value, note["created_at"])
    if set_at is not None and begun is not None:
        return bool(begun < set_at)
    is_blank = note["revision"] == 1
    return not is_blank and datetime.fromisoformat(note["created_at"]) <= hold.set_at


def _hold(row: Row) -> Hold:
    return Hold(
        id=HoldId(row["id"]),
        case=CaseId(row["case_id"]) if row["case_id"] else None,
        note=NoteId(row["note_id"]) if row["note_id"] else None,
        basis=Basis(row["basis"]),
        reason=row["reason"],
        set_by=row["set_by"],
        set_at=datetime.fromisoformat(row["set_at"]),
        review_on=date.fromisoformat(row["review_on"]),
        lifted_by=row["lifted_by"],
        lifted_at=read_moment(row["lifted_at"]),
        lifted_because=row["lifted_because"],
    )
