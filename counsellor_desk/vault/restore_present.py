"""The store of before, looked into with the key of the backup, and its raw notes carried over.

No backup holds a raw note. Those of this computer are still sealed in the store that is here, and
their keys in its keychain and in device.key: carried over, they open as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.backups import NoteLeft
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import holds, journals, schema, slot_files
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.boxes import BoxRefused
from counsellor_desk.vault.connection import PAGE_BYTES, Connection, Row
from counsellor_desk.vault.epochs import EpochKey
from counsellor_desk.vault.folder_state import STORE, made
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.slots import KeySlots
from counsellor_desk.vault.transactions import Reader, Transaction

_OF_CASE: Final = (
    ("used_numbers", "number = (SELECT number FROM main.cases WHERE id = ?)"),
    ("cases", "id = ?"),
    ("clients", "case_id = ?"),
    ("referrals", "case_id = ?"),
    ("identity_cards", "client_id IN (SELECT id FROM clients WHERE case_id = ?)"),
)
"""What a case begun after the backup consists of, parents first."""


_CHANGES_NOTHING: Final = frozenset(
    act.value
    for act in (
        Act.OPENED,
        Act.OPENED_BY_RECOVERY,
        Act.OPENED_BY_MANAGER,
        Act.RECOVERY_SHEET_REHEARSED,
        Act.BACKUP_MADE,
        Act.BACKUP_REHEARSED,
        Act.CLOCK_WENT_BACK,
    )
)


@dataclass(frozen=True)
class Present:
    """What is in the store's place. ``slots``: what its key files say; None: not known.

    ``database``: the store, open, where it is the backup's vault and the same key opens it.
    """

    is_there: bool
    slots: KeySlots | None
    database: Connection | None

    def is_of(self, vault: str) -> bool:
        """Whether it is that vault's, as far as can be told."""
        return self.database is not None or (self.slots is not None and self.slots.vault == vault)


@dataclass(frozen=True)
class Carried:
    """``kept``: notes that open here. ``left``: those that do not, wherever they are."""

    kept: int
    left: tuple[NoteLeft, ...]


@contextmanager
def looked_into(folder: Path, keys: StoreKeys) -> Iterator[Present]:
    """The store in ``folder`` as far as the backup's keys open it."""
    if not made(folder):
        yield Present(is_there=False, slots=None, database=None)
        return
    slots = None
    with suppress(DeskError):
        slots = slot_files.find(folder).slots
    database = _opened(folder / STORE, keys)
    if database is None:
        yield Present(is_there=True, slots=slots, database=None)
        return
    with closing(database):
        yield Present(is_there=True, slots=slots, database=database)


def is_ahead(present: Connection, restored: Connection, keys: StoreKeys) -> bool:
    """Whether the present store went on from where the backup was made."""
    head = Trail(restored, keys.audit()).head()
    trail = Trail(present, keys.audit())
    return trail.link_at(head.seq) == head.link and trail.head().seq > head.seq


def was_worked_on(present: Connection, restored: Connection) -> bool:
    """Whether more was done in it that the backup does not know than to open it or to back it up.

    It may have gone on from the backup, or from an earlier one that was brought back.
    """
    known = {row["link"] for row in restored.rows("SELECT link FROM audit")}
    here = present.rows("SELECT act, link FROM audit")
    return not {row["act"] for row in here if row["link"] not in known} <= _CHANGES_NOTHING


def carry_over(
    present: Connection, restored: Connection, epoch: EpochKey | None, *, ahead: bool
) -> Carried:
    """Take the raw notes along, inside the caller's transaction, with what they stand in.

    Sessions and cases that the backup does not know come along too where the present store is
    ``ahead`` of it; in any other case they may have been deleted since. ``epoch``: opens
    notes. What holds them here goes on holding them.
    """
    kept, left = 0, []
    for note in present.rows("SELECT * FROM notes"):
        if _is_destroyed(restored, note):
            continue
        comes = _has_session(restored, note) or (
            ahead and _brought_session(present, restored, note)
        )
        if comes:
            _copy_note(present, restored, note)
        if comes and _opens(present, note, epoch):
            kept += 1
        else:
            left.append(_told(present, note))
    _bring_holds(present, restored)
    return Carried(kept, tuple(left))


