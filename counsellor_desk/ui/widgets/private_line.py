"""A line of text whose content never reaches the system's clipboard or X11's primary selection.

``QLineEdit`` has no virtual door for copying, so each of its ways out is shut by itself: the keys
(also X11's "delete to the end of the line", which copies first), the menu, the mouse release that
fills the primary selection, and dragging.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counsellor_desk.domain.text import clean, one_line
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.editing_menu import editing_menu

_Key = QKeySequence.StandardKey
_KILLS: Final = (_Key.DeleteEndOfLine, _Key.DeleteCompleteLine)


class PrivateLine(QLineEdit):
    """A one-line editor. ``look``: ``field`` with an edge, nothing for one within another."""

    changed = Signal()

    def __init__(self, look: str = "field", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", look)
        self.setDragEnabled(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.textChanged.connect(self.changed)

    def words(self) -> str:
        """What stands in it, with what no store can hold replaced."""
        return clean(self.text()).text

    def keep(self) -> None:
        """Copy the marked words, for this program only; nothing from a hidden line."""
        if self.echoMode() is QLineEdit.EchoMode.Normal:
            inner_clipboard.copy(self.selectedText())

    def take_out(self) -> None:
        """Cut the marked words."""
        if self.echoMode() is QLineEdit.EchoMode.Normal and not self.isReadOnly():
            self.keep()
            self.insert("")

    def put_in(self) -> None:
        """Paste, as one line."""
        if not self.isReadOnly() and (line := one_line(inner_clipboard.pasted())):
            self.insert(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ours = {_Key.Copy: self.keep, _Key.Cut: self.take_out, _Key.Paste: self.put_in}
        for key, act in ours.items():
            if event.matches(key):
                act()
                event.accept()
                return
        if not any(event.matches(kill) for kill in _KILLS):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            event.accept()
        elif not self.hasSelectedText():
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        marked = self.hasSelectedText() and self.echoMode() is QLineEdit.EchoMode.Normal
        editing_menu(self, marked=marked).popup(event.globalPos())
