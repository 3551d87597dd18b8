"""The tokens of ``resources/style/tokens.toml``, and which of them apply at this moment.

The application's palette and font carry the theme. A widget that paints itself asks ``tokens()``
and ``scaled()``, which read those two, and repaints on the palette and font events that Qt sends
anyway; so a change reaches every widget while it stands and nothing has to be handed around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from counsellor_desk import resources

_INNER_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")


class Scheme(Enum):
    """The sets of colours; high contrast is worn when the system asks for it."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST_LIGHT = "high_contrast_light"
    HIGH_CONTRAST_DARK = "high_contrast_dark"


class Type(Enum):
    """The type scale. Values are the keys of the table ``[type]``."""

    SMALL = "small"
    BODY = "body"
    LEAD = "lead"
    LARGE = "large"
    HEADLINE = "headline"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The colours of one scheme, each as ``#RRGGBB``.

    ``accent`` is for the one primary action of a screen, the focus ring and links; ``selection``
    for the selected row and lit source text; ``marked`` for text that is marked in an editor.
    """

    window: str
    surface: str
    text: str
    secondary: str
    disabled: str
    border: str
    hairline: str
    hover: str
    pressed: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_pressed: str
    selection: str
    on_selection: str
    marked: str
    amber: str
    amber_ground: str
    red: str
    red_ground: str
    on_red: str
    red_hover: str
    green: str
    green_ground: str


@cache
def tokens_for(scheme: Scheme) -> Tokens:
    """The colours of that scheme."""
    return Tokens(**_table(scheme.value))


@cache
def _by_window_colour() -> dict[str, Tokens]:
    return {tokens_for(scheme).window.lower(): tokens_for(scheme) for scheme in Scheme}


def tokens() -> Tokens:
    """The colours that are worn now; light ones before any theme is put on."""
    worn = QGuiApplication.palette().window().color().name()
    return _by_window_colour().get(worn, tokens_for(Scheme.LIGHT))


def _table(name: str) -> dict[str, str]:
    table: dict[str, str] = resources.table("style", "tokens.toml")[name]
    return table


def _numbers(name: str) -> dict[str, int]:
    table: dict[str, int] = resources.table("style", "tokens.toml")[name]
    return table


GRID: Final = _numbers("grid")["step"]
CONTROL_RADIUS: Final = _numbers("grid")["control_radius"]
CARD_RADIUS: Final = _numbers("grid")["card_radius"]
RING: Final = _numbers("grid")["focus_ring"]
MEASURE: Final = _numbers("grid")["measure"]

LINE_HEIGHT: Final = _numbers("type")["line_height"]
"""Per cent of the font's own line spacing: for Inter, one and a half times the type size."""

HEADING_LINE_HEIGHT: Final = _numbers("type")["heading_line_height"]
"""The same for headlines and questions, which are too big to be set so far apart."""


def pixels(kind: Type, per_cent: int = 100) -> int:
    """The size of that type in pixels at a text size of ``per_cent``."""
    return round(_numbers("type")[kind.value] * per_cent / 100)


def scaled(at_100: int) -> int:
    """What ``at_100`` pixels become at the text size in use: for what has to grow with text."""
    return round(at_100 * QApplication.font().pixelSize() / pixels(Type.BODY))


def font(kind: Type, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font in that size and weight, for widgets that paint text themselves."""
    chosen = QFont(QApplication.font())
    chosen.setPixelSize(scaled(pixels(kind)))
    chosen.setWeight(weight)
    return chosen


def tabular(base: QFont) -> QFont:
    """``base`` with figures of one width: case numbers, times and counts stand in columns."""
    chosen = QFont(base)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def figures(text: str) -> str:
    """``text`` as it is drawn in a ``tabular`` font: ``PH-2026-0041-7`` holds together.

    Inter makes its hyphen as wide as a figure there; the non-breaking one keeps its shape, and no
    number is torn at the end of a line.
    """
    return _INNER_HYPHEN.sub("\N{NON-BREAKING HYPHEN}", text)


def control_height() -> int:
    """Height of a button or a one-line input: the token at 100 %, growing with the text."""
    return _numbers("grid")["control_height"] + scaled(pixels(Type.BODY)) - pixels(Type.BODY)


def measure() -> int:
    """Width in pixels beyond which a column of body text is no longer comfortable to read."""
    return MEASURE * scaled(pixels(Type.BODY)) // 2
