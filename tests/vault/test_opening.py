"""Opening: right and wrong keys, damaged and foreign files, another instance, old stores."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    access,
    audit,
    connection,
    creating,
    faults,
    integrity,
    notes,
    opening,
    profile,
    schema,
)
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.files import DiskFull, FolderNotWritable
from counsellor_desk.vault.folder_state import (
    Content,
    NothingHere,
    SomethingHere,
    StoreCut,
    StoreEmpty,
    StoreForeign,
    StoreMissing,
    StoreNotEncrypted,
    state_of,
)
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.remembered import KeptIn
from counsellor_desk.vault.slot_files import KeySlotsDamaged, KeySlotsMissing, MadeByNewer
from counsellor_desk.vault.tries import TryLater
from counsellor_desk.vault.wrapping import (
    DeviceSecretMissing,
    WrongPassphrase,
    WrongRecoveryKey,
)
from tests.vault.samples import CHEAPEST, NOON, PASSPHRASE, PROFILE, Filled, Vault, add_case


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"}


def test_a_new_store_opens_with_what_was_put_into_it(vault: Vault) -> None:
    opened = vault.open()
    assert profile.load(opened.store.read()) == PROFILE
    assert opened.freshness is Freshness.CURRENT
    assert opened.broken_at is None
    assert opened.notes is NotesAccess.OPEN
    acts = [entry.act for entry in audit.entries(opened.store.read())]
    assert acts == [Act.OPENED, Act.STORE_CREATED]
    integrity.ensure_sound(opened.store)


def test_only_the_owner_may_look_into_the_folders(vault: Vault) -> None:
    vault.open()
    for folder in (vault.folder, vault.home / "keys"):
        assert folder.stat().st_mode & 0o777 == 0o700
        for path in folder.iterdir():
            assert path.stat().st_mode & 0o777 == 0o600, path.name


def test_a_wrong_passphrase_is_told_from_a_damaged_store(vault: Vault) -> None:
    for wrong in ("", "seven quiet herons", PASSPHRASE + "\0", PASSPHRASE.upper(), "x" * 1000):
        with pytest.raises(WrongPassphrase):
            vault.open(wrong)
    assert vault.open().tries.wrong == 5


@pytest.mark.parametrize(
    "passphrase",
    [
        "café, naïve, über and señor",
        "p" * 1000,
        "nul \0 in the middle",
        "cut \ud83d surrogate",
        "שלום עולם ועוד מילים",
        "tabs\tand  spaces  ",
    ],
)
def test_any_text_can_be_a_passphrase(vault: Vault, passphrase: str) -> None:
    store = vault.open().store
    access.change_passphrase(store, PASSPHRASE, passphrase, at=NOON, cost=CHEAPEST)
    store.close()
    vault.open(passphrase)


def test_an_accent_typed_in_two_ways_is_the_same_passphrase(vault: Vault) -> None:
    composed, in_parts = "caf\u00e9 in the garden", "cafe\u0301 in the garden"
    store = vault.open().store
    access.change_passphrase(store, PASSPHRASE, composed, at=NOON, cost=CHEAPEST)
    store.close()
    vault.open(in_parts)


def _empty(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"")


def _missing(folder: Path) -> None:
    (folder / "store.db").unlink()


def _cut_inside_a_page(folder: Path) -> None:
    path = folder / "store.db"
    path.write_bytes(path.read_bytes()[:-1000])


def _cut_between_pages(folder: Path) -> None:
    path = folder / "store.db"
    path.write_bytes(path.read_bytes()[: -8 * 4096])


def _plain_sqlite(folder: Path) -> None:
    (folder / "store.db").unlink()
    plain = sqlite3.connect(folder / "store.db")
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()


def _photograph(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(4 * 4096 - 4))


def _photograph_of_odd_size(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(5000))


def _first_page_flipped(folder: Path) -> None:
    raw = bytearray((folder / "store.db").read_bytes())
    raw[100] ^= 1
    (folder / "store.db").write_bytes(raw)


def _folder_in_its_place(folder: Path) -> None:
    (folder / "store.db").unlink()
    (folder / "store.db").mkdir()


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (_empty, StoreEmpty),
        (_missing, StoreMissing),
        (_folder_in_its_place, StoreMissing),
        (_cut_inside_a_page, StoreCut),
        (_cut_between_pages, StoreDamaged),
        (_plain_sqlite, StoreNotEncrypted),
        (_photograph, StoreForeign),
        (_photograph_of_odd_size, StoreCut),
        (_first_page_flipped, StoreDamaged),
    ],
)
def test_a_damaged_store_is_named_and_nothing_is_put_in_its_place(
    vault: Vault, damage: Callable[[Path], None], error: type[DeskError]
) -> None:
    damage(vault.folder)
    before = {path.name: path.stat().st_size for path in vault.folder.iterdir()}
    with pytest.raises(error):
        vault.open()
    assert {path.name: path.stat().st_size for path in vault.folder.iterdir()} == before
    state = state_of(vault.folder)
    expected = Content.STORE if error is StoreDamaged else Content.DAMAGED
    assert state.content is expected
    with pytest.raises(SomethingHere):
        creating.create(
            vault.folder, vault.remembered, PASSPHRASE, profile=PROFILE, clock=vault.clock
        )


def test_the_store_of_another_vault_is_refused(vault: Vault, full: tuple[Vault, Filled]) -> None:
    other, _filled = full
    twin = creating.create(
        other.home / "twin",
        KeyFolder(other.home / "keys"),
        PASSPHRASE,
        profile=PROFILE,
        clock=vault.clock,
        cost=CHEAPEST,
    )
    twin.store.close()
    shutil.copy(other.home / "twin" / "store.db", vault.folder / "store.db")
    with pytest.raises(StoreForeign):
        vault.open()
    with pytest.raises(StoreForeign):
        vault.recover()


def test_a_store_that_says_it_is_another_vaults_is_refused(vault: Vault) -> None:
    store = vault.open().store
    with store.quietly() as tx:
        tx.run("UPDATE vault SET id = ?", "Z" * 26)
    store.close()
    with pytest.raises(StoreForeign):
        vault.open()


def test_a_flipped_bit_deep_in_the_store_is_found_by_the_check(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    raw = bytearray((vault.folder / "store.db").read_bytes())
    raw[-2000] ^= 1
    (vault.folder / "store.db").write_bytes(raw)
    opened = vault.open()
    with pytest.raises(StoreDamaged):
        integrity.ensure_sound(opened.store)


def test_an_older_store_put_back_is_told_once(vault: Vault) -> None:
    old = (vault.folder / "store.db").read_bytes()
    store = vault.open().store
    add_case(store, "A-1")
    store.close()
    (vault.folder / "store.db").write_bytes(old)
    opened = vault.open()
    assert opened.freshness is Freshness.OLDER
    newest = audit.entries(opened.store.read())[0]
    assert newest.facts["freshness"] == "older"
    opened.store.close()
    assert vault.open().freshness is Freshness.CURRENT


def test_whoever_opens_an_older_store_otherwise_keeps_nobody_from_being_told(
    vault: Vault,
) -> None:
    old = (vault.folder / "store.db").read_bytes()
    store = vault.open().store
    add_case(store, "A-1")
    store.close()
    (vault.folder / "store.db").write_bytes(old)
    recovered = vault.recover()
    assert recovered.freshness is Freshness.OLDER
    for number in ("B-1", "B-2", "B-3"):
        add_case(recovered.store, number)
    recovered.store.close()
    opened = vault.open()
    assert opened.freshness is Freshness.OLDER
    opened.store.close()
    assert vault.open().freshness is Freshness.CURRENT


def test_an_older_store_that_went_on_is_told_too(vault: Vault) -> None:
    """Its trail may be as long as the one remembered, but it is another one."""
    twin = vault.copied_to(vault.home.parent / "twin")
    for copy, number in ((vault, "A-1"), (twin, "B-1")):
        store = copy.open().store
        add_case(store, number)
        store.close()
    shutil.copy(twin.folder / "store.db", vault.folder / "store.db")
    twin.close()
    assert vault.open().freshness is Freshness.OLDER


def test_a_store_ahead_of_what_is_remembered_is_put_right_without_a_word(vault: Vault) -> None:
    old = _bytes_of(vault.home / "keys")
    store = vault.open().store
    add_case(store, "A-1")
    store.close()
    for name, raw in old.items():
        (vault.home / "keys" / name).write_bytes(raw)
    assert vault.open().freshness is Freshness.CURRENT


def test_without_anchors_nothing_is_known_about_the_age(vault: Vault) -> None:
    for path in (vault.home / "keys").glob("*anchor*"):
        path.write_text("1.x.y")
    opened = vault.open()
    assert opened.freshness is Freshness.NOT_KNOWN
    opened.store.close()
    assert vault.open().freshness is Freshness.CURRENT


def test_a_keychain_that_does_not_answer_keeps_no_recovery_key_from_opening(vault: Vault) -> None:
    shutil.rmtree(vault.home / "keys")
    (vault.home / "keys").write_text("a file in its place")
    assert vault.recover().freshness is Freshness.NOT_KNOWN


def test_a_row_of_the_trail_changed_from_outside_is_named(vault: Vault) -> None:
    store = vault.open().store
    for number in range(3):
        add_case(store, f"A-{number}")
    broken = store.trail.head().seq - 1
    store.held.connection.run("DROP TRIGGER audit_is_not_changed")
    store.held.connection.run("UPDATE audit SET about = 'x' WHERE seq = ?", broken)
    store.close()
    opened = vault.open()
    assert opened.broken_at == broken
    assert opened.store.trail.first_broken(whole=True) == broken


def test_a_second_instance_is_refused_and_the_first_goes_on(vault: Vault) -> None:
    store = vault.open().store
    with pytest.raises(AlreadyOpen):
        vault.open()
    with pytest.raises(AlreadyOpen):
        vault.recover()
    add_case(store, "A-1")


HOLD_THE_LOCK = """
import sys
from pathlib import Path
from counsellor_desk.vault.lock import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_an_instance_in_another_process_is_refused_until_it_is_killed(vault: Vault) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(vault.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyOpen):
            vault.open()
        other.kill()
    vault.open()


