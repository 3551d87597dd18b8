"""Birthdays, ends and reviews on any day there is: leap days, year ends, a clock that is set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counsellor_desk.domain import endings
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.outcomes import Extent
from tests.answered_forms import EVERY_FORM, FORMS, cell_name

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
BORN = st.dates(date(1990, 1, 1), date(2040, 12, 31))
LEAP_DAY = date(2008, 2, 29)


def _years_old(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@given(born=BORN, age=st.sampled_from([16, 18]))
@example(born=LEAP_DAY, age=18)
@example(born=date(2008, 12, 31), age=16)
@example(born=date(2009, 1, 1), age=16)
def test_an_age_is_reached_on_the_birthday_and_not_a_day_before(born: date, age: int) -> None:
    on = endings.birthday(born, age)
    assert _years_old(born, on) == age
    assert _years_old(born, on - timedelta(days=1)) == age - 1


@given(born=BORN, sealed_on=DAYS, ahead=st.integers(0, 183))
@example(born=LEAP_DAY, sealed_on=date(2026, 2, 28), ahead=1)
def test_a_young_persons_form_never_holds_on_a_birthday_that_ends_it(
    born: date, sealed_on: date, ahead: int
) -> None:
    lasts, chosen = FORMS["F8"].lasts, sealed_on + timedelta(days=ahead)
    made = replace(decision(FORMS["F8"], {}), ends_on=chosen)
    ends = endings.end_of(FORMS["F8"], made, sealed_on, born)
    assert lasts.birthdays
    for age in lasts.birthdays:
        on = endings.birthday(born, age)
        assert on <= sealed_on or (ends is not None and ends < on)
    assert ends is None or ends >= sealed_on


@pytest.mark.parametrize("form", EVERY_FORM, ids=cell_name)
@given(sealed_on=DAYS, wanted=DAYS)
def test_a_review_lies_ahead_and_no_further_than_the_form_has_it(
    form: FormDefinition, sealed_on: date, wanted: date
) -> None:
    latest = endings.review_of(form, sealed_on)
    assert latest is None or sealed_on < latest <= sealed_on + timedelta(days=form.lasts.review)
    try:
        found = endings.next_review(form, sealed_on, wanted)
    except endings.ReviewDayNotPossible:
        assert wanted <= sealed_on or (latest is not None and wanted > latest)
    else:
        assert found == wanted
        assert found > sealed_on
        assert latest is None or found <= latest


@pytest.mark.parametrize("form", EVERY_FORM, ids=cell_name)
@given(today=DAYS, ahead=st.integers(-400, 400))
def test_an_end_that_is_taken_lies_ahead_and_within_what_is_allowed(
    form: FormDefinition, today: date, ahead: int
) -> None:
    """Whatever the clock says, and however it was set since the form was begun."""
    for extent in Extent:
        ends_on = today + timedelta(days=ahead)
        most = endings.longest(form.lasts, extent) if form.reads.ends_on else 400
        if 0 <= ahead <= most:
            endings.ensure_end(form, extent, ends_on, today)
        else:
            with pytest.raises(endings.ConsentEndNotPossible):
                endings.ensure_end(form, extent, ends_on, today)
