"""Signatures: strokes stay in their place and follow the pen."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from counsellor_desk.documents.ink import draw_strokes, fitted
from counsellor_desk.domain.signatures import Point, Stroke

SHARE = st.floats(0, 1, allow_subnormal=False)
POINTS = st.builds(Point, SHARE, SHARE, SHARE)
STROKES = st.lists(st.lists(POINTS, min_size=1, max_size=12).map(tuple), min_size=1, max_size=4)


def _drawn(*strokes: Stroke) -> str:
    canvas = Canvas(BytesIO(), pageCompression=0)
    draw_strokes(canvas, strokes, 1)
    return str(canvas.getCurrentPageContent())


@given(STROKES.map(tuple))
def test_ink_stays_above_its_line(strokes: tuple[Stroke, ...]) -> None:
    placed = fitted(strokes, 150, 50)
    for stroke in placed:
        for point in stroke:
            assert -0.01 <= point.x <= 150.01
            assert -0.01 <= point.y <= 50.01
            _drawn(stroke)


def test_the_page_is_written_upwards() -> None:
    ((first, last),) = fitted(((Point(0, 0), Point(0, 0.2)),), 100, 100)
    assert first.y > last.y


def test_a_small_signature_is_not_blown_up() -> None:
    ((first, last),) = fitted(((Point(0.4, 0.5), Point(0.5, 0.5)),), 100, 100)
    assert last.x - first.x == pytest.approx(10)


def test_pressure_is_width() -> None:
    light = _drawn(tuple(Point(x, 0, 0.1) for x in range(5)))
    heavy = _drawn(tuple(Point(x, 0, 0.9) for x in range(5)))
    assert " w" in light
    assert light != heavy
    assert _drawn(tuple(Point(x, 0, 0.5) for x in range(50))).count(" w") == 1


def test_a_dot_is_ink() -> None:
    assert " c" in _drawn((Point(1, 1),))


def test_ink_is_no_picture() -> None:
    assert "Do" not in _drawn(tuple(Point(x, x % 3, 0.5) for x in range(20)))