def _bring_holds(present: Connection, restored: Connection) -> None:
    """Holds set since the backup come along; one lifted since then stands again.

    Each active one takes back approvals that it reaches, as when it was set.
    """
    tx = Transaction(restored, None)
    known = {hold.id for hold in holds.everything(tx)}
    for hold in holds.everything(Reader(present, None)):
        if hold.id not in known and _has_case(restored, hold.case):
            holds.save(tx, hold)
    for hold in holds.active(tx):
        holds.save(tx, hold)


def _has_case(restored: Connection, case: CaseId | None) -> bool:
    found = restored.value("SELECT count(*) FROM cases WHERE id = ?", case)
    return case is None or bool(found)


def _opened(path: Path, keys: StoreKeys) -> Connection | None:
    try:
        if path.stat().st_size == 0 or path.stat().st_size % PAGE_BYTES:
            return None
        database = journals.opened(path, keys.database())
    except (DeskError, OSError):
        return None
    try:
        schema.ensure_known(database)
        if database.value("SELECT id FROM vault") == keys.vault:
            return database
    except DeskError:
        pass
    database.close()
    return None


def _is_destroyed(restored: Connection, note: Row) -> bool:
    query = "SELECT count(*) FROM destructions WHERE note_id = ?"
    return bool(restored.value(query, note["id"]))


def _has_session(restored: Connection, note: Row) -> bool:
    return bool(restored.value("SELECT count(*) FROM sessions WHERE id = ?", note["session_id"]))


def _brought_session(present: Connection, restored: Connection, note: Row) -> bool:
    case = note["case_id"]
    if not restored.value("SELECT count(*) FROM cases WHERE id = ?", case):
        for table, where in _OF_CASE:
            for row in present.rows(f"SELECT * FROM {table} WHERE {where}", case):  # noqa: S608 - names of ours
                _insert(restored, table, row)
    session = present.row("SELECT * FROM sessions WHERE id = ?", note["session_id"])
    if session is None:
        return False
    _insert(restored, "sessions", session)
    return True


def _copy_note(present: Connection, restored: Connection, note: Row) -> None:
    """The note and its wraps; and the approval of its destruction where its summary is there."""
    summary = note["summary_id"]
    if summary and not restored.value("SELECT count(*) FROM summaries WHERE id = ?", summary):
        summary = None
    approval = present.row("SELECT * FROM destructions WHERE note_id = ?", note["id"])
    stands = approval is not None and approval["summary_id"] == summary
    state = note["state"] if stands else NoteState.WAITING.value
    _insert(restored, "notes", note, summary_id=summary, state=state)
    for table in ("note_keys", "note_pages"):
        for row in _rows_of_note(present, table, note["id"]):
            _insert(restored, table, row)
    if approval is not None and stands:
        _insert(restored, "destructions", approval)
        for row in _rows_of_note(present, "papers_destroyed", note["id"]):
            _insert(restored, "papers_destroyed", row)


def _rows_of_note(present: Connection, table: str, note: str) -> Iterator[Row]:
    """None where the store of before is of an earlier schema that did not have the table."""
    if present.value("SELECT count(*) FROM sqlite_schema WHERE name = ?", table):
        yield from present.rows(f"SELECT * FROM {table} WHERE note_id = ?", note)  # noqa: S608 - names of ours


def _opens(present: Connection, note: Row, epoch: EpochKey | None) -> bool:
    if epoch is None:
        return False
    query = "SELECT wrapped FROM note_keys WHERE note_id = ? AND epoch = ?"
    wrapped = present.value(query, note["id"], epoch.number)
    try:
        return wrapped is not None and bool(epoch.unwrap(note["id"], wrapped))
    except BoxRefused:
        return False


def _told(present: Connection, note: Row) -> NoteLeft:
    row = present.row(
        "SELECT cases.number AS case_number, sessions.number AS number, starts FROM sessions"
        " JOIN cases ON cases.id = case_id WHERE sessions.id = ?",
        note["session_id"],
    )
    if row is None:
        return NoteLeft(case_number="", session_number=0, session_on=_day(note["created_at"]))
    return NoteLeft(
        case_number=row["case_number"],
        session_number=row["number"],
        session_on=_day(row["starts"]),
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def _insert(restored: Connection, table: str, row: Any, **instead: object) -> None:
    columns = {name: instead.get(name, row[name]) for name in row.keys()}  # noqa: SIM118 - a row
    marks = ", ".join("?" * len(columns))
    restored.run(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - names of ours
        *columns.values(),
    )
