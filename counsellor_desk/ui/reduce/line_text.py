"""One line of the summary as it is edited: as high as its words, and Enter begins the next one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolTip

from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.tokens import tokens
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.private_text import PrivateText

_Key = QKeySequence.StandardKey
_RETURNS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_WHOLE = QTextDocument.FindFlag.FindWholeWords


@dataclass(frozen=True)
class Marked:
    """Words to look at, and why: ``says`` is shown when the mouse rests on them."""

    words: str
    says: str


class LineText(PrivateText):
    """The editor of a line. Undoing is the whole summary's affair: ``undone`` and ``redone``.

    ``entered``: the cursor came in. ``below``: a line is wanted below. ``emptied``: Backspace in
    an empty line. ``stepped`` 1 or -1: the cursor goes on in the next line or the one before.
    ``menu_wanted`` carries where, on the screen.
    """

    entered = Signal()
    below = Signal()
    emptied = Signal()
    stepped = Signal(int)
    undone = Signal()
    redone = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__("page")
        self._marked: Sequence[Marked] = ()
        self.setProperty("ring", "none")  # its row is lit instead
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._mark)

    def value(self) -> str:
        """The line, in one piece."""
        return super().value().replace("\n", " ")

    def show_text(self, text: str) -> None:
        """Show ``text`` without a word about it; where it stands already, the cursor stays."""
        if text != self.value():
            self.blockSignals(True)
            self.put(text)
            self.value()  # all of a very long line, before anybody is told of changes again
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.blockSignals(False)
            self._mark()

    def mark(self, marked: Sequence[Marked]) -> None:
        """Underline these words wherever they stand."""
        self._marked = marked
        self._mark()

    def select(self, words: str) -> None:
        """Go to these words and mark them."""
        cursor = self.document().find(words)
        if not cursor.isNull():
            self.setTextCursor(cursor)

    def words_at_cursor(self) -> str:
        """The marked words that the cursor stands in, or the word."""
        at = self.textCursor().position()
        for mark, _says in self._marks():
            if mark.cursor.selectionStart() <= at <= mark.cursor.selectionEnd():
                return mark.cursor.selectedText()
        return ""

    def undo(self) -> None:
        self.undone.emit()

    def redo(self) -> None:
        self.redone.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if line := one_line(inner_clipboard.found(source)):
            self.textCursor().insertText(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_Key.Undo):
            self.undo()
        elif event.matches(_Key.Redo):
            self.redo()
        elif event.key() in _RETURNS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.below.emit()
        elif event.key() == Qt.Key.Key_Backspace and self.document().isEmpty():
            self.emptied.emit()
        elif not self._goes_on(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._said_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether the cursor leaves the line upwards or downwards with that key."""
        moves = {
            Qt.Key.Key_Up: (QTextCursor.MoveOperation.Up, -1),
            Qt.Key.Key_Down: (QTextCursor.MoveOperation.Down, 1),
        }
        key = Qt.Key(event.key())
        if key not in moves or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        move, by = moves[key]
        if self.textCursor().movePosition(move):
            return False
        self.stepped.emit(by)
        return True

    def _fit(self, size: QSizeF) -> None:
        self.setFixedHeight(math.ceil(size.height()))

    def _mark(self) -> None:
        self.setExtraSelections([mark for mark, _says in self._marks()])

    def _marks(self) -> Iterator[tuple[QTextEdit.ExtraSelection, str]]:
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        look.setUnderlineColor(QColor(tokens().amber))
        for marked in self._marked:
            cursor = self.document().find(marked.words, 0, _WHOLE)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, look
                yield mark, marked.says
                cursor = self.document().find(marked.words, cursor, _WHOLE)

    def _said_at(self, at: QPoint) -> str:
        position = self.cursorForPosition(at).position()
        for mark, says in self._marks():
            if mark.cursor.selectionStart() <= position < mark.cursor.selectionEnd():
                return says
        return ""
