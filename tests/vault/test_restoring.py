"""Bringing records back: nothing overwritten, this computer's notes kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.vault import (
    access,
    audit,
    backup_file,
    backup_ledger,
    backup_opening,
    cases,
    creating,
    erasure,
    faults,
    integrity,
    manager_key,
    note_pages,
    notes,
    opening,
    rekeying,
    restoring,
    schema,
    tombstones,
)
from counsellor_desk.vault.backup_file import BackupDamaged, BackupNewer
from counsellor_desk.vault.backup_place import PlaceGone
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.folder_state import SomethingHere
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.vault.phases import silently
from counsellor_desk.vault.restoring import AnotherDesk, OlderBackup
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wrapping import NoPassphrase, WrongRecoveryKey
from tests.vault import older
from tests.vault.by_format import shares_one, shares_two
from tests.vault.crashes import NEW_RECOVERY_KEY, new_keys
from tests.vault.samples import (
    CHEAPEST,
    NOON,
    PASSPHRASE,
    PROFILE,
    SHREDDED,
    Filled,
    Vault,
    accept,
    add_case,
    add_note,
    add_session,
    made,
)
from tests.vault.sticks import BackedUp, Stopped, back_up, bring_back, siblings, with_passphrase


def _elsewhere(vault: Vault, home: Path) -> Vault:
    """Another computer, on which nothing is yet."""
    home.mkdir(exist_ok=True)
    return Vault(home, vault.recovery_key, vault.clock)


def _restore(vault: Vault, file: Path, *, confirmed: bool = False) -> None:
    restoring.restore(
        vault.folder,
        vault.remembered,
        file,
        backup_opening.by_recovery(vault.recovery_key),
        clock=vault.clock,
        report=silently,
        confirmed=confirmed,
    )


def test_on_another_computer_the_records_are_there_and_notes_can_be_written(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    other = _elsewhere(backed_up.vault, tmp_path / "other")
    done = bring_back(other, backed_up.file)
    assert (done.moved_aside, done.notes_kept, done.notes_left) == ("", 0, ())
    assert not done.notes_unknown
    assert done.counts.cases == 2
    opened = other.recover()
    assert (opened.freshness, opened.broken_at) == (Freshness.CURRENT, None)
    assert opened.notes is NotesAccess.RECOVERY
    opened.store.close()
    with pytest.raises(NoPassphrase):
        other.open()
    access.set_passphrase(other.recover().store, PASSPHRASE, at=NOON, cost=CHEAPEST)
    other.close()
    store = other.open().store
    assert store.notes_access is NotesAccess.OPEN
    session = add_session(store, add_case(store, "PH-2026-0003-X"))
    note = add_note(store, session, "written on the new computer")
    assert notes.read_text(store.read(), note) == "written on the new computer"
    erasure.resume(store)
    integrity.ensure_sound(store)


def test_it_says_in_the_trail_and_in_the_ledger_what_was_done(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    other = _elsewhere(backed_up.vault, tmp_path / "other")
    bring_back(other, backed_up.file)
    reader = other.recover().store.read()
    entry = audit.entries(reader)[1]
    archive = backup_file.look(backed_up.file)
    assert (entry.act, entry.about, entry.slot) == (Act.RESTORED, archive.manifest.id, "recovery")
    (line,) = backup_ledger.everything(reader)
    assert (line.id, line.record_code, line.size) == (entry.about, entry.code, archive.size)


def test_the_store_of_before_is_moved_aside_whole_and_never_over_anything(
    backed_up: BackedUp,
) -> None:
    vault = backed_up.vault
    before = (vault.folder / "store.db").read_bytes()
    first = Path(bring_back(vault, backed_up.file).moved_aside)
    assert first.name == "store.before-restore-2026-03-02-120000"
    assert (first / "store.db").read_bytes() == before
    second = Path(bring_back(vault, backed_up.file).moved_aside)
    assert second.name == "store.before-restore-2026-03-02-120000-2"
    assert siblings(vault) == {first.name, second.name}
    assert (first / "store.db").read_bytes() == before


def test_notes_of_this_computer_are_kept_and_open_as_before(backed_up: BackedUp) -> None:
    vault, filled = backed_up.vault, backed_up.filled
    done = bring_back(vault, backed_up.file)
    assert (done.notes_kept, done.notes_left, done.notes_unknown) == (2, (), False)
    store = with_passphrase(vault)
    assert notes.read_text(store.read(), filled.note) == filled.text
    assert _pages(store, filled.note) == [f"page of: {filled.text}".encode()]
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    assert _pages(store, filled.other) == [f"page of: {filled.other_text}".encode()]


def test_notes_of_a_store_that_had_no_pages_yet_are_kept(backed_up: BackedUp) -> None:
    """It stayed at schema 2 since the backup was made elsewhere by a newer program."""
    vault, filled = backed_up.vault, backed_up.filled
    store = vault.open_at_once()
    older.put_back(store.held.connection, 2)
    store.close()
    assert bring_back(vault, backed_up.file).notes_kept == 2
    store = with_passphrase(vault)
    assert notes.read_text(store.read(), filled.note) == filled.text
    assert not notes.load(store.read(), filled.note).on_paper


def _pages(store: Store, note: NoteId) -> list[bytes]:
    pages = note_pages.of_note(store.read(), note)
    return [note_pages.read(store.read(), note, page.id) for page in pages]


def test_the_second_shares_are_never_in_two_places(backed_up: BackedUp) -> None:
    """A copy of device.key in the folder that is set aside would outlive a destruction."""
    vault, filled = backed_up.vault, backed_up.filled
    aside = Path(bring_back(vault, backed_up.file).moved_aside)
    assert not (aside / "device.key").exists()
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    epoch = store.read().value("SELECT epoch FROM vault")
    assert set(shares_two(vault.folder / "device.key", store.vault)) == {epoch}
    assert set(shares_one(vault.home / "keys", store.vault)) == {epoch}


def test_what_a_newer_note_stands_in_comes_along(backed_up: BackedUp) -> None:
    """Written since the backup: in a new session, in a new case, after a destruction."""
    vault, filled = backed_up.vault, backed_up.filled
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    known = cases.load(store.read(), filled.session.case)
    later = add_note(store, add_session(store, known, number=2), "a new session")
    new_case = add_case(store, "PH-2026-0009-9")
    newest = add_note(store, add_session(store, new_case), "a new case")
    store.close()
    done = bring_back(vault, backed_up.file)
    assert (done.notes_kept, done.notes_left) == (3, ())
    store = vault.open_at_once()
    texts = [notes.read_text(store.read(), note) for note in (filled.other, later, newest)]
    assert texts == [filled.other_text, "a new session", "a new case"]
    assert cases.load(store.read(), new_case.id) == new_case
    integrity.ensure_sound(store)
    assert store.read().rows("PRAGMA foreign_key_check") == []


def test_a_note_whose_summary_did_not_come_back_waits_again(backed_up: BackedUp) -> None:
    """Accepted after the backup and not yet destroyed: the text is all that is left of it."""
    vault, filled = backed_up.vault, backed_up.filled
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    store.close()
    bring_back(vault, backed_up.file)
    store = vault.open_at_once()
    erasure.resume(store)
    found = notes.load(store.read(), filled.note)
    assert (found.state.value, found.summary) == ("waiting", None)
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_a_destruction_that_the_backup_knows_of_goes_on(
    full: tuple[Vault, Filled], tmp_path: Path
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    with store.quietly() as tx:
        tombstones.record_paper(tx, filled.note, SHREDDED)
    back_up(store, tmp_path / "b.cdbackup")
    store.close()
    bring_back(vault, tmp_path / "b.cdbackup")
    store = vault.open_at_once()
    assert len(erasure.resume(store)) == 1
    tombstone = tombstones.load(store.read(), filled.note)
    assert tombstone.erased_at is not None
    assert tombstone.paper == SHREDDED
    assert notes.read_text(store.read(), filled.other) == filled.other_text


def test_a_note_that_was_destroyed_before_the_backup_never_comes_back(
    full: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """The store in place is an old copy in which the note still is."""
    vault, filled = full
    old = shutil.copytree(vault.folder, tmp_path / "old")
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    back_up(store, tmp_path / "b.cdbackup")
    store.close()
    device_key = (vault.folder / "device.key").read_bytes()
    shutil.rmtree(vault.folder)
    shutil.copytree(old, vault.folder)
    (vault.folder / "device.key").write_bytes(device_key)
    done = bring_back(vault, tmp_path / "b.cdbackup")
    assert done.notes_kept == 0
    assert [left.case_number for left in done.notes_left] == ["PH-2026-0002-1"]
    store = vault.open_at_once()
    assert tombstones.load(store.read(), filled.note).erased_at is not None
    assert store.read().value("SELECT count(*) FROM notes WHERE id = ?", filled.note) == 0


def test_notes_without_their_keys_come_along_and_are_listed(backed_up: BackedUp) -> None:
    vault = backed_up.vault
    shutil.rmtree(vault.home / "keys")
    done = bring_back(vault, backed_up.file)
    assert done.notes_kept == 0
    assert [(left.case_number, left.session_number) for left in done.notes_left] == [
        ("PH-2026-0001-3", 1),
        ("PH-2026-0002-1", 1),
    ]
    store = vault.open_at_once()
    assert store.read().value("SELECT count(*) FROM notes") == 2
    assert store.notes_access is NotesAccess.KEYS_MISSING, "nobody agreed to give them up"


def test_secrets_that_do_not_answer_keep_no_record_from_coming_back(backed_up: BackedUp) -> None:
    vault = backed_up.vault
    keys = vault.home / "keys"
    keys.rename(vault.home / "kept")
    keys.write_bytes(b"a file where the folder should be")
    done = bring_back(vault, backed_up.file)
    assert (done.notes_kept, len(done.notes_left)) == (0, 2)
    keys.unlink()
    (vault.home / "kept").rename(keys)
    store = vault.open_at_once()
    assert notes.read_text(store.read(), backed_up.filled.note) == backed_up.filled.text


def test_over_a_damaged_store_the_shares_of_this_computer_go_on_being_used(
    backed_up: BackedUp,
) -> None:
    """Notes of a store that cannot be looked into may still be salvaged: their keys stay."""
    vault, filled = backed_up.vault, backed_up.filled
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    vault.close()
    path = vault.folder / "store.db"
    path.write_bytes(path.read_bytes()[:-100])
    shares = (vault.folder / "device.key").read_bytes()
    done = bring_back(vault, backed_up.file)
    assert done.notes_unknown
    assert (done.notes_kept, done.notes_left) == (0, ())
    assert (vault.folder / "device.key").read_bytes() == shares
    store = vault.open_at_once()
    assert store.notes_access is NotesAccess.OPEN
    add_note(store, add_session(store, add_case(store, "PH-2026-0004-4")), "goes on")


@pytest.mark.parametrize("damage", ["missing", "empty", "slots", "plain"])
def test_it_takes_the_place_of_anything(backed_up: BackedUp, damage: str) -> None:
    vault = backed_up.vault
    path = vault.folder / "store.db"
    if damage == "missing":
        path.unlink()
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "plain":
        path.write_bytes(b"SQLite format 3\0" + bytes(4080))
    else:
        for name in "ab":
            (vault.folder / f"keyslots-{name}.json").write_bytes(b"{")
    done = bring_back(vault, backed_up.file)
    assert done.notes_unknown is (damage != "slots")
    assert vault.open_at_once().notes_access is NotesAccess.OPEN


def test_an_older_state_and_another_desk_have_to_be_agreed_to(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    vault = backed_up.vault
    _restore(vault.copied_to(tmp_path / "unchanged"), backed_up.file)
    store = vault.open_at_once()
    add_case(store, "PH-2026-0005-5")
    store.close()
    before = (vault.folder / "store.db").read_bytes()
    with pytest.raises(OlderBackup):
        _restore(vault, backed_up.file)
    assert (vault.folder / "store.db").read_bytes() == before
    other = made(tmp_path / "another desk")
    other.recovery_key = vault.recovery_key
    with pytest.raises(AnotherDesk):
        _restore(other, backed_up.file)
    assert siblings(vault) == siblings(other) == set()
    done = bring_back(other, backed_up.file)
    assert done.notes_unknown
    assert (Path(done.moved_aside) / "device.key").exists(), "its own, and still of use"


def test_a_backup_of_before_a_change_of_keys_has_to_be_agreed_to(backed_up: BackedUp) -> None:
    """It opens with the old sheet only, and nothing of the new keys opens it."""
    vault, file = backed_up.vault, backed_up.file
    store = vault.open_at_once()
    rekeying.change(store, new_keys(), at=NOON, progress=silently)
    newer = back_up(store, backed_up.stick / "newer.cdbackup")
    sheets = [line.sheet for line in backup_ledger.everything(store.read())]
    store.close()
    assert (newer.sheet, sheets) == (2, [2, 1])
    archive = backup_file.look(file)
    with pytest.raises(WrongRecoveryKey):
        backup_opening.unwrapped(archive, backup_opening.by_recovery(NEW_RECOVERY_KEY))
    with pytest.raises(OlderBackup):
        _restore(vault, file)
    assert bring_back(vault, file).notes_unknown
    assert len(cases.lines(vault.recover().store.read())) == 2


def test_what_can_be_seen_without_a_key(backed_up: BackedUp, tmp_path: Path) -> None:
    vault = backed_up.vault
    seen = restoring.look(vault.folder, backed_up.file)
    assert (seen.made_at, seen.counts.cases, seen.sheet) == (NOON, 2, 1)
    assert (seen.replaces, seen.other_desk, seen.older) == (True, False, True)
    seen = restoring.look(tmp_path / "nothing", backed_up.file)
    assert (seen.replaces, seen.other_desk, seen.older) == (False, False, False)
    seen = restoring.look(made(tmp_path / "other").folder, backed_up.file)
    assert (seen.replaces, seen.other_desk, seen.older) == (True, True, False)


def test_an_open_store_is_not_moved(backed_up: BackedUp) -> None:
    backed_up.vault.open_at_once()
    with pytest.raises(AlreadyOpen):
        bring_back(backed_up.vault, backed_up.file)
    assert siblings(backed_up.vault) == set()


def test_a_damaged_foreign_or_newer_backup_changes_nothing(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    """Row 46."""
    vault, raw = backed_up.vault, backed_up.file.read_bytes()
    before = sorted(path.name for path in vault.folder.iterdir())
    wrong = tmp_path / "wrong.cdbackup"
    for spoilt in (raw[:-4000], raw[: len(raw) // 2] + b"x" + raw[len(raw) // 2 + 1 :]):
        wrong.write_bytes(spoilt)
        with pytest.raises(BackupDamaged):
            bring_back(vault, wrong)
    with pytest.raises(PlaceGone):
        bring_back(vault, tmp_path / "pulled.cdbackup")
    vault.recovery_key = made(tmp_path / "other").recovery_key
    with pytest.raises(WrongRecoveryKey):
        bring_back(vault, backed_up.file)
    assert sorted(path.name for path in vault.folder.iterdir()) == before
    assert siblings(vault) == set()


def test_a_backup_of_a_newer_schema_is_refused(backed_up: BackedUp) -> None:
    """One schema further than the program that is to bring it back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "VERSION", schema.VERSION - 1)
        with pytest.raises(BackupNewer):
            bring_back(backed_up.vault, backed_up.file)
    assert siblings(backed_up.vault) == set()


