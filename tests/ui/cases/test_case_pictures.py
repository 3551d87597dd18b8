"""The page of a case in its states, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import intake
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.story import a_day


def test_a_case_with_everything(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "case") == []


@pytest.mark.thorough
def test_a_case_of_a_couple(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_case(day.couple.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "case-couple") == []


def test_a_case_on_hold(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_case(day.held.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "case-held") == []


def test_a_new_case(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "case-new") == []


@pytest.mark.thorough
def test_a_closed_case(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.do(lambda desk: intake.change_status(desk, day.busy.id, CaseStatus.CLOSED))
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "case-closed") == []
