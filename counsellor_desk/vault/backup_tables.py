"""What goes into a backup, table by table, and how it is copied (FORMAT.md 10; decisions, 'Kinds').

Only what is named here is copied. A new table has to be named in one of the two lists, and
``tests/vault/test_backup.py`` fails until it is.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from counsellor_desk.vault import connection, schema
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.phases import Report

COPIED: Final = (
    "vault",
    "settings",
    "audit",
    "trail_keys",
    "used_numbers",
    "cases",
    "clients",
    "referrals",
    "identity_cards",
    "holds",
    "sessions",
    "destructions",
    "papers_destroyed",
    "summaries",
    "actions",
    "amendments",
    "records",
    "record_actions",
    "record_amendments",
    "record_drafts",
    "consents",
    "signatures",
    "later_lines",
    "told_facts",
    "form_versions",
    "form_edits",
    "own_facts",
    "blank_forms",
    "paper_returns",
    "scanned_pages",
    "documents",
    "document_bytes",
    "later_signatures",
    "seal_certificates",
    "disclosures",
    "backups",
)
"""Parents before their children."""
LEFT_OUT: Final = frozenset({"notes", "note_keys", "note_pages"})
"""Raw notes, their keys and their pages. The tables are there and empty."""
SEARCHED: Final = tuple(
    f"{index}_{part}"
    for index in ("summary_words", "record_words")
    for part in ("data", "idx", "content", "docsize", "config")
)
"""What full-text search over summaries and records keeps. Deleted words are not in it
(``vault.search``), and checking the copy holds the index against what it was made from."""

_ONLY: Final = {
    "destructions": "epoch IS NOT NULL",
    "papers_destroyed": "note_id IN (SELECT note_id FROM destructions WHERE epoch IS NOT NULL)",
    "settings": "name <> 'resume_at'",
}
"""A destruction that was approved and not begun stays with its note, with what was said of its
paper; and so does the place on the screen to go back to."""
_LATER: Final = ("CREATE INDEX", "CREATE TRIGGER")


def copied(store: Connection, path: Path, key: bytes, report: Report) -> dict[str, int]:
    """Make a store.db at ``path`` with the allowed rows of an open store; their counts by table.

    Nothing of it is on the disk for sure: it is a working copy.

    Raises:
        DiskFull, DiskFault, FolderNotWritable, StoreDamaged: as they say.
    """
    _laid_out(path, key, indices=False)
    with store.beside(path, key):
        tables = (*COPIED, *SEARCHED)
        for table in SEARCHED:
            store.run(f"DELETE FROM beside.{table}")  # noqa: S608 - names of ours
        for done, table in enumerate(tables):
            tell = partial(report, done, len(tables))
            tell()
            with store.reporting(tell):
                store.run(f"INSERT INTO beside.{table} SELECT * FROM main.{table}{_where(table)}")  # noqa: S608 - names of ours
        counts = {table: _count(store, table) for table in COPIED}
    _laid_out(path, key, indices=True)
    return counts


def counted(copy: Connection) -> dict[str, int]:
    """Rows by table of a store of any schema, those that must be empty included."""
    listed = copy.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    there = {row["name"] for row in listed}
    return {
        table: int(copy.value(f"SELECT count(*) FROM {table}")) if table in there else 0  # noqa: S608 - names of ours
        for table in (*COPIED, *sorted(LEFT_OUT))
    }


def _count(store: Connection, table: str) -> int:
    return int(store.value(f"SELECT count(*) FROM main.{table}{_where(table)}"))  # noqa: S608 - names of ours


def _where(table: str) -> str:
    return f" WHERE {_ONLY[table]}" if table in _ONLY else ""


def _laid_out(path: Path, key: bytes, *, indices: bool) -> None:
    """First the tables; the rest when they are full, which is faster and leaves no gaps."""
    copy = connection.open_existing(path, key) if indices else connection.create(path, key)
    try:
        copy.rows("PRAGMA journal_mode = OFF")
        copy.rows("PRAGMA synchronous = OFF")
        for statement in schema.statements():
            if statement.startswith(_LATER) is indices:
                copy.run(statement)
        copy.run(f"PRAGMA user_version = {schema.VERSION}")
    finally:
        copy.close()
