"""Forms on paper in the Forms room: since when, brought back, printed again, called back."""

from __future__ import annotations

from datetime import timedelta

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.forms.paper_screen import PaperScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import consent, paper_printing
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import press, shown
from tests.ui.pictures import in_every_look, in_every_look_and_back
from tests.walked_forms import answered


def two_on_paper(desk: Desk) -> ConsentId:
    """A client's form, and one that was printed blank."""
    case = add_case(desk, "Kayleigh Stott")
    which = answered(desk, case, "F6").consent.id
    paper_printing.print_form(desk, which)
    paper_printing.print_blank(desk, "F3", large=True)
    return which


def test_what_is_out_is_listed_with_its_age_and_what_can_be_done(
    desk_window: DeskWindow, theme: Theme
) -> None:
    which = desk_window.do(two_on_paper)
    desk_window.test_desk.clock.moment += timedelta(days=15)
    desk_window.go("cases")
    desk_window.go("forms")
    said = " ".join(shown(desk_window))
    assert "On paper, awaiting return" in said
    assert "blank, nobody’s yet" in said
    assert "large print" in said
    assert in_every_look_and_back(desk_window, theme, "paper-list") == []
    line = next(each for each in desk_window.do(paper_printing.awaited) if each.is_blank)
    press(desk_window, f"Not coming back: {line.title}, blank, {line.form_id}")
    press(desk_window, "It is not coming back")
    assert [each.consent for each in desk_window.do(paper_printing.awaited)] == [which]
    (left,) = desk_window.do(paper_printing.awaited)
    press(desk_window, f"It is back: {left.title}, {left.case_number}, {left.client}")
    assert isinstance(desk_window.screen, PaperScreen)
    assert in_every_look(desk_window, theme, "paper-awaited") == []


def test_a_form_called_back_goes_on_where_it_was_left(desk_window: DeskWindow) -> None:
    which = desk_window.do(two_on_paper)
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    press(desk_window, "It is not coming back…")
    press(desk_window, "It is not coming back")
    assert not isinstance(desk_window.screen, PaperScreen)
    assert desk_window.do(lambda desk: consent.guide(desk, which)).consent.on_paper_at is None
