"""Unlocking, and what stands where a store is damaged: nothing is opened, made or overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.start.damage_page import DamagePage
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.ui.widgets.words import Words
from tests.desks import TestDesk, made
from tests.ui.start.front_door import FrontDoor, front_door
from tests.vault.samples import PASSPHRASE

WRONG = "seven loud herons wade"
OTHER = "nine purple kettles hum"


@pytest.fixture
def door(qtbot: QtBot, test_desk: TestDesk) -> Iterator[FrontDoor]:
    with _before(qtbot, test_desk) as door:
        yield door


def _before(qtbot: QtBot, desk: TestDesk) -> AbstractContextManager[FrontDoor]:
    return front_door(qtbot, desk.clock, desk.place.folder, keys=desk.place.keys)


def _press(door: FrontDoor, name: str) -> None:
    QTest.mouseClick(door.one(QAbstractButton, name), Qt.MouseButton.LeftButton)
    door.settle()


def _try(door: FrontDoor, passphrase: str) -> None:
    QTest.keyClicks(door.one(QLineEdit, "Passphrase"), passphrase)
    QTest.keyClick(door.one(QLineEdit, "Passphrase"), Qt.Key.Key_Return)
    door.settle()


def _read(door: FrontDoor) -> str:
    return " | ".join(each.text() for each in door.all(Words))


def test_the_right_passphrase_by_keyboard_alone(door: FrontDoor) -> None:
    assert QApplication.focusWidget() is door.one(QLineEdit, "Passphrase")
    _try(door, PASSPHRASE)
    assert len(door.opened) == 1
    assert door.window.page is not None
    assert not door.one(QLineEdit, "Passphrase").text()


def test_wrong_ones_are_told_counted_and_made_to_wait(door: FrontDoor) -> None:
    _try(door, WRONG)
    assert "1 wrong try since" in _read(door)
    assert not door.one(QLineEdit, "Passphrase").text()
    assert door.one(QAbstractButton, "Unlock").isEnabled()
    _try(door, WRONG)
    _try(door, WRONG)
    assert "3 wrong tries since" in _read(door)
    assert "Wait 2 seconds." in _read(door)
    assert not door.one(QAbstractButton, "Unlock").isEnabled()
    assert not door.opened


def test_the_wait_outlives_the_window(qtbot: QtBot, test_desk: TestDesk) -> None:
    with _before(qtbot, test_desk) as door:
        for _time in range(3):
            _try(door, WRONG)
    with _before(qtbot, test_desk) as door:
        assert "3 wrong tries since" in _read(door)
        assert "Wait 2 seconds." in _read(door)


def test_the_recovery_sheet_opens_and_a_new_passphrase_is_chosen(
    door: FrontDoor, test_desk: TestDesk
) -> None:
    _press(door, "I have forgotten my passphrase")
    for number, group in enumerate(test_desk.recovery_key.split("-"), 1):
        QTest.keyClicks(door.one(QLineEdit, f"Group {number}"), group)
    _press(door, "Open")
    QTest.keyClicks(door.one(QLineEdit, "Your passphrase"), OTHER)
    QTest.keyClicks(door.one(QLineEdit, "The same again"), OTHER)
    _press(door, "Next")
    assert len(door.opened) == 1


def test_a_slip_in_the_recovery_key_opens_nothing(door: FrontDoor, test_desk: TestDesk) -> None:
    _press(door, "I have forgotten my passphrase")
    groups = test_desk.recovery_key.split("-")
    for number, group in enumerate([*groups[1:], groups[0]], 1):
        QTest.keyClicks(door.one(QLineEdit, f"Group {number}"), group)
    _press(door, "Open")
    assert door.all(QLineEdit, "Group 1"), "the page stays"
    _press(door, "Back")
    assert isinstance(door.window.page, UnlockPage)
    assert not door.opened


def test_a_window_that_is_closed_meanwhile_opens_no_desk(qtbot: QtBot, test_desk: TestDesk) -> None:
    with _before(qtbot, test_desk) as door:
        QTest.keyClicks(door.one(QLineEdit, "Passphrase"), PASSPHRASE)
        QTest.mouseClick(door.one(QAbstractButton, "Unlock"), Qt.MouseButton.LeftButton)
        door.window.close()
        door.settle()
        assert not door.opened


def _missing(store: Path) -> None:
    store.unlink()


def _zero(store: Path) -> None:
    store.write_bytes(b"")


def _cut(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:-1000])


def _foreign(store: Path) -> None:
    store.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(4088))


def _plain(store: Path) -> None:
    store.write_bytes(b"SQLite format 3\0" + bytes(4080))


@pytest.mark.parametrize("damage", [_missing, _zero, _cut, _plain])
def test_damage_is_told_and_left_as_it_is(
    qtbot: QtBot, test_desk: TestDesk, damage: Callable[[Path], None]
) -> None:
    damage(test_desk.place.folder / "store.db")
    before = _all_bytes(test_desk.place.folder)
    with _before(qtbot, test_desk) as door:
        assert isinstance(door.window.page, DamagePage), _read(door)
        assert str(test_desk.place.folder) in _read(door)
        assert not door.all(QAbstractButton, "Set up a new desk here")
        _press(door, "Look again")
        assert isinstance(door.window.page, DamagePage)
    assert _all_bytes(test_desk.place.folder) == before


def _of_another_vault(store: Path) -> None:
    other = made(store.parent.parent / "other")
    shutil.copy(other.place.folder / store.name, store)


@pytest.mark.parametrize("put", [_foreign, _of_another_vault])
def test_somebody_elses_file_is_told_and_never_opens(
    qtbot: QtBot, test_desk: TestDesk, put: Callable[[Path], None]
) -> None:
    put(test_desk.place.folder / "store.db")
    before = _all_bytes(test_desk.place.folder)
    with _before(qtbot, test_desk) as door:
        assert isinstance(door.window.page, DamagePage), _read(door)
        assert "does not belong to these key files" in _read(door)
        assert "Nothing was written" in _read(door)
        assert "bring back your last copy" in _read(door)
        assert not door.all(QAbstractButton, "Set up a new desk here")
    assert _all_bytes(test_desk.place.folder) == before


def test_another_desks_store_and_key_slots_do_not_open_with_these_keys(
    qtbot: QtBot, test_desk: TestDesk
) -> None:
    """The whole folder of the other one: only what this computer keeps does not fit."""
    other = made(test_desk.home.parent / "other")
    before = _all_bytes(other.place.folder)
    place = other.place.folder
    with front_door(qtbot, test_desk.clock, place, keys=test_desk.place.keys) as door:
        _try(door, PASSPHRASE)
        assert not door.opened
        assert isinstance(door.window.page, UnlockPage)
        assert "does not have the second half of the key" in _read(door)
    assert _all_bytes(place) == before


def test_a_store_of_a_newer_version_is_told_and_left_as_it_is(
    qtbot: QtBot, test_desk: TestDesk
) -> None:
    connection = test_desk.open().store.held.connection
    connection.run("PRAGMA user_version = 999")
    test_desk.close()
    before = _all_bytes(test_desk.place.folder)
    with _before(qtbot, test_desk) as door:
        _try(door, PASSPHRASE)
        assert not door.opened
        assert "made by a newer version of Counsellor Desk" in _read(door)
        assert "Install the newer version" in _read(door)
        assert "wrong try" not in _read(door)
    assert _all_bytes(test_desk.place.folder) == before


def test_a_store_that_is_gone_is_not_replaced(qtbot: QtBot, test_desk: TestDesk) -> None:
    folder = test_desk.home / "stick" / "store"
    with front_door(qtbot, test_desk.clock, folder, keys=test_desk.place.keys, known=True) as door:
        assert isinstance(door.window.page, DamagePage)
        assert "not where it was last time" in _read(door)
        assert door.all(QAbstractButton, "Set up a new desk here")
        assert not folder.exists()
        door.window.go_to(test_desk.place.folder)
        door.settle()
        assert isinstance(door.window.page, UnlockPage)


def _all_bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
