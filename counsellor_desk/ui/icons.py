"""The icons of ``resources/icons`` (Lucide, ISC), drawn in the colours that are worn now.

An icon looks its colour up each time it is drawn, so it follows the theme while it stands, and it
is drawn as a vector at whatever density the screen has.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counsellor_desk import resources
from counsellor_desk.ui.tokens import tokens


class Ink(Enum):
    """Which token an icon is drawn in. Values are fields of ``Tokens``."""

    TEXT = "text"
    SECONDARY = "secondary"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ON_SELECTION = "on_selection"
    AMBER = "amber"
    RED = "red"
    ON_RED = "on_red"
    GREEN = "green"

    @property
    def colour(self) -> str:
        """That token's colour now, as ``#RRGGBB``."""
        colour: str = getattr(tokens(), self.value)
        return colour


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = resources.text("icons", f"{name}.svg").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


def draw(painter: QPainter, name: str, ink: Ink, at: QRect | QRectF) -> None:
    """Draw that icon into ``at``.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    _drawing(name, ink.colour).render(painter, QRectF(at))


class _Engine(QIconEngine):
    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        colour = tokens().disabled if mode is QIcon.Mode.Disabled else self._ink.colour
        side = rect.height()  # a wider icon has its air at the right, before the words of a button
        _drawing(self._name, colour).render(painter, QRectF(rect.x(), rect.y(), side, side))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink)


def icon(name: str, ink: Ink = Ink.TEXT) -> QIcon:
    """That icon, for a button or an action.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    resources.path("icons", f"{name}.svg")
    return QIcon(_Engine(name, ink))
