"""Today, the foot of the window and the settings remind of backups; a demo does not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.boxed import NumberInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import backups
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case
from tests.ui.backups.backing import make, open_backups, suggested
from tests.ui.desk_window import DeskWindow, settle
from tests.ui.opened_desk import opened_desk
from tests.ui.settings.choosing import field, open_section, press, shown

REMINDER = "Make a backup"


def reminds(desk_window: DeskWindow) -> bool:
    """Whether Today shows the card."""
    desk_window.go("settings")
    desk_window.go("today")
    buttons = desk_window.screen.findChildren(Button)
    return REMINDER in [each.text() for each in buttons if each.isVisible()]


def test_an_empty_desk_is_not_reminded(desk_window: DeskWindow) -> None:
    assert not reminds(desk_window)


def test_today_reminds_until_there_is_one_and_again_after_a_week(
    desk_window: DeskWindow, stick: Path
) -> None:
    desk_window.do(add_case)
    assert reminds(desk_window)
    press(desk_window, REMINDER)
    assert isinstance(desk_window.screen, BackupsScreen)
    make(desk_window, stick / "one.cdbackup")
    assert not reminds(desk_window)
    desk_window.test_desk.clock.moment += timedelta(days=8)
    assert reminds(desk_window)
    assert "The last backup was made 8 days ago" in shown(desk_window)


@pytest.mark.thorough
def test_the_days_are_chosen_in_the_settings(desk_window: DeskWindow, stick: Path) -> None:
    desk_window.do(add_case)
    open_section(desk_window, "Backups")
    days = field(desk_window, "reminder_days").entry
    assert isinstance(days, NumberInput)
    days.put(14)
    desk_window.settle()
    press(desk_window, "Open backups")
    make(desk_window, stick / "one.cdbackup")
    desk_window.test_desk.clock.moment += timedelta(days=13)
    assert not reminds(desk_window)
    desk_window.test_desk.clock.moment += timedelta(days=1)
    assert reminds(desk_window)


def test_a_demo_is_not_reminded_and_says_why(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    _as_a_demo(desk_window)
    assert not reminds(desk_window)
    open_backups(desk_window)
    assert "You are not reminded of backups here" in shown(desk_window)
    assert suggested(desk_window).startswith("demo-")


def _as_a_demo(desk_window: DeskWindow) -> None:
    desk = Desk(desk_window.desk.store, desk_window.desk.clock, demo=True)
    object.__setattr__(desk_window.parts, "desk", desk)


def test_the_command_box_leads_there(desk_window: DeskWindow) -> None:
    box = desk_window.child(QLineEdit, "Case number, action or screen", desk_window.window)
    QTest.keyClick(desk_window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, "backup")
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk_window.settle()
    assert isinstance(desk_window.screen, BackupsScreen)
    assert desk_window.child(Button, "Make a backup now").hasFocus()


def test_the_foot_of_the_window_says_how_old_it_is(
    test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path, stick: Path
) -> None:
    with opened_desk(test_desk, qtbot, theme, tmp_path / "settings") as desk:
        fact = next(
            each for each in desk.window.strip.findChildren(Button) if "backup" in each.text()
        )
        assert fact.text() == "No backup yet"
        desk.parts.background.ask(
            lambda progress: backups.make(desk.parts.desk, stick / "one.cdbackup", progress),
            asker=desk.window,
            changes=frozenset({Changed.BACKUPS}),
        )
        settle(qtbot, desk.parts.background)
        assert fact.text() == "Backup: today"
        fact.click()
        assert isinstance(desk.window.rooms.standing, BackupsScreen)
        settle(qtbot, desk.parts.background)
