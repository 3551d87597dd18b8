"""Text and sections split between pages without widows, and nothing is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.documents import setting
from counsellor_desk.documents.flowables import Beside, Text
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
