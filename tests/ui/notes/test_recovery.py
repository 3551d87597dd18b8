"""The program dies while a note is being written; unlocking leads back to it, as it was sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.open_desk import OpenDesk
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.private_text import PrivateText
from counsellor_desk.ui.widgets.toast import Toast
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import reduce, sessions
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case
from tests.ui.desk_window import DeskWindow, settle
from tests.ui.notes.writing import commit, editor, key, only_note, write
from tests.ui.opened_desk import opened_desk


@pytest.fixture
def after_a_crash(desk_window: DeskWindow, tmp_path: Path) -> TestDesk:
    """The disk as it is when the power goes: a note at 15:05, and words since that were typed."""
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    desk_window.test_desk.clock.move(timedelta(minutes=5))
    write(desk_window, "Came on time. ")
    commit(editor(desk_window), "Not sealed yet.")
    return desk_window.test_desk.copied_to(tmp_path / "after the crash")


@pytest.fixture
def opened_again(
    after_a_crash: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> Iterator[OpenDesk]:
    """The desk of afterwards, unlocked."""
    with opened_desk(after_a_crash, qtbot, theme, tmp_path / "settings") as desk:
        yield desk


def test_unlocking_leads_back_to_the_note_and_says_as_of_when(opened_again: OpenDesk) -> None:
    assert isinstance(opened_again.window.rooms.standing, NoteScreen)
    (text,) = opened_again.window.findChildren(PrivateText, "")
    assert text.value() == "Came on time. "
    (toast,) = opened_again.window.findChildren(Toast)
    assert toast.isVisible()
    said = [words.text() for words in toast.findChildren(Words)]
    assert said == ["Your note is as it was at 15:05."]


def test_it_is_gone_on_with_at_once(opened_again: OpenDesk, qtbot: QtBot) -> None:
    standing = opened_again.window.rooms.standing
    assert isinstance(standing, NoteScreen)
    commit(standing._text, "And on.")
    assert opened_again.window.go_back()
    settle(qtbot, opened_again.parts.background)
    assert opened_again.window.rooms.room == "today"
    texts: list[str] = []
    opened_again.parts.background.ask(
        lambda _progress: _only_text(opened_again.parts.desk), texts.append, asker=opened_again
    )
    settle(qtbot, opened_again.parts.background)
    assert texts == ["Came on time. And on."]


def test_a_note_that_was_left_is_not_come_back_to(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    write(desk_window, "Came on time.")
    key(desk_window, Qt.Key.Key_Escape)
    only_note(desk_window)
    copy = desk_window.test_desk.copied_to(desk_window.test_desk.home.parent / "copy")
    assert copy.unlock().resume_at is None
    copy.close()


def _only_text(desk: Desk) -> str:
    (line,) = reduce.queue(desk)
    return sessions.open_note(desk, line.note.id).text
