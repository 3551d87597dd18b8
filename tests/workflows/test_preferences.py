"""What is chosen inside the store: profile, ages, idle time, PIN."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counsellor_desk.domain.case_numbers import PrefixNotPossible
from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.domain.passphrases import PIN_TRIES, PinNotPossible
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.preferences import AgesNotPossible, PinsDiffer
from tests.desks import PROFILE, TestDesk, add_case


def test_choices_are_there_after_the_next_opening(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    preferences.change_ages(desk, AgeLimits(amber_hours=12, red_hours=48))
    preferences.change_idle_minutes(desk, 2)
    preferences.change_profile(desk, replace(PROFILE, name="A. N. Other"))
    test_desk.close()
    found = preferences.load(test_desk.open())
    assert found.limits == AgeLimits(amber_hours=12, red_hours=48)
    assert (found.idle_minutes, found.profile.name, found.has_pin) == (2, "A. N. Other", False)


def test_the_prefix_begins_the_next_number(desk: Desk) -> None:
    changed = replace(PROFILE.organisation, prefix="MIND")
    preferences.change_profile(desk, replace(PROFILE, organisation=changed))
    assert add_case(desk).number.startswith("MIND-2026-0001-")
    with pytest.raises(PrefixNotPossible):
        preferences.change_profile(
            desk, replace(PROFILE, organisation=replace(changed, prefix="not one"))
        )


@pytest.mark.parametrize(("amber", "red"), [(72, 24), (0, 72), (24, 24)])
def test_red_never_comes_before_amber(desk: Desk, amber: int, red: int) -> None:
    with pytest.raises(AgesNotPossible):
        preferences.change_ages(desk, AgeLimits(amber_hours=amber, red_hours=red))


def test_a_pin_has_five_tries(desk: Desk) -> None:
    preferences.set_pin(desk, "2468", "2468")
    assert preferences.check_pin(desk, "2468").right
    for left in range(PIN_TRIES - 1, -1, -1):
        answer = preferences.check_pin(desk, "1111")
        assert (answer.right, answer.tries_left) == (False, left)
    assert not preferences.check_pin(desk, "2468").right


def test_pins_are_digits_typed_twice(desk: Desk) -> None:
    with pytest.raises(PinNotPossible):
        preferences.set_pin(desk, "12ab", "12ab")
    with pytest.raises(PinsDiffer):
        preferences.set_pin(desk, "1234", "1235")
    assert not preferences.load(desk).has_pin
