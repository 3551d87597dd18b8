"""New keys for a whole store: what opens it afterwards, what no longer does, and what stays."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.holds import Basis, KeptForAnOrder
from counsellor_desk.domain.key_access import Why
from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.vault import (
    access,
    audit,
    erasure,
    holds,
    integrity,
    manager_key,
    notes,
    opening,
    rekeying,
    switching,
)
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.next_store import NewKeys
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wrapping import (
    AnotherManagersKey,
    DeviceSecretMissing,
    NoManager,
    WrongPassphrase,
    WrongRecoveryKey,
)
from tests.vault.by_format import Reader, shares_one, shares_two
from tests.vault.crashes import NEW_PASSPHRASE, NEW_RECOVERY_KEY, new_keys
from tests.vault.samples import (
    NOON,
    Filled,
    Vault,
    accept,
    add_case,
    hold_on,
)


def _changed(store: Store, new: NewKeys | None = None) -> bool:
    return rekeying.change(store, new or new_keys(), at=NOON, progress=lambda _done, _of: None)


def _with_new_sheet(vault: Vault) -> Vault:
    return Vault(vault.home, NEW_RECOVERY_KEY, vault.clock)


def test_the_desk_goes_on_with_new_keys(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open().store
    before = store.held.keys
    reported: list[tuple[int, int]] = []
    gone = rekeying.change(
        store, new_keys(), at=NOON, progress=lambda *report: reported.append(report)
    )
    assert gone
    assert reported[-1][0] == reported[-1][1]
    assert store.held.keys != before
    assert notes.read_text(store.read(), filled.note) == filled.text
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, "and goes on", NOON)
    add_case(store, "A-1")
    integrity.ensure_sound(store)
    store.close()
    assert not any((vault.folder / name).exists() for name in switching.LEFT_OVER)
    opened = vault.open(NEW_PASSPHRASE)
    assert (opened.freshness, opened.notes) == (Freshness.CURRENT, NotesAccess.OPEN)
    assert opened.broken_at is None
    reader = opened.store.read()
    assert notes.read_text(reader, filled.note) == "and goes on"
    assert notes.read_working(reader, filled.other) == f"draft of: {filled.other_text}".encode()
    integrity.ensure_sound(opened.store)


def test_nothing_of_before_opens_it(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    identity = manager_key.new_identity()
    store = vault.open().store
    access.give_manager(store, identity.recipient, at=NOON)
    devices = {path: path.read_bytes() for path in (vault.home / "keys").glob("*device*")}
    old_key = store.held.keys
    _changed(store)
    store.close()
    with pytest.raises(WrongPassphrase):
        vault.open()
    with pytest.raises(WrongRecoveryKey):
        vault.recover()
    with pytest.raises(NoManager):
        opening.open_with_manager(vault.folder, vault.remembered, identity, clock=vault.clock)
    assert not any(path.exists() for path in devices)
    for path, raw in devices.items():
        path.write_bytes(raw)
    with pytest.raises(WrongPassphrase):
        vault.open()
    assert not Reader(vault.folder, vault.home / "keys").slots_answer_to(old_key.vault_key)
    _with_new_sheet(vault).recover()


def test_an_old_copy_of_the_folder_opens_with_nothing_on_this_computer(
    full: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """Its own sheet still opens it, until that is shredded: paper is what is erased here."""
    vault, _filled = full
    vault.copied_to(tmp_path / "copy")
    store = vault.open().store
    _changed(store)
    store.close()
    copy = Vault(tmp_path / "copy", vault.recovery_key, vault.clock)
    for path in (copy.home / "keys").iterdir():
        path.unlink()
    for path in (vault.home / "keys").iterdir():
        (copy.home / "keys" / path.name).write_bytes(path.read_bytes())
    with pytest.raises(DeviceSecretMissing):
        copy.open()
    with pytest.raises(DeviceSecretMissing):
        copy.open(NEW_PASSPHRASE)
    with pytest.raises(WrongRecoveryKey):
        _with_new_sheet(copy).recover()
    copy.recover().store.close()
    copy.close()


@pytest.mark.parametrize("let_in", ["kept", "replaced", "withdrawn"])
def test_what_becomes_of_the_service_manager(vault: Vault, let_in: str) -> None:
    owen, other = manager_key.new_identity(), manager_key.new_identity()
    store = vault.open_at_once()
    access.give_manager(store, owen.recipient, at=NOON)
    manager = {"kept": owen.recipient, "replaced": other.recipient, "withdrawn": None}[let_in]
    _changed(store, replace(new_keys(), manager=manager))
    store.close()
    for identity in (owen, other):
        if identity.recipient == manager:
            found = opening.open_with_manager(
                vault.folder, vault.remembered, identity, clock=vault.clock
            )
            found.store.close()
        else:
            with pytest.raises((NoManager, AnotherManagersKey)):
                opening.open_with_manager(
                    vault.folder, vault.remembered, identity, clock=vault.clock
                )


def test_the_whole_trail_and_every_record_code_still_fit(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    store = vault.open().store
    codes = [entry.code for entry in audit.entries(store.read())]
    _changed(store)
    _changed(store, replace(new_keys(), why=Why.SOMEONE_MAY_KNOW))
    entries = audit.entries(store.read())
    assert [entry.code for entry in entries][2:] == codes
    assert [(entry.act, entry.facts["why"]) for entry in entries[:2]] == [
        (Act.KEYS_CHANGED, "someone_may_know"),
        (Act.KEYS_CHANGED, "yearly"),
    ]
    assert entries[0].facts["notes"] == 2
    assert store.trail.first_broken(whole=True) is None
    store.held.connection.run("DROP TRIGGER audit_is_not_changed")
    broken = entries[1].seq - 2
    store.held.connection.run("UPDATE audit SET about = 'x' WHERE seq = ?", broken)
    assert store.trail.first_broken(whole=True) == broken


def test_a_second_reader_reads_the_store_with_its_new_keys(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open().store
    _changed(store)
    codes = [(entry.seq, entry.code) for entry in reversed(audit.entries(store.read()))]
    store.close()
    reader = Reader(vault.folder, vault.home / "keys")
    key = reader.by_passphrase(NEW_PASSPHRASE)
    assert key == reader.by_recovery_key(NEW_RECOVERY_KEY)
    assert reader.slots_answer_to(key)
    database = reader.database(key)
    assert reader.chain(database, key) == codes
    one = shares_one(vault.home / "keys", reader.vault)[1]
    two = shares_two(vault.folder / "device.key", reader.vault)[1]
    text, _draft = reader.note(database, reader.epoch_key(key, 1, one, two), 1, filled.note)
    assert text == filled.text
    database.close()


def test_notes_are_destroyed_for_good_before_and_after(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    _changed(store)
    assert erasure.resume(store) == (), "it was finished before the keys were changed"
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    epoch = store.read().value("SELECT epoch FROM vault")
    assert set(shares_one(vault.home / "keys", store.vault)) == {epoch}


@pytest.mark.parametrize("basis", [Basis.COURT, Basis.ACCESS_REQUEST])
def test_a_note_on_hold_for_somebody_keeps_the_keys(
    full: tuple[Vault, Filled], basis: Basis
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with store.act(Act.HOLD_SET, at=NOON) as tx:
        holds.save(tx, replace(hold_on(note=filled.note), basis=basis))
    with pytest.raises(KeptForAnOrder) as told:
        _changed(store)
    assert basis.label in told.value.sentences()[0]


def test_a_hold_that_reaches_no_note_or_is_for_nobody_else_keeps_nothing(
    full: tuple[Vault, Filled], vault: Vault
) -> None:
    store = vault.open_at_once()
    with store.act(Act.HOLD_SET, at=NOON) as tx:
        holds.save(tx, hold_on())
    _changed(store)
    other, filled = full
    store = other.open_at_once()
    with store.act(Act.HOLD_SET, at=NOON) as tx:
        holds.save(tx, replace(hold_on(note=filled.note), basis=Basis.COUNSELLOR))
    _changed(store)


def test_without_the_keys_of_notes_no_keys_are_changed(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    with pytest.raises(NotesClosed):
        _changed(vault.recover().store)


def test_notes_that_do_not_open_here_are_counted_first(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    assert rekeying.unreadable_notes(store) == 0
    with store.quietly() as tx:
        tx.run("UPDATE note_keys SET wrapped = ? WHERE note_id = ?", bytes(60), filled.note)
    assert rekeying.unreadable_notes(store) == 1
    _changed(store)
    assert notes.read_text(store.read(), filled.other) == filled.other_text


class Cancelled(Exception):
    """As the worker raises it."""


def test_a_change_that_is_cancelled_has_not_happened(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    steps: list[int] = []

    def at_the(last: int) -> None:
        def report(done: int, _of: int) -> None:
            steps.append(done)
            if len(steps) == last:
                raise Cancelled

        steps.clear()
        with pytest.raises(Cancelled):
            rekeying.change(store, new_keys(), at=NOON, progress=report)

    for last in (1, 2, 3):
        at_the(last)
        assert not any((vault.folder / name).exists() for name in switching.LEFT_OVER)
        assert len(list((vault.home / "keys").glob("*device*"))) == 1
        assert notes.read_text(store.read(), filled.note) == filled.text
    add_case(store, "A-1")
    store.close()
    vault.open()


def test_a_disk_without_room_is_told_before_anything_is_copied(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = vault.open_at_once()
    usage = shutil.disk_usage(vault.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=10_000))
    with pytest.raises(DiskFull):
        _changed(store)
    assert not (vault.folder / switching.STORE_NEXT).exists()
    store.close()
    vault.open()
