"""Schema 3: pictures of notes and notes on paper, and additional records (FORMAT.md 5)."""

from __future__ import annotations

from typing import Final

_NOTES_ON_PAPER: Final = (
    "ALTER TABLE notes ADD COLUMN on_paper INTEGER NOT NULL DEFAULT 0",
    # It refers to nothing: pages are deleted one by one after their note, so that a full disk does
    # not stop a destruction. Without the note's key they are noise.
    """CREATE TABLE note_pages (
        id TEXT NOT NULL PRIMARY KEY,
        note_id TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        turn INTEGER NOT NULL CHECK (turn BETWEEN 0 AND 3),
        page BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX note_pages_of_note ON note_pages (note_id, position)",
    """CREATE TABLE papers_destroyed (
        note_id TEXT NOT NULL PRIMARY KEY,
        method TEXT NOT NULL,
        destroyed_on TEXT NOT NULL,
        destroyed_by TEXT NOT NULL
    ) STRICT""",
    """CREATE TRIGGER papers_destroyed_are_not_changed BEFORE UPDATE ON papers_destroyed
        BEGIN SELECT RAISE(ABORT, 'evidence of a destruction is not changed'); END""",
    """CREATE TRIGGER papers_destroyed_stay BEFORE DELETE ON papers_destroyed
        WHEN EXISTS (SELECT 1 FROM destructions
            WHERE note_id = OLD.note_id AND epoch IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'evidence of a destruction stays'); END""",
)

_RECORDS: Final = (
    # What a record rests on refers to nothing: it is kept even where that is lost or gone.
    """CREATE TABLE records (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL REFERENCES cases (id),
        purposes TEXT NOT NULL CHECK (purposes <> '[]'),
        about_on TEXT NOT NULL,
        written_at TEXT NOT NULL,
        author TEXT NOT NULL,
        others TEXT NOT NULL,
        others_named TEXT NOT NULL,
        parts TEXT NOT NULL,
        consent_id TEXT,
        document_id TEXT,
        record_code TEXT NOT NULL,
        CHECK (coalesce(consent_id, document_id) IS NOT NULL OR
            purposes NOT LIKE '%"agreement"%' AND purposes NOT LIKE '%"referral"%')
    ) STRICT""",
    "CREATE INDEX records_of_case ON records (case_id, about_on)",
    """CREATE TRIGGER records_are_locked BEFORE UPDATE ON records
        BEGIN SELECT RAISE(ABORT, 'an accepted record is locked'); END""",
    # Positions stand first, so that a page torn out of a damaged store is not taken for one of
    # actions or amendments of summaries.
    """CREATE TABLE record_actions (
        position INTEGER NOT NULL,
        id TEXT NOT NULL PRIMARY KEY,
        record_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
        owner TEXT NOT NULL,
        what TEXT NOT NULL,
        due_words TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        UNIQUE (record_id, position)
    ) STRICT""",
    "CREATE INDEX record_actions_open ON record_actions (due_on) WHERE done_on IS NULL",
    """CREATE TRIGGER record_actions_are_locked
        BEFORE UPDATE OF id, record_id, position, owner, what, due_words, due_on ON record_actions
        BEGIN SELECT RAISE(ABORT, 'an accepted record is locked'); END""",
    """CREATE TABLE record_amendments (
        position INTEGER NOT NULL,
        record_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
        author TEXT NOT NULL,
        written_at TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (record_id, position)
    ) STRICT""",
    """CREATE TRIGGER record_amendments_are_locked BEFORE UPDATE ON record_amendments
        BEGIN SELECT RAISE(ABORT, 'an amendment is locked'); END""",
    # Nothing is taken out of a summary or record while that stands; a case's end takes all of it.
    *(
        f"""CREATE TRIGGER {table}_stay BEFORE DELETE ON {table}
        WHEN EXISTS (SELECT 1 FROM {of} WHERE id = OLD.{key})
        BEGIN SELECT RAISE(ABORT, 'an accepted record is locked'); END"""  # noqa: S608 - names of ours
        for table, of, key in (
            ("actions", "summaries", "summary_id"),
            ("amendments", "summaries", "summary_id"),
            ("record_actions", "records", "record_id"),
            ("record_amendments", "records", "record_id"),
        )
    ),
    # INSERT OR REPLACE deletes without a word to what stands before a DELETE. What lies below, and
    # the trail, is kept from it by recursive_triggers (connection.py).
    *(
        f"""CREATE TRIGGER {table}_are_not_replaced BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
        BEGIN SELECT RAISE(ABORT, 'an accepted record is locked'); END"""  # noqa: S608 - names of ours
        for table, same in (
            ("summaries", "NEW.id = id OR NEW.number = number OR NEW.session_id = session_id"),
            ("records", "NEW.id = id OR NEW.number = number"),
        )
    ),
    """CREATE TABLE record_drafts (
        id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES cases (id),
        begun_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        content TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX record_drafts_of_case ON record_drafts (case_id, begun_at)",
    """CREATE VIRTUAL TABLE record_words USING fts5 (
        words, tokenize = 'unicode61 remove_diacritics 2')""",
    "INSERT INTO record_words (record_words, rank) VALUES ('secure-delete', 1)",
)

STATEMENTS: Final[tuple[str, ...]] = (*_NOTES_ON_PAPER, *_RECORDS)
