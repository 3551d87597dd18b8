"""Days and moments in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from counsellor_desk.domain import dates

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (-400, "19 October 2025"),
        (-2, "21 November"),
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "Wednesday"),
        (6, "Sunday"),
        (7, "30 November"),
        (39, "1 January 2027"),
    ],
)
def test_a_day_is_said_as_near_as_it_is(ahead: int, words: str) -> None:
    assert dates.near_day(TODAY + timedelta(days=ahead), TODAY) == words


def test_moments_and_weekdays() -> None:
    now = datetime(2026, 11, 23, 16, 5, tzinfo=UTC)
    assert dates.near_moment(now - timedelta(hours=25), now) == "yesterday, 15:05"
    assert dates.weekday(TODAY) == "Monday 23 November"
    assert dates.moment(now) == "23 November 2026, 16:05 (UTC+00:00)"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (-5.0, "under an hour"),
        (0.9, "under an hour"),
        (1, "1 hour"),
        (26, "26 hours"),
        (71.9, "71 hours"),
        (72, "3 days"),
        (24 * 40, "40 days"),
    ],
)
def test_time_that_has_passed(hours: float, words: str) -> None:
    assert dates.elapsed(timedelta(hours=hours)) == words
