"""A place to sign: mouse, finger or stylus, with pressure where there is one.

The pad always has one shape (5 to 2), so that strokes, kept in widths of the pad
(``domain.signatures``), look the same after every change of size and on paper. Somebody who
cannot draw on a screen signs on paper: Enter on the pad asks for that, as the button beside it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget

from counsellor_desk.domain.signatures import Point, Stroke
from counsellor_desk.ui.tokens import CARD_RADIUS, GRID, tokens
from counsellor_desk.wording import _

_TALL: Final = 0.4  # height of the pad in widths
_BASE_LINE: Final = 0.3  # where one signs, in widths from the top
_THICK: Final = 0.0075  # of the width, at full pressure
_MOUSE_PRESSURE: Final = 0.5
_CLOSEST: Final = 0.0015  # in widths: nearer points only make the ink rough


class SignaturePad(QWidget):
    """The pad. ``changed`` is sent after every stroke, undo and clearing."""

    changed = Signal()
    instead = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[Point]] = []
        self._drawing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setProperty("ring", CARD_RADIUS)
        self.setAccessibleName(_("Signature pad"))
        self.setAccessibleDescription(
            _("Sign with the mouse, a finger or a pen. Enter: sign on paper instead.")
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        QAccessible.installFactory(_accessible)

    def strokes(self) -> tuple[Stroke, ...]:
        """The ink: ``x`` and ``y`` in widths of the pad, pressure from 0 to 1."""
        return tuple(tuple(stroke) for stroke in self._strokes if len(stroke) > 1)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._changed()

    def clear(self) -> None:
        """Take all ink away."""
        if self._strokes:
            self._strokes.clear()
            self._changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * _TALL)

    def sizeHint(self) -> QSize:
        return QSize(75 * GRID, self.heightForWidth(75 * GRID))

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * GRID, self.heightForWidth(30 * GRID))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position(), _MOUSE_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position(), _MOUSE_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() is QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure())
        elif event.type() is QEvent.Type.TabletMove:
            self._go_on(event.position(), event.pressure())
        else:
            self._end()
        event.accept()  # otherwise Qt sends the same again as a mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.instead.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        pad = self._pad()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, pad)
        painter.translate(pad.topLeft())
        painter.scale(pad.width(), pad.width())
        for stroke in self._strokes:
            _draw_stroke(painter, stroke)
        painter.end()

    def _pad(self) -> QRectF:
        width = min(self.width() - 1.0, (self.height() - 1.0) / _TALL)
        left, top = (self.width() - width) / 2, (self.height() - width * _TALL) / 2
        return QRectF(left, top, width, width * _TALL)

    def _point(self, at: QPointF, pressure: float) -> Point:
        pad = self._pad()
        x = (at.x() - pad.left()) / pad.width()
        y = (at.y() - pad.top()) / pad.width()
        return Point(min(max(x, 0.0), 1.0), min(max(y, 0.0), _TALL), min(max(pressure, 0.0), 1.0))

    def _begin(self, at: QPointF, pressure: float) -> None:
        self._drawing = True
        self._strokes.append([self._point(at, pressure)])

    def _go_on(self, at: QPointF, pressure: float) -> None:
        if not self._drawing:
            return
        point, last = self._point(at, pressure), self._strokes[-1][-1]
        if abs(point.x - last.x) + abs(point.y - last.y) > _CLOSEST:
            self._strokes[-1].append(point)
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self._changed()

    def _changed(self) -> None:
        self.update()
        self.changed.emit()


def _draw_ground(painter: QPainter, pad: QRectF) -> None:
    worn = tokens()
    painter.setPen(QPen(QColor(worn.border), 1))
    painter.setBrush(QColor(worn.surface))
    painter.drawRoundedRect(pad.adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)
    painter.setPen(QPen(QColor(worn.border), 1, Qt.PenStyle.DotLine))
    edge = pad.width() * 0.06
    base = pad.top() + pad.width() * _BASE_LINE
    painter.drawLine(QPointF(pad.left() + edge, base), QPointF(pad.right() - edge, base))


def _draw_stroke(painter: QPainter, stroke: list[Point]) -> None:
    """Ink through the middles between points, curved at the points: as a pen would go."""
    ink = QColor(tokens().text)
    pen = QPen(ink, _THICK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middles = [stroke[0], *(_middle(a, b) for a, b in pairwise(stroke)), stroke[-1]]
    for (start, end), turn in zip(pairwise(middles), stroke, strict=False):
        pen.setWidthF(_THICK * (0.35 + 0.65 * turn.pressure))
        painter.setPen(pen)
        path = QPainterPath(QPointF(start.x, start.y))
        path.quadTo(QPointF(turn.x, turn.y), QPointF(end.x, end.y))
        painter.drawPath(path)


def _middle(a: Point, b: Point) -> Point:
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2, (a.pressure + b.pressure) / 2)


def _accessible(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """A screen reader is told that this is a canvas; by itself Qt would say "filler"."""
    if class_name == "SignaturePad" and isinstance(thing, SignaturePad):
        return QAccessibleWidget(thing, QAccessible.Role.Canvas, thing.accessibleName())
    return None
