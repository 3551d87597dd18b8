"""Reducing a note as a person does: by mouse and by keyboard."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.ui.reduce.line_text import LineText
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.ui.reduce.reduce_view import ReduceView
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words
from tests.desks import NOTE, add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog

T = TypeVar("T", bound=QWidget)


def opened(
    desk_window: DeskWindow, text: str = NOTE, *, hours_ago: float = 26
) -> tuple[Case, NoteId]:
    """A case with that note, and the note on the Reduce screen."""
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, text, hours_ago=hours_ago))
    reduce_it(desk_window, note)
    return case, note


def reduce_it(desk_window: DeskWindow, note: NoteId) -> None:
    """Go through the door to that note."""
    desk_window.parts.doors.reduce(note)
    desk_window.settle()


def screen(desk_window: DeskWindow) -> ReduceScreen:
    """The Reduce screen that stands."""
    standing = desk_window.screen
    assert isinstance(standing, ReduceScreen)
    return standing


def work(desk_window: DeskWindow) -> Work:
    """The reduction in hand."""
    found = screen(desk_window).work
    assert found is not None
    return found


def view(desk_window: DeskWindow) -> ReduceView:
    """What is shown of it."""
    found = screen(desk_window).view
    assert found is not None
    return found


def say_who(desk_window: DeskWindow, others: OthersInvolved = OthersInvolved.NO_ONE_ELSE) -> None:
    """Choose who else was there, with the mouse."""
    click(desk_window, desk_window.child(QAbstractButton, others.label))


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button of that name on the screen, or in the dialog above it."""
    click(desk_window, desk_window.child(QAbstractButton, name, within=dialog(desk_window)))


def click(desk_window: DeskWindow, widget: QWidget, at: QPoint | None = None) -> None:
    """Press and release the left button there, and wait for what comes of it."""
    _activate(desk_window)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
    desk_window.settle()


def key(
    desk_window: DeskWindow,
    which: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(desk_window), which, held)
    desk_window.settle()


def typed(desk_window: DeskWindow, words: str) -> None:
    """Type these words where the focus is."""
    QTest.keyClicks(focused(desk_window), words)
    desk_window.settle()


def number_typed(desk_window: DeskWindow, number: str) -> None:
    """Type a case number into the dialog that asks for it."""
    above = dialog(desk_window)
    assert above is not None
    desk_window.child(LineInput, within=above).put(number)
    desk_window.settle()


def row(desk_window: DeskWindow, words: str) -> LineText:
    """The line of the summary that holds these words."""
    rows = view(desk_window).draft.findChildren(LineText)
    return next(each for each in rows if each.isVisible() and words in each.value())


def shown(desk_window: DeskWindow) -> str:
    """All words that stand on the screen, or in the dialog above it."""
    place = dialog(desk_window) or desk_window.screen
    words = (each.text() for each in place.findChildren(Words) if each.isVisible())
    return " | ".join(words)


def focused(desk_window: DeskWindow) -> QWidget:
    """Where keys go: a menu, the dialog that is open, or the window."""
    window = _activate(desk_window)
    if (popup := QApplication.activePopupWidget()) is not None:
        return popup
    focused: QWidget | None = window.focusWidget()  # none where nothing has the focus
    return focused if focused is not None else window


def _activate(desk_window: DeskWindow) -> QWidget:
    window = dialog(desk_window) or desk_window.window
    window.activateWindow()
    desk_window.qtbot.waitUntil(window.isActiveWindow)
    return window
