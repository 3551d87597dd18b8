"""The steps of a guide beside its page: what is done, where we are, what is still ahead."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import GRID, Type, font, scaled, tokens
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.wording import N_, _

_LINE: Final = 3
_LEFT: Final = 17
_MARK: Final = 16
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class Place(Enum):
    """Where a step stands; the value is what a screen reader adds to its name."""

    DONE = N_("done")
    HERE = N_("current step")
    AHEAD = N_("still ahead")


class _Step(QAbstractButton):
    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._place = Place.AHEAD
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def stand(self, place: Place) -> None:
        self._place = place
        self.setAccessibleName(f"{self._words}, {_(place.value)}")
        self.setEnabled(place is not Place.AHEAD)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if place is Place.DONE else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def sizeHint(self) -> QSize:
        width = _LEFT + QFontMetrics(self._type()).horizontalAdvance(self._words) + 5 * GRID
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(120), self.heightForWidth(scaled(120)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, self._room(width), 100_000)
        words = QFontMetrics(self._type()).boundingRect(room, _WRAPPED, self._words)
        return words.height() + 22

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = {Place.DONE: worn.green, Place.HERE: worn.accent, Place.AHEAD: worn.hairline}
        painter.fillRect(0, 0, _LINE, self.height(), QColor(line[self._place]))
        if self.underMouse() and self._place is Place.DONE:
            painter.setBrush(QColor(worn.hover))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect().adjusted(_LINE + 5, 2, 0, -2), 6, 6)
        here = self._place is Place.HERE
        painter.setPen(QColor(worn.text if here else worn.secondary))
        painter.setFont(self._type())
        room = QRect(_LEFT, 0, self._room(self.width()), self.height())
        flags = _WRAPPED | int(Qt.AlignmentFlag.AlignVCenter)
        words = painter.boundingRect(room, flags, self._words)
        painter.drawText(room, flags, self._words)
        if self._place is Place.DONE:
            side = scaled(_MARK)
            left = room.left() + words.width() + GRID
            at = QRect(left, (self.height() - side) // 2, side, side)
            draw(painter, "check", Ink.GREEN, at)
        painter.end()

    def _room(self, width: int) -> int:
        return max(1, width - _LEFT - scaled(_MARK) - 2 * GRID)

    def _type(self) -> QFont:
        here = self._place is Place.HERE
        return font(Type.BODY, QFont.Weight.DemiBold if here else QFont.Weight.Normal)


class StepList(QWidget):
    """The steps. ``chosen`` carries the key of a step that is done and was pressed, to go back."""

    chosen = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        layout = column(gap=0)
        self.setLayout(layout)
        self._steps: dict[str, _Step] = {}
        for key, words in steps:
            step = _Step(words)
            step.clicked.connect(lambda _on=False, key=key: self._press(key))
            layout.addWidget(step)
            self._steps[key] = step
        layout.addStretch(1)
        self.stand_at(steps[0][0], done=())

    def stand_at(self, here: str, *, done: Sequence[str]) -> None:
        """Mark where we are and which steps have been gone through."""
        for key, step in self._steps.items():
            gone = Place.DONE if key in done else Place.AHEAD
            step.stand(Place.HERE if key == here else gone)

    def _press(self, key: str) -> None:
        self.chosen.emit(key)
