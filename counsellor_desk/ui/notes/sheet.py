"""The sheet that a note is written on: one column of text on a quiet card, and nothing else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QScrollArea, QWidget

from counsellor_desk.ui.tokens import GRID, measure, scaled
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.private_text import PrivateText
from counsellor_desk.wording import _

_MARGIN: Final = 5 * GRID
_NARROW: Final = 600  # px of card at 100 % text
_LEAST: Final = 120  # px of height at 100 % text


class Sheet(QWidget):
    """The sheet with its editor, ``text``."""

    def __init__(self) -> None:
        super().__init__()
        self.text = _Text("page")
        self.text.setAccessibleName(_("Session note"))
        self.text.setPlaceholderText(
            _("Who was present, what was said and done, what was agreed, what is next.")
        )
        self._card = _Paper(self.text)
        layout = row(gap=0)
        layout.addStretch(1)
        layout.addWidget(self._card, 1000)
        layout.addStretch(1)
        self.setLayout(layout)
        self._fit()

    def insert(self, words: str) -> None:
        """Put ``words`` below what stands there, and the cursor behind their first line."""
        text = self.text
        text.moveCursor(QTextCursor.MoveOperation.End)
        before = "\n\n" if text.value().strip() else ""
        at = text.textCursor().position() + len(before) + len(words.split("\n", 1)[0]) + 1
        text.textCursor().insertText(before + words)
        cursor = text.textCursor()
        cursor.setPosition(at)
        text.setTextCursor(cursor)
        text.setFocus()

    def begin_with(self, words: str) -> None:
        """Put a line that begins with ``words`` at the top, where there is none; write on in it."""
        text = self.text
        if not text.value().startswith(words.strip()):
            text.moveCursor(QTextCursor.MoveOperation.Start)
            text.textCursor().insertText(words + ("\n" if text.value() else ""))
        text.moveCursor(QTextCursor.MoveOperation.Start)
        text.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
        text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._card.setMaximumWidth(measure() * 5 // 4 + 2 * _MARGIN)


class _Text(PrivateText):
    """It takes all the height that there is, and some lines of it even where there is none.

    Where the page has to scroll for that, the line that is written on is scrolled to.
    """

    def __init__(self, look: str) -> None:
        super().__init__(look)
        self.cursorPositionChanged.connect(self._scroll_page)

    def _scroll_page(self) -> None:
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        page = around.widget() if around is not None else None
        if around is not None and page is not None and self.hasFocus():
            at = self.viewport().mapTo(page, self.cursorRect().center())
            around.ensureVisible(at.x(), at.y(), 0, scaled(_LEAST) // 3)

    def sizeHint(self) -> QSize:
        return QSize(measure(), scaled(_LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, scaled(_LEAST))


class _Paper(Card):
    """A press anywhere on the card goes on writing."""

    def __init__(self, text: PrivateText) -> None:
        super().__init__()
        self._text = text
        self.add(text, 1)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._text.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < scaled(_NARROW)
        side, top = (2 * GRID, GRID) if narrow else (_MARGIN, 4 * GRID)
        self.body.setContentsMargins(side, top, 2 * GRID, top)
