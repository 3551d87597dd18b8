"""Text and sections split between pages without widows, and nothing is lost on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from counsellor_desk.documents import content, setting
from counsellor_desk.documents.flowables import Beside, Side, Text
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.documents.style import Tone
from tests.documents import reading, samples

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


def _pages(*blocks: content.Block) -> list[str]:
    sheet = Sheet(letterhead=samples.LETTERHEAD, document="Sample", reference="CD-1")
    return reading.text_of(typeset(blocks, sheet, title="Sample").pdf).split("\f")[:-1]


def _filled(lines: int) -> content.Passage:
    return content.Passage("\n".join(f"filled {number}" for number in range(lines)))


def test_a_long_answer_begins_below_its_heading_and_leaves_no_half_page_empty() -> None:
    first, second = _pages(
        _filled(20),
        content.Heading("A heading"),
        content.Fact("A label", "\n".join(f"line {number}" for number in range(35))),
    )
    assert "A heading" in first
    assert re.search(r"A label.*line 0\nline 1\n", first, re.DOTALL)
    assert "line 34" in second


@pytest.mark.parametrize("lines", range(34, 40))
def test_a_heading_and_two_lines_or_nothing(lines: int) -> None:
    pages = _pages(
        _filled(lines),
        content.Heading("A heading"),
        content.Passage("\n".join(f"line {number}" for number in range(9))),
    )
    (with_heading,) = (page for page in pages if "A heading" in page)
    assert "line 0" in with_heading
    assert "line 1" in with_heading


@pytest.mark.parametrize("lines", range(25, 42))
def test_the_four_answers_and_what_the_chosen_one_means_stay_together(lines: int) -> None:
    ticks = [
        content.Tick(f"answer {number}", ticked=number == 2, together=True) for number in range(4)
    ]
    pages = _pages(
        _filled(lines), content.Heading("Decision"), *ticks, content.Passage("what it means")
    )
    with_one = [page for page in pages if "answer" in page or "what it means" in page]
    assert len(with_one) == 1
    assert "Decision" in with_one[0]


@pytest.mark.parametrize("lines", range(14, 36, 3))
def test_what_was_decided_stands_above_what_is_signed_under_it(lines: int) -> None:
    ticks = [content.Tick(f"answer {number}", ticked=False, together=True) for number in range(4)]
    block = content.Signatures((content.SignatureBlock("role"),))
    heads = content.Heading("Decision"), content.Heading("Signatures")
    pages = _pages(_filled(lines), heads[0], *ticks, content.Passage("meant"), heads[1], block)
    (signed,) = (page for page in pages if "role" in page)
    assert all(word in signed for word in ("Decision", "answer 0", "answer 3", "meant"))


@pytest.mark.parametrize("lines", range(30, 40, 3))
def test_other_ticks_are_parted_by_a_page(lines: int) -> None:
    ticks = [content.Tick(f"tick {number}", ticked=False) for number in range(12)]
    first, second = _pages(_filled(lines), content.Heading("Many"), *ticks)
    assert "Many" in first
    assert "tick 1" in first
    assert "tick 11" in second


@pytest.mark.parametrize("lines", range(20, 36))
def test_all_signatures_of_a_form_stand_on_one_page(lines: int) -> None:
    block = content.Signatures(
        tuple(content.SignatureBlock(f"role {number}") for number in range(4))
    )
    pages = _pages(_filled(lines), content.Heading("Signatures"), block)
    (with_roles,) = (page for page in pages if "role" in page)
    assert with_roles.count("role") == 4
    assert "Signatures" in with_roles
