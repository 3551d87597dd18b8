"""The rail: the rooms of the desk, icon and word. Settings stand at its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import GRID, Type, font, scaled, tokens
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.wording import _

_ICON: Final = 20
_WIDE: Final = 208
_NARROW: Final = 64
_NARROW_BELOW: Final = 900  # px of window at 100 % text
_AIR: Final = 10
_WRAPPED: Final = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
)


class RailEntry(QAbstractButton):
    """A room in the rail; a badge counts what waits in it."""

    def __init__(self, icon_name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._words = words
        self._count = 0
        self._narrow = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    def count(self, waiting: int) -> None:
        """Show how many wait; 0 shows no badge."""
        self._count = waiting
        self._name()
        self.update()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a setter of one truth
        """Show the icon alone, with the words in the tooltip."""
        self._narrow = narrow
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = scaled(_NARROW if self._narrow else _WIDE) - 3 * GRID
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._narrow:
            return scaled(_ICON) + 2 * _AIR
        room = QRect(0, 0, self._room(width), 100_000)
        words = QFontMetrics(self._type()).boundingRect(room, _WRAPPED, self._words)
        return max(words.height(), scaled(_ICON)) + 2 * _AIR

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ground := self._ground():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), GRID, GRID)
        side = scaled(_ICON)
        left = (self.width() - side) // 2 if self._narrow else 12
        ink = Ink.ON_SELECTION if self.isChecked() else Ink.SECONDARY
        draw(painter, self._icon_name, ink, QRect(left, (self.height() - side) // 2, side, side))
        if not self._narrow:
            painter.setFont(self._type())
            painter.setPen(QColor(worn.on_selection if self.isChecked() else worn.secondary))
            room = QRect(12 + side + 12, 0, self._room(self.width()), self.height())
            painter.drawText(room, _WRAPPED, self._words)
        if self._count:
            self._draw_badge(painter)
        painter.end()

    def _ground(self) -> str:
        worn = tokens()
        if self.isChecked():
            return worn.selection
        if self.isDown():
            return worn.pressed
        return worn.hover if self.underMouse() else ""

    def _draw_badge(self, painter: QPainter) -> None:
        worn = tokens()
        painter.setFont(font(Type.SMALL, QFont.Weight.DemiBold))
        metrics = QFontMetrics(painter.font())
        words = str(self._count)
        high = metrics.height() + 6
        wide = max(high, metrics.horizontalAdvance(words) + 14)
        top = 2 if self._narrow else (self.height() - high) // 2
        at = QRectF(self.width() - wide - (0 if self._narrow else 12), top, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.amber_ground))
        painter.drawRoundedRect(at, high / 2, high / 2)
        painter.setPen(QColor(worn.amber))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), words)

    def _room(self, width: int) -> int:
        badge = scaled(36) if self._count else 0
        return max(1, width - scaled(_ICON) - 36 - badge)

    def _type(self) -> QFont:
        return font(Type.BODY, QFont.Weight.Medium)

    def _name(self) -> None:
        waiting = _("{room}, {count} waiting").format(room=self._words, count=self._count)
        self.setAccessibleName(waiting if self._count else self._words)
        self.setToolTip(self._words if self._narrow else "")


class Rail(QWidget):
    """The entries. ``chosen`` carries the key of the room that was pressed."""

    chosen = Signal(str)

    def __init__(self, title: QWidget) -> None:
        super().__init__()
        self._entries: dict[str, RailEntry] = {}
        self._narrow = False
        self._group = QButtonGroup(self)
        self._title = title
        self._rooms: QVBoxLayout = column(gap=2)
        self._foot: QVBoxLayout = column(gap=2)
        inner = QWidget()
        inside = column(gap=0)
        inside.addLayout(self._rooms)
        inside.addStretch(1)
        inside.addLayout(self._foot)
        inner.setLayout(inside)
        layout = column(gap=2 * GRID, margins=(12, 20, 12, 12))
        top = row(margins=(12, 0, 0, 0))
        top.addWidget(title)
        layout.addLayout(top)
        layout.addWidget(Scrolled(inner), 1)
        self.setLayout(layout)
        self.fit()

    def add(self, key: str, icon_name: str, words: str, *, at_foot: bool = False) -> None:
        """Add the entry of a room."""
        entry = RailEntry(icon_name, words)
        entry.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(entry)
        self._entries[key] = entry
        entry.set_narrow(self._narrow)
        (self._foot if at_foot else self._rooms).addWidget(entry)

    def mark(self, key: str) -> None:
        """Show which room is stood in."""
        self._entries[key].setChecked(True)

    def count(self, key: str, waiting: int) -> None:
        """Show how many wait in a room."""
        self._entries[key].count(waiting)

    def fit(self) -> None:
        """Icons alone where the window is narrow for its text, else icons and words."""
        self._narrow = self.window().width() < scaled(_NARROW_BELOW)
        self._title.setVisible(not self._narrow)
        for entry in self._entries.values():
            entry.set_narrow(self._narrow)
        self.setFixedWidth(scaled(_NARROW if self._narrow else _WIDE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()
