"""A service manager makes a key, and opens a desk that lets it in: by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.ui import notices
from counsellor_desk.ui.start.guide import Guide
from counsellor_desk.ui.start.manager_maker import ManagerMadePage, ManagerMaker
from counsellor_desk.ui.start.manager_page import ManagerPage, ManagerWay
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import keys, manager_keys, unlock
from tests.age_keys import MANAGER_PASSPHRASE, ManagerFilesOnDisk, made_for
from tests.desks import NOW, TestDesk
from tests.ui.start.front_door import FrontDoor, front_door
from tests.ui.start.test_guide import fill, press
from tests.ui.start.test_pictures import _faults as faults_in_every_look
from tests.vault.samples import PASSPHRASE, SteeredClock


@pytest.fixture
def owen(test_desk: TestDesk) -> ManagerFilesOnDisk:
    """The service manager, who is let into the desk."""
    files = made_for(test_desk.home / "owen")
    desk = test_desk.open()
    keys.give_manager(desk, files.public, PASSPHRASE, unlock.gate_of(desk))
    test_desk.close()
    return files


@pytest.fixture
def door(qtbot: QtBot, test_desk: TestDesk, owen: ManagerFilesOnDisk) -> Iterator[FrontDoor]:
    assert owen.private.exists()
    place = test_desk.place
    with front_door(qtbot, test_desk.clock, place.folder, keys=place.keys) as door:
        yield door


def _read(door: FrontDoor) -> str:
    return " | ".join(each.text() for each in door.all(Words))


def _page(door: FrontDoor) -> ManagerPage:
    press(door, "Open with a service manager’s key")
    way = door.window.page
    assert isinstance(way, ManagerWay)
    assert isinstance(way.page, ManagerPage)
    return way.page


def test_the_managers_key_opens_the_records(
    door: FrontDoor, owen: ManagerFilesOnDisk, test_desk: TestDesk
) -> None:
    page = _page(door)
    assert QApplication.focusWidget() is door.one(QAbstractButton, "Choose the file…")
    page.file.take(owen.private)
    QTest.keyClicks(door.one(QLineEdit, "Passphrase of the key"), MANAGER_PASSPHRASE)
    QTest.keyClick(door.one(QLineEdit, "Passphrase of the key"), Qt.Key.Key_Return)
    door.settle()
    (unlocked,) = door.opened
    assert unlocked.notes is NotesAccess.MANAGER
    lasting = notices.lasting(unlocked)
    assert lasting is not None
    told = " ".join(words.text() for words in lasting.findChildren(Words))
    assert "session notes stay closed" in told
    assert not lasting.findChildren(QAbstractButton), "it stays"
    lasting.deleteLater()
    door.do(lambda: unlock.close(unlocked.desk))
    after = test_desk.unlock()
    notice = notices.opened_otherwise(after, NOW, lambda: None)
    assert notice is not None
    said = " ".join(words.text() for words in notice.findChildren(Words))
    assert "opened with the service manager’s key" in said
    notice.deleteLater()
    test_desk.close()
    assert test_desk.unlock().other_openings, "told again until it is acknowledged"


def test_what_is_missing_or_wrong_is_told_and_opens_nothing(
    door: FrontDoor, owen: ManagerFilesOnDisk, tmp_path: Path
) -> None:
    page = _page(door)
    press(door, "Open")
    assert "No key file is chosen." in _read(door)
    page.file.take(owen.public)
    press(door, "Open")
    assert "not the private key of a service manager" in _read(door)
    page.file.take(owen.private)
    fill(door, "Passphrase of the key", "not the passphrase")
    press(door, "Open")
    assert "does not open the key file" in _read(door)
    assert not door.one(QLineEdit, "Passphrase of the key").text()
    other = made_for(tmp_path / "other", "Somebody else")
    page.file.take(other.private)
    fill(door, "Passphrase of the key", MANAGER_PASSPHRASE)
    press(door, "Open")
    assert "not the one that was let into this store" in _read(door)
    press(door, "Back")
    assert isinstance(door.window.page, UnlockPage)
    assert not door.opened


def test_a_key_is_made_without_any_desk(qtbot: QtBot, tmp_path: Path, theme: Theme) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with front_door(qtbot, SteeredClock(NOW), tmp_path / "store", keys=tmp_path / "keys") as door:
        press(door, "I am a service manager: make a key")
        page = door.window.page
        assert isinstance(page, ManagerMaker)
        found = faults_in_every_look(door, theme, "start-manager-make")
        fill(door, "Your passphrase", MANAGER_PASSPHRASE)
        fill(door, "The same again", MANAGER_PASSPHRASE)
        page.make_in(stick, MANAGER_PASSPHRASE, MANAGER_PASSPHRASE)
        door.settle()
        assert isinstance(page.page, ManagerMadePage)
        (public,) = stick.glob("*.cdpublic")
        assert manager_keys.look_at_public(public).fingerprint in _read(door)
        assert public.name in _read(door)
        found += faults_in_every_look(door, theme, "start-manager-made")
        press(door, "Done")
        assert isinstance(door.window.page, Guide)
        assert not (tmp_path / "store").exists(), "no desk was made for it"
    assert found == []


def test_the_page_in_every_look(door: FrontDoor, theme: Theme, tmp_path: Path) -> None:
    _page(door)
    found = faults_in_every_look(door, theme, "start-manager-open")
    press(door, "I have no key yet")
    assert isinstance(door.window.page, ManagerMaker)
    page = door.window.page
    page.make_in(tmp_path / "gone", MANAGER_PASSPHRASE, MANAGER_PASSPHRASE)
    door.settle()
    assert "That folder is not there" in _read(door)
    press(door, "Back")
    assert isinstance(door.window.page, ManagerWay)
    assert found == []
