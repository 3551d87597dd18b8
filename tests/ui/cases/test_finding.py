"""Finding a case from anywhere: Ctrl+K, two or three characters of its number, Enter."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.domain.cases import Case, CaseStatus
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.referrals import Referral, Source
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.finder import CaseFinder
from counsellor_desk.ui.frame.command_box import Entry
from counsellor_desk.workflows import intake
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.intake import NO_CASE, NO_CLIENT, NewCase
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def numbered(desk: Desk, number: str) -> Case:
    """A case that has the organisation's own number."""
    today = desk.now().date()
    return intake.take_referral(
        desk,
        NewCase(
            referral=Referral(case=NO_CASE, received_on=today, source=Source.SELF, concern="Sleep"),
            cards=[IdentityCard(client=NO_CLIENT, name="Kayleigh Stott")],
            number=number,
        ),
    )


def press_command_keys(desk_window: DeskWindow) -> None:
    """Ctrl+K, as a person presses it."""
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    QTest.keyClick(desk_window.window, Qt.Key.Key_K, CTRL)
    desk_window.settle()


def offered(desk_window: DeskWindow, typed: str) -> list[Entry]:
    """What the finder offers for what is typed, once the numbers are read."""
    finder = desk_window.window.findChild(CaseFinder)
    assert isinstance(finder, CaseFinder)
    finder.entries(typed)
    desk_window.settle()
    return finder.entries(typed)


def test_three_keys_and_enter_open_the_case(desk_window: DeskWindow) -> None:
    cases = [desk_window.do(add_case) for _each in range(13)]
    press_command_keys(desk_window)
    QTest.keyClicks(desk_window.window.commands, "12")
    QTest.keyClick(desk_window.window.commands, Qt.Key.Key_Return)
    desk_window.settle()
    assert isinstance(desk_window.screen, CaseScreen)
    assert desk_window.screen.case == cases[11].id


def test_typing_before_the_numbers_are_read_still_finds_the_case(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    box = desk_window.window.commands
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    QTest.keyClick(desk_window.window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(box, "0001")
    desk_window.settle()
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk_window.settle()
    assert desk_window.opened[-1][0] == "open_case"


def test_a_case_that_was_just_opened_is_found(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    assert len(offered(desk_window, "0001")) == 1
    desk_window.screen.ask(
        lambda _progress: numbered(desk_window.desk, "RIVER 77/b"),
        changes=CaseScreen.kinds,
    )
    desk_window.settle()
    (entry,) = offered(desk_window, "77b")
    assert entry.words == "RIVER 77/b"


@pytest.mark.parametrize("typed", ["", " ", "1", "-", "#-", "\ud800", "אב"])
def test_less_than_two_characters_offer_no_case(desk_window: DeskWindow, typed: str) -> None:
    desk_window.do(add_case)
    assert offered(desk_window, typed) == []


def test_a_part_of_a_number_comes_before_what_only_has_it(desk_window: DeskWindow) -> None:
    for number in ("X-1041", "X-410", "X-0041", "X-41"):
        desk_window.do(partial(numbered, number=number))
    found = [entry.words for entry in offered(desk_window, "41")]
    assert set(found[:2]) == {"X-41", "X-0041"}
    assert found[2:] == ["X-410", "X-1041"]


def test_leading_zeros_may_be_typed(desk_window: DeskWindow) -> None:
    for number in ("Y-00041", "X-0041", "X-4100"):
        desk_window.do(partial(numbered, number=number))
    assert [entry.words for entry in offered(desk_window, "0041")] == ["X-0041", "Y-00041"]


def test_open_cases_come_first_and_closed_ones_say_so(desk_window: DeskWindow) -> None:
    first, second = (desk_window.do(add_case) for _each in range(2))
    desk_window.do(lambda desk: intake.change_status(desk, second.id, CaseStatus.CLOSED))
    found = offered(desk_window, "2026")
    assert [entry.words for entry in found] == [first.number, second.number]
    assert [entry.detail for entry in found] == ["Case", "Case, Closed"]


def test_names_find_nothing(desk_window: DeskWindow) -> None:
    desk_window.do(lambda desk: add_case(desk, "Kayleigh Stott"))
    assert offered(desk_window, "Kayleigh") == []
    assert offered(desk_window, "stott") == []
