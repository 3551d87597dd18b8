"""Signatures as ink on the page: vector strokes in the page's own content, never an image."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from counsellor_desk.documents.flowables import hairline
from counsellor_desk.documents.structure import Element, Kind, belonging
from counsellor_desk.documents.style import BORDER, INK
from counsellor_desk.domain.signatures import Point, Stroke
from counsellor_desk.wording import _

_Place = tuple[float, float]
_Segment = tuple[float, _Place, _Place, _Place]
HEIGHT: Final = 24 * mm
_ROUND: Final = 1


class Ink(Flowable):
    """Strokes above a line to sign on; as wide as its place, ``size`` times the normal height."""

    def __init__(self, strokes: tuple[Stroke, ...], size: float) -> None:
        super().__init__()
        self.strokes, self.size = strokes, size
        self.element = Element(Kind.FIGURE, alt=_("A signature, drawn by hand"))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - its names
        """A fixed height."""
        self.width, self.height = aW, HEIGHT * self.size
        return aW, self.height

    def draw(self) -> None:
        """The line, and the strokes that fit above it."""
        hairline(self, 4, self.width, BORDER)
        if any(self.strokes):
            placed = fitted(self.strokes, self.width - 8, self.height - 10)
            self.canv.saveState()
            self.canv.translate(4, 6)
            with belonging(self.canv, self.element):
                draw_strokes(self.canv, placed, self.size)
            self.canv.restoreState()


def fitted(strokes: tuple[Stroke, ...], width: float, height: float) -> tuple[Stroke, ...]:
    """Strokes from the pad's square (x right, y down, 0 to 1) onto paper (points, y up).

    The pad's width is the place's; what is larger is made to fit, nothing is blown up.
    """
    points = [point for stroke in strokes for point in stroke]
    left, top = min(p.x for p in points), min(p.y for p in points)
    wide = max(p.x for p in points) - left
    tall = max(p.y for p in points) - top
    scale = min(width, width / wide if wide else width, height / tall if tall else width)
    lift = (height - tall * scale) / 2
    return tuple(
        tuple(
            Point((p.x - left) * scale, lift + (top + tall - p.y) * scale, p.pressure)
            for p in stroke
        )
        for stroke in strokes
    )


def draw_strokes(canvas: Canvas, strokes: tuple[Stroke, ...], size: float) -> None:
    """Draw each stroke as smooth curves whose width follows the pressure."""
    canvas.setStrokeColor(INK)
    canvas.setLineCap(_ROUND)
    canvas.setLineJoin(_ROUND)
    for stroke in strokes:
        for width, run in groupby(_segments(stroke), key=lambda segment: segment[0]):
            _draw_run(canvas, width * size, [segment[1:] for segment in run])


def _draw_run(canvas: Canvas, width: float, curves: list[tuple[_Place, _Place, _Place]]) -> None:
    canvas.setLineWidth(width)
    path = canvas.beginPath()
    path.moveTo(*curves[0][0])
    for start, bend, end in curves:
        path.curveTo(*_toward(start, bend), *_toward(end, bend), *end)
    canvas.drawPath(path)


def _toward(end: _Place, bend: _Place) -> _Place:
    """A cubic control point for a quadratic curve's."""
    return end[0] + (bend[0] - end[0]) * 2 / 3, end[1] + (bend[1] - end[1]) * 2 / 3


def _segments(stroke: Stroke) -> Iterator[_Segment]:
    """Quadratic curves from middle to middle of the points, bent at each; with a width."""
    places = [(point.x, point.y) for point in stroke]
    ends = [places[0], *map(_middle, places, places[1:]), places[-1]]
    for point, bend, (start, end) in zip(stroke, places, pairwise(ends), strict=True):
        yield _pen_width(point), start, bend, end


def _middle(a: _Place, b: _Place) -> _Place:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _pen_width(point: Point) -> float:
    """0.6 to 2 points, in steps that keep a stroke in few paths."""
    return round(0.6 + 1.4 * min(1.0, max(0.0, point.pressure)), 1)
