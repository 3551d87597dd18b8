"""Writing on the page of a note as a person does."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.private_text import PrivateText
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import reduce, sessions
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


def paste(desk_window: DeskWindow, data: QMimeData) -> None:
    """Ctrl+V with ``data`` on the system's clipboard, and what flows in flown in."""
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(editor(desk_window), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    seal(desk_window)


def key(
    desk_window: DeskWindow,
    which: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the focus is, in the dialog above the window or in the window itself."""
    window = dialog(desk_window) or desk_window.window
    window.activateWindow()
    desk_window.qtbot.waitUntil(window.isActiveWindow)
    target: QWidget | None = window.focusWidget()  # none where nothing has the focus
    QTest.keyClick(target if target is not None else window, which, held)
    desk_window.settle()


def shown(desk_window: DeskWindow) -> str:
    """All words that stand on the screen, or in the dialog above it."""
    place = dialog(desk_window) or desk_window.screen
    return " | ".join(words.text() for words in place.findChildren(Words) if words.isVisible())


def stored(desk_window: DeskWindow, note: NoteId) -> str:
    """The text of the note as the store has it."""
    return desk_window.do(lambda desk: sessions.open_note(desk, note)).text


def only_note(desk_window: DeskWindow) -> NoteId:
    """The one note that waits."""
    (line,) = desk_window.do(reduce.queue)
    return line.note.id


def on_a_note(desk_window: DeskWindow) -> bool:
    """Whether the screen that stands is the page of a note."""
    return isinstance(desk_window.screen, NoteScreen)


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button of that name on the screen, or in the dialog above it."""
    button = desk_window.child(Button, name, within=dialog(desk_window))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()
