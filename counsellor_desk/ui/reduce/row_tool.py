"""A small button at the end of a row. Where keys and a menu do the same, Tab passes it by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counsellor_desk.ui.frame.actions import shown_keys
from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import scaled, tokens

SIDE: Final = 26
_ICON: Final = 16
_RADIUS: Final = 6


class RowTool(QAbstractButton):
    """An icon; ``name`` is its tooltip and what a screen reader says. ``stops``: Tab comes here."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        press: Callable[[], object],
        keys: str = "",
        parent: QWidget | None = None,
        *,
        stops: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shown_keys(keys)})" if keys else name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policies = Qt.FocusPolicy
        self.setFocusPolicy(policies.StrongFocus if stops else policies.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on: press())

    def sizeHint(self) -> QSize:
        return QSize(scaled(SIDE), scaled(SIDE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().marked))
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        side = scaled(_ICON)
        at = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw(painter, self._icon_name, Ink.ON_SELECTION, at)
        painter.end()
