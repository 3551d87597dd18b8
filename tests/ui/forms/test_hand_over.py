"""The computer in the client's hands: the form, nothing else, and no way out but the PIN."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.forms import Reader
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.forms.pin_dialogs import GivePin
from counsellor_desk.ui.frame.cover import Cover
from counsellor_desk.ui.frame.rail import Rail
from counsellor_desk.ui.widgets.secret_lines import PinField
from counsellor_desk.workflows import consent, preferences
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    button,
    draw,
    field,
    guide_screen,
    key,
    open_form,
    pad,
    prepared,
    press,
    question,
    shown,
    sign,
    write,
)
from tests.ui.pictures import dialog

PIN = "4711"


def hand_over(desk_window: DeskWindow, step: str = "decision", **changes: str) -> GuideScreen:
    """A form in the client's hands; the PIN is ``PIN``."""
    desk_window.do(lambda desk: preferences.set_pin(desk, PIN, PIN))
    guide = desk_window.do(lambda desk: prepared(desk, step, **changes))
    desk_window.go("forms")
    screen = open_form(desk_window, guide.consent.id)
    press(desk_window, "Hand over")
    press(desk_window, "Hand over")
    return screen


def give_pin(desk_window: DeskWindow, digits: str) -> None:
    """Type a PIN into the dialog that asks for it, and press Enter."""
    asked = dialog(desk_window)
    assert isinstance(asked, GivePin)
    line = desk_window.child(PinField, within=asked)
    QTest.keyClicks(line, digits)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk_window.settle()


def _is_alone(desk_window: DeskWindow) -> bool:
    rail = desk_window.window.findChildren(Rail)[0]
    return not rail.isVisible() and desk_window.window.isFullScreen()


def test_nothing_of_the_desk_is_seen(desk_window: DeskWindow) -> None:
    screen = hand_over(desk_window)
    assert _is_alone(desk_window)
    assert {step.reader for step in screen.course.steps} == {Reader.CLIENT}
    inside = {w for w in desk_window.window.findChildren(QWidget) if w.isVisible()}
    beside = {w for w in inside if not screen.isAncestorOf(w) and w is not screen}
    assert all(w.isAncestorOf(screen) or not w.accessibleName() for w in beside)
    assert not any(
        guide_screen(desk_window).guide.case_number in words for words in shown(desk_window)
    )


@pytest.mark.parametrize(
    "keys",
    [
        "Esc",
        "Ctrl+4",
        *(
            pytest.param(keys, marks=pytest.mark.thorough)
            for keys in ("Ctrl+1", "Ctrl+K", "Ctrl+N")
        ),
    ],
)
def test_the_desk_s_keys_lead_nowhere(desk_window: DeskWindow, keys: str) -> None:
    screen = hand_over(desk_window)
    key(desk_window, keys)
    assert desk_window.screen is screen
    assert _is_alone(desk_window)


def test_closing_the_window_asks_for_the_pin(desk_window: DeskWindow) -> None:
    hand_over(desk_window)
    assert not desk_window.window.close()
    assert isinstance(dialog(desk_window), GivePin)
    assert desk_window.window.isVisible()


def test_hide_works(desk_window: DeskWindow) -> None:
    hand_over(desk_window)
    key(desk_window, "F12")
    desk_window.child(Cover, within=desk_window.window)
    assert not desk_window.screen.isVisible()


def test_the_right_pin_brings_the_desk_back(desk_window: DeskWindow) -> None:
    screen = hand_over(desk_window)
    press(desk_window, "For the counsellor")
    give_pin(desk_window, PIN)
    assert dialog(desk_window) is None
    assert not _is_alone(desk_window)
    assert len(screen.course.steps) == len(screen.guide.form.steps)
    assert question(desk_window) == "What is your decision?"
    key(desk_window, "Ctrl+4")
    assert isinstance(desk_window.screen, FormsScreen)


def test_a_wrong_pin_says_how_many_tries_are_left(desk_window: DeskWindow) -> None:
    hand_over(desk_window)
    press(desk_window, "For the counsellor")
    give_pin(desk_window, "0000")
    assert "After 4 more wrong ones the desk locks." in field(desk_window, "hand_back_pin").error
    press(desk_window, "Stay with the form")
    assert _is_alone(desk_window)


