"""Today in its states, in every look."""

from __future__ import annotations

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.today.screen import TodayScreen
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.story import a_day


def test_the_first_day(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.show(TodayScreen(desk_window.parts))
    assert in_every_look(desk_window, theme, "today-first") == []


def test_an_ordinary_day(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    desk_window.show(TodayScreen(desk_window.parts))
    assert in_every_look(desk_window, theme, "today") == []


def test_a_day_with_nothing_waiting(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(add_case)
    desk_window.show(TodayScreen(desk_window.parts))
    assert in_every_look(desk_window, theme, "today-quiet") == []


def test_a_day_with_far_too_much(desk_window: DeskWindow, theme: Theme) -> None:
    def pile(desk: Desk) -> None:
        case = add_case(desk)
        for hours in range(2, 120, 6):
            add_note(desk, case, hours_ago=hours)

    desk_window.do(pile)
    desk_window.show(TodayScreen(desk_window.parts))
    assert in_every_look(desk_window, theme, "today-much") == []