def test_sqlites_own_lock_is_the_second_line(vault: Vault) -> None:
    """Where a network share knows no file locks, the database still refuses a second writer."""
    store = vault.open().store
    path, key = vault.folder / "store.db", store.held.keys.database()
    with pytest.raises(AlreadyOpen):
        connection.open_existing(path, key)
    with pytest.raises(FileExistsError):
        connection.create(path, key)


def test_a_newer_schema_is_refused_and_nothing_is_written(vault: Vault) -> None:
    store = vault.open().store
    store.held.connection.run(f"PRAGMA user_version = {schema.VERSION + 1}")
    store.close()
    (vault.folder / "keyslots-b.json").write_bytes(b"damaged, and left so")
    before = _bytes_of(vault.folder)
    with pytest.raises(MadeByNewer):
        vault.open()
    assert _bytes_of(vault.folder) == before


def test_an_empty_folder_and_a_missing_one_hold_no_store(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "missing"):
        assert state_of(tmp_path / name).content is Content.NOTHING
        nowhere = Vault(tmp_path / name, vault.recovery_key)
        with pytest.raises(NothingHere):
            nowhere.open()


def test_a_folder_with_other_files_gets_no_store(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "thesis.odt").write_text("mine")
    with pytest.raises(SomethingHere):
        creating.create(tmp_path, vault.remembered, PASSPHRASE, profile=PROFILE, clock=vault.clock)
    assert not (tmp_path / "store.db").exists()


