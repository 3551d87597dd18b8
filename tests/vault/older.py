"""Puts an open store back to an earlier schema, as an older program left it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from counsellor_desk.vault import backup_tables, connection, schema
from counsellor_desk.vault.connection import Connection

_KINDS = ("trigger", "index", "virtual", "table")
"""Triggers go before what they watch, and a virtual table takes those along that it is kept in."""


def put_back(store: Connection, version: int) -> None:
    """Take away all that came with later schemas; what rows say elsewhere stays."""
    with closing(connection.in_memory()) as old:
        for statement in (each for step in schema._STEPS[:version] for each in step):
            old.run(statement)
        for kind in _KINDS:
            for name in _names(store, kind) - _names(old, kind):
                store.run(f"DROP {'table' if kind == 'virtual' else kind} IF EXISTS {name}")
        for table in _names(old, "table"):
            for column in _columns(store, table) - _columns(old, table):
                store.run(f"ALTER TABLE {table} DROP COLUMN {column}")
    store.run(f"PRAGMA user_version = {version}")


@contextmanager
def program(version: int) -> Iterator[None]:
    """Be the program that knew that schema and none after it, as far as backups go."""
    steps = schema._STEPS[:version]
    with closing(connection.in_memory()) as old, pytest.MonkeyPatch.context() as patch:
        for statement in (each for step in steps for each in step):
            old.run(statement)
        for name in ("COPIED", "SEARCHED"):
            known = tuple(t for t in getattr(backup_tables, name) if t in _names(old, "table"))
            patch.setattr(backup_tables, name, known)
        patch.setattr(schema, "_STEPS", steps)
        patch.setattr(schema, "VERSION", version)
        yield


def rows(store: Connection, version: int) -> dict[str, set[tuple[object, ...]]]:
    """All rows of tables that schema had, with the columns that they had there."""
    with closing(connection.in_memory()) as old:
        for statement in (each for step in schema._STEPS[:version] for each in step):
            old.run(statement)
        known = {name: _columns(old, name) for name in _names(old, "table")}
    return {name: _rows(store, name, sorted(columns)) for name, columns in known.items()}


def _rows(store: Connection, table: str, columns: list[str]) -> set[tuple[object, ...]]:
    listed = ", ".join(f'"{name}"' for name in columns)
    found = store.rows(f"SELECT {listed} FROM {table}")  # noqa: S608 - names of the schema
    return {tuple(row[name] for name in columns) for row in found}


def _names(database: Connection, kind: str) -> set[str]:
    if kind == "virtual":
        query = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'"
        return {row["name"] for row in database.rows(query)}
    query = "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
    return {row["name"] for row in database.rows(query, kind)}


def _columns(database: Connection, table: str) -> set[str]:
    return {row["name"] for row in database.rows("SELECT name FROM pragma_table_info(?)", table)}
