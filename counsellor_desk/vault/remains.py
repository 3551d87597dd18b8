"""What can still be read of a damaged store.db: every row that stands on an undamaged page.

Rows are found through the trees of their tables. Where a page in the middle of a tree is gone, the
pages below it are still there: each is given to the one table whose rows these can be. Of rows that
are gone the indexes still tell something, such as of which case they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from counsellor_desk.vault import pages, schema, shapes, tables, trees
from counsellor_desk.vault.pages import PageCodes, Pages, Report
from counsellor_desk.vault.slot_files import MadeByNewer
from counsellor_desk.vault.tables import Index, Table
from counsellor_desk.vault.trees import TABLE_LEAF, Cell, Value

Row: TypeAlias = dict[str, Value]
_SCHEMA_COLUMNS: Final = 5
_SCHEMA_KINDS: Final = frozenset({"table", "index", "trigger", "view"})
_USER_VERSION: Final = 60


@dataclass(frozen=True)
class Remains:
    """``rows``: by table. ``lost``: by table, what is still known of each row that is gone.

    ``unplaced``: rows on pages of which nothing tells to which table they belong.
    """

    pages: int
    damaged: int
    rows: Mapping[str, list[Row]] = field(repr=False)
    lost: Mapping[str, list[Row]] = field(repr=False)
    unplaced: int

    def of(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self.rows.get(table, [])


def read(path: Path, codes: PageCodes, report: Report) -> Remains:
    """Read what can be read; nothing is written. ``report`` may raise to stop it.

    Raises:
        MadeByNewer: the store's schema is newer than this program.
        FileNotFoundError, PermissionError: as they say.
    """
    found = pages.read(path, codes, report)
    if (first := found.opened.get(1)) and _version(first) > schema.VERSION:
        raise MadeByNewer
    return on(found)


def on(found: Pages) -> Remains:
    """What stands on the pages that could be opened."""
    return _Search(found).result()


def _version(first: bytes) -> int:
    return int.from_bytes(first[_USER_VERSION : _USER_VERSION + 4], "big")


class _Search:
    """One search over the pages of a file."""

    def __init__(self, found: Pages) -> None:
        self._pages = found
        self._tables = tables.everything()
        self._left = {n for n in found.opened if trees.kind_of(found, n)} - trees.free_pages(found)
        self._rows: dict[str, dict[object, Row]] = {name: {} for name in self._tables}
        self._entries: dict[str, dict[int, Row]] = {name: {} for name in self._tables}
        self._unplaced = 0

    def result(self) -> Remains:
        roots = self._roots()
        for table in self._tables.values():
            self._walk(table, roots)
        for number in sorted(self._left):
            self._place(number)
        records = tables.of_records()
        for table in records:
            self._complete(table)
        return Remains(
            pages=self._pages.count,
            damaged=self._pages.damaged,
            rows={t.name: list(self._rows[t.name].values()) for t in records},
            lost={t.name: lost for t in records if (lost := self._lost(t.name))},
            unplaced=self._unplaced,
        )

    def _roots(self) -> dict[str, int]:
        """Where the tree of each table and index begins, wherever that list still stands."""
        roots: dict[str, int] = {}
        for number in sorted(self._left):
            listed = list(self._cells(number, TABLE_LEAF))
            if listed and all(map(_is_listing, listed)):
                self._left.discard(number)
                roots |= {str(c.values[1]): c.values[3] for c in listed if type(c.values[3]) is int}
        return roots

    def _walk(self, table: Table, roots: Mapping[str, int]) -> None:
        for number in trees.leaves(self._pages, roots.get(table.name, 0)):
            self._left.discard(number)
            self._take(table, number)
        for index in table.indexes:
            for number in trees.leaves(self._pages, roots.get(index.name, 0)):
                self._left.discard(number)
                self._take_entries(table, index, number)

    def _take(self, table: Table, number: int) -> None:
        kept = self._rows[table.name]
        for cell in trees.cells(self._pages, number):
            if table.takes(cell.values) and table.has_rowid == (cell.rowid is not None):
                row = table.named(cell.values, cell.rowid)
                kept[cell.rowid if table.has_rowid else cell.values[:2]] = row

    def _take_entries(self, table: Table, index: Index, number: int) -> None:
        for cell in trees.cells(self._pages, number):
            *known, rowid = cell.values
            if type(rowid) is int and len(known) == len(index.columns):
                told = self._entries[table.name].setdefault(rowid, {"rowid": rowid})
                told |= dict(zip(index.columns, known, strict=True))

    def _place(self, number: int) -> None:
        """Give a page that no tree leads to any more to the one table that it can be of."""
        here = list(trees.cells(self._pages, number))
        may = [t for t in self._tables.values() if _may_hold(t, here)]
        if not here or (trees.kind_of(self._pages, number) != TABLE_LEAF and not may):
            return  # entries of an index are made anew from their rows
        if len(may) > 1:
            may = [t for t in may if self._is_known(t, here)] or may
        if len(may) > 1:
            may = [t for t in may if all(shapes.fit(t.named(c.values, c.rowid)) for c in here)]
        if len(may) == 1:
            self._take(may[0], number)
        elif not may or not all(table.is_of_search for table in may):
            self._unplaced += len(here)

    def _is_known(self, table: Table, here: list[Cell]) -> bool:
        """Whether the table's indexes tell of the rows of this page."""
        entries = self._entries[table.name]
        for cell in here:
            row = table.named(cell.values, cell.rowid)
            entry = entries.get(cell.rowid or 0)
            if entry is None or any(row.get(name) != value for name, value in entry.items()):
                return False
        return True

    def _complete(self, table: Table) -> None:
        """Rows of which the indexes tell everything are not lost, wherever they stood."""
        kept, wanted = self._rows[table.name], {column.name for column in table.columns}
        for rowid, told in self._entries[table.name].items():
            if rowid not in kept and wanted <= told.keys():
                kept[rowid] = told

    def _lost(self, name: str) -> list[Row]:
        kept = self._rows[name]
        return [told for rowid, told in sorted(self._entries[name].items()) if rowid not in kept]

    def _cells(self, number: int, kind: int) -> Iterator[Cell]:
        if trees.kind_of(self._pages, number) == kind:
            yield from trees.cells(self._pages, number)


def _is_listing(cell: Cell) -> bool:
    values = cell.values
    return len(values) == _SCHEMA_COLUMNS and values[0] in _SCHEMA_KINDS


def _may_hold(table: Table, here: list[Cell]) -> bool:
    """Whether all of these can be its rows. Of search only what has rowids could be mistaken."""
    if table.is_of_search and not table.has_rowid:
        return False
    return all(
        table.has_rowid == (cell.rowid is not None)
        and len(cell.values) == len(table.columns)
        and table.takes(cell.values)
        for cell in here
    )
