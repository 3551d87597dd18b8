"""The editor for session notes and summaries: plain text that stays inside the program.

No rich text, no spelling dictionary, no prediction by the input method, and copying, cutting and
dragging within the program only (``inner_clipboard``). Undo lives in memory and goes when told.
It is a ``QTextEdit`` because a ``QPlainTextEdit`` cannot set its lines apart.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from counsellor_desk.domain.text import clean
from counsellor_desk.ui.tokens import LINE_HEIGHT
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.editing_menu import editing_menu

LONGEST_PARAGRAPH: Final = 10_000
"""Characters. Qt lays out a paragraph as a whole at every key: 1 MB took 0.3 s a key in one
paragraph of words and 50 s without a space, but 10 ms in paragraphs of this length."""

_AT_ONCE: Final = 16_384
"""Characters of a paste that are laid out in one go; more flow in while the window stays alive."""


_NOT_YET: Final = -1


class PrivateText(QTextEdit):
    """A plain text editor. ``changed`` is sent after every change of the text.

    ``look``: ``field`` with an edge, ``page`` without one. Tab moves to the next control.
    """

    changed = Signal()

    def __init__(self, look: str = "field", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coming = ""
        self._place = QTextCursor()
        self._flowed_to = _NOT_YET
        self._taking = False
        self._flow = QTimer(self)
        self._flow.timeout.connect(self._take_some)
        self.setProperty("look", look)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhMultiLine
        )
        if look == "page":
            self.document().setDocumentMargin(1)  # room for the cursor; the page has its own air
        self.put("")
        self.textChanged.connect(self.changed)
        QGuiApplication.clipboard().selectionChanged.connect(inner_clipboard.take_back_selection)

    def value(self) -> str:
        """The whole text; lone surrogates and NUL are replaced."""
        self._take_all()
        return clean(self.toPlainText()).text

    def put(self, text: str) -> None:
        """Show ``text``; what stood there cannot be brought back by undo."""
        self._coming = ""
        self.setUndoRedoEnabled(False)  # until all of it has flowed in
        self.clear()
        self._set_lines_apart()
        self._insert(clean(text).text)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def forget(self) -> None:
        """Clear the text and forget all undo steps."""
        self.put("")

    def keep(self) -> None:
        """Copy the marked words, for this program only."""
        self.copy()

    def take_out(self) -> None:
        """Cut the marked words."""
        self.cut()

    def put_in(self) -> None:
        """Paste as plain text."""
        self.paste()

    def createMimeDataFromSelection(self) -> QMimeData:
        return inner_clipboard.held(self.textCursor().selection().toPlainText())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(inner_clipboard.TYPE) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.isReadOnly():
            self._insert(inner_clipboard.found(source))
            self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        marked = self.textCursor().hasSelection()
        editing_menu(self, marked=marked).popup(event.globalPos())

    def _set_lines_apart(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self.textCursor().setBlockFormat(spaced)

    def _insert(self, text: str) -> None:
        self._take_all()
        self._place = self.textCursor()
        self._coming = in_paragraphs(text)
        self._flowed_to = _NOT_YET
        self._take_some()
        if self._coming:
            self._flow.start(0)

    def _take_some(self) -> None:
        asked_meanwhile = self._taking  # by who heard of the last piece, and wants the whole
        most = len(self._coming) if asked_meanwhile else _AT_ONCE
        some, self._coming = self._coming[:most], self._coming[most:]
        if asked_meanwhile or self.document().revision() == self._flowed_to:
            self._place.joinPreviousEditBlock()  # one paste is one step of undo
        else:
            self._place.beginEditBlock()
        self._place.insertText(some)
        self._taking = True
        self._place.endEditBlock()
        self._taking = asked_meanwhile
        self._flowed_to = self.document().revision()
        if not self._coming:
            self._flow.stop()
            self.setUndoRedoEnabled(True)

    def _take_all(self) -> None:
        while self._coming:
            self._take_some()


def in_paragraphs(text: str) -> str:
    """The text with every paragraph over ``LONGEST_PARAGRAPH`` broken, at a space if it has one.

    The space becomes the line end, so that offsets into the text stay right.
    """
    lines = text.split("\n")
    if max(map(len, lines)) <= LONGEST_PARAGRAPH:
        return text
    return "\n".join(part for line in lines for part in _parts(line))


def _parts(line: str) -> list[str]:
    parts = []
    while len(line) > LONGEST_PARAGRAPH:
        space = line.rfind(" ", 1, LONGEST_PARAGRAPH)
        parts.append(line[: space if space > 0 else LONGEST_PARAGRAPH])
        line = line[space + 1 if space > 0 else LONGEST_PARAGRAPH :]
    return [*parts, line]
