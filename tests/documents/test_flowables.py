"""Text and sections split between pages without widows, and nothing is lost on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from counsellor_desk.documents import setting
from counsellor_desk.documents.flowables import Beside, Side, Text
from counsellor_desk.documents.style import Tone

WIDTH = 200.0
LEADING = Tone.BODY.value.leading


def _text(count: int) -> Text:
    return Text("\n".join(f"line {number}" for number in range(count)), Tone.BODY.value)


def _lines(part: object) -> int:
    assert isinstance(part, Text)
    return round(part.wrap(WIDTH, 1000)[1] / LEADING)


@given(st.integers(1, 30), st.floats(0, 30))
def test_no_line_is_lost_and_none_stands_alone(count: int, room: float) -> None:
    parts = _text(count).split(WIDTH, room * LEADING)
    if parts:
        found = [_lines(part) for part in parts]
        assert sum(found) == count
        assert found[0] <= room + 0.1
        assert count < 4 or min(found) > 1


def test_what_fits_is_not_split() -> None:
    text = _text(3)
    assert text.split(WIDTH, 3 * LEADING) == [text]


def test_a_heading_goes_on_with_the_first_part_only() -> None:
    heading = Text("A heading", Tone.HEADING.value)
    parts = Beside(_text(10), 80, heading).split(WIDTH, 5 * LEADING)
    assert [part.heading for part in parts if isinstance(part, Beside)] == [heading, None]


def test_a_heading_that_does_not_fit_takes_its_section_along() -> None:
    heading = Text("A heading of many words that needs many lines " * 3, Tone.HEADING.value)
    assert Beside(_text(10), 80, heading).split(WIDTH, 3 * LEADING) == []


def test_an_unknown_block_is_a_fault() -> None:
    @dataclass(frozen=True)
    class Unknown:
        pass

    with pytest.raises(TypeError, match="Unknown"):
        list(setting.parts(Unknown(), 1, WIDTH))  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize(
    ("text", "side", "at_right"),
    [
        ("left", Side.START, False),
        ("שלום", Side.START, True),
        ("שלום", Side.LEFT, False),
        ("left", Side.RIGHT, True),
    ],
)
def test_text_stands_where_its_script_or_its_column_begins(
    text: str,
    side: Side,
    at_right: bool,  # noqa: FBT001 - a column of a table of cases
) -> None:
    canvas = Canvas(BytesIO(), pageCompression=0)
    line = Text(text, Tone.BODY.value, side=side)
    line.wrapOn(canvas, WIDTH, 100)
    line.drawOn(canvas, 0, 0)
    (left,) = re.findall(r"1 0 0 1 ([\d.]+) [\d.]+ Tm", str(canvas.getCurrentPageContent()))
    assert (float(left) > WIDTH / 2) is at_right
