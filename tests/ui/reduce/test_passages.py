"""What became of each stretch of a note, found by its place."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.drafts import DraftItem, LeftOut, Reason, Span
from counsellor_desk.domain.reductions import WorkingLine, WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.passages import Along, Passage, Passages

_LENGTHS = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=5),
        st.integers(min_value=1, max_value=9),
        st.booleans(),
    ),
    max_size=15,
)


def _laid(lengths: list[tuple[int, int, bool]]) -> list[tuple[Span, bool]]:
    """Stretches one behind the other: the gap before each, its length, whether it is kept."""
    found, at = [], 0
    for gap, length, kept in lengths:
        found.append((Span(at + gap, at + gap + length), kept))
        at += gap + length
    return found


def _passages(laid: list[tuple[Span, bool]]) -> Passages:
    lines = tuple(
        WorkingLine(key=key, section=Section.OBSERVED, text="x", spans=(span,))
        for key, (span, kept) in enumerate(laid)
        if kept
    )
    left = [_left(span) for span, kept in laid if not kept]
    return Passages(WorkingSummary(lines=lines, actions=()), left)


def _left(span: Span) -> LeftOut:
    item = DraftItem(key=0, section=Section.OBSERVED, text="x", spans=(span,))
    return LeftOut(reason=Reason.CHAT, item=item)


@given(_LENGTHS)
def test_each_place_has_its_passage(lengths: list[tuple[int, int, bool]]) -> None:
    laid = _laid(lengths)
    passages = _passages(laid)
    for offset in range((laid[-1][0].end if laid else 0) + 2):
        expected = [(span, kept) for span, kept in laid if span.start <= offset < span.end]
        found = passages.at(offset)
        assert (found is None) is not bool(expected)
        if found is not None:
            assert (found.span, found.row is not None) == expected[0]


@given(_LENGTHS)
def test_stepping_goes_through_all_of_them_and_back(lengths: list[tuple[int, int, bool]]) -> None:
    laid = _laid(lengths)
    passages = _passages(laid)
    there = _walk(passages.after(-1), lambda passage: passages.after(passage.span.start))
    assert [passage.span for passage in there] == [span for span, _kept in laid]
    if there:
        back = _walk(there[-1], lambda passage: passages.before(passage.span.start))
        assert back == there[::-1]


@given(_LENGTHS, st.integers(min_value=0, max_value=60), st.integers(min_value=0, max_value=30))
def test_what_is_left_out_within_a_stretch(
    lengths: list[tuple[int, int, bool]], start: int, length: int
) -> None:
    laid, sight = _laid(lengths), Span(start, start + length)
    expected = [span for span, kept in laid if not kept and span.overlaps(sight)]
    assert _passages(laid).left_within(sight) == expected


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=12),
    st.integers(0, 60),
    st.integers(1, 20),
)
def test_overlapping_things_are_all_found(
    stretches: list[tuple[int, int]], start: int, length: int
) -> None:
    things = [Passage(Span(at, at + long)) for at, long in stretches]
    wanted = Span(start, start + length)
    touching = Along(things).touching(wanted)
    expected = sorted((t for t in things if t.span.overlaps(wanted)), key=lambda t: t.span)
    assert touching == expected


def _walk(first: Passage | None, on: Callable[[Passage], Passage | None]) -> list[Passage]:
    found = []
    while first is not None:
        found.append(first)
        first = on(first)
    return found