def test_missing_and_damaged_key_slots_are_told_apart(vault: Vault) -> None:
    for name in ("keyslots-a.json", "keyslots-b.json"):
        (vault.folder / name).write_bytes(b"{")
    with pytest.raises(KeySlotsDamaged):
        vault.open()
    for name in ("keyslots-a.json", "keyslots-b.json"):
        (vault.folder / name).unlink()
    with pytest.raises(KeySlotsMissing):
        vault.open()
    assert isinstance(state_of(vault.folder).damage, KeySlotsMissing)


def test_the_state_of_a_folder_says_where_its_secrets_are(vault: Vault) -> None:
    state = state_of(vault.folder)
    assert (state.content, state.kept_in) == (Content.STORE, KeptIn.FOLDER)


def test_without_the_device_secret_the_passphrase_is_not_blamed(vault: Vault) -> None:
    for path in (vault.home / "keys").glob("*device*"):
        path.unlink()
    with pytest.raises(DeviceSecretMissing):
        vault.open()
    assert vault.gate().tries().wrong == 0


def test_a_device_secret_of_something_else_is_not_a_wrong_passphrase(vault: Vault) -> None:
    for path in (vault.home / "keys").glob("*device*"):
        path.write_text("1.1." + "A" * 43 + "=")
    with pytest.raises(DeviceSecretMissing):
        vault.open()


def test_wrong_tries_are_counted_waited_for_and_shown(vault: Vault) -> None:
    gate = vault.gate()

    def guess() -> None:
        opening.open_with_passphrase(
            vault.folder, vault.remembered, "wrong guess again", clock=vault.clock, gate=gate
        )

    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            guess()
    with pytest.raises(TryLater):
        guess()
    assert gate.seconds_left() == 2
    vault.clock.move(timedelta(seconds=2))
    with pytest.raises(WrongPassphrase):
        guess()
    tries = vault.gate().tries()
    assert (tries.wrong, tries.since, tries.last) == (4, NOON, vault.clock.now())
    assert vault.gate().seconds_left() == 5
    assert vault.open().tries == tries
    assert vault.gate().tries().wrong == 0


