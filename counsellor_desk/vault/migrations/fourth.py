"""Schema 4: every form, on screen and on paper, and the certificates they are sealed with."""

from __future__ import annotations

from typing import Final

_FORMS: Final[tuple[str, ...]] = (
    "ALTER TABLE consents ADD COLUMN items TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE consents ADD COLUMN review_on TEXT",
    "ALTER TABLE consents ADD COLUMN on_paper_at TEXT",
    "ALTER TABLE consents ADD COLUMN original_place TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX consents_of_client ON consents (client_id, form)",
    "CREATE INDEX consents_reviewed ON consents (review_on) WHERE review_on IS NOT NULL",
    # A trigger of its own: what was dropped could not be made again in a backup, which lays out
    # every statement of every step.
    """CREATE TRIGGER signed_items_are_locked
        BEFORE UPDATE ON consents WHEN OLD.signed_at IS NOT NULL AND OLD.items IS NOT NEW.items
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
)

_PAPER_FORMS: Final[tuple[str, ...]] = (
    # A blank form belongs to no case, and its ID is never used again.
    """CREATE TABLE blank_forms (
        form_id TEXT NOT NULL PRIMARY KEY,
        form TEXT NOT NULL,
        version INTEGER NOT NULL,
        large INTEGER NOT NULL CHECK (large IN (0, 1)),
        printed_at TEXT NOT NULL,
        called_back_at TEXT,
        consent_id TEXT UNIQUE
    ) STRICT""",
    """CREATE TRIGGER blank_forms_stay BEFORE DELETE ON blank_forms
        BEGIN SELECT RAISE(ABORT, 'the ID of a blank form is never used twice'); END""",
    # What comes back lies here until it is sealed; secure_delete takes it out of the file.
    """CREATE TABLE paper_returns (
        consent_id TEXT NOT NULL PRIMARY KEY REFERENCES consents (id) ON DELETE CASCADE,
        begun_at TEXT NOT NULL,
        entered TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE scanned_pages (
        position INTEGER NOT NULL CHECK (position >= 0),
        id TEXT NOT NULL PRIMARY KEY,
        consent_id TEXT NOT NULL REFERENCES paper_returns (consent_id) ON DELETE CASCADE,
        turn INTEGER NOT NULL CHECK (turn BETWEEN 0 AND 3),
        bound TEXT NOT NULL,
        picture BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX scanned_pages_of_form ON scanned_pages (consent_id, position)",
)

_CERTIFICATES: Final[tuple[str, ...]] = (
    # Whatever documents were ever sealed with is kept, so that they go on being known as ours; a
    # key that was brought is kept while it is in use only.
    """CREATE TABLE seal_certificates (
        number INTEGER PRIMARY KEY,
        taken_up_at TEXT NOT NULL,
        brought INTEGER NOT NULL CHECK (brought IN (0, 1)),
        certificate BLOB NOT NULL UNIQUE,
        behind BLOB NOT NULL,
        private_key BLOB
    ) STRICT""",
    """CREATE TRIGGER seal_certificates_are_not_changed
        BEFORE UPDATE OF number, brought, certificate, behind ON seal_certificates
        BEGIN SELECT RAISE(ABORT, 'what a document was sealed with is not changed'); END""",
    """CREATE TRIGGER seal_certificates_stay BEFORE DELETE ON seal_certificates
        BEGIN SELECT RAISE(ABORT, 'what a document was sealed with stays'); END""",
    """CREATE TABLE later_signatures (
        document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        name TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        certificate BLOB NOT NULL,
        behind BLOB NOT NULL,
        PRIMARY KEY (document_id, role)
    ) STRICT""",
    """CREATE TRIGGER later_signatures_are_not_changed BEFORE UPDATE ON later_signatures
        BEGIN SELECT RAISE(ABORT, 'a signature is not changed'); END""",
)

_TEMPLATES: Final[tuple[str, ...]] = ()

STATEMENTS: Final[tuple[str, ...]] = (*_FORMS, *_PAPER_FORMS, *_CERTIFICATES, *_TEMPLATES)
