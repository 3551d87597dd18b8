"""What is said when a hold is set."""

from __future__ import annotations

from tests.desks import add_case, add_note
from tests.ui.cases.pressing import above, press, read
from tests.ui.desk_window import DeskWindow


def test_it_is_said_that_a_held_note_is_lost_with_the_computer(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    press(desk_window, "Put on hold")
    told = read(above(desk_window))
    assert "Nothing that is held can be destroyed until the hold is lifted." in told
    assert "If the computer is lost, the note is lost with it." in told
