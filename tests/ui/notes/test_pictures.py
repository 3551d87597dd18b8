"""The note editor and its dialogs in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from tests.desks import NOTE, add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.faults import full_disk, lose_key
from tests.ui.notes.writing import editor, press, write
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.story import put_on_hold


def test_a_blank_page(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-blank") == []


def test_a_note_being_written(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    write(desk_window, NOTE)
    assert in_every_look(desk_window, theme, "note") == []


@pytest.mark.thorough
def test_an_old_note(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, NOTE * 6, hours_ago=80))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-old") == []


@pytest.mark.thorough
def test_a_note_that_is_too_long(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    editor(desk_window).put("too much of it\n" * 150_000)
    desk_window.window.go_back()
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-too-long") == []


def test_choosing_the_case(desk_window: DeskWindow, theme: Theme) -> None:
    for _each in range(4):
        desk_window.do(add_case)
    desk_window.parts.doors.new_note(None)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-case") == []


@pytest.mark.thorough
def test_no_case_to_write_for(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.parts.doors.new_note(None)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-no-case") == []


@pytest.mark.thorough
def test_when_and_how_the_session_was(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    press(desk_window, "Session")
    assert in_every_look(desk_window, theme, "note-session") == []


def test_a_full_disk(desk_window: DeskWindow, theme: Theme) -> None:
    _on_a_full_disk(desk_window)
    assert in_every_look(desk_window, theme, "note-full-disk") == []


@pytest.mark.thorough
def test_leaving_without_saving(desk_window: DeskWindow, theme: Theme) -> None:
    _on_a_full_disk(desk_window)
    with full_disk(desk_window):
        desk_window.window.go_back()
        desk_window.settle()
        assert in_every_look_and_back(desk_window, theme, "note-leaving") == []


@pytest.mark.thorough
def test_a_note_whose_key_is_gone(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: lose_key(desk, note))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-closed") == []


@pytest.mark.thorough
def test_a_session_that_did_not_take_place(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    press(desk_window, "Session")
    asked = desk_window.child(ChoiceInput, "Did it take place?", within=dialog(desk_window))
    asked.put(Attendance.CANCELLED.value)
    press(desk_window, "Use this")
    assert in_every_look(desk_window, theme, "note-missed") == []


def _on_a_full_disk(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    write(desk_window, NOTE)
    with full_disk(desk_window):
        write(desk_window, NOTE * 100)


@pytest.mark.thorough
def test_a_note_on_hold_is_read(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, NOTE))
    desk_window.do(lambda desk: put_on_hold(desk, case))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "note-held") == []
