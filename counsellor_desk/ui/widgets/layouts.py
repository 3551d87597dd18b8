"""Layouts that give way instead of clipping: at 200 % text in a small window everything fits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QVBoxLayout,
    QWidget,
)

from counsellor_desk.ui.tokens import GRID, scaled


def column(*, gap: int = GRID, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Things one below the other, ``gap`` pixels apart; margins left, top, right, bottom."""
    layout = QVBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    return layout


def row(*, gap: int = GRID, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Things side by side."""
    layout = QHBoxLayout()
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    return layout


def hairline() -> QFrame:
    """A thin line that only separates."""
    line = QFrame()
    line.setProperty("look", "hairline")
    line.setFixedHeight(1)
    return line


def lift(widget: QWidget) -> None:
    """Give ``widget`` a soft shadow: it lies above the screen for a while."""
    shadow = QGraphicsDropShadowEffect(widget)
    shadow.setBlurRadius(3 * GRID)
    shadow.setOffset(0, GRID // 2)
    shadow.setColor(QColor(0, 0, 0, 56))
    widget.setGraphicsEffect(shadow)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class Flow(QLayout):
    """Things side by side that go on to the next line where the width ends.

    ``align_right`` sets each line against the right edge, as the buttons of a dialog stand.
    """

    def __init__(self, *, gap: int = GRID, align_right: bool = False) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}  # Qt invalidates from here on
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        self._between = min(gap, GRID)
        self._align_right = align_right
        self._items: list[QLayoutItem] = []

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def set_side(self, *, right: bool) -> None:
        """Set each line against the right edge, or the left."""
        self._align_right = right
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Asked over and over while a long page is laid out, of things that did not change."""
        if width not in self._heights:
            lines = self._lines(width)
            between = self._between * max(0, len(lines) - 1)
            self._heights[width] = sum(map(_height, lines)) + between
        return self._heights[width]

    def sizeHint(self) -> QSize:
        items = self._shown()
        wide = sum(item.sizeHint().width() for item in items)
        return QSize(wide + self.spacing() * max(0, len(items) - 1), _height(items))

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(widest, _height(self._shown()))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top() + max(0, rect.height() - self.heightForWidth(rect.width())) // 2
        for line in self._lines(rect.width()):
            self._place(line, QPoint(rect.left(), top), rect.width())
            top += _height(line) + self._between

    def _place(self, line: Sequence[QLayoutItem], at: QPoint, width: int) -> None:
        used = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        left = at.x() + (max(0, width - used) if self._align_right else 0)
        for item in line:
            size = item.sizeHint().boundedTo(QSize(max(1, width), item.sizeHint().height()))
            top = at.y() + (_height(line) - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or used + self.spacing() + wide > width:
                lines.append([])
                used = wide
            else:
                used += self.spacing() + wide
            lines[-1].append(item)
        return lines


def _height(items: Sequence[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)


class Columns(QWidget):
    """Columns side by side that stand one below the other where the width does not do.

    ``shares`` are the columns' parts of the width; ``least`` is the narrowest width of one, in
    pixels at 100 % text.
    """

    def __init__(
        self, shares: Sequence[int] = (1, 1), *, least: int = 320, gap: int = 2 * GRID
    ) -> None:
        super().__init__()
        self._least = least
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        self._columns = [column(gap=gap) for _share in shares]
        for inner, share in zip(self._columns, shares, strict=True):
            self._layout.addLayout(inner, share)

    def add(self, card: QWidget, at: int = 0, *, stretch: int = 0) -> None:
        """Put a card at the end of column ``at``, from 0."""
        self._columns[at].addWidget(card, stretch)

    def fill_up(self) -> None:
        """Keep the cards at the top of their columns."""
        for inner in self._columns:
            inner.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        enough = event.size().width() >= scaled(self._least) * len(self._columns)
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if enough else directions.TopToBottom)
