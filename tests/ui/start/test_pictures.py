"""Every page before the open desk, in every look."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.theme import Theme
from tests.desks import NOW, TestDesk
from tests.ui.accessibility import faults
from tests.ui.pictures import LOOKS
from tests.ui.start.front_door import FrontDoor, front_door
from tests.ui.start.test_guide import fill, press, to_the_passphrase, type_back
from tests.vault.samples import PASSPHRASE, SteeredClock


def _faults(door: FrontDoor, theme: Theme, name: str) -> list[str]:
    """What is wrong with the page in any look; draws it where a folder is named."""
    found = []
    for look, (colours, size, (wide, high)) in LOOKS.items():
        theme.wear(theme=colours, text_size=size)
        door.window.resize(wide, high)
        for _nesting in range(12):
            door.settle()
        assert door.window.page is not None
        found += [f"{name} {look}: {fault}" for fault in faults(door.window.page)]
        if folder := os.environ.get("COUNSELLOR_DESK_PICTURES"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            door.window.grab().save(str(Path(folder, f"{name}-{look}.png")))
    theme.wear(theme="light", text_size=100)
    door.window.resize(1280, 800)
    door.settle()
    return found


@pytest.mark.thorough
def test_the_guide(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    with front_door(qtbot, SteeredClock(NOW), tmp_path / "store", keys=keys) as door:
        found = _faults(door, theme, "start-1-promise")
        press(door, "Set up your desk")
        found += _faults(door, theme, "start-2-you")
        QTest.mouseClick(door.one(QAbstractButton, "Back"), Qt.MouseButton.LeftButton)
        to_the_passphrase(door)
        found += _faults(door, theme, "start-3-passphrase")
        fill(door, "Your passphrase", PASSPHRASE)
        fill(door, "The same again", PASSPHRASE)
        press(door, "Next")
        found += _faults(door, theme, "start-3-key-files")
        press(door, "Go on with key files")
        found += _faults(door, theme, "start-4-sheet")
        press(door, "I have it on paper")
        found += _faults(door, theme, "start-4-typed-back")
        press(door, "See the key again")
        type_back(door)
        found += _faults(door, theme, "start-5-ready")
    assert found == []


@pytest.mark.thorough
def test_unlocking(qtbot: QtBot, theme: Theme, test_desk: TestDesk) -> None:
    place = test_desk.place
    with front_door(qtbot, test_desk.clock, place.folder, keys=place.keys) as door:
        found = _faults(door, theme, "start-unlock")
        for _time in range(3):
            fill(door, "Passphrase", f"{PASSPHRASE}s")
            press(door, "Unlock")
        found += _faults(door, theme, "start-unlock-wrong")
        press(door, "I have forgotten my passphrase")
        found += _faults(door, theme, "start-recovery")
        for number, group in enumerate(test_desk.recovery_key.split("-"), 1):
            fill(door, f"Group {number}", group)
        press(door, "Open")
        found += _faults(door, theme, "start-recovery-passphrase")
    (place.folder / "store.db").write_bytes(b"")
    with front_door(qtbot, test_desk.clock, place.folder, keys=place.keys) as door:
        found += _faults(door, theme, "start-damage")
    assert found == []
