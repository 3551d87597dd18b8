"""Puts an open store back to an earlier schema, as an older program left it."""

from __future__ import annotations

from contextlib import closing

from counsellor_desk.vault import connection, schema
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


def _names(database: Connection, kind: str) -> set[str]:
    if kind == "virtual":
        query = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'"
        return {row["name"] for row in database.rows(query)}
    query = "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
    return {row["name"] for row in database.rows(query, kind)}


def _columns(database: Connection, table: str) -> set[str]:
    return {row["name"] for row in database.rows("SELECT name FROM pragma_table_info(?)", table)}
