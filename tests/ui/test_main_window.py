"""The frame: its keys, its rail, closing and locking; whole at every size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.frame.rail import RailEntry
from counsellor_desk.ui.frame.shortcut_sheet import ShortcutSheet
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.pill import KeyCap
from counsellor_desk.ui.widgets.words import Words
from tests.ui.accessibility import faults, name_of, tab_order
from tests.ui.frame_sheets import Desk, Sample

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    qtbot.addWidget(made.window)
    made.window.resize(1280, 800)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.background.shutdown()


def _entries(desk: Desk) -> dict[str, RailEntry]:
    return {name_of(entry): entry for entry in desk.window.rail.findChildren(RailEntry)}


def test_the_title_never_says_more_than_the_programs_name(desk: Desk) -> None:
    assert desk.window.windowTitle() == NAME == "Counsellor Desk"


@pytest.mark.parametrize("chosen", ["light", "dark"])
@pytest.mark.parametrize(
    ("per_cent", "size"), [(100, (1280, 800)), (200, (1024, 640)), (150, (800, 600))]
)
def test_everything_is_whole_and_named(
    theme: Theme, desk: Desk, chosen: str, per_cent: int, size: tuple[int, int]
) -> None:
    theme.wear(theme=chosen, text_size=per_cent)
    desk.window.resize(*size)
    for _round in range(3):
        QApplication.processEvents()
    assert desk.window.size().toTuple() == size
    assert faults(desk.window) == []


def test_the_rail_shows_rooms_and_what_waits(desk: Desk) -> None:
    assert list(_entries(desk)) == ["Today", "Cases", "Reduce, 2 waiting", "Forms", "Settings"]
    desk.window.rail.count("reduce", 0)
    assert "Reduce" in _entries(desk)


def test_rooms_are_gone_to_by_mouse_key_and_command(desk: Desk) -> None:
    window = desk.window
    QTest.mouseClick(_entries(desk)["Cases"], Qt.MouseButton.LeftButton)
    assert window.rooms.room == "cases"
    QTest.keyClick(window, Qt.Key.Key_4, CTRL)
    assert window.rooms.room == "forms"
    assert _entries(desk)["Forms"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.commands, "tod")
    QTest.keyClick(window.commands, Qt.Key.Key_Return)
    assert window.rooms.room == "today"


def test_the_rail_gives_way_to_large_text(theme: Theme, desk: Desk) -> None:
    wide = desk.window.rail.width()
    theme.wear(theme="light", text_size=200)
    QApplication.processEvents()
    entry = _entries(desk)["Cases"]
    assert desk.window.rail.width() < wide
    assert entry.toolTip() == "Cases"
    theme.wear(theme="light", text_size=100)
    QApplication.processEvents()
    assert (desk.window.rail.width(), entry.toolTip()) == (wide, "")


def test_lock_lets_the_screen_keep_what_is_in_hand(desk: Desk, qtbot: QtBot) -> None:
    standing = desk.window.rooms.standing
    assert isinstance(standing, Sample)
    with qtbot.waitSignal(desk.window.lock_wanted):
        QTest.keyClick(desk.window, Qt.Key.Key_L, CTRL)
    assert standing.left == 1


def test_a_screen_that_will_not_be_left_keeps_the_window_open(desk: Desk) -> None:
    standing = desk.window.rooms.standing
    assert isinstance(standing, Sample)
    standing.lets_go = False
    assert not desk.window.close()
    assert not desk.window.go("cases")
    assert _entries(desk)["Today"].isChecked()
    standing.lets_go = True


def test_closing_is_told(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.window.closing):
        assert desk.window.close()


def test_idle_time_locks(desk: Desk, qtbot: QtBot) -> None:
    desk.window.idle.start()
    desk.clock.move(301)
    with qtbot.waitSignal(desk.window.lock_wanted):
        desk.window.idle.look()


def test_the_sheet_lists_every_shortcut(desk: Desk) -> None:
    desk.window.acts.register(
        Action(key="note", words="New session note", run=list, group="Notes", keys="Ctrl+N")
    )
    QTest.keyClick(desk.window, Qt.Key.Key_F1)
    (sheet,) = desk.window.findChildren(ShortcutSheet)
    shown = {cap.text() for cap in sheet.findChildren(KeyCap)}
    assert {act.shown_keys for act in desk.window.acts if act.keys} <= shown
    assert "New session note" in [words.text() for words in sheet.findChildren(Words)]
    assert faults(sheet) == []
    (close,) = sheet.findChildren(Button)
    close.click()


def test_an_action_can_be_withdrawn(desk: Desk) -> None:
    done = list[str]()
    action = Action(key="x", words="X", run=lambda: done.append("x"), group="G", keys="Ctrl+J")
    desk.window.acts.register(action)
    desk.window.acts.register(action)
    QTest.keyClick(desk.window, Qt.Key.Key_J, CTRL)
    desk.window.acts.withdraw("x")
    desk.window.acts.withdraw("x")
    QTest.keyClick(desk.window, Qt.Key.Key_J, CTRL)
    assert done == ["x"]


def test_a_toast_says_something_for_a_while(desk: Desk) -> None:
    desk.window.say("Saved.")
    assert "Saved." in [w.text() for w in desk.window.findChildren(Words) if w.isVisible()]
    desk.window.hide_desk()
    assert "Saved." not in [w.text() for w in desk.window.findChildren(Words) if w.isVisible()]


def test_tab_goes_from_the_top_through_the_rail_to_the_screen(desk: Desk) -> None:
    names = [name_of(each) for each in tab_order(desk.window)]
    order = [
        names.index(name) for name in ("Hide", "Lock", "Today", "Settings", "New note", "Accept")
    ]
    assert order == sorted(order)
