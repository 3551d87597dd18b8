"""An additional record while it is written and when it is locked, in every look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.records import WorkingRecord
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import records
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.story import WORKING, a_day, recorded, written

TO_LOOK_AT = replace(
    WORKING,
    purposes=(Purpose.SUPERVISION, Purpose.DECISION),
    parts={
        **WORKING.parts,
        Heading.SITUATION: "Kayleigh rang. She is being manipulative again and definitely lying.",
    },
)
REFERRAL = WorkingRecord(
    purposes=(Purpose.REFERRAL,),
    parts={Heading.AGENCY: "The community sleep clinic, for an assessment."},
)


def test_a_record_that_has_been_begun(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_record(case.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "record-new") == []


@pytest.mark.thorough
@pytest.mark.parametrize("working", [TO_LOOK_AT, REFERRAL], ids=["decision", "referral"])
def test_a_record_in_hand(
    desk_window: DeskWindow, theme: Theme, working: WorkingRecord, request: pytest.FixtureRequest
) -> None:
    case = desk_window.do(add_case)
    draft = desk_window.do(lambda desk: written(desk, case, working))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    name = f"record-{request.node.callspec.id}"
    assert in_every_look(desk_window, theme, name) == []


@pytest.mark.thorough
def test_a_locked_record(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    record = desk_window.do(lambda desk: recorded(desk, case))
    desk_window.do(
        lambda desk: records.amend(desk, record.id, "The supervisor was Ms Stone's deputy.")
    )
    desk_window.parts.doors.open_record(record.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "record-locked") == []


@pytest.mark.thorough
def test_the_page_of_its_case(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.do(lambda desk: (recorded(desk, day.busy), written(desk, day.busy, TO_LOOK_AT)))
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "record-case") == []
