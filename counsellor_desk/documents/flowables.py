"""The pieces that pages are filled with: text, rows, sections. Each splits between pages."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.platypus import Table
from reportlab.platypus.flowables import Flowable

from counsellor_desk.documents.lines import Line, draw, lines
from counsellor_desk.documents.structure import Element, Kind, belonging
from counsellor_desk.documents.style import LINE, PAGE, Style
from counsellor_desk.documents.typefaces import Face

HAIRLINE: Final = 0.6
ENDLESS: Final = 1e6
_FRESH_PAGE: Final = PAGE[1] / 2
Cell = Flowable | list[Flowable]
_ASCENT: Final = 0.87


class Side(Enum):
    """Where lines stand. START: left or right, wherever the paragraph's script begins."""

    START = auto()
    LEFT = auto()
    RIGHT = auto()


class Text(Flowable):
    """Plain text in one style.

    Of four lines or more, none is left alone on a page; fewer stay together. ``element``: what it
    belongs to in the document's structure; without one it is decoration.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        *,
        broken: tuple[Line, ...] | None = None,
        side: Side = Side.START,
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.text, self.style, self.side = text, style, side
        self.element, self._broken = element, broken
        self.spaceBefore = style.before if broken is None else 0

    @property
    def first_baseline(self) -> float:
        """From the top to where the first line stands."""
        return (self.style.leading - self.style.size) / 2 + self.style.size * _ASCENT

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - its names
        """Break into lines of the width given."""
        if self._broken is None:
            self._broken = lines(self.text, self.style.face, self.style.size, aW)
        self.width, self.height = aW, len(self._broken) * self.style.leading
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - its names
        """The lines that fit, and the others."""
        self.wrap(aW, aH)
        whole = self._broken or ()
        fit = int((aH + 0.01) / self.style.leading)
        if fit >= len(whole):
            return [self]
        fit = min(fit, len(whole) - 2)
        if fit < 2:
            return []
        return [self._part(whole[:fit]), self._part(whole[fit:])]

    def _part(self, broken: tuple[Line, ...]) -> Text:
        return Text(self.text, self.style, broken=broken, side=self.side, element=self.element)

    def draw(self) -> None:
        """Draw from the top down. Drawn again, as a header on the next page, it is decoration."""
        element, self.element = self.element, None
        with belonging(self.canv, element):
            self._draw_lines()

    def _draw_lines(self) -> None:
        self.canv.setFillColor(self.style.colour)
        size, leading = self.style.size, self.style.leading
        y = self.height - self.first_baseline
        for line in self._broken or ():
            starts_right = self.side is Side.START and line.right_to_left
            at_right = starts_right or self.side is Side.RIGHT
            x = self.width - line.width * size / 1000 if at_right else 0.0
            draw(self.canv, line, x, y, size)
            y -= leading


class Rows(Table):
    """A table that is split between rows, and inside one only where a page is too short for it."""

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - its names
        """The rows that fit, and the others."""
        self.splitInRow = 0
        parts: list[Flowable] = super().split(aW, aH)
        if not parts and aH > _FRESH_PAGE:
            self.splitInRow = 1
            parts = super().split(aW, aH)
        return parts

    def _drawBkgrnd(self) -> None:  # noqa: N802 - its name
        untyped: Any = super()
        with belonging(self.canv, None):
            untyped._drawBkgrnd()  # noqa: SLF001 - of the class above

    def _drawLines(self) -> None:  # noqa: N802 - its name
        untyped: Any = super()
        with belonging(self.canv, None):
            untyped._drawLines()  # noqa: SLF001 - likewise


def rows(cells: Sequence[Sequence[Cell]], widths: Sequence[float], *, ruled: bool = False) -> Rows:
    """Flowables side by side, ``widths`` points each.

    ``ruled``: the first row is a header that comes again on each page, hairlines below each.
    """
    everywhere = ((0, 0), (-1, -1))
    plain: list[Any] = [
        ("FONT", *everywhere, Face.REGULAR.value),
        ("VALIGN", *everywhere, "TOP"),
        *((f"{side}PADDING", *everywhere, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    lined: list[Any] = [
        ("LINEBELOW", *everywhere, HAIRLINE, LINE),
        ("TOPPADDING", *everywhere, 4),
        ("BOTTOMPADDING", *everywhere, 5),
        ("RIGHTPADDING", *everywhere, 10),
    ]
    return Rows(
        [[cell if isinstance(cell, list) else [cell] for cell in row] for row in cells],
        colWidths=list(widths),
        repeatRows=1 if ruled else 0,
        style=[*plain, *(lined if ruled else [])],
        hAlign="LEFT",
    )


class Beside(Flowable):
    """Something with ``left`` points free beside it, for its section's heading or for nothing.

    ``hanging``: more follows, so the heading may reach down beside that.
    """

    def __init__(
        self,
        content: Flowable,
        left: float,
        heading: Text | None = None,
        *,
        hanging: bool = False,
        bar: Color | None = None,
    ) -> None:
        super().__init__()
        self.content, self.left, self.heading = content, left, heading
        self.hanging, self.bar = hanging, bar
        self.spaceBefore, self.spaceAfter = content.getSpaceBefore(), content.getSpaceAfter()

    def _heading_height(self) -> float:
        return self.heading.wrap(self.left - 12, ENDLESS)[1] if self.heading else 0.0

    def _drop(self) -> float:
        """How far the heading stands lower, for both to stand on one line."""
        first = getattr(self.content, "first_baseline", 0.0)
        return max(0.0, first - self.heading.first_baseline) if self.heading else 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - its names
        """As tall as the taller, or as the content where the heading hangs."""
        self.content_height = self.content.wrap(aW - self.left, aH)[1]
        needed = 0.0 if self.hanging else self._drop() + self._heading_height()
        self.width, self.height = aW, max(self.content_height, needed)
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - its names
        """The content split; the heading stays with its first part."""
        if self._heading_height() > aH:
            return []
        parts = self.content.split(aW - self.left, aH)
        heads = [self.heading, *[None] * len(parts)]
        return [
            Beside(part, self.left, head, hanging=self.hanging, bar=self.bar)
            for part, head in zip(parts, heads, strict=False)
        ]

    def draw(self) -> None:
        """Heading left, content right, both from the top."""
        if self.heading is not None:
            top = self.height - self._drop()
            self.heading.drawOn(self.canv, 0, top - self._heading_height())
        if self.bar is not None:
            with belonging(self.canv, None):
                self.canv.setFillColor(self.bar)
                self.canv.rect(self.left - 9, 1, 2, self.content_height - 2, stroke=0, fill=1)
        self.content.drawOn(self.canv, self.left, self.height - self.content_height)


class Pictured(Flowable):
    """A picture, and in words what it shows."""

    def __init__(self, picture: Flowable, alt: str) -> None:
        super().__init__()
        self.picture, self.element = picture, Element(Kind.FIGURE, alt=alt)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - its names
        """As large as the picture."""
        self.width, self.height = self.picture.wrap(aW, aH)
        return self.width, self.height

    def draw(self) -> None:
        """The picture itself."""
        with belonging(self.canv, self.element):
            self.picture.drawOn(self.canv, 0, 0)


class Rule(Flowable):
    """A hairline across, with space around it."""

    def __init__(self, before: float, after: float) -> None:
        super().__init__()
        self.before, self.after = before, after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - its names
        """Its space."""
        self.width, self.height = aW, self.before + self.after
        return aW, self.height

    def draw(self) -> None:
        """One line."""
        hairline(self, self.after, self.width, LINE)


def hairline(flowable: Flowable, y: float, width: float, colour: Color) -> None:
    """A thin line across a flowable."""
    with belonging(flowable.canv, None):
        flowable.canv.setStrokeColor(colour)
        flowable.canv.setLineWidth(HAIRLINE)
        flowable.canv.line(0, y, width, y)
