"""Tombstones: what stays of destroyed notes; and the approvals that they begin as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counsellor_desk.domain.ids import CaseId, NoteId, SessionId, SummaryId
from counsellor_desk.domain.notes import LengthBand
from counsellor_desk.domain.receipts import DestructionReason, Tombstone
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import read_moment
from counsellor_desk.vault.transactions import Reader


@dataclass(frozen=True, kw_only=True)
class Approval:
    """A destruction on its way. ``deleted``: the note is out of the store, its key still there."""

    note: NoteId
    case: CaseId
    approved_at: datetime
    deleted: bool


def load(reader: Reader, note: NoteId) -> Tombstone:
    """The note's tombstone.

    Raises:
        KeyError: the note has not been deleted.
    """
    query = "SELECT * FROM destructions WHERE note_id = ? AND epoch IS NOT NULL"
    row = reader.row(query, note)
    if row is None:
        raise KeyError("tombstone")
    return _tombstone(row)


def of_case(reader: Reader, case: CaseId) -> tuple[Tombstone, ...]:
    """The case's tombstones, the newest first."""
    rows = reader.rows(
        "SELECT * FROM destructions WHERE case_id = ? AND epoch IS NOT NULL"
        " ORDER BY approved_at DESC",
        case,
    )
    return tuple(map(_tombstone, rows))


def unfinished(reader: Reader) -> tuple[Approval, ...]:
    """Approved destructions that are not finished, in the order of their approval."""
    rows = reader.rows(
        "SELECT note_id, case_id, approved_at, epoch FROM destructions WHERE erased_at IS NULL"
        " ORDER BY approved_at"
    )
    return tuple(
        Approval(
            note=NoteId(row["note_id"]),
            case=CaseId(row["case_id"]),
            approved_at=datetime.fromisoformat(row["approved_at"]),
            deleted=row["epoch"] is not None,
        )
        for row in rows
    )


def _tombstone(row: Row) -> Tombstone:
    return Tombstone(
        note=NoteId(row["note_id"]),
        case=CaseId(row["case_id"]),
        session=SessionId(row["session_id"]),
        session_on=date.fromisoformat(row["session_on"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        approved_at=datetime.fromisoformat(row["approved_at"]),
        erased_at=read_moment(row["erased_at"]),
        epoch=row["epoch"],
        length=LengthBand(row["length"]),
        reason=DestructionReason(row["reason"]),
        summary=SummaryId(row["summary_id"]) if row["summary_id"] else None,
        author=row["author"],
        record_code=row["record_code"],
    )
