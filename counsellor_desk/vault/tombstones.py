"""Tombstones: what stays of destroyed notes; and the approvals that they begin as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.ids import CaseId, NoteId, SessionId, SummaryId
from counsellor_desk.domain.notes import LengthBand
from counsellor_desk.domain.paper_notes import PaperDestroyed, PaperMethod
from counsellor_desk.domain.receipts import DestructionReason, Tombstone
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import read_moment
from counsellor_desk.vault.transactions import Reader, Transaction

_WHOLE: Final = "SELECT * FROM destructions LEFT JOIN papers_destroyed USING (note_id)"


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
    row = reader.row(f"{_WHOLE} WHERE note_id = ? AND epoch IS NOT NULL", note)
    if row is None:
        raise KeyError("tombstone")
    return _tombstone(row)


def of_case(reader: Reader, case: CaseId) -> tuple[Tombstone, ...]:
    """The case's tombstones, the newest first."""
    rows = reader.rows(
        f"{_WHOLE} WHERE case_id = ? AND epoch IS NOT NULL ORDER BY approved_at DESC",
        case,
    )
    return tuple(map(_tombstone, rows))


def record_paper(tx: Transaction, note: NoteId, paper: PaperDestroyed) -> None:
    """Write down what a person says of the paper, before the destruction is approved.

    What was said of a destruction that a hold has taken back since is replaced.
    """
    tx.run("DELETE FROM papers_destroyed WHERE note_id = ?", note)
    tx.insert(
        "papers_destroyed",
        note_id=note,
        method=paper.method.value,
        destroyed_on=paper.on.isoformat(),
        destroyed_by=paper.by,
    )


def has_paper(reader: Reader, note: NoteId) -> bool:
    """Whether it is written down what became of the paper."""
    query = "SELECT count(*) FROM papers_destroyed WHERE note_id = ?"
    return bool(reader.value(query, note))


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
        paper=_paper(row) if row["method"] else None,
    )


def _paper(row: Row) -> PaperDestroyed:
    return PaperDestroyed(
        method=PaperMethod(row["method"]),
        on=date.fromisoformat(row["destroyed_on"]),
        by=row["destroyed_by"],
    )
