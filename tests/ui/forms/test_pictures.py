"""Every page of the guide, the room and the dialogs, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import preferences
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import STEPS, draw, open_form, pad, prepared, press, sign
from tests.ui.pictures import in_every_look
from tests.ui.story import a_day


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
    assert in_every_look(desk_window, theme, "form-sign") == []
    press(desk_window, "Sign: Client")
    draw(pad(desk_window), (0.3, 0.5), (0.4, 0.3), (0.5, 0.6), (0.7, 0.4))
    assert in_every_look(desk_window, theme, "form-pad") == []


def test_sealed(desk_window: DeskWindow, theme: Theme) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    assert in_every_look(desk_window, theme, "form-signed") == []
    press(desk_window, "Seal the form")
    assert in_every_look(desk_window, theme, "form-sealed") == []


def test_a_consent_in_force(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_form(day.consent)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "consent") == []
    press(desk_window, "Withdraw it")
    assert in_every_look(desk_window, theme, "consent-withdraw") == []


def test_what_would_be_shared(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_form(day.consent)
    desk_window.settle()
    press(desk_window, "Prepare what is to be shared")
    assert in_every_look(desk_window, theme, "consent-pack") == []


def test_whose_form(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.begin_form(day.couple.id, None)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "form-whose") == []
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
