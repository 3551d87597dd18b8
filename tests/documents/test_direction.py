"""The order of mixed text, held against an implementation that we did not write."""

from __future__ import annotations

from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.documents import direction

MIXED = st.text(alphabet="abc אבג ابت 123 .,()[]-/%+ ", max_size=24)


def _line(text: str) -> str:
    found = direction.levels(text)
    return "".join(direction.visual_order(text, found))


@given(MIXED.map(str.strip))
def test_lines_stand_as_the_library_sets_them(text: str) -> None:
    base = "LR"[direction.base_level(text)]
    assert _line(text) == get_display(text, base_dir=base)


def test_brackets_enclose_what_they_enclosed() -> None:
    assert _line("Dr (שלום) שלום") == "Dr (םולש) םולש"


def test_plain_text_needs_no_reordering() -> None:
    assert direction.levels("Permission (GP), 24 May") == (0,) * 23


def test_overrides_do_not_change_what_is_read() -> None:
    forged = "pay \u202e001\u202c pounds"
    assert set(direction.levels(forged)) == {0}


def test_joiners_take_the_level_of_what_they_join() -> None:
    assert direction.levels("می\u200cخواهم") == (1,) * 8
