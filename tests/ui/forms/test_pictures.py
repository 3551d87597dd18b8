"""Every page of the guide, the room and the dialogs, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import consent, preferences
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import STEPS, field, open_form, prepared, press, sign
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
