"""Cases, their clients, and the numbers that are never used twice (policy 4.6)."""

from __future__ import annotations

from datetime import date

from counsellor_desk.domain.case_numbers import CaseNumberTaken, Pattern, comparable
from counsellor_desk.domain.cases import Case, CaseLine, CaseNumber, CaseStatus, Client
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import read_day
from counsellor_desk.vault.transactions import Reader, Transaction

_LINES = """
    SELECT cases.*,
        (SELECT count(*) FROM clients WHERE case_id = cases.id) AS clients,
        (SELECT max(starts) FROM sessions WHERE case_id = cases.id) AS last_starts,
        (SELECT count(*) FROM notes WHERE case_id = cases.id AND state = 'waiting') AS waiting
    FROM cases"""


def next_number(reader: Reader, pattern: Pattern, year: int) -> str:
    """The number that the next case of ``year`` gets: above every one used before."""
    beginning = f"{pattern.prefix}-{year:04}-"
    used = reader.rows(
        "SELECT number FROM used_numbers WHERE number >= ? AND number < ?",
        beginning,
        beginning[:-1] + ".",
    )
    sequence = max((pattern.sequence_of(row["number"], year) or 0 for row in used), default=0) + 1
    while _is_used(reader, number := pattern.allocate(year, sequence)):
        sequence += 1
    return number


def add(tx: Transaction, case: Case) -> None:
    """A new case with its clients; its number is used from now on.

    Raises:
        CaseNumberTaken: the number, however it is spelt, was used before.
    """
    if _is_used(tx, case.number):
        raise CaseNumberTaken(number=case.number)
    tx.insert("used_numbers", comparable=comparable(case.number), number=case.number)
    tx.insert(
        "cases",
        id=case.id,
        number=case.number,
        status=case.status.value,
        opened_on=case.opened_on.isoformat(),
    )
    for client in case.clients:
        add_client(tx, case.id, client)


def add_client(tx: Transaction, case: CaseId, client: Client) -> None:
    """One more client of a case."""
    tx.insert("clients", id=client.id, case_id=case, position=client.position)


def set_status(tx: Transaction, case: CaseId, status: CaseStatus) -> None:
    """Where the case stands from now on."""
    tx.run("UPDATE cases SET status = ? WHERE id = ?", status.value, case)


def load(reader: Reader, case: CaseId) -> Case:
    """The case.

    Raises:
        KeyError: no such case.
    """
    row = reader.row("SELECT * FROM cases WHERE id = ?", case)
    if row is None:
        raise KeyError("case")
    return _case(reader, row)


def by_number(reader: Reader, number: str) -> Case | None:
    """The case with that number, however it is spelt."""
    row = reader.row(
        "SELECT cases.* FROM used_numbers JOIN cases USING (number) WHERE comparable = ?",
        comparable(number),
    )
    return _case(reader, row) if row else None


def lines(
    reader: Reader, *, status: CaseStatus | None = None, limit: int | None = None
) -> tuple[CaseLine, ...]:
    """Cases, or those of one status, the newest first; all of them unless there is a limit."""
    rows = reader.rows(
        _LINES + " WHERE ?1 IS NULL OR status = ?1 ORDER BY opened_on DESC, number DESC LIMIT ?2",
        status.value if status else None,
        -1 if limit is None else limit,
    )
    return tuple(map(_line, rows))


def numbers(reader: Reader) -> tuple[CaseNumber, ...]:
    """All numbers, of the newest case first."""
    rows = reader.rows("SELECT id, number, status FROM cases ORDER BY opened_on DESC, number DESC")
    return tuple(
        CaseNumber(id=CaseId(row["id"]), number=row["number"], status=CaseStatus(row["status"]))
        for row in rows
    )


def count(reader: Reader) -> int:
    """How many cases there are, whatever their status."""
    return int(reader.value("SELECT count(*) FROM cases"))


def find(reader: Reader, typed: str, *, limit: int = 20) -> tuple[CaseLine, ...]:
    """Cases whose number holds what was typed, whatever its spaces and dashes."""
    rows = reader.rows(
        _LINES + " JOIN used_numbers USING (number) WHERE instr(comparable, ?) > 0"
        " ORDER BY opened_on DESC, number DESC LIMIT ?",
        comparable(typed),
        limit,
    )
    return tuple(map(_line, rows))


def _is_used(reader: Reader, number: str) -> bool:
    key = comparable(number)
    return bool(reader.value("SELECT count(*) FROM used_numbers WHERE comparable = ?", key))


def _case(reader: Reader, row: Row) -> Case:
    clients = reader.rows(
        "SELECT id, position FROM clients WHERE case_id = ? ORDER BY position", row["id"]
    )
    return Case(
        id=CaseId(row["id"]),
        number=row["number"],
        status=CaseStatus(row["status"]),
        opened_on=date.fromisoformat(row["opened_on"]),
        clients=tuple(Client(id=ClientId(c["id"]), position=c["position"]) for c in clients),
    )


def _line(row: Row) -> CaseLine:
    starts = row["last_starts"]
    return CaseLine(
        id=CaseId(row["id"]),
        number=row["number"],
        status=CaseStatus(row["status"]),
        opened_on=date.fromisoformat(row["opened_on"]),
        clients=row["clients"],
        last_session_on=read_day(starts[:10]) if starts else None,
        waiting_notes=row["waiting"],
    )