def test_the_count_of_wrong_tries_never_starts_anew_by_itself(vault: Vault) -> None:
    members = '{"version": 1, "wrong": 10000, "since": null, "last": null}'
    (vault.folder / "unlock.json").write_text(members)
    vault.gate().wrong()
    assert vault.gate().tries().wrong == 10_000
    assert vault.gate().seconds_left() == 60


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 1000, b"null", b'{"version": 1}', b"\xff" * 2000]
    + [
        b'{"version": 1, "wrong": %s, "since": %s, "last": null}' % pair
        for pair in [
            (b"true", b"null"),
            (b"-1", b"null"),
            (b"1e9", b"null"),
            (b"1", b"7"),
            (b"1", b'"2026-03-02T15:00:00"'),
            (b"1", b'"0001-01-01T00:00:00+00:00"'),
            (b"1", b'"9999-12-31T23:59:59+00:00"'),
        ]
    ],
)
def test_a_damaged_count_of_tries_counts_as_none(vault: Vault, content: bytes) -> None:
    (vault.folder / "unlock.json").write_bytes(content)
    assert vault.gate().tries().wrong == 0
    vault.open()


def test_recovery_opens_the_records_and_never_a_note(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    opened = vault.recover()
    assert opened.notes is NotesAccess.RECOVERY
    with pytest.raises(NotesClosed):
        notes.read_text(opened.store.read(), filled.note)
    with pytest.raises(NotesClosed), opened.store.quietly() as tx:
        notes.save_text(tx, filled.note, "over it", NOON)
    assert profile.load(opened.store.read()) == PROFILE
    assert audit.entries(opened.store.read())[0].act is Act.OPENED_BY_RECOVERY
    assert audit.entries(opened.store.read())[0].slot == "recovery"


def test_after_recovery_a_new_passphrase_opens_the_notes_again(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.recover().store
    access.set_passphrase(store, "a brand new sentence", at=NOON, cost=CHEAPEST)
    with pytest.raises(NotesClosed):
        notes.read_text(store.read(), filled.note)
    store.close()
    with pytest.raises(WrongPassphrase):
        vault.open()
    opened = vault.open("a brand new sentence")
    assert notes.read_text(opened.store.read(), filled.note) == filled.text
    assert len(list((vault.home / "keys").glob("*device*"))) == 1


def test_recovery_on_a_computer_that_remembers_nothing(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    shutil.rmtree(vault.home / "keys")
    opened = vault.recover()
    assert opened.freshness is Freshness.NOT_KNOWN
    access.set_passphrase(opened.store, "a brand new sentence", at=NOON, cost=CHEAPEST)
    opened.store.close()
    again = vault.open("a brand new sentence")
    assert again.notes is NotesAccess.KEYS_MISSING
    with pytest.raises(NotesClosed):
        notes.read_text(again.store.read(), filled.note)


def test_a_well_formed_key_of_another_store_is_refused(vault: Vault, tmp_path: Path) -> None:
    other = creating.create(
        tmp_path / "other",
        KeyFolder(tmp_path / "other keys"),
        PASSPHRASE,
        profile=PROFILE,
        clock=vault.clock,
        cost=CHEAPEST,
    )
    other.store.close()
    with pytest.raises(WrongRecoveryKey):
        Vault(vault.home, other.recovery_key).recover()


def test_a_replaced_recovery_key_stops_the_old_sheet(vault: Vault) -> None:
    store = vault.open().store
    newer = access.replace_recovery_key(store, at=NOON)
    store.close()
    with pytest.raises(WrongRecoveryKey):
        vault.recover()
    Vault(vault.home, newer).recover().store.close()
    vault.open()


def _refuse(at: Point) -> None:
    """A disk that is full by the time the act is to stand."""
    if at is Point.ACT_BEFORE_COMMIT:
        raise DiskFull


def test_a_recovery_key_that_could_not_be_replaced_still_opens(vault: Vault) -> None:
    store = vault.open().store
    with faults.listening(_refuse), pytest.raises(DiskFull):
        access.replace_recovery_key(store, at=NOON)
    store.close()
    vault.recover().store.close()
    store = vault.open().store
    newer = access.replace_recovery_key(store, at=NOON)
    store.close()
    Vault(vault.home, newer).recover()


def test_changing_the_passphrase_asks_for_the_old_one(vault: Vault) -> None:
    store = vault.open().store
    with pytest.raises(WrongPassphrase):
        access.change_passphrase(store, "not it at all", "new words here", at=NOON, cost=CHEAPEST)
    store.close()
    vault.open()


def test_a_read_only_folder_is_named(vault: Vault) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere; the read-only disk of test_disks covers it")
    (vault.folder / "store.db-journal").unlink()
    vault.folder.chmod(0o500)
    with pytest.raises(FolderNotWritable):
        vault.open()
    vault.folder.chmod(0o700)
