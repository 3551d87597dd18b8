"""Holds: set and lifted, never removed (policy 4.9, 11.1)."""

from __future__ import annotations

from datetime import date, datetime

from counsellor_desk.domain.held_copies import GROUNDS
from counsellor_desk.domain.holds import Basis, Hold, KeptForAnOrder, ensure_free
from counsellor_desk.domain.ids import CaseId, HoldId, NoteId
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment, moment_or_none, read_moment
from counsellor_desk.vault.transactions import Reader, Transaction


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
