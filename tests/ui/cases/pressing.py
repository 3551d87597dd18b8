"""Pressing, typing and choosing on the screens of cases as a person does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counsellor_desk.ui.cases.lines import LineList
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.words import Words
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button of that name on the screen, or in the dialog above it."""
    button = desk_window.child(Button, name, within=dialog(desk_window))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()


def above(desk_window: DeskWindow) -> QDialog:
    """The dialog that is open."""
    found = dialog(desk_window)
    assert found is not None
    return found


def commit(entry: QWidget, words: str) -> None:
    """What an input method does at the end of a word, in any script."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(entry, event)


def fill(within: QWidget, field: str, words: str) -> None:
    """Have ``words`` stand in the line or text of that field."""
    commit(named(within, field).entry, words)


def named(within: QWidget, field: str) -> Field:
    """The visible field of that name."""
    found = [each for each in within.findChildren(Field) if each.name == field]
    shown = [each for each in found if each.isVisible()]
    assert shown, f"no field {field}"
    return shown[0]


def read(within: QWidget) -> str:
    """Everything that is read there, one piece a line."""
    return "\n".join(each.text() for each in within.findChildren(Words) if each.isVisible())


def titles() -> set[str]:
    """The titles of every window there is."""
    return {window.windowTitle() for window in QApplication.topLevelWidgets()}


def rows(desk_window: DeskWindow) -> list[str]:
    """What the timeline says, row by row."""
    model = desk_window.child(LineList, "Timeline").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def open_row(desk_window: DeskWindow, row: int) -> None:
    """Choose that row of the timeline and press Enter."""
    lines = desk_window.child(LineList, "Timeline")
    lines.setFocus()
    lines.setCurrentIndex(lines.model().index(row, 0))
    QTest.keyClick(lines, Qt.Key.Key_Return)
    desk_window.settle()