def test_cancel_leaves_everything_as_it_was(backed_up: BackedUp) -> None:
    vault = backed_up.vault
    reports: list[int] = []
    bring_back(
        vault.copied_to(vault.home.parent / "dry"),
        backed_up.file,
        lambda done, _of: reports.append(done),
    )
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}
    for number in range(len(reports)):
        count = iter(range(100))

        def stop(_done: int, _of: int, number: int = number) -> None:
            if next(count) == number:  # noqa: B023 - used before the next round
                raise Stopped

        with pytest.raises(Stopped):
            bring_back(vault, backed_up.file, stop)
        assert siblings(vault) == set()
        assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before


def test_no_store_is_made_where_one_is_being_brought_back(backed_up: BackedUp) -> None:
    """Never an empty store where a vault should be."""
    vault = backed_up.vault

    def stop(at: Point) -> None:
        if at is Point.RESTORE_ASIDE:
            raise Stopped

    with faults.listening(stop), pytest.raises(Stopped):
        bring_back(vault, backed_up.file)
    assert not vault.folder.exists()
    with pytest.raises(SomethingHere):
        creating.create(
            vault.folder,
            vault.remembered,
            PASSPHRASE,
            profile=PROFILE,
            clock=vault.clock,
            cost=CHEAPEST,
        )
    assert cases.lines(vault.recover().store.read())


def test_a_service_manager_s_key_brings_them_back_too(
    full: tuple[Vault, Filled], tmp_path: Path
) -> None:
    vault, _filled = full
    store, identity = vault.open_at_once(), manager_key.new_identity()
    access.give_manager(store, identity.recipient, at=NOON)
    back_up(store, tmp_path / "b.cdbackup")
    store.close()
    assert restoring.look(vault.folder, tmp_path / "b.cdbackup").manager
    other = _elsewhere(vault, tmp_path / "other")
    restoring.restore(
        other.folder,
        other.remembered,
        tmp_path / "b.cdbackup",
        backup_opening.by_manager(identity),
        clock=other.clock,
        report=silently,
    )
    opened = opening.open_with_manager(
        other.folder, other.remembered, identity, clock=other.clock
    ).store
    assert audit.entries(opened.read())[1].slot == "manager"
    opened.close()
