"""Sessions and notes before anything is reduced."""

from __future__ import annotations

from datetime import date, timedelta

from counsellor_desk.domain.sessions import Mode
from counsellor_desk.workflows import cases, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.reading import days_meant
from counsellor_desk.workflows.sessions import SessionTimes
from tests.desks import add_case


def test_a_new_note_is_of_a_session_that_has_just_ended(desk: Desk) -> None:
    case = add_case(desk)
    blank = sessions.blank_note(desk, case.id)
    assert (blank.case_number, blank.number) == (case.number, 1)
    assert (blank.times.minutes, blank.times.mode) == (50, Mode.IN_PERSON)
    assert blank.times.starts == desk.now() - timedelta(minutes=50)
    assert cases.page(desk, case.id).sessions == ()


def test_a_new_note_is_of_a_session_like_the_last_one(desk: Desk) -> None:
    case, other = add_case(desk), add_case(desk)
    before = desk.now() - timedelta(days=7)
    video = SessionTimes(starts=before, minutes=80, mode=Mode.VIDEO)
    sessions.record_missed(desk, case.id, video)
    sessions.record_missed(
        desk, other.id, SessionTimes(starts=before + timedelta(days=1), mode=Mode.TELEPHONE)
    )
    own = sessions.blank_note(desk, case.id).times
    assert (own.minutes, own.mode) == (80, Mode.VIDEO)
    assert sessions.blank_note(desk, add_case(desk).id).times.mode is Mode.TELEPHONE


def test_words_for_a_day_are_resolved_from_the_session() -> None:
    monday = date(2026, 3, 2)
    assert days_meant("tomorrow", monday) == (date(2026, 3, 3),)
    assert days_meant("by Fri 6/3 at the latest", monday) == (date(2026, 3, 6),)
    assert days_meant("when she is ready", monday) == ()
    assert days_meant("next Thurs", monday) == (date(2026, 3, 12), date(2026, 3, 5))
    assert days_meant("Thurs 6/3", monday) == (date(2026, 3, 6), date(2026, 3, 5))
