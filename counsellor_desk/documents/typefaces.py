"""The shipped fonts: which one has a character, and how HarfBuzz sets a run of them.

Widths are in thousandths of the type size. A glyph that no single character names (a ligature, an
Arabic medial form, the box for a missing character) stands in the document under a private code,
and the document's ToUnicode map says what it reads, so that copying, searching and reading aloud
give the text back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from itertools import count, groupby, pairwise
from pathlib import Path
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from counsellor_desk import resources


class Face(Enum):
    """The faces that documents are set in."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"
    ITALIC = "NotoSans-Italic"


FALLBACKS: Final = (
    "NotoSansArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansBengali-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansTamil-Regular",
    "NotoSansThai-Regular",
    "NotoSansEthiopic-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansSymbols2-Regular",
    "NotoSansSymbols-Regular",
    "NotoEmoji-Regular",
)
_NOT_TEXT: Final = frozenset([*range(0x20), *range(0x7F, 0xA0), *range(0xE000, 0xF900)])
_PLANE_1: Final = "\U00010000"
_FIRST_PRIVATE: Final = 0xF0000
_PRIVATE_ENTRY: Final = re.compile(r"<([0-9A-F]{5,6})>")
_SELECTORS: Final = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_LIGATURES_OFF: Final = {"kern": True, "liga": False, "clig": False}
_AS_THE_SCRIPT_NEEDS: Final = {"kern": True}


class ReadableFont(TTFont):
    """A font whose private codes are spelt out in the ToUnicode map (ISO 32000-1, 9.10.3)."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self.readings: dict[int, str] = {}

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's own name
        """Add the subsets to ``doc``, then spell out what reportlab wrote as private codes."""
        subsets = range(len(self.state[doc].subsets))
        names = [self.getSubsetInternalName(subset, doc).lstrip("/") for subset in subsets]
        super().addObjects(doc)
        for name in names:
            reference = doc.idToObject["BasicFonts"].dict[name].ToUnicode
            stream = doc.idToObject[reference.name]
            stream.content = _PRIVATE_ENTRY.sub(self._spelt_out, stream.content)

    def _spelt_out(self, entry: re.Match[str]) -> str:
        reading = self.readings[int(entry[1], 16)]
        return f"<{reading.encode('utf-16-be').hex().upper()}>"


@dataclass(frozen=True, eq=False)
class Typeface:
    """A font as PDF and as HarfBuzz see it. ``covers``: code points of its text."""

    pdf: ReadableFont
    shaper: Any
    covers: frozenset[int]
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    unused: Iterator[int] = field(default_factory=lambda: count(_FIRST_PRIVATE))

    @property
    def name(self) -> str:
        """The name under which it is registered."""
        return self.pdf.fontName

    def code(self, glyph: int, reading: str) -> int:
        """The code that stands for a glyph where it reads as ``reading``.

        That is its character where the font names it so, else a private one.
        """
        known = self.pdf.face.charToGlyph
        if len(reading) == 1 and reading < _PLANE_1 and known.get(ord(reading)) == glyph:
            return ord(reading)
        if (glyph, reading) not in self.codes:
            private = next(self.unused)
            known[private] = glyph
            self.pdf.face.charWidths[private] = self.width(glyph)
            self.pdf.readings[private] = reading
            self.codes.setdefault((glyph, reading), private)
        return self.codes[glyph, reading]

    def width(self, glyph: int) -> float:
        """The glyph's own advance."""
        return self.thousandths(self.shaper.get_glyph_h_advance(glyph))

    def thousandths(self, units: int) -> float:
        """Font units as thousandths of the type size."""
        return float(units * 1000 / self.pdf.face.unitsPerEm)


@cache
def typeface(name: str) -> Typeface:
    """The shipped font of that name, registered for PDFs."""
    path = resources.path("fonts", "noto", f"{name}.ttf")
    pdf = ReadableFont(name, path)
    pdfmetrics.registerFont(pdf)
    shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    return Typeface(pdf, shaper, frozenset(pdf.face.charToGlyph) - _NOT_TEXT)


