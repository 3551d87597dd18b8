"""Records brought back from a backup before the desk: onto a new computer, over what is here."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.ui.start.damage_page import DamagePage
from counsellor_desk.ui.start.key_files_page import KeyFilesPage
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.recovery_page import Recovery
from counsellor_desk.ui.start.restore import Restore
from counsellor_desk.ui.start.restore_choose_page import RestoreChoosePage
from counsellor_desk.ui.start.restore_key_page import RestoreKeyPage
from counsellor_desk.ui.start.restore_manager_page import RestoreManagerPage
from counsellor_desk.ui.start.restored_page import RestoredPage
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.vault import faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import cases, keys, unlock
from tests.age_keys import MANAGER_PASSPHRASE, made_for
from tests.desks import TestDesk, add_case, made
from tests.ui.start.front_door import FrontDoor, front_door
from tests.ui.start.restoring import (
    BackedUp,
    agree,
    backed_up,
    choose,
    read,
    to_the_key,
    type_key,
)
from tests.ui.start.test_guide import press
from tests.vault.samples import PASSPHRASE

BRING = "Bring my records back"


@pytest.fixture
def before(test_desk: TestDesk, tmp_path: Path) -> BackedUp:
    return backed_up(test_desk, tmp_path / "stick.cdbackup")


@pytest.fixture
def new_computer(qtbot: QtBot, before: BackedUp, tmp_path: Path) -> Iterator[FrontDoor]:
    clock, there = before.test_desk.clock, tmp_path / "new"
    with front_door(qtbot, clock, there / "store", keys=there / "keys") as door:
        press(door, "I have a backup")
        yield door


def _same_computer(qtbot: QtBot, before: BackedUp) -> AbstractContextManager[FrontDoor]:
    place = before.test_desk.place
    return front_door(qtbot, before.test_desk.clock, place.folder, keys=place.keys)


def _page(door: FrontDoor) -> object:
    page = door.window.page
    assert isinstance(page, Restore)
    return page.page


def test_onto_a_new_computer(new_computer: FrontDoor, before: BackedUp) -> None:
    door = new_computer
    assert "You need two things: a backup, and your recovery sheet." in read(door)
    choose(door, before.file)
    seen = read(door)
    assert "A backup of 2 March 2026" in seen
    assert "1 case, 1 summary" in seen
    assert "It is moved into a folder beside it" not in seen, "there is nothing here"
    press(door, "Next")
    type_key(door, before.test_desk.recovery_key)
    press(door, BRING)
    assert isinstance(_page(door), RestoredPage), read(door)
    assert "1 case, 1 summary" in read(door)
    assert "Session notes that cannot be opened here" not in read(door), "there were none here"
    press(door, "Choose a passphrase")
    assert isinstance(_page(door), PassphrasePage)


def test_without_a_keychain_the_key_files_come_before_the_key(
    qtbot: QtBot, before: BackedUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    folder = tmp_path / "new" / "store"
    with front_door(qtbot, before.test_desk.clock, folder) as door:
        press(door, "I have a backup")
        to_the_key(door, before.file)
        assert isinstance(_page(door), KeyFilesPage)
        press(door, "Go on with key files")
        assert isinstance(_page(door), RestoreKeyPage)
        type_key(door, before.test_desk.recovery_key)
        press(door, BRING)
        assert isinstance(_page(door), RestoredPage)
        assert any((folder.parent / "keys").iterdir())


def test_over_the_store_that_is_here(qtbot: QtBot, before: BackedUp) -> None:
    """What was written since is agreed to be lost; the store of before and its notes are kept."""
    before.test_desk.clock.moment += timedelta(days=1)
    add_case(before.test_desk.open(), "Somebody later")
    before.test_desk.close()
    folder = before.test_desk.place.folder
    kept = (folder / "store.db").read_bytes()
    with _same_computer(qtbot, before) as door:
        press(door, "Bring back a backup")
        choose(door, before.file)
        assert "It is moved into a folder beside it" in read(door)
        assert not door.one(QAbstractButton, "Next").isEnabled()
        agree(door)
        press(door, "Next")
        type_key(door, before.test_desk.recovery_key)
        press(door, BRING)
        seen = read(door)
        assert "1 session note of this computer was kept" in seen
        (aside,) = (
            each for each in folder.parent.iterdir() if each.name.startswith("store.before")
        )
        assert str(aside) in seen
        assert (aside / "store.db").read_bytes() == kept


def test_of_another_desk_it_has_to_be_agreed(
    qtbot: QtBot, before: BackedUp, tmp_path: Path
) -> None:
    other = made(tmp_path / "other")
    with front_door(qtbot, other.clock, other.place.folder, keys=other.place.keys) as door:
        press(door, "Bring back a backup")
        choose(door, before.file)
        assert [tick.text() for tick in door.all(Tick) if "another desk" in tick.text()]
        assert not door.one(QAbstractButton, "Next").isEnabled()
        press(door, "Another backup")
        press(door, "Back")
        assert isinstance(door.window.page, UnlockPage)


def test_a_wrong_key_changes_nothing(
    new_computer: FrontDoor, before: BackedUp, tmp_path: Path
) -> None:
    door, groups = new_computer, before.test_desk.recovery_key.split("-")
    to_the_key(door, before.file)
    type_key(door, "-".join([groups[1], groups[0], *groups[2:]]))
    press(door, BRING)
    (field,) = door.all(Field)
    assert "1" in field.error
    assert door.window.focusWidget() is door.one(QLineEdit, "Group 1")
    type_key(door, made(tmp_path / "other").recovery_key)
    press(door, BRING)
    assert "not the one of this" in field.error
    assert not (tmp_path / "new" / "store" / "store.db").exists()
    type_key(door, before.test_desk.recovery_key)
    press(door, BRING)
    assert isinstance(_page(door), RestoredPage)


@pytest.mark.parametrize("content", [b"", b"a picture", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_backup_is_told_on_the_first_page(
    new_computer: FrontDoor, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "holiday.cdbackup"
    file.write_bytes(content)
    choose(new_computer, file)
    press(new_computer, "Close")
    assert isinstance(_page(new_computer), RestoreChoosePage)
    press(new_computer, "Back")
    assert read(new_computer).startswith("Step 1 of 5") or "Welcome" in read(new_computer)


@pytest.mark.parametrize("closed", [False, True])
def test_cancel_leaves_everything_as_it_was(
    qtbot: QtBot, before: BackedUp, *, closed: bool
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def wait(at: Point) -> None:
        if at is Point.RESTORE_CHECKED:
            reached.set()
            go_on.wait(20)

    folder = before.test_desk.place.folder
    kept = (folder / "store.db").read_bytes()
    with _same_computer(qtbot, before) as door:
        press(door, "Bring back a backup")
        to_the_key(door, before.file)
        type_key(door, before.test_desk.recovery_key)
        with faults.listening(wait):
            door.one(QAbstractButton, BRING).click()
            qtbot.waitUntil(reached.is_set)
            if closed:
                door.window.close()
            else:
                door.one(QAbstractButton, "Cancel").click()
            go_on.set()
            door.settle()
        assert isinstance(_page(door), RestoreKeyPage)
        assert closed or door.one(QAbstractButton, BRING).isEnabled()
    assert (folder / "store.db").read_bytes() == kept
    assert [each.name for each in folder.parent.iterdir() if "before" in each.name] == []
    assert before.test_desk.open(PASSPHRASE).profile().name


@pytest.mark.thorough
def test_stopped_before_a_passphrase_the_next_start_asks_for_the_sheet(
    qtbot: QtBot, before: BackedUp
) -> None:
    with _same_computer(qtbot, before) as door:
        press(door, "Bring back a backup")
        to_the_key(door, before.file)
        type_key(door, before.test_desk.recovery_key)
        press(door, BRING)
        assert isinstance(_page(door), RestoredPage)
    with _same_computer(qtbot, before) as door:
        assert isinstance(door.window.page, Recovery)
        assert "brought back from a backup and have no passphrase yet" in read(door)
        type_key(door, before.test_desk.recovery_key)
        assert door.all(QAbstractButton, "Open with a service manager’s key")
        press(door, "Open")
        assert door.all(QLineEdit, "Your passphrase")


@pytest.mark.thorough
def test_where_no_passphrase_can_be_set_the_records_can_be_used(
    new_computer: FrontDoor, before: BackedUp, tmp_path: Path
) -> None:
    door, kept = new_computer, tmp_path / "new" / "keys"
    to_the_key(door, before.file)
    type_key(door, before.test_desk.recovery_key)
    press(door, BRING)
    shutil.rmtree(kept, ignore_errors=True)
    kept.write_text("a file in its place")
    press(door, "Choose a passphrase")
    QTest.keyClicks(door.one(QLineEdit, "Your passphrase"), PASSPHRASE)
    QTest.keyClicks(door.one(QLineEdit, "The same again"), PASSPHRASE)
    press(door, "Next")
    press(door, "Close")
    press(door, "Open without a passphrase for now")
    assert [unlocked.notes for unlocked in door.opened] == [NotesAccess.RECOVERY]


@pytest.mark.thorough
def test_with_a_service_managers_key(qtbot: QtBot, test_desk: TestDesk, tmp_path: Path) -> None:
    """Whoever carries on: no passphrase, no session notes, and the records stand open."""
    owen = made_for(tmp_path / "owen")
    desk = test_desk.open()
    keys.give_manager(desk, owen.public, PASSPHRASE, unlock.gate_of(desk))
    test_desk.close()
    before = backed_up(test_desk, tmp_path / "stick.cdbackup")
    there = tmp_path / "new"
    with front_door(qtbot, test_desk.clock, there / "store", keys=there / "keys") as door:
        press(door, "I have a backup")
        to_the_key(door, before.file)
        press(door, "Use the service manager’s key")
        page = _page(door)
        assert isinstance(page, RestoreManagerPage)
        press(door, BRING)
        assert "No key file is chosen." in read(door)
        page.take(owen.private)
        QTest.keyClicks(door.one(QLineEdit, "Passphrase of the key"), MANAGER_PASSPHRASE)
        press(door, BRING)
        assert "your key opens them each time" in read(door)
        press(door, "Open the records")
        (unlocked,) = door.opened
        assert unlocked.notes is NotesAccess.MANAGER
        assert len(door.do(lambda: cases.numbers(unlocked.desk))) == 1
    with front_door(qtbot, test_desk.clock, there / "store", keys=there / "keys") as door:
        press(door, "Open with a service manager’s key")
        assert door.all(QAbstractButton, "Choose the file…")


def test_damaged_key_files_are_made_anew_out_of_a_backup(qtbot: QtBot, before: BackedUp) -> None:
    folder = before.test_desk.place.folder
    for name in ("keyslots-a.json", "keyslots-b.json"):
        (folder / name).write_bytes(b"{}")
    kept = (folder / "store.db").read_bytes()
    with _same_computer(qtbot, before) as door:
        press(door, "Make anew…")
        assert "Your records are still here" in read(door)
        choose(door, before.file)
        assert "Only key files are taken out of it." in read(door)
        press(door, "Next")
        type_key(door, before.test_desk.recovery_key)
        press(door, "Make the key files anew")
        assert isinstance(_page(door), PassphrasePage), read(door)
    assert (folder / "store.db").read_bytes()[:16] == kept[:16]


def test_a_damaged_store_is_brought_back_from_its_page(qtbot: QtBot, before: BackedUp) -> None:
    (before.test_desk.place.folder / "store.db").write_bytes(b"")
    with _same_computer(qtbot, before) as door:
        assert isinstance(door.window.page, DamagePage)
        press(door, "Restore…")
        to_the_key(door, before.file)
        type_key(door, before.test_desk.recovery_key)
        press(door, BRING)
        assert isinstance(_page(door), RestoredPage)
        assert "it is not known whether notes were waiting" in read(door)


def test_by_keyboard_alone(new_computer: FrontDoor, before: BackedUp) -> None:
    door = new_computer
    assert QApplication.focusWidget() is door.one(QAbstractButton, "Choose the backup…")
    choose(door, before.file)
    _key(door, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is door.one(QLineEdit, "Group 1")
    for letter in before.test_desk.recovery_key.replace("-", ""):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)
    _key(door, Qt.Key.Key_Return)
    assert isinstance(_page(door), RestoredPage)
    _key(door, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is door.one(QLineEdit, "Your passphrase")


def _key(door: FrontDoor, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)
    door.settle()
