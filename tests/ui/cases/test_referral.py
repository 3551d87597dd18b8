"""Taking a referral: by mouse, by keyboard, with everything that people type."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain.cases import CaseLine
from counsellor_desk.domain.referrals import CONCERN_LENGTH, ContactBy, Source
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.referral_screen import ReferralScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.workflows import cases, intake
from tests.desks import add_case
from tests.ui.accessibility import name_of
from tests.ui.cases.pressing import above, fill, named, press, read, titles
from tests.ui.desk_window import DeskWindow

USUAL: Mapping[str, str] = {"concern": "Sleep and work", "client_name": "Kayleigh Stott"}
QUOTES = 'Mary-Jane "MJ" O’Neill <b>\\ \'; DROP TABLE clients;--'
HEBREW = "שרה כהן"
ARABIC = "سارة علي"


@pytest.fixture
def referral(desk_window: DeskWindow) -> DeskWindow:
    """A window with the referral in front."""
    desk_window.parts.doors.new_referral()
    desk_window.settle()
    assert isinstance(desk_window.screen, ReferralScreen)
    return desk_window


def choose(desk_window: DeskWindow) -> None:
    """Say who referred and how the client is to be reached."""
    for field, key in (("source", Source.SELF.value), ("contact_by", ContactBy.TEXT.value)):
        entry = named(desk_window.screen, field).entry
        assert isinstance(entry, ChoiceInput)
        entry.put(key)


def take(desk_window: DeskWindow, **typed: str) -> None:
    """Fill in the referral and press the button."""
    choose(desk_window)
    for field, words in {**USUAL, **typed}.items():
        fill(desk_window.screen, field, words)
    press(desk_window, "Open the case")


def everything(desk_window: DeskWindow) -> tuple[CaseLine, ...]:
    """All cases that there are."""
    return desk_window.do(cases.everything)


def names(desk_window: DeskWindow) -> list[str]:
    """The names on the cards of the one case that there is."""
    (line,) = everything(desk_window)
    return [card.name for card in desk_window.do(lambda desk: intake.open_cards(desk, line.id))]


def test_by_mouse(referral: DeskWindow) -> None:
    message = referral.child(Tick, "A message may be left")
    QTest.mouseClick(message, Qt.MouseButton.LeftButton)
    take(referral)
    (line,) = everything(referral)
    assert isinstance(referral.screen, CaseScreen)
    assert line.number == "PH-2026-0001-3"
    assert "PH-2026-0001-3" in read(referral.screen)
    assert "Text message, a message may be left" in read(referral.screen)
    assert names(referral) == ["Kayleigh Stott"]


def test_by_keyboard_alone(desk_window: DeskWindow) -> None:
    """Only keys, from the shortcut to the open case; Tab leads through in the order of reading."""
    window = desk_window.window
    window.activateWindow()
    desk_window.qtbot.waitUntil(window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_N, both)
    desk_window.settle()

    def focus() -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def tab_to(name: str) -> None:
        for _step in range(40):
            if name_of(focus()).startswith(name):
                return
            QTest.keyClick(focus(), Qt.Key.Key_Tab)
        raise AssertionError(name)

    tab_to("Who referred")
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    tab_to("What the client asks help with")
    QTest.keyClicks(focus(), "Sleep")
    tab_to("How the client prefers to be reached")
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    tab_to("A message may be left")
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    tab_to("Telephone")
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    QTest.keyClicks(focus(), "01632 960001")
    for _step in range(4):
        QTest.keyClick(focus(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        if name_of(focus()) == "Name":
            break
    QTest.keyClicks(focus(), "Kayleigh Stott")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk_window.qtbot.waitUntil(lambda: isinstance(desk_window.screen, CaseScreen))
    (line,) = everything(desk_window)
    (card,) = desk_window.do(lambda desk: intake.open_cards(desk, line.id))
    assert (card.name, card.phone) == ("Kayleigh Stott", "01632 960001")
    page = desk_window.do(lambda desk: cases.page(desk, line.id))
    assert page.referral is not None
    assert (page.referral.source, page.referral.concern) == (Source.SELF, "Sleep")
    assert page.referral.may_leave_message


def test_the_number_that_would_be_allocated_is_told(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    desk_window.parts.doors.new_referral()
    desk_window.settle()
    assert "PH-2026-0002-1" in read(desk_window.screen)


def test_the_organisations_own_number(referral: DeskWindow) -> None:
    press(referral, "Use the organisation’s own number")
    take(referral, case_number=" River 12/b ")
    assert [line.number for line in everything(referral)] == ["River 12/b"]


@pytest.mark.parametrize(
    ("number", "complaint"),
    [
        ("PH-2026-0001-4", "its last digit does not fit"),
        ("PH-2026-0001-3 {}", "letters, digits, spaces"),
        ("9" * 33, "1 to 32 letters"),
        ("שרה", "letters, digits, spaces"),
    ],
)
def test_a_number_that_is_not_one(referral: DeskWindow, number: str, complaint: str) -> None:
    press(referral, "Use the organisation’s own number")
    take(referral, case_number=number)
    assert complaint in named(referral.screen, "case_number").error
    assert everything(referral) == ()
    press(referral, "Allocate one instead")
    press(referral, "Open the case")
    assert [line.number for line in everything(referral)] == ["PH-2026-0001-3"]


def test_a_number_that_was_used_before(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_referral()
    desk_window.settle()
    press(desk_window, "Use the organisation’s own number")
    take(desk_window, case_number=case.number.lower())
    assert "has been used before" in named(desk_window.screen, "case_number").error
    assert len(everything(desk_window)) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("name", [QUOTES, HEBREW, ARABIC, "Ἀθηνᾶ 👩‍👧", "x" * 3000])
def test_any_name_is_kept_as_it_is_typed(referral: DeskWindow, name: str) -> None:
    take(referral, client_name=name)
    assert names(referral) == [name]
    press(referral, "Open the identity card")
    assert name in read(above(referral))


def test_what_no_store_can_hold_is_replaced_visibly(referral: DeskWindow) -> None:
    inner_clipboard.copy("Kay\ud83d\x00leigh\nStott")
    line = named(referral.screen, "client_name").entry
    assert isinstance(line, LineInput)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    take(referral, client_name="")
    assert names(referral) == ["Kay��leigh Stott"]


def test_a_concern_that_is_a_story_is_refused_and_kept(referral: DeskWindow) -> None:
    story = "She came about sleep. " * 20
    take(referral, concern=story)
    field = named(referral.screen, "concern")
    assert f"{len(story.strip())} characters; {CONCERN_LENGTH} fit" in field.error
    assert isinstance(field.entry, LineInput)
    assert field.entry.value() == story
    assert QApplication.focusWidget() is field.entry


@pytest.mark.parametrize("missing", ["concern", "client_name"])
def test_what_is_missing_is_said_at_its_field(referral: DeskWindow, missing: str) -> None:
    take(referral, **{missing: " "})
    assert "is missing" in named(referral.screen, missing).error
    assert everything(referral) == ()


def test_what_is_not_chosen_is_asked_for(referral: DeskWindow) -> None:
    press(referral, "Open the case")
    assert "choose" in named(referral.screen, "source").error
    assert everything(referral) == ()


@pytest.mark.thorough
@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("missing", ["concern", "client_name"])
def test_a_fault_is_brought_into_view(
    referral: DeskWindow, theme: Theme, missing: str, text_size: int
) -> None:
    theme.wear(theme="light", text_size=text_size)
    referral.window.resize(1024, 640)
    for _nesting in range(6):
        referral.settle()
    take(referral, **{missing: " "})
    field = named(referral.screen, missing)
    referral.qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
    assert "is missing" in field.error


@pytest.mark.parametrize("day", ["soon", "31/02/2026"])
def test_a_date_that_is_none(referral: DeskWindow, day: str) -> None:
    entry = named(referral.screen, "received_on").entry
    assert isinstance(entry, QWidget)
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    take(referral, received_on=day)
    assert "not a day" in named(referral.screen, "received_on").error
    assert everything(referral) == ()


def test_a_date_to_come(referral: DeskWindow) -> None:
    entry = named(referral.screen, "received_on").entry
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    take(referral, received_on="3/3/2026")
    assert "in the future" in named(referral.screen, "received_on").error


def test_a_couple(referral: DeskWindow) -> None:
    press(referral, "Add another client of this case")
    fields = [line for line in referral.screen.findChildren(LineInput) if line.isVisible()]
    second = [line for line in fields if line.accessibleName() == "Name"][1]
    second.put("Rob Stott")
    take(referral)
    assert names(referral) == ["Kayleigh Stott", "Rob Stott"]
    assert "2 clients" in read(referral.screen)


def test_a_client_too_many_can_be_removed(referral: DeskWindow) -> None:
    press(referral, "Add another client of this case")
    press(referral, "Remove Client B")
    take(referral)
    assert names(referral) == ["Kayleigh Stott"]


def test_pressing_twice_opens_one_case(referral: DeskWindow) -> None:
    choose(referral)
    for field, words in USUAL.items():
        fill(referral.screen, field, words)
    button = referral.child(Button, "Open the case")
    button.click()
    button.click()
    referral.settle()
    assert len(everything(referral)) == 1


def test_what_was_begun_is_there_again(referral: DeskWindow) -> None:
    fill(referral.screen, "concern", "Sleep")
    fill(referral.screen, "client_name", HEBREW)
    press(referral, "Cancel")
    press(referral, "Keep it for later")
    referral.parts.doors.new_referral()
    referral.settle()
    assert "You began this referral earlier" in read(referral.screen)
    choose(referral)
    press(referral, "Open the case")
    assert names(referral) == [HEBREW]
    referral.parts.doors.new_referral()
    referral.settle()
    assert "You began this referral earlier" not in read(referral.screen)


@pytest.mark.thorough
@pytest.mark.parametrize("typed_since", ["", " and work"])
def test_starting_again_begins_with_nothing(referral: DeskWindow, typed_since: str) -> None:
    fill(referral.screen, "concern", "Sleep")
    press(referral, "Cancel")
    press(referral, "Keep it for later")
    referral.parts.doors.new_referral()
    referral.settle()
    fill(referral.screen, "concern", typed_since)
    press(referral, "Start again")
    entry = named(referral.screen, "concern").entry
    assert isinstance(entry, LineInput)
    assert entry.value() == ""
    assert "You began this referral earlier" not in read(referral.screen)


def test_discarding_leaves_nothing(referral: DeskWindow) -> None:
    fill(referral.screen, "concern", "Sleep")
    press(referral, "Cancel")
    press(referral, "Discard it")
    assert not isinstance(referral.screen, ReferralScreen)
    referral.parts.doors.new_referral()
    referral.settle()
    assert "You began this referral earlier" not in read(referral.screen)


def test_no_window_ever_bears_a_name(referral: DeskWindow) -> None:
    take(referral)
    assert titles() <= {NAME, ""}
    press(referral, "Open the identity card")
    assert titles() <= {NAME, ""}
    press(referral, "Change the card of Client")
    assert titles() <= {NAME, ""}
