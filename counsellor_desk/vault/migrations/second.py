"""Schema 2: audit keys of before a change of keys, and the ledger of backups.

Both are evidence and refer to nothing (FORMAT.md 5, 8, 10).
"""

from __future__ import annotations

from typing import Final

_TRAIL: Final = (
    """CREATE TABLE trail_keys (
        until INTEGER NOT NULL PRIMARY KEY,
        key BLOB NOT NULL CHECK (length(key) = 32)
    ) STRICT""",
    # Openings, changes of keys and lost entries are looked up at each start, among all acts.
    "CREATE INDEX audit_by_act ON audit (act, seq)",
)

_BACKUPS: Final = (
    """CREATE TABLE backups (
        id TEXT NOT NULL PRIMARY KEY,
        made_at TEXT NOT NULL,
        place TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        counts TEXT NOT NULL,
        sheet INTEGER NOT NULL,
        verified_at TEXT,
        rehearsed_at TEXT,
        gone_at TEXT,
        gone_because TEXT NOT NULL,
        record_code TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX backups_by_day ON backups (made_at)",
)

_HELD_COPIES: Final = ("ALTER TABLE disclosures ADD COLUMN note_id TEXT",)

STATEMENTS: Final = (*_TRAIL, *_BACKUPS, *_HELD_COPIES)
