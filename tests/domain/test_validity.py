"""The rules that make a form valid, each with what it says when it is not kept (forms.md 4.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain import endings, validity
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.outcomes import Outcome, outcomes_of
from counsellor_desk.domain.validity import (
    Around,
    AssentMissing,
    CompetenceOpen,
    DayAhead,
    FollowUpTooLate,
    FormNotValid,
    NotHeardByAnybody,
    OrganisationNotFirst,
    RecordingBegun,
    StillTimeToThink,
)
from tests.answered_forms import EVERY_FORM, FORMS, answers
from tests.domain.samples import TODAY

AROUND = Around(today=TODAY)


def _day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def _check(form: str, around: Around = AROUND, **changes: Any) -> None:
    definition = FORMS[form]
    outcome = outcomes_of(definition.family)[0]
    validity.ensure_valid(definition, answers(definition, outcome, TODAY, **changes), around)


@pytest.mark.parametrize("form", EVERY_FORM, ids=lambda form: form.id)
def test_a_form_that_keeps_its_rules_is_valid(form: object) -> None:
    _check(form.id)  # type: ignore[attr-defined]  # parametrized without a type


@pytest.mark.parametrize(
    ("form", "changes", "refusal", "field"),
    [
        ("F4", {"organisation_signed_on": _day(1)}, DayAhead, "day"),
        ("F5", {"recording_on": _day(-1)}, RecordingBegun, "recording_on"),
        ("F7", {"shown_on": _day(-6)}, StillTimeToThink, "shown_on"),
        ("F7", {"shown_on": _day(0)}, StillTimeToThink, "shown_on"),
        ("F7", {"shown_on": _day(2)}, DayAhead, "day"),
        ("F8", {"competence": ""}, CompetenceOpen, "competence"),
        ("F8", {"competence": "not_competent", "assent": ""}, AssentMissing, "assent"),
        ("F11", {"heard_by": ""}, NotHeardByAnybody, "heard_by"),
        ("F11", {"written_by": _day(7)}, FollowUpTooLate, "written_by"),
        ("F11", {"given_on": _day(1)}, DayAhead, "day"),
        ("F12", {"approved_on": _day(1)}, DayAhead, "day"),
        ("F14", {"approved_on": _day(1)}, DayAhead, "day"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value)[:40],
)
def test_a_rule_that_is_not_kept_stops_it_and_says_why(
    form: str, changes: dict[str, Any], refusal: type[FormNotValid], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        _check(form, **changes)
    assert all(refused.value.sentences())
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("form", "changes"),
    [
        ("F7", {"shown_on": _day(-7)}),
        ("F7", {"shown_on": _day(0), "sooner_because": "It is for tomorrow’s talk."}),
        ("F8", {"competence": "competent"}),
        ("F8", {"competence": "not_competent"}),
        ("F11", {"heard_by": "read_back", "given_on": _day(-2), "written_by": _day(5)}),
        ("F11", {"heard_by": "witness"}),
        ("F5", {"recording_on": _day(0)}),
    ],
)
def test_what_just_keeps_a_rule(form: str, changes: dict[str, Any]) -> None:
    _check(form, **changes)


@given(st.integers(-30, 30), st.integers(-30, 30))
def test_the_organisation_signs_before_the_first_session_and_no_later(
    signed: int, first: int
) -> None:
    around = replace(AROUND, first_session_on=TODAY + timedelta(days=first))
    changes: dict[str, Any] = {"organisation_signed_on": _day(min(signed, 0))}
    if min(signed, 0) < first:
        _check("F4", around, **changes)
    else:
        with pytest.raises(OrganisationNotFirst):
            _check("F4", around, **changes)


def test_another_text_has_to_be_shown_again() -> None:
    form = FORMS["F7"]
    before = answers(form, Outcome.GIVEN, TODAY)
    same = validity.after_change(form, before, {**before, "medium": "A talk"})
    assert same["shown_on"] == before["shown_on"]
    changed = validity.after_change(form, before, {**before, "text": "Another text."})
    assert "shown_on" not in changed
    with pytest.raises(StillTimeToThink):
        validity.ensure_valid(form, changed, AROUND)
    shown_too = {**before, "text": "Another text.", "shown_on": _day(0)}
    assert validity.after_change(form, before, shown_too)["shown_on"] == _day(0)
    other = FORMS["F2"]
    assert validity.after_change(other, {"text": "a"}, {"text": "b"}) == {"text": "b"}


def test_the_agreement_is_late_from_the_second_session_and_told_so() -> None:
    form = FORMS["F1"]
    whole = answers(form, Outcome.SIGNED, TODAY)
    assert validity.told(form, whole, replace(AROUND, sessions=1)) == ()
    (late,) = validity.told(form, whole, replace(AROUND, sessions=3))
    assert ("3" in late.sentence, late.field) == (True, "first_session")
    validity.ensure_valid(form, whole, replace(AROUND, sessions=3))


@pytest.mark.parametrize(
    ("born", "competence", "said"),
    [
        ("2012-06-01", "not_competent", ""),
        ("2010-03-02", "not_competent", "From 16 on"),
        ("2010-03-02", "competent", ""),
        ("2008-03-02", "competent", "18 or over"),
    ],
)
def test_what_an_age_makes_worth_saying(born: str, competence: str, said: str) -> None:
    form = FORMS["F8"]
    whole = answers(form, Outcome.SIGNED, TODAY, born_on=born, competence=competence)
    told = validity.told(form, whole, AROUND)
    assert [said in each.sentence for each in told] == ([True] if said else [])


def test_the_time_to_think_is_told_while_it_lasts() -> None:
    form = FORMS["F7"]
    shown = answers(form, Outcome.GIVEN, TODAY, shown_on=_day(-2))
    (told,) = validity.told(form, shown, AROUND)
    assert "until 7 March 2026" in told.sentence
    assert validity.told(form, shown, replace(AROUND, today=TODAY + timedelta(days=5))) == ()
    assert validity.told(form, {}, AROUND) == ()


def test_a_card_with_another_birthday_is_told() -> None:
    form = FORMS["F8"]
    whole = answers(form, Outcome.SIGNED, TODAY, born_on="2012-06-01", competence="competent")
    card = replace(AROUND, born_on=date(2012, 6, 2))
    assert any("another than" in each.sentence for each in validity.told(form, whole, card))
    assert validity.born_on(whole, card) == date(2012, 6, 2)
    assert validity.born_on(whole, AROUND) == date(2012, 6, 1)


@pytest.mark.parametrize(
    ("born", "age", "on"),
    [
        (date(2010, 3, 2), 16, date(2026, 3, 2)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
    ],
)
def test_birthdays(born: date, age: int, on: date) -> None:
    assert endings.birthday(born, age) == on


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        (date(2012, 6, 1), date(2028, 5, 31)),
        (date(2010, 3, 3), date(2026, 3, 2)),
        (date(2010, 3, 2), date(2028, 3, 1)),
        (date(2000, 1, 1), None),
        (None, None),
    ],
)
def test_a_young_persons_form_ends_before_the_16th_and_the_18th_birthday(
    born: date | None, ends: date | None
) -> None:
    form = FORMS["F8"]
    made = decision(form, answers(form, Outcome.SIGNED, TODAY))
    assert endings.end_of(form, made, TODAY, born) == ends


def test_ends_as_each_definition_has_them() -> None:
    def ends(name: str) -> date | None:
        form = FORMS[name]
        whole = answers(form, outcomes_of(form.family)[0], TODAY)
        return endings.end_of(form, decision(form, whole), TODAY)

    assert ends("F2") == TODAY + timedelta(days=60)
    assert ends("F7") == TODAY + timedelta(days=365)
    assert ends("F11") == TODAY + timedelta(days=4)
    assert [ends(name) for name in ("F1", "F9", "F10", "F13", "F14")] == [None] * 5
