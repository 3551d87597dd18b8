"""One reading of a note gives drafts of any length; a fuller one has all that a shorter one has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counsellor_desk.domain.drafts import Draft, Reason
from counsellor_desk.domain.text import clean
from counsellor_desk.domain.words import note_text
from counsellor_desk.drafting.draft import Reading, draft
from tests.drafting.notes import FACTS, lines, public_notes
from tests.drafting.test_nothing_invented import made_up_notes
from tests.measure.drafts import MeasuredNote

SHARES = st.floats(0, 1)
LONG = max(public_notes(), key=lambda note: len(note.text))


def _places(found: Draft) -> set[int]:
    """The characters of the note that the draft carries."""
    return {
        place
        for item in found.items
        for span in item.spans
        for place in range(span.start, span.end)
    }


@settings(max_examples=40, deadline=None)
@given(made_up_notes(), SHARES, SHARES)
def test_a_fuller_draft_has_what_a_shorter_one_has(raw: str, one: float, other: float) -> None:
    reading = Reading(note_text(clean(raw).text), FACTS)
    shorter, fuller = reading.draft(min(one, other)), reading.draft(max(one, other))
    assert _places(shorter) <= _places(fuller)


@settings(max_examples=40, deadline=None)
@given(made_up_notes(), SHARES)
def test_every_line_has_a_key_of_its_own(raw: str, share: float) -> None:
    found = Reading(note_text(clean(raw).text), FACTS).draft(share)
    keys = [line.key for line in lines(found)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("note", public_notes(), ids=lambda note: note.id)
def test_the_usual_draft_stands_between_the_shortest_and_the_fullest(note: MeasuredNote) -> None:
    reading = Reading(note_text(note.text), note.facts)
    usual = _places(reading.draft())
    assert _places(reading.draft(0)) <= usual <= _places(reading.draft(1))
    assert reading.draft() == draft(note_text(note.text), note.facts)


def test_more_words_are_kept_step_by_step() -> None:
    reading = Reading(note_text(LONG.text), LONG.facts)
    kept = [len(_places(reading.draft(share / 20))) for share in range(21)]
    assert kept == sorted(kept)
    assert len(set(kept)) > 8


def test_the_fullest_draft_leaves_out_nothing_as_less_central() -> None:
    left_out = Reading(note_text(LONG.text), LONG.facts).draft(1).left_out
    assert not [left for left in left_out if left.reason is Reason.LESS_CENTRAL]


def test_risk_and_actions_stay_in_the_shortest_draft() -> None:
    reading = Reading(note_text(LONG.text), LONG.facts)
    assert {risk for item in reading.draft(0).items for risk in item.risks} == set(
        reading.draft(1).risks()
    )
