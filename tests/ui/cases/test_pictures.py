"""The screens of cases in their states, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.inputs import LineInput
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look, in_every_look_and_back
from tests.ui.story import a_day


def test_no_cases_yet(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.go("cases")
    assert in_every_look(desk_window, theme, "cases-none") == []


@pytest.mark.thorough
def test_the_list_and_what_a_search_finds(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    desk_window.go("cases")
    assert in_every_look_and_back(desk_window, theme, "cases") == []
    desk_window.child(LineInput).put("choir")
    desk_window.settle()
    assert in_every_look_and_back(desk_window, theme, "cases-found") == []
    desk_window.child(LineInput).put("zzz")
    desk_window.settle()
    assert in_every_look(desk_window, theme, "cases-nothing") == []


def test_a_new_referral(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.parts.doors.new_referral()
    desk_window.settle()
    assert in_every_look(desk_window, theme, "referral") == []
