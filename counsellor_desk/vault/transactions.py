"""What a noun's functions take first: a ``Reader`` to look, a ``Transaction`` to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from counsellor_desk.vault.connection import Connection, Row
from counsellor_desk.vault.epochs import EpochKey


class Reader:
    """Queries. ``epoch`` opens raw notes; None where they are closed."""

    def __init__(self, connection: Connection, epoch: EpochKey | None) -> None:
        self._connection = connection
        self.epoch = epoch

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query.

        Raises:
            DiskFault, StoreDamaged: as they say.
        """
        return self._connection.rows(sql, *values)

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, if there is one.

        Raises:
            DiskFault, StoreDamaged: as they say.
        """
        return self._connection.row(sql, *values)

    def value(self, sql: str, *values: object) -> Any:
        """The only column of the first row; None where there is no row.

        Raises:
            DiskFault, StoreDamaged: as they say.
        """
        return self._connection.value(sql, *values)


class Transaction(Reader):
    """Changes that come all or not at all. ``code``: the act's record code, empty when quiet."""

    def __init__(self, connection: Connection, epoch: EpochKey | None) -> None:
        super().__init__(connection, epoch)
        self.code = ""

    def run(self, sql: str, *values: object) -> int:
        """Execute a statement; how many rows it changed.

        Raises:
            DiskFull, DiskFault, StoreDamaged: as they say.
        """
        return self._connection.run(sql, *values)

    def insert(self, table: str, **columns: object) -> None:
        """A new row. Table and columns are names of ours, never anybody's words.

        Raises:
            DiskFull, DiskFault, StoreDamaged: as they say.
        """
        self.run(_insert(table, columns), *columns.values())

    def put(self, table: str, key: str, **columns: object) -> None:
        """A row that is new or, where ``key`` has that value already, replaces what it says.

        Raises:
            DiskFull, DiskFault, StoreDamaged: as they say.
        """
        changed = ", ".join(f'"{name}" = excluded."{name}"' for name in columns)
        upsert = f"{_insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {changed}"
        self.run(upsert, *columns.values())


def _insert(table: str, columns: Mapping[str, object]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of ours, values bound


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """From BEGIN IMMEDIATE to COMMIT; whatever is raised on the way rolls everything back.

    Raises:
        DiskFull, DiskFault, StoreDamaged: nothing was changed.
    """
    connection.run("BEGIN IMMEDIATE")
    try:
        yield
        connection.run("COMMIT")
    finally:
        if connection.in_transaction:
            connection.run("ROLLBACK")
