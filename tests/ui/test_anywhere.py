"""What can be begun from anywhere: by its keys, from the command box, told by F1."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.ui.case_chooser import CaseChooser
from counsellor_desk.ui.cases.referral_screen import ReferralScreen
from counsellor_desk.ui.frame.shortcut_sheet import ShortcutSheet
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import intake
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BEGUN = {
    "New session note": (Qt.Key.Key_N, CTRL),
    "New referral": (Qt.Key.Key_N, CTRL | SHIFT),
    "New form": (Qt.Key.Key_F, CTRL | SHIFT),
}


@pytest.fixture
def active(desk_window: DeskWindow) -> DeskWindow:
    """A window that has the keyboard."""
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    return desk_window


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the keys of that action."""
    key, modifiers = BEGUN[name]
    QTest.keyClick(QApplication.focusWidget() or desk_window.window, key, modifiers)
    desk_window.settle()


@pytest.mark.thorough
@pytest.mark.parametrize("room", ["today", "cases", "forms", "settings"])
def test_a_referral_from_every_room(active: DeskWindow, room: str) -> None:
    active.do(add_case)
    active.go(room)
    press(active, "New referral")
    assert isinstance(active.screen, ReferralScreen)


@pytest.mark.parametrize("name", ["New session note", "New form"])
def test_without_a_case_in_front_it_is_asked_for(active: DeskWindow, name: str) -> None:
    active.do(add_case)
    active.go("today")
    press(active, name)
    chooser = dialog(active)
    assert isinstance(chooser, CaseChooser)
    chooser.reject()


def test_it_is_for_the_case_in_front(active: DeskWindow) -> None:
    case = active.do(add_case)
    active.parts.doors.open_case(case.id)
    active.settle()
    press(active, "New form")
    assert ("begin_form", (case.id, None, None)) in active.opened
    while active.window.go_back():
        active.settle()
    active.parts.doors.open_case(case.id)
    active.settle()
    press(active, "New session note")
    assert isinstance(active.screen, NoteScreen)


def test_a_closed_case_in_front_is_not_meant(active: DeskWindow) -> None:
    case = active.do(add_case)
    active.do(lambda desk: intake.change_status(desk, case.id, CaseStatus.CLOSED))
    active.parts.doors.open_case(case.id)
    active.settle()
    press(active, "New session note")
    chooser = dialog(active)
    assert isinstance(chooser, CaseChooser)
    chooser.reject()


@pytest.mark.parametrize("name", BEGUN)
def test_the_command_box_offers_it(active: DeskWindow, name: str) -> None:
    active.do(add_case)
    QTest.keyClick(active.window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(active.window.commands, name.lower())
    QTest.keyClick(active.window.commands, Qt.Key.Key_Return)
    active.settle()
    above = dialog(active)
    assert isinstance(active.screen, ReferralScreen) or isinstance(above, CaseChooser)
    if above is not None:
        above.reject()


def test_the_sheet_tells_the_keys(active: DeskWindow) -> None:
    QTest.keyClick(active.window, Qt.Key.Key_F1)
    (sheet,) = active.window.findChildren(ShortcutSheet)
    assert set(BEGUN) <= {words.text() for words in sheet.findChildren(Words)}
    sheet.reject()
