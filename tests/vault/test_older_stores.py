"""A store of an earlier schema is brought up with everything in it, at once or after a crash."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import ConsentState, state
from counsellor_desk.vault import consents, faults, integrity, notes, records, schema, search
from counsellor_desk.vault.migrations import fourth
from counsellor_desk.vault.store import Store
from tests.vault import older, signed_forms
from tests.vault.crashes import Countdown
from tests.vault.samples import NOON, Vault, add_case, record_of
from tests.vault.sticks import back_up, bring_back, with_passphrase
from tests.vault.test_crashes import killed
from tests.vault.wrecks import TEXT, fill_well

EARLIER = range(1, schema.VERSION)
Rows = dict[str, set[tuple[object, ...]]]


@dataclass(frozen=True)
class Old:
    """A store as an older program closed it, and all of its rows."""

    vault: Vault
    version: int
    rows: Rows

    def copied_to(self, home: Path) -> Old:
        return Old(self.vault.copied_to(home), self.version, self.rows)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, empty_template: Vault) -> Vault:
    """With all that a store can hold."""
    vault = empty_template.copied_to(tmp_path_factory.mktemp("older") / "filled")
    fill_well(vault.open_at_once(), cases=3)
    vault.close()
    vault.opened.clear()
    return vault


def _left(filled: Vault, home: Path, version: int) -> Old:
    """As the program of that schema left it."""
    vault = filled.copied_to(home)
    store = vault.open_at_once()
    older.put_back(store.held.connection, version)
    rows = older.rows(store.held.connection, version)
    vault.close()
    vault.opened.clear()
    return Old(vault, version, rows)


def _version(store: Store) -> int:
    return schema.version_of(store.held.connection)


def _without_opening(rows: Rows) -> Rows:
    """All but what each opening adds."""
    return {name: found for name, found in rows.items() if name not in {"audit", "settings"}}


def _ensure_all_there(store: Store, old: Old) -> None:
    assert _version(store) == schema.VERSION
    now = older.rows(store.held.connection, old.version)
    assert _without_opening(now) == _without_opening(old.rows)
    assert old.rows["audit"] <= now["audit"]
    assert old.rows["settings"] <= now["settings"]
    integrity.ensure_sound(store)


@pytest.mark.thorough
@pytest.mark.parametrize("version", EARLIER)
def test_all_that_an_older_store_holds_is_brought_up(
    filled: Vault, tmp_path: Path, version: int
) -> None:
    old = _left(filled, tmp_path / "old", version)
    store = old.vault.open_at_once()
    _ensure_all_there(store, old)
    reader = store.read()
    (line,) = notes.lines(reader)
    assert notes.read_text(reader, line.note.id) == TEXT
    assert len(search.search(reader, "MARKER", limit=9)) >= 2
    case = add_case(store, "PH-2026-8888")
    record = record_of(case.id)
    with store.act(Act.RECORD_ACCEPTED, at=NOON, about=record.id) as tx:
        records.add(tx, record)
    signed_forms.ensure_all(store, signed_forms.add_all(store, case, 70))
    integrity.ensure_sound(store)
    old.vault.close()


def test_forms_of_schema_3_stay_in_force_and_locked(filled: Vault, tmp_path: Path) -> None:
    vault = _left(filled, tmp_path / "old", 3).vault
    store = vault.open_at_once()
    (first, *_more) = consents.in_force(store.read(), NOON.date())
    assert (first.items, first.review_on, first.on_paper_at) == ((), None, None)
    assert state(first, NOON.date()) is ConsentState.IN_FORCE
    for change in ("items = '[\"more\"]'", "recipient = 'somebody'", "form = 'F3'"):
        with (
            pytest.raises(Exception, match="a signed form is locked"),
            store.act(Act.CONSENT_WITHDRAWN, at=NOON) as tx,
        ):
            tx.run(f"UPDATE consents SET {change} WHERE id = ?", first.id)  # noqa: S608 - a test's own words
    vault.close()


def test_a_kill_at_any_step_leaves_a_schema_that_is_gone_on_from(
    filled: Vault, tmp_path: Path
) -> None:
    old = _left(filled, tmp_path / "old", 1)
    reached = Countdown(None, lambda: None)
    with faults.listening(reached):
        old.copied_to(tmp_path / "dry").vault.open_at_once().close()
    steps = [n for n, at in enumerate(reached.reached) if at.value.startswith("schema")]
    assert len(steps) == 2 * (schema.VERSION - 1)
    copies = [old.copied_to(tmp_path / f"{n:02}") for n in steps]
    killed([_opening(copy.vault, n) for n, copy in zip(steps, copies, strict=True)])
    for copy in copies:
        _ensure_all_there(copy.vault.open_at_once(), copy)
        copy.vault.close()


def _opening(vault: Vault, number: int) -> dict[str, str]:
    where = {"home": str(vault.home), "recovery_key": vault.recovery_key}
    return {**where, "deed": "open", "note": "", "number": str(number)}


def test_a_step_that_fails_half_way_leaves_the_schema_before(
    filled: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _left(filled, tmp_path / "old", 3)
    half = (*fourth.STATEMENTS[: len(fourth.STATEMENTS) // 2], "INSERT INTO nowhere VALUES (1)")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_STEPS", (*schema._STEPS[:3], half))
        with pytest.raises(Exception, match="nowhere"):
            old.vault.open_at_once()
    store = old.vault.open_at_once()
    _ensure_all_there(store, old)
    old.vault.close()


def test_a_new_store_and_one_brought_up_are_laid_out_alike(vault: Vault) -> None:
    layout = "SELECT type || name || coalesce(sql, '') AS said FROM sqlite_schema ORDER BY said"
    new = vault.open_at_once()
    wanted = [row["said"] for row in new.held.connection.rows(layout)]
    older.put_back(new.held.connection, 1)
    new.close()
    brought_up = vault.open_at_once()
    assert [row["said"] for row in brought_up.held.connection.rows(layout)] == wanted


@pytest.mark.parametrize("version", [2, 3])
def test_a_backup_of_an_older_program_is_brought_back(
    filled: Vault, tmp_path: Path, version: int
) -> None:
    old = _left(filled, tmp_path / "old", version)
    (tmp_path / "other").mkdir()
    with older.program(version):
        store = old.vault.open_at_once()
        back_up(store, tmp_path / "old.cdbackup")
        old.vault.close()
    other = Vault(tmp_path / "other", old.vault.recovery_key, old.vault.clock)
    assert bring_back(other, tmp_path / "old.cdbackup").counts.forms == 9
    store = with_passphrase(other)
    assert _version(store) == schema.VERSION
    now = older.rows(store.held.connection, version)
    changed = {"vault", "notes", "note_keys", "note_pages", "audit", "settings", "backups"}
    for name in set(old.rows) - changed:
        assert now[name] == old.rows[name], name
    integrity.ensure_sound(store)
    other.close()


def test_a_backup_carries_every_form_with_what_belongs_to_it(vault: Vault, tmp_path: Path) -> None:
    store = vault.open_at_once()
    kept = signed_forms.add_all(store, add_case(store, "A-1"))
    back_up(store, tmp_path / "new.cdbackup")
    vault.close()
    (tmp_path / "other").mkdir()
    other = Vault(tmp_path / "other", vault.recovery_key, vault.clock)
    bring_back(other, tmp_path / "new.cdbackup")
    back = with_passphrase(other)
    signed_forms.ensure_all(back, kept)
    with pytest.raises(Exception, match="a signed form is locked"):
        back.held.connection.run("UPDATE consents SET items = '[]' WHERE sealed_at IS NOT NULL")
    other.close()
