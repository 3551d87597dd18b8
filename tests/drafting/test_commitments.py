"""Who is going to do what by when: the grammar of a commitment, in short notes."""

from __future__ import annotations

from datetime import date

import pytest

from counsellor_desk.domain.drafts import DraftItem
from counsellor_desk.domain.summaries import Section
from counsellor_desk.domain.words import words_of
from counsellor_desk.drafting.dates import Calendar
from tests.drafting.notes import read

TOLD = "Kayleigh came on time. She told me about her week. She was low. The choir is on again.\n"
"""A beginning, so that what follows stands late in a note. The session is on Monday 2 March."""


def _actions(text: str) -> list[DraftItem]:
    return [item for item in read(TOLD + text).items if item.section is Section.ACTIONS]


def _only(text: str) -> DraftItem:
    (action,) = _actions(text)
    return action


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Cl to ask the college for a later start.", "client"),
        ("She will ring the agency.", "client"),
        ("Tonight she will ask her brother to fix the bolt.", "client"),
        ("I'll email the grounding sheet.", "counsellor"),
        ("I am to send her the leaflet.", "counsellor"),
        ("We shall both think about the choir.", "both"),
        ("Their housing officer will call her by Friday.", "other:housing officer"),
        ("Mum to keep the tablets locked away.", "other:mother"),
        ("Kayleigh to sit with the feeling each evening.", "client"),
        ("Her sister is bringing the forms on Friday.", "other:sister"),
        ("She sees the nurse on Tuesday about her weight.", "client"),
        ("If it gets worse, ring 111.", "client"),
        ("If nothing by Weds I write to her.", "counsellor"),
        ("The agency to be rung.", "counsellor"),
        ("Her sister to be asked by her mother on Sunday.", "other:mother"),
        ("If it gets worse mum will ring 999.", "other:mother"),
    ],
)
def test_a_commitment_has_its_owner(sentence: str, owner: str) -> None:
    found = _only(sentence)
    assert found.owner is not None
    assert found.owner.stored == owner


def test_a_name_without_a_role_binds_somebody_who_has_still_to_be_named() -> None:
    assert _only("Ayaan to bring the forms on Friday.").owner is None


@pytest.mark.parametrize(
    "sentence",
    [
        "She thinks she will lose the job.",
        "Her boss will call her in on Friday, she thinks.",
        "Dad will go mad.",
        "She was going to ring the agency but thought again.",
        "I offered to write to the college and she said no.",
        "We meet again on Tuesday the tenth at two.",
        "She wanted me to push for the move.",
        "He said he'd thought about the move.",
        "No plan to see him.",
        "If he drinks again his wife will leave him.",
        "Drink: two whiskies most nights, four on Tuesday.",
    ],
)
def test_what_is_feared_turned_down_or_over_is_no_commitment(sentence: str) -> None:
    assert _actions(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Cl to ring the GP on Tues, no, Thurs.", "2026-03-05"),
        ("Cl to keep a diary from tomorrow.", "2026-03-03"),
        ("She will ring by wednesday the eleventh.", "2026-03-11"),
        ("I'll post the leaflet this week, by Friday.", "2026-03-06"),
        ("Wed 4th, 2.30, me to bring the small set.", "2026-03-04"),
        ("Her sister rings on Friday. Cl to ask her then for help.", "2026-03-06"),
        ("Cl to bring the list next time.\nNext session Tues 10 March.", "2026-03-10"),
    ],
)
def test_a_commitment_is_due_on_the_day_that_is_meant(sentence: str, due: str) -> None:
    days = [item.due_on.isoformat() for item in _actions(sentence) if item.due_on]
    assert due in days


def test_what_it_is_stays_with_what_is_done_with_it() -> None:
    found = _only("He gave her a new diary and she will write in it every night.")
    assert "new diary" in found.text


def test_a_condition_stays_one_action_with_what_follows_from_it() -> None:
    found = _only("Should he come again she is to leave the room, shut the door and ring her son.")
    assert found.conditional
    assert "ring her son" in found.text


