"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.ui.widgets.typed import date_in, shown_date, shown_time, time_in

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23/11/2026", date(2026, 11, 23)),
        (" 6/12/26 ", date(2026, 12, 6)),
        ("6.12.2026", date(2026, 12, 6)),
        ("6-12-2026", date(2026, 12, 6)),
        ("2026-12-06", date(2026, 12, 6)),
        ("6 Dec 2026", date(2026, 12, 6)),
        ("6th December", date(2026, 12, 6)),
        ("1st Feb", date(2027, 2, 1)),
        ("30/10", date(2026, 10, 30)),
        ("3/1", date(2027, 1, 3)),
        ("1/5/61", date(1961, 5, 1)),
        ("29/2/2028", date(2028, 2, 29)),
        ("31 February", None),
        ("29/2/2027", None),
        ("12/31/2026", None),
        ("tomorrow", None),
        ("", None),
        ("6 Foo", None),
    ],
)
def test_days(typed: str, day: date | None) -> None:
    assert date_in(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("15:00", time(15)),
        ("9.30", time(9, 30)),
        ("0930", time(9, 30)),
        ("3pm", time(15)),
        ("3:15 PM", time(15, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("9", time(9)),
        ("24:00", None),
        ("13pm", None),
        ("0pm", None),
        ("9:75", None),
        ("noonish", None),
        ("", None),
    ],
)
def test_times(typed: str, moment: time | None) -> None:
    assert time_in(typed) == moment


@given(DAYS, DAYS)
def test_what_is_shown_is_understood(day: date, today: date) -> None:
    assert date_in(shown_date(day), today) == day
    assert date_in(day.isoformat(), today) == day


@given(st.times())
def test_a_shown_time_is_understood(moment: time) -> None:
    assert time_in(shown_time(moment)) == moment.replace(second=0, microsecond=0, tzinfo=None)


@given(st.text(max_size=12), DAYS)
def test_anything_may_be_typed(typed: str, today: date) -> None:
    date_in(typed, today)
    time_in(typed)


@given(st.integers(1, 28), st.integers(1, 12), DAYS)
def test_without_a_year_the_nearest_is_meant(day: int, month: int, today: date) -> None:
    meant = date_in(f"{day}/{month}", today)
    assert meant is not None
    assert (meant.day, meant.month) == (day, month)
    assert abs((meant - today).days) <= 183
