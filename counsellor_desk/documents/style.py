"""How documents look: one family, one accent, a few sizes. Points throughout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from counsellor_desk.documents.typefaces import Face

INK: Final = HexColor("#1F2421")
QUIET: Final = HexColor("#55605A")
ACCENT: Final = HexColor("#1B6B66")
LINE: Final = HexColor("#D5D0C5")
BORDER: Final = HexColor("#838C86")
PANEL: Final = HexColor("#F6F4F0")

PAGE: Final = A4
SIDE: Final = 22 * mm
TOP: Final = 14 * mm
BOTTOM: Final = 20 * mm
WIDTH: Final = PAGE[0] - 2 * SIDE
COLUMN: Final = 46 * mm
GAP: Final = 6 * mm


@dataclass(frozen=True)
class Style:
    """One kind of text. ``before``: space above it."""

    face: Face
    size: float
    leading: float
    colour: Color
    before: float = 0


class Tone(Enum):
    """The kinds of text that documents use."""

    TITLE = Style(Face.BOLD, 22, 28, INK)
    LEAD = Style(Face.REGULAR, 11, 17, QUIET, 6)
    HEADING = Style(Face.BOLD, 10.5, 15.5, ACCENT)
    BODY = Style(Face.REGULAR, 10.5, 15.5, INK, 2)
    EXPLAINED = Style(Face.REGULAR, 9.5, 14, QUIET, 4)
    LISTED = Style(Face.REGULAR, 9, 13.5, INK, 2)
    QUOTE = Style(Face.ITALIC, 10.5, 16, INK, 2)
    LABEL = Style(Face.REGULAR, 8.5, 12, QUIET, 6)
    CAPTION = Style(Face.REGULAR, 8.5, 12, QUIET)
    STRONG = Style(Face.BOLD, 10.5, 15.5, INK, 2)
    SMALL = Style(Face.REGULAR, 8, 11.5, QUIET)


def style(tone: Tone, size: float) -> Style:
    """A tone's style at ``size`` times the normal size."""
    plain = tone.value
    return replace(
        plain, size=plain.size * size, leading=plain.leading * size, before=plain.before * size
    )