@pytest.mark.parametrize(
    "step", ["If worse at the weekend, 111.", "Shaking or seeing things = 111.", "Fainting -> 999"]
)
def test_whom_to_turn_to_in_an_emergency_is_the_clients_step(step: str) -> None:
    (found,) = [item for item in read(TOLD + step).items if item.owner]
    assert found.owner is not None
    assert (found.owner.stored, found.conditional) == ("client", True)


@pytest.mark.parametrize(
    ("step", "owner"),
    [
        ("If it gets worse, mum will ring 999.", "other:mother"),
        ("If she does not turn up I will ring the crisis team.", "counsellor"),
        ("If worse, I'll call 999.", "counsellor"),
        ("If worse at night she will call the Samaritans.", "client"),
    ],
)
def test_who_is_named_in_an_emergency_turns_to_somebody(step: str, owner: str) -> None:
    (found,) = [item for item in read(TOLD + step).items if item.owner]
    assert found.owner is not None
    assert found.owner.stored == owner


@pytest.mark.parametrize(
    "told", ["If he had rung 999 he would be alive.", "If anything was wrong she rang 111."]
)
def test_whom_somebody_turned_to_once_is_no_step(told: str) -> None:
    assert [item for item in read(TOLD + told).items if item.owner] == []


def test_lines_that_say_who_does_what_are_a_list_without_a_heading() -> None:
    found = _actions(
        "\n- ks carry the card once a day\n- mum does the sunday call\n- me ring hv tmrw"
    )
    owners = [item.owner.stored for item in found if item.owner]
    assert owners == ["client", "other:mother", "counsellor"]


def test_prose_below_a_list_is_not_listed() -> None:
    found = _actions(
        "AGREED\n1. KS to ring the GP\n2. mum to call on Sunday\nWanted me to do it all."
    )
    assert [item.text for item in found] == [
        "Client to ring the GP",
        "Mum to call on Sunday",
    ]


def test_a_remark_stays_with_its_entry() -> None:
    found = _actions("PLAN\n- me: ring the school today. KS told, not happy")
    assert [item.text for item in found] == ["Ring the school today. Client told, not happy"]


def test_somebody_of_the_other_sex_is_not_the_client() -> None:
    """The note calls the client "she" throughout."""
    found = _actions(
        "Her son is to fix the bolt. She has her tea. She naps. He is to do it by Friday."
    )
    assert {item.owner.stored for item in found if item.owner} == {"other:son"}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("a week on Friday", "2026-03-13"),
        ("Friday week", "2026-03-13"),
        ("a fortnight on Monday", "2026-03-23"),
        ("two weeks today", "2026-03-16"),
        ("tomorrow week", "2026-03-10"),
        ("next week Tues", "2026-03-10"),
        ("Tues of next week", "2026-03-10"),
        ("the Monday after next", "2026-03-16"),
        ("end of April", "2026-04-30"),
        ("month end", "2026-03-31"),
        ("Good Friday", "2026-04-03"),
        ("Boxing Day", "2026-12-26"),
        ("New Year's Day", "2027-01-01"),
        ("2026-03-09", "2026-03-09"),
        ("9-3-26", "2026-03-09"),
        ("2/52", "2026-03-16"),
    ],
)
def test_a_day_is_counted_from_the_session(written: str, day: str) -> None:
    text = f"by {written} at the latest"
    (found,) = Calendar(text, date(2026, 3, 2)).days(words_of(text))
    assert found.on == date.fromisoformat(day)


def test_an_if_that_looks_ahead_in_dictation_goes_with_what_follows() -> None:
    dictated = (
        "so what's agreed I'm going to ring the college tomorrow about the form and she was happy "
        "with that and signed for it if the thoughts come back she's to tell her mum straight away"
    )
    condition = _actions(dictated)[-1]
    assert condition.text == "If the thoughts come back she's to tell her mum straight away"
    assert condition.conditional
