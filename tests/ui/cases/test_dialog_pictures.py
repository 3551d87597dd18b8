"""The dialogs of a case in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.ui.cases.hold_dialogs import HoldDetails
from counsellor_desk.ui.cases.session_dialogs import SessionDetails
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import cases, holds, intake, papers
from tests.desks import add_case, add_note
from tests.ui.cases.pressing import above, fill, press, read
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look
from tests.ui.story import Day, a_day, put_on_hold

pytestmark = pytest.mark.thorough

LONG = "Her brother rang twice " * 12


@pytest.fixture
def day(desk_window: DeskWindow) -> Day:
    return desk_window.do(a_day)


def test_an_identity_card(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    press(desk_window, "Open the identity card")
    assert in_every_look(desk_window, theme, "dialog-card") == []


def test_the_cards_of_a_couple(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.couple.id)
    desk_window.settle()
    press(desk_window, "Open the identity card")
    assert in_every_look(desk_window, theme, "dialog-cards") == []


def test_changing_a_card(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.couple.id)
    desk_window.settle()
    press(desk_window, "Open the identity card")
    press(desk_window, "Change the card of Client B")
    press(desk_window, "Telephone")
    press(desk_window, "Date of birth")
    assert in_every_look(desk_window, theme, "dialog-card-change") == []


def test_adding_a_client(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    press(desk_window, "Add a client")
    press(desk_window, "Add the client")
    assert in_every_look(desk_window, theme, "dialog-add-client") == []


def test_setting_a_hold(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    press(desk_window, "Put on hold")
    press(desk_window, "Put on hold")
    assert in_every_look(desk_window, theme, "dialog-hold") == []


def test_lifting_a_hold(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.held.id)
    desk_window.settle()
    press(desk_window, "Lift the hold: The client has asked to see the records")
    assert in_every_look(desk_window, theme, "dialog-lift") == []


def test_a_lifted_hold(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    hold = desk_window.do(lambda desk: put_on_hold(desk, case))
    desk_window.do(lambda desk: holds.lift(desk, hold.id, LONG))
    (lifted,) = desk_window.do(lambda desk: cases.page(desk, case.id)).holds
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    HoldDetails(desk_window.parts, lifted).open()
    assert in_every_look(desk_window, theme, "dialog-hold-details") == []


def test_a_missed_session(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    press(desk_window, "Missed session")
    press(desk_window, "Record it")
    assert in_every_look(desk_window, theme, "dialog-missed") == []


def test_a_session_looked_at(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    page = desk_window.do(lambda desk: cases.page(desk, day.busy.id))
    SessionDetails(desk_window.parts, page.sessions[0], may_write=True).open()
    assert in_every_look(desk_window, theme, "dialog-session") == []


@pytest.mark.parametrize("pressed", ["Close the case…", "The client has died…"])
def test_a_change_of_status(desk_window: DeskWindow, theme: Theme, day: Day, pressed: str) -> None:
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    press(desk_window, pressed)
    assert in_every_look(desk_window, theme, f"dialog-status-{len(pressed)}") == []


def test_opening_a_case_again(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.do(lambda desk: intake.change_status(desk, day.busy.id, CaseStatus.DECEASED))
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()
    press(desk_window, "That was a mistake: open it again…")
    assert in_every_look(desk_window, theme, "dialog-status-open") == []


def test_finishing_to_destroy(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    desk_window.parts.doors.open_case(day.couple.id)
    desk_window.settle()
    press(desk_window, "Finish destroying the note of session 2")
    assert in_every_look(desk_window, theme, "dialog-finish") == []


def test_leaving_a_referral(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.parts.doors.new_referral()
    desk_window.settle()
    fill(desk_window.screen, "concern", "Sleep")
    press(desk_window, "Cancel")
    assert in_every_look(desk_window, theme, "dialog-leaving") == []


def test_a_referral_with_faults_and_two_clients(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.parts.doors.new_referral()
    desk_window.settle()
    press(desk_window, "Add another client of this case")
    press(desk_window, "People around the client")
    press(desk_window, "Use the organisation’s own number")
    press(desk_window, "Open the case")
    assert in_every_look(desk_window, theme, "referral-faults") == []


def test_who_gets_a_copy(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    sealed = desk_window.do(lambda desk: papers.of_summary(desk, day.summary.id))
    desk_window.parts.doors.open_document(sealed.id)
    desk_window.settle()
    press(desk_window, "Save a copy")
    press(desk_window, "Choose a place")
    assert in_every_look(desk_window, theme, "dialog-copy") == []


def test_a_held_case_with_a_note_of_its_own(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    press(desk_window, "Put on hold")
    assert dialog(desk_window) is not None
    assert in_every_look(desk_window, theme, "dialog-hold-note") == []


@pytest.mark.parametrize(
    ("name", "picture"),
    [("שרה כהן (Sarah)", "hebrew"), ("سارة علي", "arabic"), ("Wolfeschlegel" * 40, "endless")],
)
def test_any_name_is_shown_whole(
    desk_window: DeskWindow, theme: Theme, name: str, picture: str
) -> None:
    case = desk_window.do(lambda desk: add_case(desk, name, "Rob"))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    press(desk_window, "Open the identity card")
    assert in_every_look(desk_window, theme, f"dialog-card-{picture}") == []


def test_before_a_print(desk_window: DeskWindow, theme: Theme, day: Day) -> None:
    sealed = desk_window.do(lambda desk: papers.of_summary(desk, day.summary.id))
    desk_window.parts.doors.open_document(sealed.id)
    desk_window.settle()
    press(desk_window, "Print a copy")
    fill(above(desk_window), "recipient", "locked cabinet")
    fill(above(desk_window), "purpose", "the paper file")
    press(desk_window, "Print")
    assert "keep a copy of what was printed" in read(above(desk_window))
    assert in_every_look(desk_window, theme, "dialog-print") == []
