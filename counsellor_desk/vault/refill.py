"""Putting what could be read of a damaged store into an empty one.

Rows may lead to others that are gone: a summary to its session, a session to its case. These are
made anew with what is still known of them, so that nothing that could be read is left behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import HoldId, RecordId, SummaryId
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.profile import Organisation, Profile
from counsellor_desk.vault import holds, records, search, settings, summaries, tables
from counsellor_desk.vault import profile as profiles
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.pages import Report
from counsellor_desk.vault.remains import Remains, Row
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.stand_ins import MAKERS, Wanted
from counsellor_desk.vault.tables import Parent, Table
from counsellor_desk.vault.transactions import Transaction
from counsellor_desk.wording import _

_STEP: Final = 100
_REVIEW: Final = timedelta(days=7)
_ALONE: Final = {
    "summaries": ("id", "session_id"),
    "records": ("id",),
    "consents": ("id", "form_id"),
    "documents": ("id",),
}
"""Columns that say of a locked row that it stands already: its table refuses to hear of another."""
_FIRST: Final = frozenset({"signatures"})
"""What a row takes no more once it stands and is locked."""


@dataclass(frozen=True)
class VaultRow:
    """The id of the vault, and the epoch of the keys of its notes."""

    id: str
    epoch: int


@dataclass(frozen=True)
class Refilled:
    """By table: rows put in, rows made anew for others, and rows that nothing could hold."""

    put: Counter[str] = field(default_factory=Counter)
    anew: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


def refill(
    empty: Connection, remains: Remains, vault: VaultRow, *, at: datetime, report: Report
) -> Refilled:
    """Put every row into ``empty``, inside the caller's transaction, with foreign keys off.

    Args:
        empty: has the newest schema and nothing in it.
        remains: what could be read.
        vault: what stands in its own row, where that is lost.
        at: when, for what has to be made anew.
        report: hears of rows, done and of; may raise to stop.

    Raises:
        DiskFull, DiskFault: as they say.
    """
    work = _Refilling(Transaction(empty, None), remains, at)
    work.put_rows(report)
    work.keep_notes_without_summary()
    for name in MAKERS:
        work.stand_in(name)
    work.leave_out()
    work.leave_out_pages()
    work.see_to_essentials(vault)
    work.index_words()
    return work.done


class _Refilling:
    """One refilling: what stands in the way of a row is another that is not there."""

    def __init__(self, tx: Transaction, remains: Remains, at: datetime) -> None:
        self._tx, self._remains, self._at = tx, remains, at
        self._tables = {table.name: table for table in tables.of_records()}
        self._links = [(t, p) for t in self._tables.values() for p in t.parents]
        self.done = Refilled()

    def put_rows(self, report: Report) -> None:
        """All rows as they were."""
        count, of = 0, sum(map(len, self._remains.rows.values()))
        for name in sorted(self._tables, key=lambda name: name not in _FIRST):
            table = self._tables[name]
            for row in self._remains.of(name):
                put = self._insert(table, row)
                self.done.put[name] += put
                self.done.left_out[name] += 1 - put
                count += 1
                if count % _STEP == 0 or count == of:
                    report(count, of)

    def keep_notes_without_summary(self) -> None:
        """A note was to go because its summary was accepted; where that is lost, it waits again."""
        self._tx.run(
            "DELETE FROM destructions WHERE epoch IS NULL"
            " AND summary_id NOT IN (SELECT id FROM summaries)"
        )
        self._tx.run(
            "UPDATE notes SET state = ?, summary_id = NULL"
            " WHERE summary_id NOT IN (SELECT id FROM summaries)",
            NoteState.WAITING.value,
        )

    def stand_in(self, name: str) -> None:
        """Rows for those of that table which are gone and to which others lead."""
        table, lost = self._tables[name], self._remains.lost.get(name, ())
        for child, parent in self._links:
            if parent.table != name:
                continue
            known = {row[parent.key]: row for row in lost if parent.key in row}
            for row in self._orphans(child, parent):
                id_ = str(row[parent.column])
                wanted = Wanted(id_, known.get(id_, {}), row)
                if made := MAKERS[name](self._tx, wanted, self._at):
                    self.done.anew[name] += self._insert(table, made)

    def leave_out(self) -> None:
        """What leads to something that is gone for good, such as a signature without its form."""
        gone = 1
        while gone:
            gone = 0
            for child, parent in self._links:
                removed = self._tx.run(_from("DELETE", child, parent))
                self.done.left_out[child.name] += removed
                self.done.put[child.name] -= removed
                gone += removed

    def leave_out_pages(self) -> None:
        """Pages whose note is gone: its key is gone with it, so nothing opens them."""
        gone = self._tx.run("DELETE FROM note_pages WHERE note_id NOT IN (SELECT id FROM notes)")
        self.done.left_out["note_pages"] += gone
        self.done.put["note_pages"] -= gone

    def see_to_essentials(self, vault: VaultRow) -> None:
        """What every store has: its own row, a profile, and every number of a case as used."""
        tx = self._tx
        if not tx.value("SELECT count(*) FROM vault"):
            tx.insert("vault", id=vault.id, created_at=moment(self._at), epoch=vault.epoch)
        if settings.get(tx, "profile") is None:
            profiles.save(tx, Profile(name="", organisation=Organisation(name="")))
        settings.confirm_recovery_key(tx)
        if self._remains.lost.get("holds"):
            holds.save(tx, _hold_on_everything(self._at))
        for row in tx.rows("SELECT number FROM cases"):
            number = row["number"]
            tx.run(
                "INSERT OR IGNORE INTO used_numbers (comparable, number) VALUES (?, ?)",
                comparable(number),
                number,
            )

    def index_words(self) -> None:
        """The search is made anew."""
        for row in self._tx.rows("SELECT id FROM summaries"):
            search.index(self._tx, summaries.load(self._tx, SummaryId(row["id"])))
        for row in self._tx.rows("SELECT id FROM records"):
            search.index_record(self._tx, records.load(self._tx, RecordId(row["id"])))

    def _orphans(self, child: Table, parent: Parent) -> Iterator[Row]:
        """A row for each parent that is missing."""
        grouped = f"{_from('SELECT *', child, parent)} GROUP BY {parent.column}"
        for row in self._tx.rows(grouped):
            yield {column.name: row[column.name] for column in child.columns}

    def _insert(self, table: Table, row: Row) -> int:
        if any(self._stands(table, column, row) for column in _ALONE.get(table.name, ())):
            return 0
        numbered = any(column.is_rowid for column in table.columns)
        columns = {n: value for n, value in row.items() if not (numbered and n == "rowid")}
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        put = f"INSERT OR IGNORE INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - names of the schema, values bound
        return self._tx.run(put, *columns.values())

    def _stands(self, table: Table, column: str, row: Row) -> bool:
        same = f"SELECT count(*) FROM {table.name} WHERE {column} = ?"  # noqa: S608 - names of the schema
        return bool(self._tx.value(same, row[column]))


def _hold_on_everything(at: datetime) -> Hold:
    """In place of one that cannot be read: nothing is to be destroyed that it may have kept."""
    return Hold(
        id=HoldId(new_id()),
        case=None,
        note=None,
        basis=Basis.COUNSELLOR,
        reason=_("A hold could not be read when a damaged store was saved."),
        set_by="",
        set_at=at,
        review_on=at.date() + _REVIEW,
    )


def _from(verb: str, child: Table, parent: Parent) -> str:
    """What ``verb`` does to those rows of a table whose parent is not there."""
    there = f"SELECT {parent.key} FROM {parent.table}"  # noqa: S608 - names of the schema
    without = f"{parent.column} IS NOT NULL AND {parent.column} NOT IN ({there})"
    return f"{verb} FROM {child.name} WHERE {without}"
