"""Every word of a draft stands in the note or in a table beside the draft; nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counsellor_desk.domain.drafts import Draft, DraftItem
from counsellor_desk.domain.summaries import Section
from counsellor_desk.domain.text import clean
from counsellor_desk.workflows.reading import read_note
from tests.drafting.made_up import JOINED, OF_NAMES, OF_NOTHING_ELSE, SAID
from tests.drafting.notes import FACTS, cards, lines, public_notes, read, shipped_notes, untraceable
from tests.measure.drafts import MeasuredNote

NOTES = [*public_notes(), *shipped_notes()]
_NEGATOR = re.compile(
    r"\b(?:no|not|nil|never|none|nowt|neither|nor|without|denie[sd]|deny|cannot|cant|dont|didnt)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
SENTENCES = st.sampled_from([*SAID, *OF_NAMES])
JOINTS = st.sampled_from(JOINED)
SHARES = st.sampled_from([None, 0.2, 0.6, 1.0])


@st.composite
def made_up_notes(draw: st.DrawFn) -> str:
    """Sentences that notes are made of, in any order and joined in any way."""
    parts = draw(st.lists(st.tuples(SENTENCES, JOINTS), max_size=14))
    return "".join(sentence + joint for sentence, joint in parts)


def _ensure_traceable(text: str, draft: Draft) -> None:
    for item in lines(draft):
        assert untraceable(text, draft, item) == [], item.text


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OF_NOTHING_ELSE), JOINTS), max_size=12), SHARES)
def test_a_section_of_which_nothing_is_said_stays_empty(
    parts: list[tuple[str, str]], share: float | None
) -> None:
    text = clean("".join(sentence + joint for sentence, joint in parts)).text
    draft = read_note(text, FACTS, cards("Kayleigh Stott"), share=share)
    filled = {item.section for item in draft.items}
    assert not filled & {Section.RISK, Section.ACTIONS, Section.NEXT}
    assert {Section.RISK, Section.ACTIONS, Section.NEXT} <= draft.silent


def _negators(text: str, item: DraftItem) -> int:
    return sum(len(_NEGATOR.findall(text[span.start : span.end])) for span in item.spans)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_every_word_of_a_draft_is_the_notes_own(note: MeasuredNote) -> None:
    _ensure_traceable(note.text, read_note(note.text, note.facts, note.cards))


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_no_negation_is_lost_from_a_line(note: MeasuredNote) -> None:
    draft = read_note(note.text, note.facts, note.cards)
    for item in lines(draft):
        assert len(_NEGATOR.findall(item.text)) >= _negators(note.text, item), item.text


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.id)
def test_every_risk_is_in_the_draft_or_offered_back(note: MeasuredNote) -> None:
    draft = read_note(note.text, note.facts, note.cards)
    carried = {risk for item in draft.items for risk in item.risks}
    assert set(draft.risks()) == carried


@settings(max_examples=60, deadline=None)
@given(made_up_notes(), SHARES)
def test_nothing_is_invented_or_lost_from_notes_made_up(raw: str, share: float | None) -> None:
    """At any length that is asked for."""
    text = clean(raw).text
    draft = read_note(text, FACTS, cards("Kayleigh Stott"), share=share)
    _ensure_traceable(text, draft)
    for item in lines(draft):
        assert len(_NEGATOR.findall(item.text)) >= _negators(text, item)
    assert not draft.silent & {item.section for item in draft.items}


@settings(max_examples=60, deadline=None)
@given(made_up_notes())
def test_every_word_of_a_note_is_carried_over_or_listed(raw: str) -> None:
    text = clean(raw).text
    draft = read_note(text, FACTS, cards("Kayleigh Stott"))
    told = {
        place
        for item in lines(draft)
        for span in item.spans
        for place in range(span.start, span.end)
    }
    lost = "".join(c if n not in told else " " for n, c in enumerate(text) if c.isalpha() or n)
    assert not re.findall(r"[a-z]{3,}", lost), lost


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=400))
def test_any_text_at_all_is_read(raw: str) -> None:
    text = clean(raw).text
    draft = read_note(text, FACTS, cards("Kayleigh Stott"))
    for item in lines(draft):
        assert all(0 <= span.start < span.end <= len(text) for span in item.spans)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " \n\t ",
        "Slept better. Her tutor will",
        "!!! ... ??? --- ;;;",
        "\0 risk: no SI \0",
        "\ud800 lone \udfff no SI",
        "😀 no SI 😀 ring GP by Friday 🙂",
        "אין מחשבות. no SI. لا خطة",
        "a" * 100_000,
        "(" * 5_000,
        "no " * 20_000,
        "- " * 20_000,
    ],
    ids=range(12),
)
def test_odd_texts_are_read(raw: str) -> None:
    draft = read(raw)
    assert draft.note_words >= 0
    if "no SI" in raw:
        assert [risk.polarity.value for risk in draft.risks()] == ["denied"]


def test_a_note_that_says_nothing_of_risk_fills_no_risk_section() -> None:
    draft = read("Talked about the garden. Next session Tuesday.")
    assert Section.RISK in draft.silent
    assert not [item for item in draft.items if item.section is Section.RISK]
