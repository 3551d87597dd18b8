"""From Ctrl+N to a note that waits: by keyboard alone, by mouse alone, and all between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.ui.notes import headings
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.workflows import cases, reduce, sessions
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.writing import (
    editor,
    key,
    on_a_note,
    only_note,
    press,
    seal,
    shown,
    stored,
    write,
)
from tests.ui.pictures import dialog
from tests.ui.story import put_on_hold

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def _new_note(desk_window: DeskWindow) -> Case:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    return case


def test_by_keyboard_alone(desk_window: DeskWindow) -> None:
    """Ctrl+N, the last characters of a case number, Enter, words, Ctrl+Enter."""
    for _each in range(2):
        desk_window.do(add_case)
    wanted = desk_window.do(cases.everything)[-1]
    key(desk_window, Key.Key_N, CTRL)
    above = dialog(desk_window)
    assert above is not None
    QTest.keyClicks(above.focusWidget(), wanted.number[-3:])
    key(desk_window, Key.Key_Return)
    QTest.keyClicks(editor(desk_window), "Came on time. Slept better.")
    key(desk_window, Key.Key_Return, CTRL)
    note = only_note(desk_window)
    assert stored(desk_window, note) == "Came on time. Slept better."
    assert desk_window.do(reduce.queue)[0].case_number == wanted.number
    assert desk_window.opened[-1] == ("reduce", (note,))


def test_by_mouse_alone(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    desk_window.go("today")
    press(desk_window, "New session note")
    found = desk_window.child(QListView, "Cases", within=dialog(desk_window))
    at = found.visualRect(found.model().index(0, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk_window.settle()
    write(desk_window, "Came on time.")
    press(desk_window, "Done for now")
    assert not on_a_note(desk_window)
    assert stored(desk_window, only_note(desk_window)) == "Came on time."


def test_on_the_page_of_a_case_it_is_for_that_case(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(add_case)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    key(desk_window, Key.Key_N, CTRL)
    assert dialog(desk_window) is None
    assert case.number in shown(desk_window)


def test_up_and_down_choose_among_the_cases(desk_window: DeskWindow) -> None:
    for _each in range(3):
        desk_window.do(add_case)
    first, _second, third = desk_window.do(cases.numbers)
    key(desk_window, Key.Key_N, CTRL)
    key(desk_window, Key.Key_Up)
    key(desk_window, Key.Key_Down)
    key(desk_window, Key.Key_Down)
    key(desk_window, Key.Key_Up)
    key(desk_window, Key.Key_Down)
    key(desk_window, Key.Key_Return)
    assert third.number in shown(desk_window)
    assert first.number not in shown(desk_window)


def test_without_a_case_it_says_where_cases_come_from(desk_window: DeskWindow) -> None:
    key(desk_window, Key.Key_N, CTRL)
    assert "There is no case yet" in shown(desk_window)
    key(desk_window, Key.Key_Return)
    assert desk_window.opened[-1] == ("new_referral", ())


def test_a_page_that_is_left_blank_records_nothing(desk_window: DeskWindow) -> None:
    case = _new_note(desk_window)
    write(desk_window, " \n ")
    key(desk_window, Key.Key_Escape)
    assert not on_a_note(desk_window)
    assert desk_window.do(reduce.queue) == ()
    assert desk_window.do(lambda desk: cases.page(desk, case.id)).sessions == ()


def test_nothing_written_has_nothing_to_reduce(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    press(desk_window, "Reduce now")
    assert on_a_note(desk_window)
    assert not [door for door, _about in desk_window.opened if door == "reduce"]


def test_it_is_gone_on_with_where_it_was_left(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, "First words."))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert editor(desk_window).value() == "First words."
    assert editor(desk_window).hasFocus()
    write(desk_window, " More words.")
    key(desk_window, Key.Key_Escape)
    assert stored(desk_window, note) == "First words. More words."


def test_the_cursor_is_where_it_was_after_another_screen(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, "One two three."))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    cursor = editor(desk_window).textCursor()
    cursor.setPosition(3)
    editor(desk_window).setTextCursor(cursor)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    key(desk_window, Key.Key_Escape)
    assert editor(desk_window).textCursor().position() == 3
    editor(desk_window).undo()
    assert editor(desk_window).value() == "One two three.", "undo does not outlive the page"


@pytest.mark.parametrize(
    ("hours", "told"), [(2, "1 hour"), (25, "24 hours"), (80, "3 days, overdue")]
)
def test_its_age_counts_from_the_sessions_end(
    desk_window: DeskWindow, hours: int, told: str
) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, hours_ago=hours))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert desk_window.child(Pill).text().startswith(told)


def test_it_grows_older_while_it_lies_open(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    desk_window.test_desk.clock.move(timedelta(hours=73))
    screen = desk_window.screen
    assert isinstance(screen, NoteScreen)
    screen._clock_hand.timeout.emit()
    assert "overdue" in desk_window.child(Pill).text()


def test_it_says_when_it_was_saved(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    write(desk_window, "Came on time.")
    assert "Saved 15:00" in shown(desk_window)


def test_the_session_is_put_right_before_and_after_the_first_word(desk_window: DeskWindow) -> None:
    case = _new_note(desk_window)
    _set_day(desk_window, "01/03/2026")
    write(desk_window, "Came on time.")
    assert "yesterday" in shown(desk_window)
    _set_day(desk_window, "27/02/2026")
    (held,) = desk_window.do(lambda desk: cases.page(desk, case.id)).sessions
    assert held.starts.day == 27
    assert stored(desk_window, only_note(desk_window)) == "Came on time."


def test_a_session_to_come_is_refused_and_nothing_changes(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    before = shown(desk_window)
    _set_day(desk_window, "01/01/2027")
    assert dialog(desk_window) is not None
    while dialog(desk_window) is not None:
        key(desk_window, Key.Key_Escape)
    assert shown(desk_window) == before


def test_a_session_that_did_not_take_place_needs_no_note(desk_window: DeskWindow) -> None:
    case = _new_note(desk_window)
    key(desk_window, Key.Key_F2)
    took_place = desk_window.child(ChoiceInput, "Did it take place?", within=dialog(desk_window))
    took_place.put(Attendance.DID_NOT_ATTEND.value)
    press(desk_window, "Use this")
    press(desk_window, "Record without a note")
    (session,) = desk_window.do(lambda desk: cases.page(desk, case.id)).sessions
    assert session.attendance is Attendance.DID_NOT_ATTEND
    assert desk_window.do(reduce.queue) == ()
    assert not on_a_note(desk_window)


@pytest.mark.parametrize("name", headings.HEADINGS)
def test_headings_are_put_in_when_asked_for(desk_window: DeskWindow, name: str) -> None:
    _new_note(desk_window)
    assert editor(desk_window).value() == ""
    _choose(desk_window, headings.listed(name))
    QTest.keyClicks(editor(desk_window), "typed")
    first = headings.HEADINGS[name][0]
    assert editor(desk_window).value().startswith(f"{first}\ntyped\n")


def test_headings_do_not_touch_what_is_written(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    QTest.keyClicks(editor(desk_window), "Came on time.")
    _choose(desk_window, headings.listed("DAP"))
    assert editor(desk_window).value().startswith("Came on time.\n\nData\n")


def test_who_was_present_stands_at_the_top_once(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    QTest.keyClicks(editor(desk_window), "Slept better.")
    _choose(desk_window, "Who was present")
    QTest.keyClicks(editor(desk_window), "both, and the interpreter")
    editor(desk_window).moveCursor(QTextCursor.MoveOperation.End)
    _choose(desk_window, "Who was present")
    seal(desk_window)
    note = only_note(desk_window)
    assert stored(desk_window, note) == "Present: both, and the interpreter\nSlept better."
    drafted = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).working
    assert any("interpreter" in line.text for line in drafted.lines)


def test_each_note_of_a_session_is_a_page_of_its_own(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    first = desk_window.do(lambda desk: add_note(desk, case, "In the room."))
    session = desk_window.do(lambda desk: sessions.open_note(desk, first)).session
    second = desk_window.do(lambda desk: sessions.second_note(desk, session.id)).note.id
    desk_window.parts.doors.open_note(second)
    desk_window.settle()
    write(desk_window, "Rang in the evening.")
    key(desk_window, Key.Key_Escape)
    assert stored(desk_window, first) == "In the room."
    assert stored(desk_window, second) == "Rang in the evening."


def test_a_note_on_hold_is_read_and_added_to_in_a_second_one(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    first = desk_window.do(lambda desk: add_note(desk, case, "In the room."))
    desk_window.do(lambda desk: put_on_hold(desk, case))
    desk_window.parts.doors.open_note(first)
    desk_window.settle()
    QTest.keyClicks(editor(desk_window), "Otherwise.")
    assert editor(desk_window).value() == "In the room."
    assert "This note is on hold, so it is kept as it was" in shown(desk_window)
    names = {each.text() for each in desk_window.screen.findChildren(Button) if each.isVisible()}
    assert names.isdisjoint({"Headings", "Paper"})
    press(desk_window, "Write a second note")
    write(desk_window, "Rang in the evening.")
    write(desk_window, " Twice.")
    (second,) = {line.note.id for line in desk_window.do(reduce.queue)} - {first}
    assert stored(desk_window, second) == "Rang in the evening. Twice."
    key(desk_window, Key.Key_Escape)
    assert editor(desk_window).value() == stored(desk_window, first) == "In the room."


def _choose(desk_window: DeskWindow, words: str) -> None:
    QTest.mouseClick(desk_window.child(Button, "Headings"), Qt.MouseButton.LeftButton)
    menus = (menu for menu in desk_window.screen.findChildren(QMenu) if menu.isVisible())
    menu = next(menus)
    (act,) = (act for act in menu.actions() if act.text() == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(act).center())
    desk_window.settle()


def _set_day(desk_window: DeskWindow, day: str) -> None:
    key(desk_window, Key.Key_F2)
    line = desk_window.child(DateInput, "Day", within=dialog(desk_window))
    line.selectAll()
    QTest.keyClicks(line, day)
    use = desk_window.child(Button, "Use this", within=dialog(desk_window))
    with desk_window.qtbot.waitSignal(use.clicked):
        key(desk_window, Key.Key_Return, CTRL)
    desk_window.settle()
