"""The Forms room: what it lists, how it teaches, and the ways out of it."""

from __future__ import annotations

from counsellor_desk.ui.forms.choose_screen import ChooseForm
from counsellor_desk.ui.forms.register_cards import AT_FIRST
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import key, press, shown
from tests.ui.pictures import dialog


def test_the_first_day_begins_with_a_referral(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    assert "No forms yet" in shown(desk_window)
    press(desk_window, "Take a referral")
    assert desk_window.opened[-1] == ("new_referral", ())


def test_the_first_form_is_begun_from_here(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    key(desk_window, "Ctrl+4")
    assert "No forms yet" in shown(desk_window)
    press(desk_window, "Begin a form")
    key(desk_window, "Return")
    assert isinstance(desk_window.screen, ChooseForm)
    assert dialog(desk_window) is None


def test_work_begins_at_what_can_be_begun(desk_window: DeskWindow) -> None:
    """Also where Qt has given the focus to the room itself."""
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: consent.begin(desk, case.id, case.clients[0].id))
    desk_window.go("forms")
    desk_window.screen.setFocus()
    desk_window.screen.arrive()
    desk_window.settle()
    focused = desk_window.window.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Begin a form"


def test_more_are_shown_when_asked_for(desk_window: DeskWindow) -> None:
    def many(desk: Desk) -> list[str]:
        cases = [add_case(desk, f"Client {number}") for number in range(AT_FIRST + 2)]
        for case in cases:
            consent.begin(desk, case.id, case.clients[0].id)
        return [case.number for case in cases]

    numbers = desk_window.do(many)
    desk_window.go("forms")
    assert sum(any(n in words for words in shown(desk_window)) for n in numbers) == AT_FIRST
    press(desk_window, "Show 2 more")
    assert all(any(n in words for words in shown(desk_window)) for n in numbers)


def test_what_is_done_elsewhere_stands_here_at_once(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.go("forms")
    desk_window.parts.doors.begin_form(case.id, None, "F2")
    desk_window.settle()
    key(desk_window, "Esc")
    assert "1 form in hand · 0 forms in force" in shown(desk_window)
