"""A small bar chart, drawn natively: the ages of notes, for people who would rather look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsellor_desk.ui.tokens import GRID, Type, figures, font, tabular, tokens
from counsellor_desk.ui.widgets.pill import State

_THICK: Final = 10


@dataclass(frozen=True)
class BarOf:
    """A bar: its label, how long it is, what is written at its end, and its state."""

    label: str
    amount: float
    words: str
    state: State = State.NEUTRAL


class BarChart(QWidget):
    """Bars from left to right, one a line, all to the same scale."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: tuple[BarOf, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[BarOf]) -> None:
        """Show these; a screen reader gets them as one description."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.words}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, max(1, len(self._bars)) * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * GRID, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(tabular(font(Type.SMALL)))
        metrics = QFontMetrics(painter.font())
        labels = max(
            (metrics.horizontalAdvance(figures(bar.label)) for bar in self._bars), default=0
        )
        ends = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0)
        room = max(1, self.width() - labels - ends - 3 * GRID)
        most = max((bar.amount for bar in self._bars), default=0.0) or 1.0
        for number, bar in enumerate(self._bars):
            line = QRect(0, number * self._line(), self.width(), self._line())
            self._draw(painter, bar, line, labels, room * bar.amount / most)
        painter.end()

    def _draw(self, painter: QPainter, bar: BarOf, line: QRect, labels: int, long: float) -> None:
        worn = tokens()
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(worn.secondary))
        painter.drawText(line, int(middle), figures(bar.label))
        left = labels + 12
        top = line.top() + (line.height() - _THICK) / 2
        painter.setBrush(QColor(_colour(bar.state)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(left, top, max(4.0, long), _THICK), 4, 4)
        painter.setPen(QColor(worn.text))
        painter.drawText(line.adjusted(int(left + long) + GRID, 0, 0, 0), int(middle), bar.words)

    def _line(self) -> int:
        return QFontMetrics(font(Type.SMALL)).height() + GRID


def _colour(state: State) -> str:
    worn = tokens()
    return {
        State.NEUTRAL: worn.accent,
        State.AMBER: worn.amber,
        State.RED: worn.red,
        State.GREEN: worn.green,
    }[state]
