"""Who is named in a note, and what the record writes instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counsellor_desk.domain.drafts import Draft, FlagKind
from counsellor_desk.domain.text import clean
from counsellor_desk.domain.words import note_text
from counsellor_desk.identity.find import find
from counsellor_desk.workflows.reading import labels
from tests.drafting.notes import cards, lines, read


def _written(draft: Draft) -> str:
    return " ".join(item.text for item in lines(draft))


def _flagged(text: str, draft: Draft) -> set[str]:
    return {
        text[flag.span.start : flag.span.end]
        for flag in draft.flags
        if flag.kind is FlagKind.IDENTIFIER
    }


@pytest.mark.parametrize(
    "mention",
    ["Kayleigh", "Kayleigh Stott", "KS", "K.S.", "Kayleigh S", "Ms Stott", "Kay", "Kayliegh", "K"],
)
def test_a_client_in_any_form_becomes_client(mention: str) -> None:
    draft = read(f"Then {mention} slept well.", "Kayleigh Stott")
    assert "client slept well" in _written(draft)
    assert not {"Kayleigh", "Stott", "KS", "Kayliegh"} & set(_written(draft).split())


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("Spoke of Kayleigh's sleep.", "Kayleigh Stott", "Spoke of client's sleep"),
        ("He saw callum macaskill there.", "Callum MacAskill", "He saw client there"),
        ("Read Stott's letter.", "Kayleigh Stott", "Read client's letter"),
    ],
)
def test_possessives_and_lower_case(text: str, name: str, says: str) -> None:
    assert says in _written(read(text, name))


def test_a_couple_keeps_first_names_and_no_surname() -> None:
    draft = read(
        "Rob Lister came late. Shereen waited. Both Listers slept.", "Rob Lister", "Shereen Lister"
    )
    assert "Rob came late" in _written(draft)
    assert "Shereen waited" in _written(draft)
    assert "Rob Lister" not in _written(draft)


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Her sister Mari rang.", "sister", "Mari"),
        ("Rang Mari (sister) on Monday.", "sister", "Mari"),
        ("Wrote to the social worker Ms Dunbar about it.", "social worker", "Dunbar"),
        ("The head of year, Mrs Okafor, will move him.", "head of year", "Okafor"),
    ],
)
def test_others_become_the_role_that_the_note_gives(text: str, role: str, name: str) -> None:
    draft = read(f"{text} Later {name} came too.")
    assert role in _written(draft)
    assert name not in _written(draft)


def test_a_name_without_a_role_stays_and_is_flagged() -> None:
    text = "We read the letter to Alun again."
    draft = read(text)
    assert "Alun" in _written(draft)
    assert _flagged(text, draft) == {"Alun"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Will came on time.", "Client came on time"),
        ("Then Will said no.", "Then client said no"),
        ("She will not come.", "She will not come"),
        ("They will ring on Friday.", "They will ring on Friday"),
    ],
)
def test_a_name_that_is_also_a_word(text: str, says: str) -> None:
    assert says in _written(read(text, "Will Hope"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It may rain in May.", "It may rain in May"),
        ("The review is on 3 May.", "3 May"),
        ("Then May said so.", "Then client said so"),
        ("With good grace he went.", "With good grace he went"),
    ],
)
def test_a_name_that_is_also_a_month(text: str, says: str) -> None:
    assert says in _written(read(text, "May Grace"))


def test_a_name_is_no_cue_of_what_is_to_be_done() -> None:
    draft = read("Will came on time. Will rang.", "Will Hope")
    assert not [item for item in draft.items if item.owner is not None]


def test_a_telephone_number_of_the_card_is_taken_out() -> None:
    (card,) = cards("Kayleigh Stott")
    note = note_text("Rang 01632 960 115 twice.")
    found = find(note, [replace(card, phone="01632 960115")], ["client"])
    assert [note.text[r.span.start : r.span.end] for r in found.replacements] == ["01632 960 115"]


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=[]), max_size=300),
    st.lists(st.text(st.characters(exclude_categories=["Cc"]), max_size=20), max_size=3),
)
def test_any_text_and_any_name_are_read(raw: str, names: list[str]) -> None:
    made = cards(*names)
    note = note_text(clean(raw).text)
    found = find(note, made, labels(made))
    reached = 0
    for replacement in found.replacements:
        assert reached <= replacement.span.start < replacement.span.end <= len(note.text)
        reached = replacement.span.end
