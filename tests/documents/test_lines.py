"""Lines: nothing is lost, nothing is wider than its place, nothing is read as markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.documents.lines import Line, lines, tidy
from counsellor_desk.documents.typefaces import Face

SIZE, ROOM = 10.0, 120.0
WRITTEN = st.text(alphabet="abc WW-’é שלום ابت हि 😀\n\u200d", max_size=200)


def _broken(text: str, room: float = ROOM) -> tuple[Line, ...]:
    return lines(text, Face.REGULAR, SIZE, room)


def _logical(line: Line) -> str:
    """The line's letters, in whatever order they stand."""
    return "".join(sorted("".join(piece.text for piece in line.pieces)))


@given(WRITTEN)
def test_no_letter_is_lost(text: str) -> None:
    set_letters = "".join("".join(p.text for p in line.pieces) for line in _broken(text))
    assert sorted(set_letters.replace(" ", "")) == sorted("".join(tidy(text).split()))


@given(WRITTEN)
def test_no_line_is_wider_than_its_place(text: str) -> None:
    for line in _broken(text):
        assert line.width * SIZE / 1000 <= ROOM + 0.01


def test_a_word_that_is_too_long_is_cut() -> None:
    found = _broken("W" * 100)
    assert len(found) > 1
    assert all(line.width * SIZE / 1000 <= ROOM for line in found)
    assert "".join(_logical(line) for line in found) == "W" * 100


def test_a_double_name_may_break_at_its_hyphen_and_a_number_may_not() -> None:
    room = 80.0
    assert [p.text for p in _broken("Marged O’Neill-Okonkwo", room)[1].pieces] == ["Okonkwo"]
    assert len(_broken("case PH-2026-0042-7", room)[-1].pieces) == 1


def test_markup_is_only_text() -> None:
    (line,) = _broken("<b>x</b> &amp; <img src='http://x'/>", 400)
    assert "".join(p.text for p in line.pieces) == "<b>x</b> &amp; <img src='http://x'/>"


def test_paragraphs_keep_an_empty_line_and_no_more() -> None:
    assert [len(line.pieces) for line in _broken("a\n\n\n \nb")] == [1, 0, 1]


def test_each_paragraph_has_its_own_direction() -> None:
    assert [line.right_to_left for line in _broken("left\nשלום left\n123")] == [False, True, False]


def test_halves_of_characters_show() -> None:
    assert tidy("a\ud800b\x00") == "a\ufffdb\ufffd"


def test_empty_text_has_no_lines() -> None:
    assert _broken(" \n\t ") == ()
