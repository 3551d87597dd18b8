"""What was signed and sealed cannot be changed or replaced in the store, by whatever statement.

Each of these is tried with the schema's triggers, which refuse it, and then without them: there it
goes through, so that it is the trigger that refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.vault import consents, paper_forms
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.store import Store
from tests.vault import signed_forms
from tests.vault.samples import NOON, Vault, add_case
from tests.vault.signed_forms import Kept

LATER = NOON + timedelta(days=1)
_NEW = "'00000000000000000000000000'"
_TABLES = (
    "consents",
    "signatures",
    "documents",
    "document_bytes",
    "later_signatures",
    "later_lines",
)


@dataclass(frozen=True)
class Filled:
    """A store with a form of every stage that statements are tried on; none leaves a trace."""

    store: Store
    kept: Kept


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, empty_template: Vault) -> Iterator[Filled]:
    vault = empty_template.copied_to(tmp_path_factory.mktemp("locked") / "vault")
    store = vault.open_at_once()
    yield Filled(store, signed_forms.add_all(store, add_case(store, "A-1")))
    vault.close()


@pytest.fixture
def kept(store: Store) -> Kept:
    return signed_forms.add_all(store, add_case(store, "A-1"))


def _copied(database: Connection, table: str, where: str, **changed: str) -> str:
    """The statement that puts a row, changed like this, in the place of what stands there."""
    columns = database.rows("SELECT name FROM pragma_table_info(?)", table)
    names = [row["name"] for row in columns]
    if "rowid" in changed:
        names.append("rowid")
    values = [changed.get(name, f'"{name}"') for name in names]
    listed = ", ".join(f'"{name}"' for name in names)
    chosen = f"SELECT {', '.join(values)} FROM {table} WHERE {where}"  # noqa: S608 - a test's own words
    return f"INSERT OR REPLACE INTO {table} ({listed}) {chosen}"


_SEALED, _DRAFT = "sealed_at IS NOT NULL", "step = 'decide' AND on_paper_at IS NULL"
_PLACES = {
    "sealed": _SEALED,
    "draft": _DRAFT,
    "sealed_id": f"(SELECT id FROM consents WHERE {_SEALED})",  # noqa: S608 - a test's own words
    "sealed_row": f"(SELECT rowid FROM consents WHERE {_SEALED})",  # noqa: S608 - a test's own words
}
"""What stands in braces in the statements below."""
REPLACED: dict[str, tuple[str, str, dict[str, str]]] = {
    "a form, by its id": ("consents", _SEALED, {"outcome": "'given'", "form_id": _NEW}),
    "a form, by its public id": ("consents", _SEALED, {"id": _NEW, "signed_at": "NULL"}),
    "a form, by its row": (
        "consents",
        _SEALED,
        {"id": _NEW, "form_id": _NEW, "rowid": _PLACES["sealed_row"]},
    ),
    "a signature": ("signatures", "position = 0", {"name": "'Somebody'"}),
    "one more signature": ("signatures", "position = 0", {"position": "7"}),
    "a document": ("documents", "1", {"about": "'another'"}),
    "a document, by its row": ("documents", "1", {"id": _NEW, "rowid": "rowid"}),
    "its bytes": ("document_bytes", "1", {"pdf": "x'00'"}),
    "a later line": ("later_lines", "1", {"told": "'another'"}),
    "a later signature": ("later_signatures", "1", {"name": "'Somebody'"}),
    "a certificate": ("seal_certificates", "1", {"behind": "x''"}),
    "a blank form": ("blank_forms", "1", {"form": "'F9'"}),
    "what it told": ("told_facts", "1", {"facts": "'[]'"}),
    "a version": ("form_versions", "1", {"definition": "'{}'"}),
    "a version, by its row": ("form_versions", "1", {"version": "9", "rowid": "rowid"}),
}
CHANGED: dict[str, str] = {
    "a draft put in its place": "UPDATE OR REPLACE consents SET id = {sealed_id} WHERE {draft}",
    "a draft put in its row": "UPDATE OR REPLACE consents SET rowid = {sealed_row} WHERE {draft}",
    "the form": "UPDATE consents SET form = 'F3' WHERE {sealed}",
    "its seal": "UPDATE consents SET sealed_at = NULL WHERE {sealed}",
    "its document": "UPDATE consents SET document_id = NULL WHERE {sealed}",
    "its items": "UPDATE consents SET items = '[]' WHERE {sealed}",
    "a signature": "UPDATE signatures SET name = 'Somebody'",
    "a signature taken out": "DELETE FROM signatures WHERE position = 0",
    "whose document": "UPDATE documents SET case_id = 'another'",
    "its bytes": "UPDATE document_bytes SET pdf = x'00'",
    "its bytes taken out": "DELETE FROM document_bytes",
    "a later line": "UPDATE later_lines SET told = 'another'",
    "a later line taken out": "DELETE FROM later_lines",
    "a later signature taken out": "DELETE FROM later_signatures",
    "a certificate taken out": "DELETE FROM seal_certificates",
    "what it told": "UPDATE told_facts SET facts = '[]'",
    "what it told taken out": "DELETE FROM told_facts",
    "a version": "UPDATE form_versions SET definition = ''",
    "a version taken out": "DELETE FROM form_versions",
    "what was printed": "UPDATE blank_forms SET version = 9",
    "what was printed taken out": "DELETE FROM blank_forms",
}


def _refused(store: Store, statement: str) -> None:
    with (
        pytest.raises(Exception, match=r"locked|not changed|in the place|stay|never used"),
        store.act(Act.FORM_BEGUN, at=NOON) as tx,
    ):
        tx.run(statement)


def _goes_through_without_triggers(database: Connection, statement: str) -> None:
    database.run("BEGIN")
    for row in database.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        database.run(f"DROP TRIGGER {row['name']}")
    assert database.run(statement)
    database.run("ROLLBACK")


def _is_locked(filled: Filled, statement: str) -> None:
    _refused(filled.store, statement)
    signed_forms.ensure_all(filled.store, filled.kept)
    _goes_through_without_triggers(filled.store.held.connection, statement)


@pytest.mark.parametrize("what", REPLACED)
def test_nothing_is_put_in_the_place_of_what_was_signed(filled: Filled, what: str) -> None:
    table, where, changed = REPLACED[what]
    _is_locked(filled, _copied(filled.store.held.connection, table, where, **changed))


@pytest.mark.parametrize("what", CHANGED)
def test_nothing_of_what_was_signed_is_changed(filled: Filled, what: str) -> None:
    _is_locked(filled, CHANGED[what].format(**_PLACES))


def _save(store: Store, consent: Consent) -> None:
    with store.act(Act.CONSENT_WITHDRAWN, at=NOON, about=consent.id) as tx:
        consents.save(tx, consent)
    assert consents.load(store.read(), consent.id) == consent


def test_what_happens_to_a_form_later_is_kept(store: Store, kept: Kept) -> None:
    now: Consent = kept.sealed
    changes: tuple[dict[str, Any], ...] = (
        {"review_on": date(2026, 9, 1)},
        {"review_on": None},
        {"used_at": NOON},
        {"used_at": LATER},
        {"original_place": "Archive"},
        {"withdrawn_at": LATER, "withdrawn_how": "by telephone"},
        {"superseded_by": ConsentId(new_id())},
    )
    for change in changes:
        now = replace(now, **change)
        _save(store, now)


@pytest.mark.parametrize(
    ("done", "undone"),
    [
        ({"withdrawn_at": NOON, "withdrawn_how": "said so"}, {"withdrawn_at": None}),
        ({"withdrawn_at": NOON, "withdrawn_how": "said so"}, {"withdrawn_how": "did not"}),
        ({"superseded_by": ConsentId("0" * 26)}, {"superseded_by": None}),
        ({"used_at": NOON}, {"used_at": None}),
        ({}, {"signatures": ()}),
    ],
    ids=["withdrawal", "how", "replaced", "used", "signatures"],
)
def test_what_happened_to_a_form_is_not_undone(
    store: Store, kept: Kept, done: dict[str, Any], undone: dict[str, Any]
) -> None:
    ended = replace(kept.sealed, **done)
    _save(store, ended)
    with pytest.raises(Exception, match="locked"):
        _save(store, replace(ended, **undone))
    assert consents.load(store.read(), ended.id) == ended


def test_a_form_in_hand_changes_freely(store: Store, kept: Kept) -> None:
    _save(store, replace(kept.draft, answers={}, signatures=kept.sealed.signatures))
    _save(store, replace(kept.draft, signatures=()))
    with store.quietly() as tx:
        paper_forms.keep_blank(tx, replace(kept.blank, called_back_at=NOON))
        paper_forms.keep_blank(tx, replace(kept.blank, consent=kept.draft.id))


def test_the_end_of_a_case_takes_all_of_it(store: Store, kept: Kept) -> None:
    case = kept.sealed.case
    with store.act(Act.FORM_BEGUN, at=NOON) as tx:
        tx.run("DELETE FROM consents WHERE case_id = ?", case)
        tx.run("DELETE FROM documents WHERE case_id = ?", case)
    for table in _TABLES:
        assert store.read().value(f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608 - names of ours
