"""Which tables a store has and what stands in their rows, as the schema itself tells it.

Used where a store's own list of its tables cannot be relied on, since it is damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Final

from counsellor_desk.vault import connection, schema
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.trees import Value, Values

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "INTEGER": (int,),
    "INT": (int,),
    "TEXT": (str,),
    "BLOB": (bytes,),
    "REAL": (float, int),
}
_OF_SEARCH: Final = ("summary_words", "record_words")
_IN_SEARCH: Final[dict[str, tuple[type, ...]]] = {
    "block": (bytes,),
    "c0": (str,),
    "k": (str,),
    "pgno": (int,),
    "segid": (int,),
    "sz": (bytes,),
    "term": (bytes, str),
    "v": (int,),
}
"""FTS5 declares no types; these are what it keeps."""


@dataclass(frozen=True)
class Column:
    """``types``: what may stand in it; any value where that is empty."""

    name: str
    types: tuple[type, ...]
    required: bool
    is_rowid: bool

    def takes(self, value: Value) -> bool:
        """Whether that value may stand here, as SQLite keeps it."""
        if value is None:
            return self.is_rowid or not self.required
        return not self.is_rowid and (not self.types or isinstance(value, self.types))


@dataclass(frozen=True)
class Index:
    """Its entries hold these columns, and then the rowid."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Parent:
    """``column`` names a row of ``table`` by its ``key``."""

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """``columns`` in the order in which they are kept. ``has_rowid``: else its key is the row."""

    name: str
    columns: tuple[Column, ...]
    has_rowid: bool
    indexes: tuple[Index, ...]
    parents: tuple[Parent, ...]

    @property
    def is_of_search(self) -> bool:
        """Whether it is made from summaries or records and can be made anew."""
        return self.name.startswith(_OF_SEARCH)

    def takes(self, values: Values) -> bool:
        """Whether these can be a row; an older row may have fewer columns."""
        if not 0 < len(values) <= len(self.columns):
            return False
        return all(map(Column.takes, self.columns, values))

    def named(self, values: Values, rowid: int | None) -> dict[str, Value]:
        """The row by the names of its columns, with its ``rowid`` where it has one."""
        row: dict[str, Value] = {} if rowid is None else {"rowid": rowid}
        for column, value in zip(self.columns, values, strict=False):
            row[column.name] = rowid if column.is_rowid else value
        return row


@cache
def everything() -> dict[str, Table]:
    """All tables of the newest schema by name, those that search keeps for itself too."""
    with closing(connection.in_memory()) as empty:
        schema.bring_up(empty)
        kinds = "SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'"
        return {
            row["name"]: _table(empty, row["name"], has_rowid=not row["wr"])
            for row in empty.rows(kinds)
            if row["type"] in {"table", "shadow"}
        }


def of_records() -> tuple[Table, ...]:
    """Those that hold what cannot be made anew."""
    known = everything().values()
    return tuple(t for t in known if not t.is_of_search and not t.name.startswith("sqlite_"))


def _table(empty: Connection, name: str, *, has_rowid: bool) -> Table:
    return Table(
        name=name,
        columns=tuple(_columns(empty, name, has_rowid=has_rowid)),
        has_rowid=has_rowid,
        indexes=tuple(_indexes(empty, name)) if has_rowid else (),
        parents=tuple(
            Parent(row["from"], row["table"], row["to"])
            for row in empty.rows("SELECT * FROM pragma_foreign_key_list(?)", name)
        ),
    )


def _columns(empty: Connection, name: str, *, has_rowid: bool) -> Iterable[Column]:
    rows = empty.rows("SELECT * FROM pragma_table_info(?) ORDER BY cid", name)
    if not has_rowid:
        rows.sort(key=lambda row: (not row["pk"], row["pk"] or row["cid"]))
    keys = sum(bool(row["pk"]) for row in rows)
    for row in rows:
        alone = has_rowid and keys == 1 and bool(row["pk"]) and row["type"] == "INTEGER"
        required = bool(row["notnull"] or row["pk"])
        types = _TYPES.get(row["type"]) or _IN_SEARCH.get(row["name"], ())
        yield Column(row["name"], types, required, alone)


def _indexes(empty: Connection, table: str) -> Iterator[Index]:
    listed = "SELECT name FROM pragma_index_list(?) ORDER BY seq"
    for row in empty.rows(listed, table):
        columns = empty.rows(
            "SELECT name FROM pragma_index_info(?) ORDER BY seqno", index := row["name"]
        )
        yield Index(index, tuple(column["name"] for column in columns))
