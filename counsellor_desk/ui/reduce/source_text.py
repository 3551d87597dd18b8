"""The note, to be read: what was left out stands back, the source of a line is lit.

Marks are drawn for what is in sight only, so that a note of a megabyte scrolls like one of a page.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from counsellor_desk.domain.drafts import Span
from counsellor_desk.ui.reduce.passages import Passages
from counsellor_desk.ui.reduce.places import Places
from counsellor_desk.ui.tokens import tokens
from counsellor_desk.ui.widgets.private_text import PrivateText
from counsellor_desk.wording import _

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ANSWERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SourceText(PrivateText):
    """A note that can be read, and pointed at.

    ``pointed`` carries the place that the mouse is over, -1 beside the words; ``pressed`` the
    place that was pressed; ``stepped`` 1 or -1 for the next or last passage; ``answered`` comes
    with Enter.
    """

    pointed = Signal(int)
    pressed = Signal(int)
    stepped = Signal(int)
    answered = Signal()

    def __init__(self) -> None:
        super().__init__("page")
        self._places = Places("")
        self._passages: Passages | None = None
        self._lit: tuple[Span, ...] = ()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._mark)
        self.textChanged.connect(self._mark)

    def show_note(self, text: str) -> None:
        """Show a note from its beginning."""
        self._places = Places(text)
        self.put(text)

    def show_passages(self, passages: Passages) -> None:
        """Let what these leave out stand back."""
        self._passages = passages
        self._mark()

    def light(self, spans: tuple[Span, ...]) -> None:
        """Light these stretches, and bring the first of them into sight."""
        self._lit = spans
        self._mark()

    def bring_into_sight(self, span: Span) -> None:
        """Scroll to that stretch if it is out of sight."""
        first, last = self._in_sight()
        if span.start < first or span.end > last:
            self._put_cursor(span.start)
            self.ensureCursorVisible()

    def go_to(self, offset: int) -> None:
        """Put the cursor there, in sight."""
        self._put_cursor(offset)
        self.ensureCursorVisible()

    @property
    def offset(self) -> int:
        """The place of the cursor in the note."""
        return self._places.stored(self.textCursor().position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        key = Qt.Key(event.key())
        if plain and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif plain and key in _ANSWERS:
            self.answered.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.pointed.emit(self._under(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.pressed.emit(self._under(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.pointed.emit(-1)
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._said_of(self._under(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _said_of(self, offset: int) -> str:
        passage = self._passages.at(offset) if self._passages is not None else None
        if passage is None or passage.left is None:
            return ""
        return _("Left out: {reason}. Press it, then Enter, to bring it back.").format(
            reason=passage.left.reason.label
        )

    def _under(self, at: QPoint) -> int:
        """The place of the character under the mouse, -1 where there is none."""
        position = (
            self.document()
            .documentLayout()
            .hitTest(
                QPointF(at.x(), at.y() + self.verticalScrollBar().value()),
                Qt.HitTestAccuracy.ExactHit,
            )
        )
        return self._places.stored(position) if position >= 0 else -1

    def _in_sight(self) -> tuple[int, int]:
        corner = QPoint(self.viewport().width() - 1, self.viewport().height() - 1)
        first = self.cursorForPosition(QPoint(0, 0)).position()
        last = self.cursorForPosition(corner).position()
        return self._places.stored(first), self._places.stored(last)

    def _mark(self) -> None:
        if self._passages is None:
            return
        sight = Span(*self._in_sight())
        left = self._passages.left_within(sight)
        lit = [span for span in self._lit if span.overlaps(sight)]
        self.setExtraSelections(
            [*self._marks(left, _standing_back()), *self._marks(lit, _lit_up())]
        )

    def _marks(
        self, spans: Iterable[Span], look: QTextCharFormat
    ) -> Iterable[QTextEdit.ExtraSelection]:
        for span in spans:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._shown(span.start))
            cursor.setPosition(self._shown(span.end), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = look
            yield mark

    def _put_cursor(self, offset: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._shown(offset))
        self.setTextCursor(cursor)

    def _shown(self, offset: int) -> int:
        """Where that place stands; of a long note that still flows in, at most the end so far."""
        return min(self._places.shown(offset), self.document().characterCount() - 1)


def _standing_back() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(tokens().disabled))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(QColor(tokens().border))
    return look


def _lit_up() -> QTextCharFormat:
    look, worn = QTextCharFormat(), tokens()
    look.setBackground(QColor(worn.selection))
    look.setForeground(QColor(worn.on_selection))
    look.setFontUnderline(True)
    look.setUnderlineColor(QColor(worn.accent))
    return look
