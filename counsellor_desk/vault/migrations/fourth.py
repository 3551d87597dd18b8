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

_LOCKED_FORMS: Final[tuple[str, ...]] = (
    # Beside what schema 1 locks: whose form it is, its seal, and what can happen to it only once.
    # Being used, looked at again and the place of its paper stay open.
    """CREATE TRIGGER sealed_consents_are_locked
        BEFORE UPDATE ON consents WHEN OLD.signed_at IS NOT NULL AND (
            (OLD.form, OLD.case_id, OLD.begun_at, OLD.offered_at, OLD.on_paper_at)
            IS NOT (NEW.form, NEW.case_id, NEW.begun_at, NEW.offered_at, NEW.on_paper_at)
            OR OLD.sealed_at IS NOT NULL AND
                (OLD.sealed_at, OLD.document_id) IS NOT (NEW.sealed_at, NEW.document_id)
            OR OLD.withdrawn_at IS NOT NULL AND
                (OLD.withdrawn_at, OLD.withdrawn_how) IS NOT (NEW.withdrawn_at, NEW.withdrawn_how)
            OR OLD.superseded_by IS NOT NULL AND OLD.superseded_by IS NOT NEW.superseded_by
            OR OLD.used_at IS NOT NULL AND NEW.used_at IS NULL
        )
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
    """CREATE TRIGGER consents_stay_themselves BEFORE UPDATE ON consents
        WHEN (OLD.rowid, OLD.id, OLD.form_id) IS NOT (NEW.rowid, NEW.id, NEW.form_id)
        BEGIN SELECT RAISE(ABORT, 'a form is not put in the place of another'); END""",
    # INSERT OR REPLACE deletes without a word to what stands before a DELETE (third.py).
    """CREATE TRIGGER signed_consents_are_not_replaced BEFORE INSERT ON consents
        WHEN EXISTS (SELECT 1 FROM consents WHERE signed_at IS NOT NULL
            AND (id = NEW.id OR form_id = NEW.form_id OR rowid = NEW.rowid))
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
    """CREATE TRIGGER signatures_are_not_changed BEFORE UPDATE ON signatures
        BEGIN SELECT RAISE(ABORT, 'a signature is not changed'); END""",
    """CREATE TRIGGER signatures_are_not_added BEFORE INSERT ON signatures
        WHEN EXISTS (SELECT 1 FROM consents WHERE id = NEW.consent_id AND signed_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
    """CREATE TRIGGER signatures_stay BEFORE DELETE ON signatures
        WHEN EXISTS (SELECT 1 FROM consents WHERE id = OLD.consent_id AND signed_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
)

_LOCKED_DOCUMENTS: Final[tuple[str, ...]] = (
    # A signature after the seal leaves every byte before it as it was.
    """CREATE TRIGGER documents_are_locked
        BEFORE UPDATE OF id, kind, case_id, about, name, made_at, pages, record_code ON documents
        BEGIN SELECT RAISE(ABORT, 'a sealed document is locked'); END""",
    """CREATE TRIGGER documents_are_not_replaced BEFORE INSERT ON documents
        WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id OR rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, 'a sealed document is locked'); END""",
    """CREATE TRIGGER document_bytes_only_grow BEFORE UPDATE ON document_bytes
        WHEN OLD.document_id IS NOT NEW.document_id
            OR substr(NEW.pdf, 1, length(OLD.pdf)) IS NOT OLD.pdf
        BEGIN SELECT RAISE(ABORT, 'a sealed document is locked'); END""",
    """CREATE TRIGGER document_bytes_stay BEFORE DELETE ON document_bytes
        WHEN EXISTS (SELECT 1 FROM documents WHERE id = OLD.document_id)
        BEGIN SELECT RAISE(ABORT, 'a sealed document is locked'); END""",
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
    """CREATE TRIGGER blank_forms_are_not_changed BEFORE UPDATE ON blank_forms
        WHEN (OLD.form_id, OLD.form, OLD.version, OLD.large, OLD.printed_at)
            IS NOT (NEW.form_id, NEW.form, NEW.version, NEW.large, NEW.printed_at)
        BEGIN SELECT RAISE(ABORT, 'what was printed is not changed'); END""",
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
    """CREATE TRIGGER later_signatures_stay BEFORE DELETE ON later_signatures
        WHEN EXISTS (SELECT 1 FROM documents WHERE id = OLD.document_id)
        BEGIN SELECT RAISE(ABORT, 'a signature stays'); END""",
)

_LATER: Final[tuple[str, ...]] = (
    # What happened after a form was sealed; the form itself stays locked.
    """CREATE TABLE later_lines (
        id TEXT NOT NULL PRIMARY KEY,
        consent_id TEXT NOT NULL REFERENCES consents (id) ON DELETE CASCADE,
        what TEXT NOT NULL,
        happened_on TEXT NOT NULL,
        told TEXT NOT NULL,
        added_at TEXT NOT NULL,
        added_by TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX later_lines_of_consent ON later_lines (consent_id, added_at)",
    """CREATE TRIGGER later_lines_are_not_changed BEFORE UPDATE ON later_lines
        BEGIN SELECT RAISE(ABORT, 'what was added later is not changed'); END""",
    """CREATE TRIGGER later_lines_stay BEFORE DELETE ON later_lines
        WHEN EXISTS (SELECT 1 FROM consents WHERE id = OLD.consent_id)
        BEGIN SELECT RAISE(ABORT, 'what was added later stays'); END""",
)

_TEMPLATES: Final[tuple[str, ...]] = (
    # Each version is whole: a form that was begun in it is read in it for good.
    """CREATE TABLE form_versions (
        form TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        shipped_version INTEGER NOT NULL CHECK (shipped_version BETWEEN 1 AND version),
        changes TEXT NOT NULL,
        definition TEXT NOT NULL,
        reason TEXT NOT NULL,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL,
        PRIMARY KEY (form, version)
    ) STRICT""",
    """CREATE TRIGGER form_versions_are_not_changed BEFORE UPDATE ON form_versions
        BEGIN SELECT RAISE(ABORT, 'a version of a form is not changed'); END""",
    """CREATE TRIGGER form_versions_stay BEFORE DELETE ON form_versions
        BEGIN SELECT RAISE(ABORT, 'a version of a form stays'); END""",
    """CREATE TRIGGER form_versions_are_not_replaced BEFORE INSERT ON form_versions
        WHEN EXISTS (SELECT 1 FROM form_versions
            WHERE (form, version) IS (NEW.form, NEW.version) OR rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, 'a version of a form is not changed'); END""",
    """CREATE TABLE form_edits (
        form TEXT NOT NULL PRIMARY KEY,
        shipped_version INTEGER NOT NULL,
        changes TEXT NOT NULL,
        edited_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE own_facts (
        name TEXT NOT NULL PRIMARY KEY,
        added INTEGER NOT NULL CHECK (added IN (0, 1)),
        fact TEXT NOT NULL,
        instead_of TEXT NOT NULL,
        changed_at TEXT NOT NULL
    ) STRICT""",
    # What a form says is what it said when it was decided: its signatures are over it.
    """CREATE TABLE told_facts (
        consent_id TEXT NOT NULL PRIMARY KEY REFERENCES consents (id) ON DELETE CASCADE,
        facts TEXT NOT NULL,
        told_at TEXT NOT NULL
    ) STRICT""",
    """CREATE TRIGGER told_facts_are_not_replaced BEFORE INSERT ON told_facts
        WHEN EXISTS (SELECT 1 FROM told_facts
                WHERE consent_id = NEW.consent_id OR rowid = NEW.rowid)
            AND EXISTS (SELECT 1 FROM consents
                WHERE id = NEW.consent_id AND signed_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
    """CREATE TRIGGER told_facts_are_locked BEFORE UPDATE ON told_facts
        WHEN EXISTS (SELECT 1 FROM consents WHERE id = OLD.consent_id AND signed_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
    """CREATE TRIGGER told_facts_stay BEFORE DELETE ON told_facts
        WHEN EXISTS (SELECT 1 FROM consents WHERE id = OLD.consent_id AND signed_at IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'a signed form is locked'); END""",
)

STATEMENTS: Final[tuple[str, ...]] = (
    *_FORMS,
    *_LOCKED_FORMS,
    *_LOCKED_DOCUMENTS,
    *_PAPER_FORMS,
    *_CERTIFICATES,
    *_LATER,
    *_TEMPLATES,
)
