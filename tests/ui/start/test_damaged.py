"""Through a damaged store by hand: what is wrong, reading it, saving it, and opening it again."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.start.damage_page import DamagePage
from counsellor_desk.ui.start.salvage_page import SalvagedPage, SalvagePage
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.ui.start.wreck_list import WreckList
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import checks, reduce
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case, add_note
from tests.ui.start.front_door import FrontDoor, front_door
from tests.ui.start.test_pictures import _faults
from tests.vault.samples import PASSPHRASE
from tests.vault.wrecks import garbled
from tests.workflows.test_main_job import _ready


@pytest.fixture
def filled(test_desk: TestDesk) -> TestDesk:
    """A case with a summary, another with a note; closed."""
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case)
    reduce.accept(desk, note, _ready(reduce.open_reduction(desk, note)), case.number)
    reduce.destroy(desk, note)
    add_note(desk, add_case(desk, "Bo Lund"))
    test_desk.close()
    test_desk.opened.clear()
    return test_desk


def _before(qtbot: QtBot, desk: TestDesk) -> AbstractContextManager[FrontDoor]:
    return front_door(qtbot, desk.clock, desk.place.folder, keys=desk.place.keys)


def _press(door: FrontDoor, name: str) -> None:
    QTest.mouseClick(door.one(QAbstractButton, name), Qt.MouseButton.LeftButton)
    door.settle()


def _unlock(door: FrontDoor) -> None:
    QTest.keyClicks(door.one(QLineEdit, "Passphrase"), PASSPHRASE)
    QTest.keyClick(door.one(QLineEdit, "Passphrase"), Qt.Key.Key_Return)
    door.settle()


def _read(door: FrontDoor) -> str:
    return " | ".join(each.text() for each in door.all(Words))


def _all_bytes(folder: Path) -> dict[str, bytes]:
    return {
        p.name: p.read_bytes() for p in folder.iterdir() if p.name not in {"lock", "unlock.json"}
    }


def test_what_can_be_read_is_saved_and_opened(qtbot: QtBot, filled: TestDesk, theme: Theme) -> None:
    store = filled.place.folder / "store.db"
    garbled(store, 1)
    damaged = store.read_bytes()
    with _before(qtbot, filled) as door:
        _unlock(door)
        assert isinstance(door.window.page, DamagePage), _read(door)
        assert "The store file is damaged." in _read(door)
        found = _faults(door, theme, "start-damaged")
        _press(door, "Save…")
        assert isinstance(door.window.page, SalvagePage)
        found += _faults(door, theme, "start-salvage")
        _press(door, "Save what can be read")
        assert isinstance(door.window.page, SalvagedPage), _read(door)
        assert "The damaged file is kept as store.damaged-" in _read(door)
        found += _faults(door, theme, "start-salvaged")
        _press(door, "Unlock your desk")
        assert isinstance(door.window.page, UnlockPage)
        _unlock(door)
        assert len(door.opened) == 1
        assert found == []
    (kept,) = filled.place.folder.glob("store.damaged-*.db")
    assert kept.read_bytes() == damaged


@pytest.mark.thorough
def test_what_can_be_read_is_looked_at_and_nothing_written(
    qtbot: QtBot, filled: TestDesk, theme: Theme
) -> None:
    garbled(filled.place.folder / "store.db", 1)
    before = _all_bytes(filled.place.folder)
    with _before(qtbot, filled) as door:
        _unlock(door)
        _press(door, "Read…")
        assert isinstance(door.window.page, WreckList), _read(door)
        assert "Read only: damaged store." in _read(door)
        assert "Essential summaries" in _read(door)
        found = _faults(door, theme, "start-wreck")
        for button in door.all(QAbstractButton):
            if button.accessibleName().startswith("Read PH-"):
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                door.settle()
                if "Went back to choir" in _read(door):
                    break
                _press(door, "Back to all cases")
        assert "choir" in _read(door)
        found += _faults(door, theme, "start-wreck-case")
        _press(door, "Back to all cases")
        _press(door, "Back")
        assert isinstance(door.window.page, DamagePage)
        assert not door.opened
        assert found == []
    assert _all_bytes(filled.place.folder) == before


def test_a_cut_store_can_be_read_once_the_passphrase_is_given(
    qtbot: QtBot, filled: TestDesk
) -> None:
    store = filled.place.folder / "store.db"
    store.write_bytes(store.read_bytes()[:-5000])
    with _before(qtbot, filled) as door:
        assert "cut short" in _read(door)
        _press(door, "Give the passphrase…")
        assert isinstance(door.window.page, UnlockPage)
        _unlock(door)
        assert isinstance(door.window.page, DamagePage)
        _press(door, "Save…")
        _press(door, "Save what can be read")
        _press(door, "Unlock your desk")
        _unlock(door)
        assert len(door.opened) == 1


def test_the_recovery_sheet_leads_to_what_can_be_done_too(qtbot: QtBot, filled: TestDesk) -> None:
    garbled(filled.place.folder / "store.db", 1)
    with _before(qtbot, filled) as door:
        _press(door, "I have forgotten my passphrase")
        for number, group in enumerate(filled.recovery_key.split("-"), 1):
            QTest.keyClicks(door.one(QLineEdit, f"Group {number}"), group)
        _press(door, "Open")
        assert isinstance(door.window.page, DamagePage), _read(door)
        _press(door, "Read…")
        assert isinstance(door.window.page, WreckList)


def test_a_missing_store_offers_backups_and_nothing_that_needs_the_file(
    qtbot: QtBot, filled: TestDesk
) -> None:
    (filled.place.folder / "store.db").unlink()
    with _before(qtbot, filled) as door:
        assert "Restore a backup" in _read(door)
        assert not door.all(QAbstractButton, "Give the passphrase…")
        _press(door, "Restore…")
        assert not isinstance(door.window.page, DamagePage)


def _marked(desk: Desk) -> None:
    checks.failed(desk)


def test_what_a_check_found_is_told_before_the_desk_opens_again(
    qtbot: QtBot, filled: TestDesk
) -> None:
    _marked(filled.open())
    filled.close()
    filled.opened.clear()
    store = filled.place.folder / "store.db"
    raw = bytearray(store.read_bytes())
    raw[-2000] ^= 1
    store.write_bytes(raw)
    with _before(qtbot, filled) as door:
        _unlock(door)
        assert isinstance(door.window.page, DamagePage), _read(door)
        _press(door, "Open…")
        assert isinstance(door.window.page, UnlockPage)
        _unlock(door)
        assert len(door.opened) == 1, "as it is, once that was chosen"


def test_a_mark_that_is_not_true_any_more_goes(qtbot: QtBot, filled: TestDesk) -> None:
    _marked(filled.open())
    filled.close()
    filled.opened.clear()
    with _before(qtbot, filled) as door:
        _unlock(door)
        assert len(door.opened) == 1
    assert not (filled.place.folder / checks.MARK).exists()
