"""Every page of the guide, the room and the dialogs, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import consent, preferences
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case
from tests.ui.accessibility import faults
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import STEPS, draw, open_form, pad, prepared, press, sign
from tests.ui.pictures import draw_as_it_is, in_every_look, in_every_look_and_back
from tests.ui.story import a_day, consented, reduced

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_step(desk_window: DeskWindow, theme: Theme, step: str) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, step))
    open_form(desk_window, guide.consent.id)
    assert in_every_look(desk_window, theme, f"form-{step}") == []


def test_the_room(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    desk_window.go("forms")
    assert in_every_look(desk_window, theme, "forms") == []


def test_the_room_on_the_first_day(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.go("forms")
    assert in_every_look(desk_window, theme, "forms-first") == []


def test_reading_together(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, "if", if_understood=""))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Read together")
    assert in_every_look(desk_window, theme, "form-together-reading") == []


def _hand_over(desk_window: DeskWindow) -> None:
    press(desk_window, "Hand over")
    press(desk_window, "Hand over")


@pytest.mark.parametrize("step", ["what", "if", "how_long", "decision"])
def test_a_step_handed_over(desk_window: DeskWindow, theme: Theme, step: str) -> None:
    desk_window.do(lambda desk: preferences.set_pin(desk, "4711", "4711"))
    guide = desk_window.do(lambda desk: prepared(desk, step))
    open_form(desk_window, guide.consent.id)
    _hand_over(desk_window)
    assert in_every_look(desk_window, theme, f"form-over-{step}") == []


def test_signing(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    assert in_every_look_and_back(desk_window, theme, "form-sign") == []
    press(desk_window, "Sign: Client")
    draw(pad(desk_window), (0.3, 0.5), (0.4, 0.3), (0.5, 0.6), (0.7, 0.4))
    assert in_every_look(desk_window, theme, "form-pad") == []


def test_sealed(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    assert in_every_look_and_back(desk_window, theme, "form-signed") == []
    press(desk_window, "Seal the form")
    assert in_every_look(desk_window, theme, "form-sealed") == []


def test_a_consent_in_force(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_form(day.consent)
    desk_window.settle()
    assert in_every_look_and_back(desk_window, theme, "consent") == []
    press(desk_window, "Withdraw it")
    assert in_every_look(desk_window, theme, "consent-withdraw") == []


def test_what_would_be_shared(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_form(day.consent)
    desk_window.settle()
    press(desk_window, "Prepare what is to be shared")
    assert in_every_look_and_back(desk_window, theme, "consent-pack") == []
    press(desk_window, "Save as a file")
    assert in_every_look(desk_window, theme, "consent-pack-not-seen") == []


def test_whose_form(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.begin_form(day.couple.id, None, "F2")
    desk_window.settle()
    assert in_every_look_and_back(desk_window, theme, "form-whose") == []
    press(desk_window, "Client B")
    press(desk_window, "Begin the form")
    assert in_every_look(desk_window, theme, "form-one-in-hand") == []


def test_the_pin_around_handing_over(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(prepared)
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Hand over")
    assert in_every_look(desk_window, theme, "form-set-pin") == []


def test_what_is_still_open(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given", who_understood="", free=""))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    assert in_every_look(desk_window, theme, "form-open") == []


def test_not_decided(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="not_decided"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    assert in_every_look(desk_window, theme, "form-undecided") == []


def _many(desk: Desk) -> None:
    """Forms in every state, more of them than a card shows at first."""
    for number in range(9):
        case = add_case(desk, f"Client {number}")
        reduced(desk, case, hours_ago=24)
        which = consented(desk, case, case.clients[0].id, refused=number in {2, 5})
        if number in {3, 4}:
            consent.withdraw(desk, which, "by telephone")
        if number > 6:
            consent.begin(desk, case.id, case.clients[0].id)


def test_the_room_of_a_busy_desk(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(_many)
    desk_window.go("forms")
    assert in_every_look(desk_window, theme, "forms-many") == []


def test_complaints(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, "how_long", ends_on="", extent=""))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    assert in_every_look(desk_window, theme, "form-complaints") == []


def test_a_yes_for_some_of_it(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="in_part"))
    open_form(desk_window, guide.consent.id)
    assert in_every_look(desk_window, theme, "form-in-part") == []


def test_no_record_to_pick(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    begun = desk_window.do(lambda desk: consent.begin(desk, case.id, case.clients[0].id))
    desk_window.do(lambda desk: consent.answer(desk, begun.consent.id, {}, "what"))
    open_form(desk_window, begun.consent.id)
    assert in_every_look(desk_window, theme, "form-no-records") == []


def test_a_form_that_was_signed_and_is_looked_through(
    desk_window: DeskWindow, theme: Theme
) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    sign(desk_window, "Client", "Kayleigh Stott")
    press(desk_window, "Back")
    assert in_every_look(desk_window, theme, "form-frozen") == []


def test_handing_the_computer_back(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(lambda desk: preferences.set_pin(desk, "4711", "4711"))
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given"))
    open_form(desk_window, guide.consent.id)
    _hand_over(desk_window)
    press(desk_window, "Next")
    assert in_every_look_and_back(desk_window, theme, "form-over-sign") == []
    sign(desk_window, "Client", "Kayleigh Stott")
    assert in_every_look_and_back(desk_window, theme, "form-over-thanks") == []
    press(desk_window, "I am the counsellor")
    assert in_every_look(desk_window, theme, "form-give-pin") == []


def test_as_a_client_sees_it(desk_window: DeskWindow) -> None:
    """In a client's hands the text is larger than what the desk wears."""
    desk_window.do(lambda desk: preferences.set_pin(desk, "4711", "4711"))
    guide = desk_window.do(lambda desk: prepared(desk, "if", if_understood=""))
    open_form(desk_window, guide.consent.id)
    _hand_over(desk_window)
    for _nesting in range(12):
        desk_window.settle()
    assert faults(desk_window.screen) == []
    draw_as_it_is(desk_window, "form-over-as-it-is")


def test_long_answers_read_together(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(
        lambda desk: prepared(
            desk, "what", excluded="a" * 300 + " " + "שלום " * 200, what_understood=""
        )
    )
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Read together")
    assert in_every_look(desk_window, theme, "form-long-answers") == []
