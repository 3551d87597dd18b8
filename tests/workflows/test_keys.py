"""Sheets that are tried and replaced, and the service manager's way in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyrage
import pytest

from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.domain.passphrases import PassphrasesDiffer, PassphraseTooShort
from counsellor_desk.errors import DeskError
from counsellor_desk.vault.access import SheetNotInForce
from counsellor_desk.vault.files import FolderMissing
from counsellor_desk.vault.manager_key import (
    NotAManagerKey,
    PrivateKeyInstead,
    WrongManagerPassphrase,
    fingerprint,
)
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.recovery import RecoveryKeyGroupWrong
from counsellor_desk.vault.tries import TryLater
from counsellor_desk.vault.wrapping import NoManager, WrongPassphrase, WrongRecoveryKey
from counsellor_desk.workflows import key_reminders, keys, manager_keys, sessions, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.setup import GroupMistyped
from counsellor_desk.workflows.unlock import KeysAreTheCounsellors
from tests.age_keys import MANAGER_PASSPHRASE, ManagerFilesOnDisk, control, made_for
from tests.desks import TestDesk, add_case, add_note
from tests.vault.samples import PASSPHRASE


def _recovered(test_desk: TestDesk, recovery_key: str) -> Desk:
    found = unlock.unlock_by_recovery(test_desk.place, recovery_key, clock=test_desk.clock)
    test_desk.opened.append(found.desk)
    return found.desk


def _by_manager(test_desk: TestDesk, owen: ManagerFilesOnDisk) -> unlock.Unlocked:
    found = unlock.unlock_by_manager(
        test_desk.place, owen.private, MANAGER_PASSPHRASE, clock=test_desk.clock
    )
    test_desk.opened.append(found.desk)
    return found


def _give(desk: Desk, owen: ManagerFilesOnDisk) -> None:
    keys.give_manager(desk, owen.public, PASSPHRASE, unlock.gate_of(desk))


def test_a_sheet_is_tried_and_the_day_written_down(test_desk: TestDesk, desk: Desk) -> None:
    assert keys.access_of(desk).sheet.rehearsed_at is None
    groups = test_desk.recovery_key.split("-")
    with pytest.raises(RecoveryKeyGroupWrong) as told:
        keys.rehearse_sheet(desk, "-".join([*groups[:3], "00000", *groups[4:]]))
    assert told.value.facts == {"group": 4}
    test_desk.clock.move(timedelta(days=30))
    keys.rehearse_sheet(desk, test_desk.recovery_key.lower().replace("-", " "))
    sheet = keys.access_of(desk).sheet
    assert sheet.rehearsed_at == test_desk.clock.now()
    assert sheet.made_at == test_desk.clock.now() - timedelta(days=30)


def test_a_new_sheet_is_in_force_only_once_two_groups_are_typed_back(
    test_desk: TestDesk, desk: Desk
) -> None:
    gate = unlock.gate_of(desk)
    with pytest.raises(WrongPassphrase):
        keys.new_sheet(desk, "not the passphrase", gate)
    new = keys.new_sheet(desk, PASSPHRASE, gate)
    assert new.recovery_key not in repr(new)
    assert keys.sheet(desk, new).startswith(b"%PDF")
    with pytest.raises(GroupMistyped) as told:
        keys.confirm_sheet(desk, new, {2: new.groups[1], 6: new.groups[0]})
    assert told.value.facts == {"group": 6}
    with pytest.raises(ValueError, match="typed"):
        keys.confirm_sheet(desk, new, {2: new.groups[1]})
    keys.rehearse_sheet(desk, test_desk.recovery_key)
    keys.confirm_sheet(desk, new, {2: new.groups[1].lower(), 6: new.groups[5]})
    sheet = keys.access_of(desk).sheet
    assert (sheet.revision, sheet.rehearsed_at) == (2, None)
    with pytest.raises(SheetNotInForce):
        keys.rehearse_sheet(desk, test_desk.recovery_key)
    test_desk.close()
    with pytest.raises(WrongRecoveryKey):
        _recovered(test_desk, test_desk.recovery_key)
    _recovered(test_desk, new.recovery_key)


def test_wrong_tries_at_an_open_desk_are_told_at_the_next_unlocking(
    test_desk: TestDesk, desk: Desk
) -> None:
    """Somebody tried while it stood open or hidden; the right passphrase ends the wait only."""
    gate = unlock.gate_of(desk)
    for _ in range(4):
        test_desk.clock.move(timedelta(seconds=gate.seconds_left()))
        with pytest.raises(WrongPassphrase):
            unlock.come_back(desk, "not the passphrase", gate)
    test_desk.clock.move(timedelta(seconds=gate.seconds_left()))
    assert unlock.come_back(desk, PASSPHRASE, gate)
    assert gate.seconds_left() == 0
    keys.new_sheet(desk, PASSPHRASE, gate)
    test_desk.close()
    with pytest.raises(TryLater):
        test_desk.unlock()
    later = unlock.gate(test_desk.place, test_desk.clock)
    test_desk.clock.move(timedelta(seconds=5))
    told = unlock.unlock(test_desk.place, PASSPHRASE, clock=test_desk.clock, tries=later)
    test_desk.opened.append(told.desk)
    assert told.tries.wrong == 4
    test_desk.close()
    assert test_desk.unlock().tries.wrong == 0


def test_a_manager_is_let_in_and_sent_away(test_desk: TestDesk, desk: Desk, tmp_path: Path) -> None:
    owen = made_for(tmp_path / "owen")
    note = add_note(desk, add_case(desk))
    _give(desk, owen)
    state = keys.access_of(desk)
    assert state.manager is not None
    assert state.manager.fingerprint == fingerprint(owen.identity.recipient)
    assert state.manager.since == desk.now()
    test_desk.close()
    opened = _by_manager(test_desk, owen)
    assert opened.notes is NotesAccess.MANAGER
    with pytest.raises(NotesClosed):
        sessions.open_note(opened.desk, note)
    test_desk.close()
    desk = test_desk.open()
    other = keys.access_of(desk).other_openings
    assert [each.by_manager for each in other] == [True]
    keys.withdraw_manager(desk)
    assert keys.access_of(desk).manager is None
    test_desk.close()
    with pytest.raises(NoManager):
        _by_manager(test_desk, owen)


def test_the_manager_changes_nobodys_keys(test_desk: TestDesk, desk: Desk, tmp_path: Path) -> None:
    owen = made_for(tmp_path / "owen")
    _give(desk, owen)
    test_desk.close()
    by_owen = _by_manager(test_desk, owen).desk
    gate = unlock.gate_of(by_owen)
    for act in (
        lambda: keys.new_sheet(by_owen, PASSPHRASE, gate),
        lambda: keys.give_manager(by_owen, owen.public, PASSPHRASE, gate),
        lambda: keys.withdraw_manager(by_owen),
        lambda: keys.rehearse_sheet(by_owen, test_desk.recovery_key),
        lambda: unlock.set_passphrase(by_owen, PASSPHRASE, PASSPHRASE),
        lambda: key_reminders.shredded(by_owen),
    ):
        with pytest.raises(KeysAreTheCounsellors):
            act()


def test_a_wrong_file_or_passphrase_opens_nothing(
    test_desk: TestDesk, desk: Desk, tmp_path: Path
) -> None:
    owen = made_for(tmp_path / "owen")
    with pytest.raises(PrivateKeyInstead):
        keys.give_manager(desk, _armoured_by_age(owen, tmp_path), PASSPHRASE, unlock.gate_of(desk))
    with pytest.raises(WrongPassphrase):
        keys.give_manager(desk, owen.public, "not the passphrase", unlock.gate_of(desk))
    _give(desk, owen)
    test_desk.close()
    wrong: list[tuple[Path, str, type[DeskError]]] = [
        (owen.private, "not the passphrase", WrongManagerPassphrase),
        (owen.public, MANAGER_PASSPHRASE, NotAManagerKey),
        (tmp_path / "nothing", MANAGER_PASSPHRASE, NotAManagerKey),
    ]
    for path, passphrase, error in wrong:
        with pytest.raises(error):
            unlock.unlock_by_manager(test_desk.place, path, passphrase, clock=test_desk.clock)


def _armoured_by_age(owen: ManagerFilesOnDisk, folder: Path) -> Path:
    path = folder / "private.cdpublic"
    path.write_text(f"{owen.identity.secret}\n")
    return path


@pytest.mark.thorough
def test_a_key_for_a_manager_is_made_without_any_store(tmp_path: Path) -> None:
    """At the real cost: what is made is the public age format, and any age tool opens it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    made = manager_keys.make_manager_key(
        folder, "cafe\u0301 in the garden", "caf\u00e9 in the garden"
    )
    assert {path.name for path in folder.iterdir()} == {made.private.name, made.public.name}
    assert made.private.stat().st_mode & 0o777 == 0o600
    public = manager_keys.look_at_public(made.public)
    assert public.fingerprint == made.fingerprint
    raw = made.private.read_bytes()
    assert raw.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    lines = control(raw, "caf\u00e9 in the garden").decode().splitlines()
    assert lines[0] == f"# public key: {public.recipient}"
    assert str(pyrage.x25519.Identity.from_str(lines[1]).to_public()) == public.recipient


def test_a_key_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(PassphraseTooShort):
        manager_keys.make_manager_key(folder, "short", "short")
    with pytest.raises(PassphrasesDiffer):
        manager_keys.make_manager_key(folder, MANAGER_PASSPHRASE, "five slow otters swim")
    assert not list(folder.iterdir())


def test_a_folder_that_is_gone_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        manager_keys.make_manager_key(tmp_path / "gone", MANAGER_PASSPHRASE, MANAGER_PASSPHRASE)
