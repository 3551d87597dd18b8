"""Sessions of a case (policy 4.8)."""

from __future__ import annotations

from datetime import datetime

from counsellor_desk.domain.ids import CaseId, SessionId
from counsellor_desk.domain.sessions import Attendance, Mode, Session
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.transactions import Reader, Transaction


def next_number(reader: Reader, case: CaseId) -> int:
    """The number that the case's next session gets."""
    return int(
        reader.value("SELECT coalesce(max(number), 0) + 1 FROM sessions WHERE case_id = ?", case)
    )


def save(tx: Transaction, session: Session) -> None:
    """Keep the session, new or corrected."""
    tx.put(
        "sessions",
        "id",
        id=session.id,
        case_id=session.case,
        number=session.number,
        starts=moment(session.starts),
        minutes=session.minutes,
        mode=session.mode.value,
        attendance=session.attendance.value,
    )


def load(reader: Reader, session: SessionId) -> Session:
    """The session.

    Raises:
        KeyError: no such session.
    """
    row = reader.row("SELECT * FROM sessions WHERE id = ?", session)
    if row is None:
        raise KeyError("session")
    return _session(row)


def of_case(reader: Reader, case: CaseId) -> tuple[Session, ...]:
    """The case's sessions, the newest first."""
    rows = reader.rows("SELECT * FROM sessions WHERE case_id = ? ORDER BY starts DESC", case)
    return tuple(map(_session, rows))


def newest(reader: Reader, case: CaseId | None = None) -> Session | None:
    """The last session that was held: of that case, or of all."""
    query = "SELECT * FROM sessions WHERE ?1 IS NULL OR case_id = ?1 ORDER BY starts DESC LIMIT 1"
    row = reader.row(query, case)
    return _session(row) if row else None


def _session(row: Row) -> Session:
    return Session(
        id=SessionId(row["id"]),
        case=CaseId(row["case_id"]),
        number=row["number"],
        starts=datetime.fromisoformat(row["starts"]),
        minutes=row["minutes"],
        mode=Mode(row["mode"]),
        attendance=Attendance(row["attendance"]),
    )