@dataclass(frozen=True)
class Piece:
    """A run in one typeface and one direction, shaped, its glyphs in the order they stand in."""

    text: str
    level: int
    face: Typeface
    glyphs: str
    placed: tuple[ShapeData, ...]
    width: float


def invisible(character: str) -> bool:
    """Joiners and variation selectors: no ink of their own, so never missing from a font."""
    return unicodedata.category(character) == "Cf" or any(ord(character) in r for r in _SELECTORS)


def attached(character: str) -> bool:
    """Marks and joiners: they stay with the character before them."""
    return invisible(character) or unicodedata.category(character).startswith("M")


def missing(texts: Iterable[str]) -> tuple[str, ...]:
    """Characters that no shipped font has, in order of appearance."""
    seen = dict.fromkeys(character for text in texts for character in text)
    return tuple(c for c in seen if not (c.isspace() or invisible(c) or _face_of(c, Face.REGULAR)))


@lru_cache(maxsize=4096)
def _face_of(character: str, face: Face) -> str | None:
    names = (face.value, *FALLBACKS)
    return next((name for name in names if _covered(character, name)), None)


def _covered(character: str, name: str) -> bool:
    return ord(character) in typeface(name).covers


@lru_cache(maxsize=8192)  # words recur
def pieces(text: str, levels: tuple[int, ...], face: Face) -> tuple[Piece, ...]:
    """The text cut wherever typeface or direction changes, each piece shaped."""
    names = _faces(text, face)
    runs = groupby(zip(text, names, levels, strict=True), key=lambda each: each[1:])
    return tuple(
        _piece("".join(character for character, *_ in run), level, name)
        for (name, level), run in runs
    )


def shaped(run: Iterable[Piece]) -> ShapedStr:
    """Pieces in one typeface, one behind the other, as reportlab draws them."""
    parts = [*run]
    placed = [place for part in parts for place in part.placed]
    return ShapedStr("".join(part.glyphs for part in parts), placed)  # type: ignore[arg-type]  # a list


def _faces(text: str, face: Face) -> list[str]:
    """A face for each character; marks and joiners stay with what they belong to."""
    chosen: list[str] = []
    for character in text:
        before = chosen[-1] if chosen else face.value
        if invisible(character) or (attached(character) and _covered(character, before)):
            chosen.append(before)
        else:
            chosen.append(_face_of(character, face) or face.value)
    return chosen


def _piece(text: str, level: int, name: str) -> Piece:
    face = typeface(name)
    buffer = _set(face, text, level)
    readings = _readings(text, [info.cluster for info in buffer.glyph_infos])
    codes, placed = [], []
    for info, at, reading in zip(buffer.glyph_infos, buffer.glyph_positions, readings, strict=True):
        codes.append(face.code(info.codepoint, reading))
        placed.append(_placed(face, info.codepoint, at))
    width = sum(glyph.x_advance for glyph in placed)
    return Piece(text, level, face, "".join(map(chr, codes)), tuple(placed), width)


def _set(face: Typeface, text: str, level: int) -> Any:
    """A HarfBuzz buffer with the glyphs in the order in which they stand."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    own_script = face.name in FALLBACKS
    uharfbuzz.shape(face.shaper, buffer, _AS_THE_SCRIPT_NEEDS if own_script else _LIGATURES_OFF)
    return buffer


def _readings(text: str, clusters: list[int]) -> list[str]:
    """What each glyph reads: the first of a cluster all its characters, the others nothing."""
    starts = sorted(set(clusters))
    spans = dict(pairwise([*starts, len(text)]))
    seen: set[int] = set()
    readings = []
    for cluster in clusters:
        readings.append("" if cluster in seen else text[cluster : spans[cluster]])
        seen.add(cluster)
    return readings


def _placed(face: Typeface, glyph: int, at: Any) -> ShapeData:
    return ShapeData(
        cluster=0,
        x_advance=face.thousandths(at.x_advance),
        y_advance=face.thousandths(at.y_advance),
        x_offset=face.thousandths(at.x_offset),
        y_offset=face.thousandths(at.y_offset),
        width=face.width(glyph),
    )
