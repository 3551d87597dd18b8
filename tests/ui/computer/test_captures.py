"""Windows kept out of pictures of the screen, by a system that a test stands in for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.computer.captures import Captures
from counsellor_desk.ui.computer.hearing import Source
from counsellor_desk.ui.settings.locking import LockingSection
from counsellor_desk.ui.settings.settings_screen import SettingsScreen
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.workflows import preferences
from tests.ui.accessibility import faults
from tests.ui.desk_window import DeskWindow
from tests.ui.settings.choosing import press, shown


class StandIn:
    """A system that can: which windows it leaves out now."""

    def __init__(self) -> None:
        self.left_out: dict[int, bool] = {}

    def leave_out(self, window: int, *, left_out: bool) -> None:
        """As the system would."""
        self.left_out[window] = left_out


@pytest.fixture
def system() -> StandIn:
    return StandIn()


@pytest.fixture
def captures(system: StandIn, qtbot: QtBot) -> Iterator[Captures]:
    del qtbot
    made = Captures(system)
    made.begin()
    yield made
    made.stop()


def _number(window: QWidget) -> int:
    return int(window.winId())


def test_every_window_is_left_out_from_the_beginning(
    captures: Captures, system: StandIn, qtbot: QtBot
) -> None:
    assert captures.possible
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog, menu = QDialog(window), QMenu(window)
    dialog.open()
    menu.popup(window.pos())
    assert {_number(each) for each in (window, dialog, menu)} == set(system.left_out)
    assert all(system.left_out.values())
    menu.hide()


def test_they_are_shown_and_left_out_again_when_that_is_chosen(
    captures: Captures, system: StandIn, qtbot: QtBot
) -> None:
    window, hidden, late = QWidget(), QWidget(), QWidget()
    for each in (window, hidden, late):
        qtbot.addWidget(each)
    window.show()
    hidden.show()
    hidden.hide()
    captures.choose(left_out=False)
    assert system.left_out == {_number(window): False, _number(hidden): False}
    captures.choose(left_out=True)
    late.show()
    assert system.left_out == dict.fromkeys(map(_number, (window, hidden, late)), True)


def test_a_system_that_cannot_is_not_asked_and_nothing_is_promised(qtbot: QtBot) -> None:
    captures = Captures()
    captures.begin()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    captures.choose(left_out=True)
    assert not captures.possible


def test_it_is_chosen_in_the_settings_and_kept(
    desk_window: DeskWindow, captures: Captures, system: StandIn
) -> None:
    window, parts = QWidget(), replace(desk_window.parts, captures=captures)
    desk_window.qtbot.addWidget(window)
    window.show()
    parts.hearing._sources.update(Source)
    screen = SettingsScreen(parts)
    desk_window.show(screen)
    press(desk_window, "Locking")
    assert "when this computer tells of one of these: this computer’s screen being locked" in shown(
        desk_window
    )
    tick = desk_window.child(Tick, "Let pictures of this screen show the desk")
    assert not tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    desk_window.settle()
    assert not system.left_out[_number(window)]
    assert desk_window.do(preferences.load).seen_in_captures
    assert faults(screen) == []
    QTest.keyClick(tick, Qt.Key.Key_Space)
    desk_window.settle()
    assert system.left_out[_number(window)]
    assert not desk_window.do(preferences.load).seen_in_captures


def test_where_it_is_not_possible_nothing_is_offered(desk_window: DeskWindow) -> None:
    desk_window.go("settings")
    press(desk_window, "Locking")
    section = desk_window.screen.findChildren(LockingSection)[0]
    assert section.findChildren(Tick) == []
    assert "tells the desk nothing else" in shown(desk_window)
