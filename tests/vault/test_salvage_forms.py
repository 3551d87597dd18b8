"""Forms, their pages, documents and certificates in a damaged store: all that could be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from counsellor_desk.domain.damage import Kind
from counsellor_desk.domain.paper_forms import Bound, Entered
from counsellor_desk.vault import (
    connection,
    consents,
    integrity,
    pages,
    paper_forms,
    refill,
    salvage,
    schema,
    tables,
)
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.pages import PageCodes, Pages
from counsellor_desk.vault.remains import Remains
from counsellor_desk.vault.remembered import Kept as KeptSecrets
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.vault.wreck import Wreck
from tests.vault import signed_forms
from tests.vault.samples import NOON, Vault, add_case
from tests.vault.signed_forms import Kept
from tests.vault.wrecks import garbled, without_each, wreck_of

FORMS = (
    *("consents", "signatures", "blank_forms", "paper_returns", "scanned_pages"),
    *("documents", "document_bytes", "later_signatures", "later_lines", "seal_certificates"),
    *("told_facts", "form_versions", "form_edits", "own_facts"),
)
"""Whatever a form consists of."""


@dataclass
class Whole:
    """A store with forms of several clients, closed. ``found``: its pages as they were written."""

    vault: Vault
    wreck: Wreck
    kept: list[Kept]
    rows: dict[str, set[tuple[object, ...]]]
    found: Pages
    left: dict[int, Remains]

    def page_of(self, table: str) -> int:
        """The first page with rows of that table and of no other."""
        return next(n for n, left in self.left.items() if self.lost(left) == {table})

    def lost(self, left: Remains) -> set[str]:
        """Tables of which rows are lost."""
        known = (table.name for table in tables.of_records())
        return {name for name in known if len(left.of(name)) < len(self.rows[name])}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, empty_template: Vault) -> Whole:
    vault = empty_template.copied_to(tmp_path_factory.mktemp("forms") / "vault")
    store = vault.open_at_once()
    kept = [signed_forms.add_all(store, add_case(store, f"PH-2026-{n:04}"), n) for n in range(1, 7)]
    wreck = wreck_of(vault, store)
    vault.close()
    vault.opened.clear()
    codes = PageCodes(wreck.keys.database(), wreck.slots.store_salt)
    found = pages.read(vault.folder / "store.db", codes, _silent)
    with closing(connection.open_existing(vault.folder / "store.db", wreck.keys.database())) as db:
        rows = {table.name: _rows(db, table.name) for table in tables.of_records()}
    return Whole(vault, wreck, kept, rows, found, dict(without_each(found)))


@pytest.fixture
def damaged(whole: Whole, tmp_path: Path) -> Iterator[tuple[Vault, Wreck]]:
    copy, old = whole.vault.copied_to(tmp_path / "vault"), whole.wreck
    secrets = KeptSecrets(copy.remembered, old.kept.vault)
    yield copy, Wreck(copy.folder, old.keys, old.slots, secrets, copy.clock, old.slot)
    copy.close()


def _silent(_done: int, _of: int) -> None:
    pass


def _rows(database: Connection, table: str) -> set[tuple[object, ...]]:
    query = f"SELECT * FROM {table}"  # noqa: S608 - names of ours
    return {tuple(row) for row in database.rows(query)}  # type: ignore[arg-type]  # rows are sequences, too


def _saved(wreck: Wreck) -> salvage.Salvaged:
    return salvage.salvage(wreck, lambda _tx: None, _silent)


def test_forms_come_through_whole(whole: Whole, damaged: tuple[Vault, Wreck]) -> None:
    """The first page is gone, and with it the list of tables; no row stood on it."""
    vault, wreck = damaged
    garbled(vault.folder / "store.db", 1)
    _saved(wreck)
    store = vault.open_at_once()
    integrity.ensure_sound(store)
    for number, kept in enumerate(whole.kept, 1):
        signed_forms.ensure_all(store, kept)
        signed_forms.ensure_worded(store, number)


@pytest.mark.thorough
def test_a_damaged_page_takes_nothing_of_a_form_but_what_stood_on_it(whole: Whole) -> None:
    """Tables whose rows are all readable are put back to the last byte, whatever else is gone."""
    hit = {n: left for n, left in whole.left.items() if whole.lost(left) & {*FORMS, "cases"}}
    assert {name for left in hit.values() for name in whole.lost(left)} >= set(FORMS)
    for number, left in hit.items():
        with closing(connection.in_memory()) as empty:
            schema.bring_up(empty)
            row = refill.VaultRow(whole.wreck.keys.vault, 1)
            refill.refill(empty, left, row, at=NOON, report=_silent)
            lost = whole.lost(left)
            for name in FORMS:
                if name not in lost and not _above(name) & lost & set(FORMS):
                    assert _rows(empty, name) == whole.rows[name], (number, name)
            assert not empty.rows("PRAGMA foreign_key_check"), number


def _above(name: str) -> set[str]:
    """Tables whose rows its own rows lead to, at once or through others."""
    parents = {parent.table for parent in tables.everything()[name].parents}
    return parents.union(*map(_above, parents))


def test_scanned_pages_stay_when_what_was_entered_is_lost(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", whole.page_of("paper_returns"))
    _saved(wreck)
    store = vault.open_at_once()
    came = [paper_forms.load(store.read(), kept.paper.id) for kept in whole.kept]
    assert Entered() in [each.entered for each in came if each is not None]
    for kept, each in zip(whole.kept, came, strict=True):
        assert each is not None
        assert [page.bound for page in each.pages] == [
            Bound.CODE,
            Bound.EYE,
        ]
        assert paper_forms.picture(store.read(), kept.paper.id, each.pages[0].page.id)


def test_no_form_is_in_force_whose_row_is_lost(whole: Whole, damaged: tuple[Vault, Wreck]) -> None:
    """Its sealed document and whose it is are kept; it opens nothing any more."""
    vault, wreck = damaged
    garbled(vault.folder / "store.db", whole.page_of("consents"))
    parts = {part.kind: part for part in _saved(wreck).survey.parts}
    assert parts[Kind.FORMS].lost > 0
    assert parts[Kind.DOCUMENTS].lost == 0
    reader = vault.open_at_once().read()
    there = [kept for kept in whole.kept if _is_there(reader, kept)]
    assert len(there) < len(whole.kept)
    in_force = consents.in_force(reader, NOON.date())
    assert {consent.id for consent in in_force} == {kept.sealed.id for kept in there}


def _is_there(reader: Reader, kept: Kept) -> bool:
    try:
        return consents.load(reader, kept.sealed.id) == kept.sealed
    except KeyError:
        return False
