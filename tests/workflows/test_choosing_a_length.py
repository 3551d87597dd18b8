"""Another length costs nothing that the counsellor did, and leaves nothing out unseen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counsellor_desk.domain import reductions, refilling
from counsellor_desk.domain.drafts import Draft, Stretches
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.reductions import WorkingAction, WorkingLine, WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.domain.text import clean
from counsellor_desk.workflows import reading, working_copy
from tests.drafting.notes import FACTS, cards, public_notes

NOTES = (2, 5)  # prose of 264 words, a stream of 842
ACTS = st.tuples(
    st.sampled_from(["edit", "empty", "remove", "move", "restore", "confirm", *Fullness]),
    st.integers(0, 99),
)


@cache
def _drafts(note: int) -> Mapping[Fullness, Draft]:
    text = clean(public_notes()[note].text).text
    return reading.drafts(text, FACTS, cards("Gareth Pugh"))


def _at(summary: WorkingSummary, note: int, fullness: Fullness) -> WorkingSummary:
    return refilling.refilled(summary, _drafts(note), fullness)


def _done(summary: WorkingSummary, note: int, act: object, which: int) -> WorkingSummary:
    draft = _drafts(note)[summary.fullness]
    if isinstance(act, Fullness):
        return _at(summary, note, act)
    if act == "restore":
        left = refilling.left_out(summary, _drafts(note))
        return reductions.taken_over(summary, left[which % len(left)].item) if left else summary
    if act == "confirm":
        risks = draft.risks()
        cue = risks[which % len(risks)] if risks else None
        return reductions.polarity_confirmed(summary, cue, cue.polarity) if cue else summary
    line = summary.lines[which % len(summary.lines)]
    if act == "edit":
        return reductions.line_edited(summary, line.key, line.text + " indeed")
    if act == "empty":
        return reductions.line_edited(summary, line.key, " ")
    if act == "move":
        return reductions.line_moved(summary, line.key, Section.VIEW)
    return reductions.removed(summary, line.key)


@cache
def _begun(note: int) -> WorkingSummary:
    return reductions.begin(_drafts(note)[Fullness.USUAL])


def _words(summary: WorkingSummary) -> list[tuple[object, ...]]:
    return [(row.spans, _text(row)) for row in summary.rows()]


def _text(row: WorkingLine | WorkingAction) -> str:
    return row.text if isinstance(row, WorkingLine) else row.what


@given(st.sampled_from(NOTES), st.lists(ACTS, max_size=8), st.sampled_from(Fullness))
@settings(max_examples=40)
def test_what_the_counsellor_did_stays(
    note: int, acts: list[tuple[object, int]], fullness: Fullness
) -> None:
    summary = _begun(note)
    for act, which in acts:
        summary = _done(summary, note, act, which)
    after = _at(summary, note, fullness)
    kept = {row.key: _text(row) for row in after.rows()}
    for row in (row for row in summary.rows() if not row.drafted):
        assert kept[row.key] == _text(row)
    assert after.confirmed == summary.confirmed
    assert after.taken_out == summary.taken_out
    gone = Stretches(span for row in summary.taken_out for span in row.spans)
    drafted = [span for row in after.rows() if row.drafted for span in row.spans]
    assert not any(map(gone.touch, drafted))


@given(st.sampled_from(NOTES), st.lists(ACTS, max_size=8))
@settings(max_examples=40)
def test_nothing_of_the_note_is_left_out_unseen(note: int, acts: list[tuple[object, int]]) -> None:
    """Every word of the fullest draft is carried, or can be brought back."""
    summary = _begun(note)
    for act, which in acts:
        summary = _done(summary, note, act, which)
    left = refilling.left_out(summary, _drafts(note))
    known = [span for row in summary.carrying() for span in row.spans]
    known += [span for each in left for span in each.item.spans]
    text = clean(public_notes()[note].text).text
    unseen = list(text)
    for span in known:
        unseen[span.start : span.end] = " " * (span.end - span.start)
    for item in _drafts(note)[Fullness.FULLEST].items:
        for span in item.spans:
            words = re.findall(r"\w+", "".join(unseen[span.start : span.end]))
            assert set(words) <= {"and"}, text[span.start : span.end]


@pytest.mark.parametrize("note", NOTES, ids=map(str, NOTES))
def test_there_and_back_is_as_it_was(note: int) -> None:
    summary = _begun(note)
    for fullness in Fullness:
        other = _at(summary, note, fullness)
        drafted = [(item.spans, item.text) for item in _drafts(note)[fullness].items]
        assert sorted(_words(other)) == sorted(drafted)
        assert _words(_at(other, note, Fullness.USUAL)) == _words(summary)


def test_a_fuller_draft_is_longer() -> None:
    words = [_at(_begun(5), 5, fullness).words() for fullness in Fullness]
    assert words == sorted(words)
    assert len(set(words)) == len(words)


def test_the_length_and_what_was_removed_are_kept_with_the_copy() -> None:
    text = clean(public_notes()[2].text).text
    summary = _at(_begun(2), 2, Fullness.FULLER)
    summary = reductions.removed(summary, summary.lines[1].key)
    summary = reductions.removed(summary, summary.actions[0].key)
    summary = reductions.written_instead(summary, "Colin", "manager")
    found = working_copy.read(working_copy.written(summary, text), text, _drafts(2))
    assert found == summary
    assert found.fullness is Fullness.FULLER


ASKED = "Slept better.\nAsked about thoughts of suicide"


@pytest.mark.parametrize("going_on", ["? No.", ": none, no plan.", "\nNo, never.\n"], ids=range(3))
def test_a_question_that_a_note_ended_with_has_its_answer_once_that_is_written(
    going_on: str,
) -> None:
    before = reading.drafts(ASKED, FACTS, ())[Fullness.USUAL]
    begun = reductions.begin(before)
    begun = reductions.polarity_confirmed(begun, before.risks()[0], before.risks()[0].polarity)
    edited = reductions.line_edited(begun, begun.lines[0].key, "Slept well.")
    text = ASKED + going_on
    kept = working_copy.written(edited, ASKED)
    found = working_copy.read(kept, text, reading.drafts(text, FACTS, ()))
    assert [line.text for line in found.in_section(Section.OBSERVED)] == ["Slept well."]
    (asked,) = found.in_section(Section.RISK)
    assert re.search("(?i)no", asked.text), asked.text
    assert not found.confirmed


@given(st.sampled_from(NOTES), st.lists(ACTS, max_size=8))
@settings(max_examples=20)
def test_a_note_that_is_opened_again_has_the_summary_as_it_was_left(
    note: int, acts: list[tuple[object, int]]
) -> None:
    summary = _begun(note)
    for act, which in acts:
        summary = _done(summary, note, act, which)
    text = clean(public_notes()[note].text).text
    found = working_copy.read(working_copy.written(summary, text), text, _drafts(note))
    assert found.rows() == summary.rows()
    assert set(found.taken_out) == set(summary.taken_out)
