"""Ticks and options whose words wrap, and lists of them. Nothing is ticked beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import scaled, tokens
from counsellor_desk.ui.widgets.layouts import Flow, column

if TYPE_CHECKING:
    _Mixed = QAbstractButton
else:
    _Mixed = object

_MARK: Final = 20
_GAP: Final = 12
_AIR: Final = 6
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class _Wrapping(_Mixed):
    """What ticks and options share: the whole line can be pressed, and its words wrap."""

    def prepare(self, words: str) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - scaled(_MARK) - _GAP), 100_000)
        words = self.fontMetrics().boundingRect(room, _WRAPPED, self.accessibleName())
        return max(words.height(), scaled(_MARK)) + 2 * _AIR

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.accessibleName())
        width = words + scaled(_MARK) + _GAP + 4
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_MARK) + _GAP + scaled(80), scaled(_MARK) + 2 * _AIR)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        side = scaled(_MARK)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, ground = self.colours()
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(ground)
        self.draw_mark(painter, QRect(0, _AIR, side, side))
        worn = tokens()
        painter.setPen(QColor(worn.text if self.isEnabled() else worn.disabled))
        top = _AIR + max(0, (side - self.fontMetrics().height()) // 2)
        room = QRect(side + _GAP, top, self.width() - side - _GAP, self.height())
        painter.drawText(room, _WRAPPED, self.accessibleName())
        painter.end()

    def colours(self) -> tuple[QColor, QColor]:
        worn = tokens()
        if not self.isEnabled():
            return QColor(worn.disabled), QColor(worn.window)
        if self.isChecked():
            return QColor(worn.accent), QColor(worn.accent)
        edge = worn.red if self.property("wrong") == "true" else worn.border
        return QColor(edge), QColor(worn.hover if self.underMouse() else worn.surface)

    def draw_mark(self, painter: QPainter, at: QRect) -> None:
        raise NotImplementedError


class Tick(_Wrapping, QCheckBox):
    """A yes or no that stands by itself."""

    changed = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prepare(words)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def put(self, ticked: bool) -> None:  # noqa: FBT001 - the answer itself, not an option
        """Tick it or take the tick away."""
        self.setChecked(ticked)

    def draw_mark(self, painter: QPainter, at: QRect) -> None:
        painter.drawRoundedRect(QRectF(at).adjusted(1, 1, -1, -1), 5, 5)
        if self.isChecked():
            inner = at.adjusted(3, 3, -3, -3)
            draw(painter, "check", Ink.ON_ACCENT if self.isEnabled() else Ink.SECONDARY, inner)


class Option(_Wrapping, QRadioButton):
    """One of several of which one is chosen. Up and Down go to the next one, side by side too."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prepare(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        group: QButtonGroup | None = self.group()
        beside = [b for b in group.buttons() if b.y() == self.y()] if group is not None else []
        if not by or len(beside) < 2:
            super().keyPressEvent(event)
            return
        target = beside[(beside.index(self) + by) % len(beside)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if self.isChecked():
            target.click()

    def draw_mark(self, painter: QPainter, at: QRect) -> None:
        painter.drawEllipse(QRectF(at).adjusted(1, 1, -1, -1))
        if self.isChecked():
            worn = tokens()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.on_accent if self.isEnabled() else worn.disabled))
            dot = at.width() * 0.3
            painter.drawEllipse(QRectF(at).adjusted(dot, dot, -dot, -dot))


class TickList(QWidget):
    """Any number out of several. Values are the ticked keys, in the order in which they stand."""

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        layout = column(gap=0)
        self.setLayout(layout)
        self._ticks: dict[str, Tick] = {}
        for key, label in choices:
            tick = Tick(label)
            tick.changed.connect(self.changed)
            layout.addWidget(tick)
            self._ticks[key] = tick
        if self._ticks:
            self.setFocusProxy(next(iter(self._ticks.values())))

    def value(self) -> tuple[str, ...]:
        """The ticked keys."""
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def put(self, keys: Iterable[str]) -> None:
        """Tick these and no others."""
        ticked = set(keys)
        for key, tick in self._ticks.items():
            tick.setChecked(key in ticked)


class OptionList(QWidget):
    """One out of a few that should all be seen. The value is the chosen key, or nothing.

    ``beside``: they stand side by side where the width does.
    """

    changed = Signal()

    def __init__(self, choices: Iterable[tuple[str, str]], *, beside: bool = False) -> None:
        super().__init__()
        layout = Flow(gap=2 * _GAP) if beside else column(gap=0)
        self.setLayout(layout)
        self._group = QButtonGroup(self)
        self._options: dict[str, Option] = {}
        for key, label in choices:
            option = Option(label)
            layout.addWidget(option)
            self._group.addButton(option)
            self._options[key] = option
        self._group.buttonToggled.connect(self._toggled)
        if self._options:
            self.setFocusProxy(next(iter(self._options.values())))

    def value(self) -> str:
        """The chosen key."""
        return next((key for key, each in self._options.items() if each.isChecked()), "")

    def put(self, key: str) -> None:
        """Choose ``key``; nothing chooses none."""
        self._group.setExclusive(False)
        for own, option in self._options.items():
            option.setChecked(own == key)
        self._group.setExclusive(True)

    def _toggled(self, button: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        del button
        if on:
            self.changed.emit()
