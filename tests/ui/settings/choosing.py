"""How tests go through the settings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.field import Field, field_named
from counsellor_desk.ui.widgets.words import Words
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog

SECTIONS: Final = (
    "Look",
    "Locking",
    "Keys and passphrase",
    "Certificate",
    "You and your organisation",
    "Wording of forms",
    "Facts and helplines",
    "Notes",
    "Backups",
    "This store",
    "What was done here",
    "About",
)


def open_section(desk_window: DeskWindow, heading: str) -> None:
    """Go to the settings and to one of their sections."""
    desk_window.go("settings")
    press(desk_window, heading)


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button of that name on the screen, or in the dialog above it."""
    button = desk_window.child(Button, name, within=dialog(desk_window))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()


def field(desk_window: DeskWindow, name: str) -> Field:
    """The visible field of that name on the screen, or in the dialog above it."""
    found = field_named(name, dialog(desk_window) or desk_window.screen)
    assert found is not None
    return found


def write(desk_window: DeskWindow, name: str, words: str) -> None:
    """Write over what stands in that field, by keyboard, and leave it with Enter."""
    entry = field(desk_window, name).entry
    line: QWidget = entry.focusProxy() or entry
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk_window.settle()


def shown(desk_window: DeskWindow) -> str:
    """Everything that is read on the screen, one piece a line."""
    return shown_in(desk_window.screen)


def shown_in(place: QWidget) -> str:
    """The same of a dialog."""
    found = place.findChildren(Words)
    return "\n".join(each.text() for each in found if each.isVisible())
