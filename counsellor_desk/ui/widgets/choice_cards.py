"""Answers as big cards of one size: for questions that somebody reads with care."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import CARD_RADIUS, GRID, Type, font, scaled, tokens

_INSET: Final = 20
_MARK: Final = 22
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class ChoiceCard(QRadioButton):
    """One answer. Chosen, it has a strong edge and a tick: never the colour alone."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setProperty("ring", CARD_RADIUS)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, self._words_width(width), 100_000)
        words = QFontMetrics(self._type()).boundingRect(room, _WRAPPED, self.accessibleName())
        return words.height() + 2 * _INSET

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._type()).horizontalAdvance(self.accessibleName())
        width = words + 3 * _INSET + scaled(_MARK)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(160), self.heightForWidth(scaled(160)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.isChecked() else 1.0
        painter.setPen(QPen(self._edge(), wide))
        over = self.underMouse() and self.isEnabled() and not self.isChecked()
        painter.setBrush(QColor(worn.hover if over else worn.surface))
        inset = wide / 2
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, CARD_RADIUS, CARD_RADIUS)
        self._draw_words(painter)
        painter.end()

    def _edge(self) -> QColor:
        worn = tokens()
        if not self.isEnabled():
            return QColor(worn.hairline)
        if self.isChecked():
            return QColor(worn.accent)
        return QColor(worn.red if self.property("wrong") == "true" else worn.border)

    def _draw_words(self, painter: QPainter) -> None:
        worn = tokens()
        painter.setFont(self._type())
        painter.setPen(QColor(worn.text if self.isEnabled() else worn.disabled))
        room = QRect(_INSET, 0, self._words_width(self.width()), self.height())
        painter.drawText(room, _WRAPPED | int(Qt.AlignmentFlag.AlignVCenter), self.accessibleName())
        if self.isChecked():
            side = scaled(_MARK)
            left, top = self.width() - _INSET - side, (self.height() - side) // 2
            draw(painter, "circle-check", Ink.ACCENT, QRect(left, top, side, side))

    def _words_width(self, width: int) -> int:
        return max(1, width - 3 * _INSET - scaled(_MARK))

    def _type(self) -> QFont:
        return font(Type.LARGE, QFont.Weight.Medium)


class ChoiceCards(QWidget):
    """Answers of which one is chosen, nothing beforehand. All cards have the same size."""

    changed = Signal()

    def __init__(
        self, choices: Iterable[tuple[str, str]], *, columns: int = 2, least: int = 220
    ) -> None:
        """``columns`` at most; fewer where a card would get narrower than ``least`` pixels."""
        super().__init__()
        self._most, self._least, self._columns = columns, least, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)
        self._group = QButtonGroup(self)
        self._cards = {key: ChoiceCard(label, self) for key, label in choices}
        for card in self._cards.values():
            self._group.addButton(card)
        self._group.buttonToggled.connect(self._toggled)
        self._arrange(columns)
        if self._cards:
            self.setFocusProxy(next(iter(self._cards.values())))

    def value(self) -> str:
        """The chosen key, or nothing."""
        return next((key for key, card in self._cards.items() if card.isChecked()), "")

    def put(self, key: str) -> None:
        """Choose ``key``; nothing chooses none."""
        self._group.setExclusive(False)
        for own, card in self._cards.items():
            card.setChecked(own == key)
        self._group.setExclusive(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = max(1, event.size().width() // scaled(self._least))
        self._arrange(min(self._most, fitting))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, number // columns, number % columns)
        for number in range(self._most):
            self._grid.setColumnStretch(number, int(number < columns))
        for number in range(len(self._cards)):
            self._grid.setRowStretch(number, int(number <= (len(self._cards) - 1) // columns))

    def _toggled(self, button: QAbstractButton, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        del button
        if on:
            self.changed.emit()
