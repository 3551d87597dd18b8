"""Text broken into lines and drawn.

Nothing here reads markup: a client's words are set as they are. Widths are in points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from typing import Final

from reportlab.pdfbase.ttfonts import ShapedStr
from reportlab.pdfgen.canvas import Canvas

from counsellor_desk.documents.direction import base_level, levels, steering, visual_order
from counsellor_desk.documents.typefaces import Face, Piece, attached, pieces, shaped
from counsellor_desk.domain.text import clean

_WORD: Final = re.compile(r"[\S\xa0\u2007\u202f]+")
_AFTER_A_HYPHEN: Final = re.compile(r"(?<=[^\W\d_]{2}[-–/])(?=[^\W\d_]{2})")
_MANY_EMPTY_LINES: Final = re.compile(r"\n\s*\n\s*")


@dataclass(frozen=True)
class Line:
    """One line, its pieces in the order in which they stand. ``base``: the paragraph's level.

    ``tail``: the space at which it was broken, which parts its last word from the next line's.
    """

    pieces: tuple[Piece, ...]
    base: int
    tail: tuple[Piece, ...] = ()

    @cached_property
    def width(self) -> float:
        """In thousandths of the type size, to where its last word ends."""
        return sum(piece.width for piece in self.pieces)

    @cached_property
    def runs(self) -> tuple[tuple[str, ShapedStr], ...]:
        """What is drawn in one go: a font's name and its glyphs."""
        drawn = self.pieces if self.right_to_left else (*self.pieces, *self.tail)
        by_face = groupby(drawn, key=lambda piece: piece.face.name)
        return tuple((name, shaped(run)) for name, run in by_face)

    @property
    def right_to_left(self) -> bool:
        """Whether it begins at the right edge."""
        return self.base % 2 == 1


@dataclass(frozen=True)
class _Word:
    pieces: tuple[Piece, ...]
    space: tuple[Piece, ...]

    @property
    def width(self) -> float:
        return sum(piece.width for piece in self.pieces)

    @property
    def space_width(self) -> float:
        return sum(piece.width for piece in self.space)


def tidy(text: str) -> str:
    """The text as it is set: NFC, nothing that steers direction, one empty line at most."""
    plain = clean(text).text
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", "".join(c for c in plain if not steering(c)))
    return _MANY_EMPTY_LINES.sub("\n\n", plain).strip()


@lru_cache(maxsize=1024)  # a page is tried more than once, and a preview is set again when sealed
def lines(text: str, face: Face, size: float, width: float) -> tuple[Line, ...]:
    """The text broken into lines of ``width`` points at ``size`` points."""
    room = width * 1000 / size
    whole = tidy(text)
    paragraphs = whole.split("\n") if whole else []
    return tuple(line for paragraph in paragraphs for line in _paragraph(paragraph, face, room))


def _paragraph(text: str, face: Face, room: float) -> Iterator[Line]:
    base = base_level(text)
    row: list[_Word] = []
    used = 0.0
    for word in _words(text, face, room):
        if row and used + word.space_width + word.width > room:
            yield _line(row, base, word.space)
            row, used = [], 0.0
        used += word.width + (word.space_width if row else 0.0)
        row.append(word)
    yield _line(row, base)


def _line(row: list[_Word], base: int, tail: tuple[Piece, ...] = ()) -> Line:
    logical = [
        piece
        for position, word in enumerate(row)
        for piece in (*(word.space if position else ()), *word.pieces)
    ]
    return Line(tuple(visual_order(logical, [piece.level for piece in logical])), base, tail)


def _words(text: str, face: Face, room: float) -> Iterator[_Word]:
    """Words with the space before each; one wider than ``room`` comes in parts that fit."""
    directions = levels(text)
    space: tuple[Piece, ...] = ()
    for begin, end, spaced in _places(text):
        if spaced:
            space = pieces(" ", directions[begin - 1 : begin], face)
        for part in _fitting(text[begin:end], directions[begin:end], face, room):
            yield _Word(part, space)
            space = ()


def _places(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the parts of a line begin and end, and whether a space stands before each."""
    for word in _WORD.finditer(text):
        cuts = [0, *(cut.start() for cut in _AFTER_A_HYPHEN.finditer(word[0])), len(word[0])]
        for begin, end in pairwise(word.start() + cut for cut in cuts):
            yield begin, end, begin == word.start() > 0


def _fitting(
    word: str, directions: tuple[int, ...], face: Face, room: float
) -> Iterator[tuple[Piece, ...]]:
    whole = pieces(word, directions, face)
    if sum(piece.width for piece in whole) <= room:
        yield whole
        return
    start, used = 0, 0.0
    for begin, end in _clusters(word):
        width = sum(piece.width for piece in pieces(word[begin:end], directions[begin:end], face))
        if begin > start and used + width > room:
            yield pieces(word[start:begin], directions[start:begin], face)
            start, used = begin, 0.0
        used += width
    yield pieces(word[start:], directions[start:], face)


def _clusters(word: str) -> Iterator[tuple[int, int]]:
    """Where a word may be cut at need: never before a mark or a joiner."""
    starts = [i for i, c in enumerate(word) if not (i and attached(c))]
    yield from zip(starts, [*starts[1:], len(word)], strict=True)


def draw(canvas: Canvas, line: Line, x: float, y: float, size: float) -> None:
    """Draw the line with its left end at ``x`` and its base line at ``y``, in points."""
    text = canvas.beginText(x, y)
    for font, glyphs in line.runs:
        text.setFont(font, size)
        text.textOut(glyphs)
    canvas.drawText(text)
