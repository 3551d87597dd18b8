"""Choices from a list and numbers, drawn like the other inputs.

Qt keeps their behaviour, keys and accessibility; only the painting is ours, since a style sheet
would break the buttons inside them.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QSpinBox,
    QStyledItemDelegate,
    QWidget,
)

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import CONTROL_RADIUS, control_height, scaled, tokens
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.private_list import PrivateList

_INSET = 12
_CHEVRON = 16


def draw_box(painter: QPainter, widget: QWidget) -> None:
    """The ground and edge of an input, in the state that ``widget`` is in."""
    worn = tokens()
    wrong = widget.property("wrong") == "true"
    edge = worn.hairline if not widget.isEnabled() else worn.border
    if widget.underMouse() and widget.isEnabled():
        edge = worn.secondary
    if wrong:
        edge = worn.red
    wide = 2.0 if wrong else 1.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), wide))
    painter.setBrush(QColor(worn.surface if widget.isEnabled() else worn.window))
    inset = wide / 2
    rect = QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(rect, CONTROL_RADIUS - inset, CONTROL_RADIUS - inset)


class ChoiceInput(QComboBox):
    """One out of a list, nothing chosen beforehand. Values are keys."""

    changed = Signal()

    def __init__(
        self,
        choices: Iterable[tuple[str, str]] = (),
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        view = PrivateList(self)
        view.setProperty("look", "menu")
        self.setView(view)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.offer(choices)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these (key, label) pairs; what was chosen stays if it is among them."""
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        for key, label in choices:
            self.addItem(label, key)
        self.put(chosen)
        self.blockSignals(False)

    def value(self) -> str:
        """The key that is chosen, or nothing."""
        return str(self.currentData() or "")

    def put(self, key: str) -> None:
        """Choose ``key``; nothing chooses none."""
        self.setCurrentIndex(self.findData(key) if key else -1)

    def sizeHint(self) -> QSize:
        labels = [self.itemText(index) for index in range(self.count())]
        widest = max(map(self.fontMetrics().horizontalAdvance, [*labels, self.placeholderText()]))
        return QSize(widest + 2 * _INSET + scaled(_CHEVRON) + 2 * _INSET, control_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(96), control_height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must not change an answer on the way

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn = tokens()
        painter = QPainter(self)
        draw_box(painter, self)
        chosen = self.currentIndex() >= 0
        ink = worn.text if chosen else worn.secondary
        painter.setPen(QColor(ink if self.isEnabled() else worn.disabled))
        side = scaled(_CHEVRON)
        room = self.rect().adjusted(_INSET, 0, -(side + 2 * _INSET), 0)
        words = self.currentText() if chosen else self.placeholderText()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        top = (self.height() - side) // 2
        at = QRect(self.width() - _INSET - side, top, side, side)
        draw(painter, "chevron-down", Ink.SECONDARY, at)
        painter.end()


class NumberInput(QSpinBox):
    """A whole number between two bounds, with a unit behind it."""

    changed = Signal()

    def __init__(
        self,
        least: int,
        most: int,
        *,
        unit: str = "",
        step: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setLineEdit(PrivateLine("", self))
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}" if unit else "")
        self.setFrame(False)
        self.lineEdit().setTextMargins(_INSET - 2, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def put(self, number: int) -> None:
        """Show ``number``."""
        self.setValue(number)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._let_through()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.isVisible():
            self._let_through()

    def _let_through(self) -> None:
        """The line must not paint over our edge; each new style sheet takes its palette away."""
        see_through = self.lineEdit().palette()
        see_through.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.lineEdit().setPalette(see_through)

    def sizeHint(self) -> QSize:
        widest = self.fontMetrics().horizontalAdvance(f"{self.maximum()}{self.suffix()}")
        return QSize(widest + 3 * _INSET + scaled(_CHEVRON) + _INSET, control_height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # as above

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        draw_box(painter, self)
        side = scaled(_CHEVRON) - 2
        left = self.width() - side - _INSET + 2
        middle = self.height() // 2
        draw(painter, "chevron-up", Ink.SECONDARY, QRect(left, middle - side, side, side))
        draw(painter, "chevron-down", Ink.SECONDARY, QRect(left, middle, side, side))
        painter.end()
