"""Writing on the page of a note as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.private_text import PrivateText
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog


def editor(desk_window: DeskWindow) -> PrivateText:
    """The text of the note that is open."""
    return desk_window.child(PrivateText, "Session note")


def write(desk_window: DeskWindow, words: str) -> None:
    """Have an input method commit ``words``, as it does for any script, and have them sealed."""
    commit(editor(desk_window), words)
    seal(desk_window)


def commit(text: PrivateText, words: str) -> None:
    """What an input method does at the end of a word."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(text, event)


def seal(desk_window: DeskWindow) -> None:
    """The pause after which is sealed, without waiting for it."""
    screen = desk_window.screen
    assert isinstance(screen, NoteScreen)
    screen._autosave.seal()
    desk_window.settle()


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button of that name on the screen, or in the dialog above it."""
    button = desk_window.child(Button, name, within=dialog(desk_window))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()