def test_five_wrong_pins_lock_the_desk(desk_window: DeskWindow) -> None:
    hand_over(desk_window)
    press(desk_window, "For the counsellor")
    locked: list[bool] = []
    desk_window.window.lock_wanted.connect(lambda: locked.append(True))
    for digits in ("0000", "1111", "2222", "3333"):
        give_pin(desk_window, digits)
        assert not locked
    give_pin(desk_window, "4444")
    assert locked
    assert _is_alone(desk_window)


def test_a_pin_is_set_where_there_is_none(desk_window: DeskWindow) -> None:
    guide = desk_window.do(prepared)
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Hand over")
    write(desk_window, "pin", PIN)
    write(desk_window, "pin_again", "1234")
    press(desk_window, "Set the PIN")
    assert "not the same" in field(desk_window, "pin_again").error
    again = field(desk_window, "pin_again").entry
    assert isinstance(again, PinField)
    again.put(PIN)
    press(desk_window, "Set the PIN")
    assert _is_alone(desk_window)
    assert desk_window.do(preferences.load).has_pin


def test_a_client_decides_and_signs_alone(desk_window: DeskWindow) -> None:
    screen = hand_over(desk_window)
    press(desk_window, "Yes")
    press(desk_window, "Next")
    with pytest.raises(AssertionError):
        button(desk_window, "Sign: Counsellor")
    sign(desk_window, "Client", "Kayleigh Stott")
    assert question(desk_window) == "Please hand the computer back"
    press(desk_window, "I am the counsellor")
    give_pin(desk_window, PIN)
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    assert question(desk_window) == "Would you like a copy?"
    assert screen.guide.consent.sealed_at is not None


def test_a_client_who_has_not_decided_hands_it_back(desk_window: DeskWindow) -> None:
    hand_over(desk_window)
    press(desk_window, "I have not decided yet")
    press(desk_window, "Next")
    assert question(desk_window) == "Please hand the computer back"
    assert "There is no hurry. Nothing is shared until there is a decision." in shown(desk_window)


@pytest.mark.thorough
def test_what_only_the_counsellor_can_answer_is_not_asked(desk_window: DeskWindow) -> None:
    hand_over(desk_window, outcome="given", identity="")
    press(desk_window, "Next")
    assert question(desk_window) == "Please hand the computer back"


@pytest.mark.thorough
def test_a_client_is_not_shown_printers(desk_window: DeskWindow) -> None:
    hand_over(desk_window, outcome="given")
    press(desk_window, "Next")
    press(desk_window, "Sign: Client")
    press(desk_window, "I would rather sign on paper")
    assert question(desk_window) == "Please hand the computer back"
    assert dialog(desk_window) is None


def test_what_was_filled_in_stands_there_to_be_read(desk_window: DeskWindow) -> None:
    hand_over(desk_window, "if", if_understood="")
    assert any("Nothing is sent, and our work goes on as before." in w for w in shown(desk_window))
    press(desk_window, "Next")
    assert "Choose this when it is clear." in field(desk_window, "if_understood").error
    press(desk_window, "Please explain again")
    assert any("does not change how we work with you" in words for words in shown(desk_window))
    press(desk_window, "I understand what each answer means")
    press(desk_window, "Next")
    assert question(desk_window) == "How long would a yes last?"


def test_locking_meanwhile_keeps_the_step(desk_window: DeskWindow) -> None:
    screen = hand_over(desk_window)
    press(desk_window, "No")
    key(desk_window, "Ctrl+L")
    found = desk_window.do(lambda desk: consent.guide(desk, screen.guide.consent.id))
    assert found.consent.step == "decision"
    assert found.consent.answers["outcome"] == "refused"


@pytest.mark.thorough
def test_going_back_from_the_pad_stays_with_the_client(desk_window: DeskWindow) -> None:
    hand_over(desk_window, outcome="given")
    press(desk_window, "Next")
    press(desk_window, "Sign: Client")
    draw(pad(desk_window), (0.3, 0.5), (0.6, 0.4))
    press(desk_window, "Not now")
    assert question(desk_window) == "Please sign"
    assert _is_alone(desk_window)
    assert not isinstance(desk_window.screen, FormsScreen)
