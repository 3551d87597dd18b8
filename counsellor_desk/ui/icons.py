"""The icons of ``resources/icons`` (Lucide, ISC), drawn in the colours that are worn now.

Widgets that draw an icon themselves look its colour up each time, and so follow the theme while
they stand; buttons take a new one when the palette changes.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counsellor_desk import resources
from counsellor_desk.ui.tokens import tokens

_Mode = QIcon.Mode


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


def icon(name: str, ink: Ink, size: QSize) -> QIcon:
    """That icon for a button, in the colours of now: plain and disabled, for screens up to 3 to 1.

    ``size`` in pixels of the widget; where it is wider than high, the rest is air at the right. A
    ``QIconEngine`` of our own would follow the theme by itself, but Qt copies engines at will and
    PySide loses the copies.

    Raises:
        FileNotFoundError: no such icon is shipped.
    """
    return QIcon(_icon(name, ink.colour, tokens().disabled, size.width(), size.height()))


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, disabled: str, wide: int, high: int) -> QIcon:
    """Kept, since the same few stand on every screen."""
    made = QIcon()
    for density in (1, 2, 3):
        for mode, ink in ((_Mode.Normal, colour), (_Mode.Disabled, disabled)):
            made.addPixmap(_pixmap(name, ink, QSize(wide, high), density), mode)
    return made


def _pixmap(name: str, colour: str, size: QSize, density: int) -> QPixmap:
    drawing = _drawing(name, colour)
    pixmap = QPixmap(size * density)
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, size.height(), size.height()))
    painter.end()
    return pixmap
