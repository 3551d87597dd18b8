"""Schema 1.

Ids are 26 Crockford characters, moments ISO 8601 with offset, days ISO 8601. What is evidence
(destructions, disclosures, audit, used numbers) refers to nothing, so that it outlives the case.
Triggers keep locked what the policy locks, whatever the code above them does.
"""

from __future__ import annotations

from typing import Final

_VAULT: Final = (
    """CREATE TABLE vault (
        id TEXT NOT NULL PRIMARY KEY,
        created_at TEXT NOT NULL,
        epoch INTEGER NOT NULL CHECK (epoch >= 1)
    ) STRICT""",
    "CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE audit (
        seq INTEGER NOT NULL PRIMARY KEY,
        at TEXT NOT NULL,
        monotonic TEXT NOT NULL,
        slot TEXT NOT NULL,
        act TEXT NOT NULL,
        about TEXT NOT NULL,
        facts TEXT NOT NULL,
        link BLOB NOT NULL CHECK (length(link) = 32)
    ) STRICT""",
    "CREATE INDEX audit_about ON audit (about, seq)",
    """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END""",
    """CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is not shortened'); END""",
)

_CASES: Final = (
    """CREATE TABLE used_numbers (
        comparable TEXT NOT NULL PRIMARY KEY,
        number TEXT NOT NULL UNIQUE
    ) STRICT""",
    """CREATE TRIGGER used_numbers_stay BEFORE DELETE ON used_numbers
        BEGIN SELECT RAISE(ABORT, 'a case number is never used twice'); END""",
    """CREATE TABLE cases (
        id TEXT NOT NULL PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        status TEXT NOT NULL,
        opened_on TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX cases_by_day ON cases (opened_on, number)",
    """CREATE TABLE clients (
        id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES cases (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        UNIQUE (case_id, position)
    ) STRICT""",
    """CREATE TABLE referrals (
        case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
        received_on TEXT NOT NULL,
        source TEXT NOT NULL,
        referred_by TEXT NOT NULL,
        concern TEXT NOT NULL,
        asked_for TEXT NOT NULL,
        contact_by TEXT NOT NULL,
        may_leave_message INTEGER NOT NULL,
        safe_contact TEXT NOT NULL,
        under_18 INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE identity_cards (
        client_id TEXT NOT NULL PRIMARY KEY REFERENCES clients (id),
        name TEXT NOT NULL,
        also_known_as TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        address TEXT NOT NULL,
        born_on TEXT,
        age_band TEXT NOT NULL,
        others TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE holds (
        id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT,
        note_id TEXT,
        basis TEXT NOT NULL,
        reason TEXT NOT NULL,
        set_by TEXT NOT NULL,
        set_at TEXT NOT NULL,
        review_on TEXT NOT NULL,
        lifted_by TEXT NOT NULL,
        lifted_at TEXT,
        lifted_because TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX holds_active ON holds (set_at) WHERE lifted_at IS NULL",
)

_SESSIONS: Final = (
    """CREATE TABLE sessions (
        id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES cases (id),
        number INTEGER NOT NULL CHECK (number >= 1),
        starts TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        mode TEXT NOT NULL,
        attendance TEXT NOT NULL,
        UNIQUE (case_id, number)
    ) STRICT""",
    "CREATE INDEX sessions_of_case ON sessions (case_id, starts)",
    """CREATE TABLE notes (
        id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT NOT NULL REFERENCES cases (id),
        session_id TEXT NOT NULL REFERENCES sessions (id),
        created_at TEXT NOT NULL,
        revised_at TEXT NOT NULL,
        words INTEGER NOT NULL,
        state TEXT NOT NULL,
        summary_id TEXT REFERENCES summaries (id),
        revision INTEGER NOT NULL,
        body BLOB NOT NULL,
        working_revision INTEGER NOT NULL,
        working BLOB
    ) STRICT""",
    "CREATE INDEX notes_of_case ON notes (case_id)",
    "CREATE INDEX notes_of_session ON notes (session_id)",
    """CREATE TABLE note_keys (
        note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
        epoch INTEGER NOT NULL,
        wrapped BLOB NOT NULL,
        PRIMARY KEY (note_id, epoch)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE destructions (
        note_id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT NOT NULL,
        session_id TEXT NOT NULL,
        session_on TEXT NOT NULL,
        created_at TEXT NOT NULL,
        approved_at TEXT NOT NULL,
        erased_at TEXT,
        epoch INTEGER,
        length TEXT NOT NULL,
        reason TEXT NOT NULL,
        summary_id TEXT,
        author TEXT NOT NULL,
        record_code TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX destructions_of_case ON destructions (case_id)",
    """CREATE INDEX destructions_unfinished ON destructions (approved_at)
        WHERE erased_at IS NULL""",
    """CREATE TRIGGER tombstones_stay BEFORE DELETE ON destructions WHEN OLD.epoch IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'evidence of a destruction stays'); END""",
)

_SUMMARIES: Final = (
    """CREATE TABLE summaries (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        case_id TEXT NOT NULL REFERENCES cases (id),
        session_id TEXT NOT NULL UNIQUE REFERENCES sessions (id),
        session_on TEXT NOT NULL,
        written_at TEXT NOT NULL,
        author TEXT NOT NULL,
        others TEXT NOT NULL,
        others_named TEXT NOT NULL,
        sections TEXT NOT NULL,
        record_code TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX summaries_of_case ON summaries (case_id, session_on)",
    """CREATE TRIGGER summaries_are_locked BEFORE UPDATE ON summaries
        BEGIN SELECT RAISE(ABORT, 'an accepted summary is locked'); END""",
    """CREATE TABLE actions (
        id TEXT NOT NULL PRIMARY KEY,
        summary_id TEXT NOT NULL REFERENCES summaries (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        owner TEXT NOT NULL,
        what TEXT NOT NULL,
        due_words TEXT NOT NULL,
        due_on TEXT,
        done_on TEXT,
        UNIQUE (summary_id, position)
    ) STRICT""",
    "CREATE INDEX actions_open ON actions (due_on) WHERE done_on IS NULL",
    """CREATE TRIGGER actions_are_locked
        BEFORE UPDATE OF id, summary_id, position, owner, what, due_words, due_on ON actions
        BEGIN SELECT RAISE(ABORT, 'an accepted summary is locked'); END""",
    """CREATE TABLE amendments (
        summary_id TEXT NOT NULL REFERENCES summaries (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        author TEXT NOT NULL,
        written_at TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (summary_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER amendments_are_locked BEFORE UPDATE ON amendments
        BEGIN SELECT RAISE(ABORT, 'an amendment is locked'); END""",
    """CREATE VIRTUAL TABLE summary_words USING fts5 (
        words, tokenize = 'unicode61 remove_diacritics 2')""",
    "INSERT INTO summary_words (summary_words, rank) VALUES ('secure-delete', 1)",
)

_PAPER: Final = (
    """CREATE TABLE consents (
        id TEXT NOT NULL PRIMARY KEY,
        form_id TEXT NOT NULL UNIQUE,
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        case_id TEXT NOT NULL REFERENCES cases (id),
        client_id TEXT NOT NULL REFERENCES clients (id),
        begun_at TEXT NOT NULL,
        answers TEXT NOT NULL,
        step TEXT NOT NULL,
        offered_at TEXT,
        outcome TEXT,
        records TEXT NOT NULL,
        recipient TEXT NOT NULL,
        extent TEXT NOT NULL,
        ends_on TEXT,
        text_hash TEXT NOT NULL,
        signed_at TEXT,
        document_id TEXT,
        sealed_at TEXT,
        used_at TEXT,
        withdrawn_at TEXT,
        withdrawn_how TEXT NOT NULL,
        superseded_by TEXT,
        renews TEXT
    ) STRICT""",
    "CREATE INDEX consents_of_case ON consents (case_id, begun_at)",
    "CREATE INDEX consents_ending ON consents (ends_on) WHERE ends_on IS NOT NULL",
    """CREATE TRIGGER signed_consents_are_locked
        BEFORE UPDATE ON consents WHEN OLD.signed_at IS NOT NULL AND (
            OLD.answers, OLD.outcome, OLD.records, OLD.recipient, OLD.extent, OLD.ends_on,
            OLD.text_hash, OLD.signed_at, OLD.form_id, OLD.version, OLD.client_id, OLD.renews
        ) IS NOT (
            NEW.answers, NEW.outcome, NEW.records, NEW.recipient, NEW.extent, NEW.ends_on,
            NEW.text_hash, NEW.signed_at, NEW.form_id, NEW.version, NEW.client_id, NEW.renews
        )
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
    """CREATE TABLE signatures (
        consent_id TEXT NOT NULL REFERENCES consents (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        strokes TEXT NOT NULL,
        over TEXT NOT NULL,
        PRIMARY KEY (consent_id, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE documents (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        case_id TEXT NOT NULL,
        about TEXT NOT NULL,
        name TEXT NOT NULL,
        made_at TEXT NOT NULL,
        pages INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        record_code TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX documents_of_case ON documents (case_id, made_at)",
    """CREATE TABLE document_bytes (
        document_id TEXT NOT NULL PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        pdf BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE disclosures (
        id TEXT NOT NULL PRIMARY KEY,
        case_id TEXT NOT NULL,
        document_id TEXT NOT NULL,
        consent_id TEXT,
        at TEXT NOT NULL,
        what TEXT NOT NULL,
        pages INTEGER NOT NULL,
        "to" TEXT NOT NULL,
        purpose TEXT NOT NULL,
        ground TEXT NOT NULL,
        channel TEXT NOT NULL,
        record_code TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX disclosures_of_case ON disclosures (case_id, at)",
    """CREATE TRIGGER disclosures_are_not_changed BEFORE UPDATE ON disclosures
        BEGIN SELECT RAISE(ABORT, 'the disclosure ledger is not changed'); END""",
    """CREATE TRIGGER disclosures_stay BEFORE DELETE ON disclosures
        BEGIN SELECT RAISE(ABORT, 'the disclosure ledger is not shortened'); END""",
)

STATEMENTS: Final = (*_VAULT, *_CASES, *_SESSIONS, *_SUMMARIES, *_PAPER)
