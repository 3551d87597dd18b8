"""Where a character of the note stands in the editor, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.ui.reduce.places import Places
from counsellor_desk.ui.widgets.private_text import LONGEST_PARAGRAPH, in_paragraphs

_PIECES = st.sampled_from(["a", " ", "\n", "é", "😀", "ש", "word ", "  \n", "𝔘𝔫"])
_LONG = st.sampled_from(
    ["x" * (LONGEST_PARAGRAPH + 7), "word " * 2_500, "😀" * (LONGEST_PARAGRAPH + 1), "\n"]
)
_NOTES = st.one_of(
    st.text(max_size=60),
    st.lists(_PIECES, max_size=40).map("".join),
    st.lists(st.one_of(_PIECES, _LONG), max_size=5).map("".join),
)


def _units(text: str) -> list[str]:
    """The UTF-16 units of a text, as Qt counts them."""
    coded = text.encode("utf-16-le", "surrogatepass")
    halves = (coded[at : at + 2] for at in range(0, len(coded), 2))
    return [half.decode("utf-16-le", "surrogatepass") for half in halves]


@given(_NOTES, st.integers(min_value=0, max_value=200))
def test_there_and_back(text: str, seed: int) -> None:
    places = Places(text)
    for offset in {0, len(text), *(seed * step % (len(text) + 1) for step in range(1, 40))}:
        assert places.stored(places.shown(offset)) == offset


@given(_NOTES)
def test_the_editor_shows_that_character_there(text: str) -> None:
    places, units = Places(text), _units(in_paragraphs(text))
    for offset in range(0, len(text), 1 + len(text) // 50):
        own = _units(text[offset])
        shown = units[places.shown(offset) : places.shown(offset) + len(own)]
        assert shown == own or (text[offset], shown) == (" ", ["\n"])


@given(_NOTES, st.integers(min_value=1, max_value=97))
def test_places_keep_their_order(text: str, step: int) -> None:
    places = Places(text)
    shown = [places.shown(offset) for offset in range(0, len(text) + 1, step)]
    assert shown == sorted(set(shown))
