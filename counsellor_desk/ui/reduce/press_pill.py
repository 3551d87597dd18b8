"""A pill that can be pressed: it says a state in a word, and leads to what it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import GRID, Tokens, Type, figures, font, scaled, tabular, tokens
from counsellor_desk.ui.widgets.pill import State

_ICON: Final = 14
_RADIUS: Final = 6
_INKS: Final = {
    State.NEUTRAL: Ink.ON_SELECTION,
    State.AMBER: Ink.AMBER,
    State.RED: Ink.RED,
    State.GREEN: Ink.GREEN,
}


class PressPill(QAbstractButton):
    """A button in the shape of a pill, with an icon before its words where that helps."""

    def __init__(
        self, words: str, press: Callable[[], object], state: State = State.NEUTRAL, tip: str = ""
    ) -> None:
        super().__init__()
        self._state, self._icon_name = state, ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(tip)
        self.clicked.connect(lambda _on: press())
        self.say(words, state)

    def say(self, words: str, state: State, icon_name: str = "") -> None:
        """Show another state."""
        self._state, self._icon_name = state, icon_name
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(_type())
        icon = scaled(_ICON) + 4 if self._icon_name else 0
        width = metrics.horizontalAdvance(figures(self.text())) + icon + 2 * GRID
        return QSize(width + 2, metrics.height() + GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        ground, ink = _colours(tokens(), self._state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink) if self.underMouse() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
        )
        left, side = GRID, scaled(_ICON)
        if self._icon_name:
            at = QRect(left, (self.height() - side) // 2, side, side)
            draw(painter, self._icon_name, _INKS[self._state], at)
            left += side + 4
        painter.setPen(QColor(ink))
        painter.setFont(_type())
        room = self.rect().adjusted(left, 0, -GRID + 2, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(middle), figures(self.text()))
        painter.end()


def _type() -> QFont:
    return tabular(font(Type.SMALL, QFont.Weight.DemiBold))


def _colours(worn: Tokens, state: State) -> tuple[str, str]:
    return {
        State.NEUTRAL: (worn.selection, worn.on_selection),
        State.AMBER: (worn.amber_ground, worn.amber),
        State.RED: (worn.red_ground, worn.red),
        State.GREEN: (worn.green_ground, worn.green),
    }[state]
