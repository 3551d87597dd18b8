"""A change of keys that is stopped, refused, or carried out with the disk failing at its end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.key_access import Why
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.ui.keys.guide import KeysGuide
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.vault import faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.files import DiskFault, DiskFull
from counsellor_desk.workflows import keys, unlock
from counsellor_desk.workflows.desk import Desk
from tests.ui.desk_window import PATIENCE, DeskWindow
from tests.ui.keys.guided import to_the_sheet, type_back
from tests.ui.settings.choosing import press, shown, write
from tests.vault.samples import PASSPHRASE

Typed = dict[int, str]


@pytest.fixture
def groups(desk_window: DeskWindow) -> Typed:
    """Of the new key; the page that asks for two of them stands."""
    desk_window.parts.doors.change_keys(Why.YEARLY)
    desk_window.settle()
    press(desk_window, "Next")
    write(desk_window, "passphrase_now", PASSPHRASE)
    return to_the_sheet(desk_window)


def refusing(error: type[Exception], place: Point) -> Callable[[Point], None]:
    """What a disk does at one place."""

    def refuse(at: Point) -> None:
        if at is place:
            raise error

    return refuse


def visible(desk_window: DeskWindow) -> list[str]:
    """The buttons of the page that can be seen."""
    assert isinstance(desk_window.screen, KeysGuide)
    assert desk_window.screen.page is not None
    found = desk_window.screen.page.findChildren(Button)
    return [button.text() for button in found if button.isVisible()]


def opens(desk_window: DeskWindow) -> bool:
    """Whether the store opens again with the passphrase, as after a start of the program."""

    def again(desk: Desk) -> bool:
        unlock.close(desk)
        unlock.close(desk_window.test_desk.open(PASSPHRASE))
        return True

    return desk_window.do(again)


@pytest.mark.thorough
def test_a_disk_that_refuses_changes_nothing_and_it_is_tried_again(
    desk_window: DeskWindow, groups: Typed
) -> None:
    before = desk_window.do(keys.access_of)
    with faults.listening(refusing(DiskFull, Point.REKEY_COPIED)):
        type_back(desk_window, groups)
    assert "disk is full" in shown(desk_window).lower()
    assert visible(desk_window) == ["Leave", "Try again"]
    assert desk_window.do(keys.access_of) == before
    press(desk_window, "Try again")
    assert "All keys are changed" in shown(desk_window)
    assert desk_window.do(keys.access_of).sheet.revision == before.sheet.revision + 1


def test_a_fault_at_the_very_end_says_that_it_happened_and_to_lock(
    desk_window: DeskWindow, groups: Typed
) -> None:
    locked: list[bool] = []
    desk_window.window.lock_wanted.connect(lambda: locked.append(True))
    with faults.listening(refusing(DiskFault, Point.REKEY_STORE_MOVED)):
        type_back(desk_window, groups)
    assert "The keys are changed, but the last step could not be carried out." in shown(desk_window)
    assert visible(desk_window) == ["Lock the desk"]
    press(desk_window, "Lock the desk")
    assert locked == [True]
    assert opens(desk_window)


def test_it_can_be_stopped_and_not_be_left_meanwhile(
    desk_window: DeskWindow, groups: Typed
) -> None:
    reached, go_on = Event(), Event()

    def wait(at: Point) -> None:
        if at is Point.REKEY_COPIED:
            reached.set()
            assert go_on.wait(PATIENCE / 1000)

    before = desk_window.do(keys.access_of)
    with faults.listening(wait):
        _type_back_and_go_on(desk_window, groups)
        desk_window.qtbot.waitUntil(reached.is_set, timeout=PATIENCE)
        assert not desk_window.window.go("today")
        assert not desk_window.window.go_back()
        QTest.mouseClick(desk_window.child(Button, "Cancel"), Qt.MouseButton.LeftButton)
        go_on.set()
        desk_window.settle()
    assert "It was stopped." in shown(desk_window)
    assert "Nothing has changed." in shown(desk_window)
    assert desk_window.do(keys.access_of) == before
    press(desk_window, "Leave")
    assert isinstance(desk_window.screen, FormsScreen)
    assert opens(desk_window)


def _type_back_and_go_on(desk_window: DeskWindow, groups: Typed) -> None:
    """As ``type_back``, without waiting for what comes of it."""
    for _line in range(2):
        line = QApplication.focusWidget()
        assert line is not None
        QTest.keyClicks(line, groups[int(line.accessibleName()[6:])])
        QTest.keyClick(line, Qt.Key.Key_Return)
    del desk_window
