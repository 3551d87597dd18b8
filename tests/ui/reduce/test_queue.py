"""The room: which notes wait, how old they are, and the way to each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from counsellor_desk.ui.reduce.queue_screen import PORTION, QueueScreen
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.ui.widgets.pill import Pill
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import focused, key, press, screen, shown

CTRL = Qt.KeyboardModifier.ControlModifier


def _pills(desk_window: DeskWindow) -> list[tuple[str, str]]:
    pills = desk_window.screen.findChildren(Pill)
    return [(pill.accessibleName(), pill.property("pill")) for pill in pills if pill.isVisible()]


def test_the_oldest_comes_first_with_its_age_in_a_word_and_a_colour(
    desk_window: DeskWindow,
) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: [add_note(desk, case, hours_ago=x) for x in (3, 80, 30)])
    key(desk_window, Qt.Key.Key_3, CTRL)
    assert isinstance(desk_window.screen, QueueScreen)
    assert _pills(desk_window) == [
        ("3 days, overdue", "red"),
        ("29 hours", "amber"),
        ("2 hours", "neutral"),
    ]


def test_enter_opens_the_oldest(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case, hours_ago=3))
    oldest = desk_window.do(lambda desk: add_note(desk, case, hours_ago=30))
    key(desk_window, Qt.Key.Key_3, CTRL)
    assert isinstance(focused(desk_window), QAbstractButton)
    key(desk_window, Qt.Key.Key_Return)
    assert screen(desk_window).note == oldest


def test_one_that_stands_is_not_put_above_itself(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.go("reduce")
    for _twice in range(2):
        desk_window.parts.doors.reduce(note)
        desk_window.settle()
    desk_window.window.go_back()
    desk_window.settle()
    assert isinstance(desk_window.screen, QueueScreen)


def test_many_notes_come_in_portions(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    for _each in range(PORTION + 3):
        desk_window.do(lambda desk: add_note(desk, case, "Rang."))
    desk_window.go("reduce")
    assert len(_pills(desk_window)) == PORTION
    press(desk_window, "Show 3 more notes")
    assert len(_pills(desk_window)) == PORTION + 3


def test_an_empty_room_teaches_and_leads_on(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    assert "A session note waits here until you have reduced it" in shown(desk_window)
    press(desk_window, "Write a session note")
    assert desk_window.opened[-1] == ("new_note", (None,))


def test_its_keys_are_known_while_it_stands_and_not_after(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    offered = {a.words: a.keys for a in desk_window.window.acts if a.group == "Reducing a note"}
    assert offered["Accept and destroy the note"] == "Ctrl+Return"
    assert len(offered) == 12
    assert all(keys for words, keys in offered.items() if words != "Nothing essential: destroy")
    desk_window.window.go_back()
    desk_window.settle()
    assert not isinstance(desk_window.screen, ReduceScreen)
    assert not [a for a in desk_window.window.acts if a.group == "Reducing a note"]
