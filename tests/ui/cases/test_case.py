"""The page of a case: every line leads somewhere, cards are opened by an act, holds hold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.lines import LineList
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.ticks import Option
from counsellor_desk.vault import audit
from counsellor_desk.workflows import cases, disclosure, holds, intake, papers, reduce, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving, ground_of, take_to_print
from counsellor_desk.workflows.sessions import SessionTimes
from tests.desks import add_case, add_note
from tests.ui.cases.pressing import above, fill, named, open_row, press, read, rows
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.story import Day, a_day, accepted, put_on_hold


@pytest.fixture
def day(desk_window: DeskWindow) -> Day:
    return desk_window.do(a_day)


def show(desk_window: DeskWindow, day: Day) -> None:
    """Open the busy case."""
    desk_window.parts.doors.open_case(day.busy.id)
    desk_window.settle()


def page(desk_window: DeskWindow, day: Day) -> cases.CasePage:
    """The busy case as it stands in the store."""
    return desk_window.do(lambda desk: cases.page(desk, day.busy.id))


def with_everything(desk: Desk, day: Day) -> None:
    """Add what an ordinary day does not have: a missed session, papers, copies, a lifted hold."""
    missed = SessionTimes(starts=desk.now(), attendance=Attendance.DID_NOT_ATTEND)
    sessions.record_missed(desk, day.busy.id, missed)
    sealed = papers.of_summary(desk, day.summary.id)
    papers.of_receipt(desk, day.tombstone.note)
    take_to_print(desk, sealed.id, Leaving(to="cabinet", purpose="file", ground=ground_of(sealed)))
    disclosure.make_pack(desk, day.consent)
    hold = put_on_hold(desk, day.busy)
    holds.lift(desk, hold.id, "Answered")


def acts(desk: Desk) -> list[Act]:
    """What the record of acts holds, the newest last."""
    return [entry.act for entry in audit.entries(desk.store.read())][::-1]


def test_every_line_of_the_timeline_leads_somewhere(desk_window: DeskWindow, day: Day) -> None:
    desk_window.do(lambda desk: with_everything(desk, day))
    show(desk_window, day)
    standing = desk_window.screen
    lines = rows(desk_window)
    kinds = {line.split(",")[0].split(":")[0] for line in lines}
    assert len(lines) >= 10
    assert {"Essential summary", "Session note", "Session", "Note destroyed"} <= kinds
    assert {"Sealed", "Printed", "Hold", "Permission to share information"} <= kinds
    for row, line in enumerate(lines):
        desk_window.opened.clear()
        open_row(desk_window, row)
        assert desk_window.opened or dialog(desk_window), line
        if (found := dialog(desk_window)) is not None:
            found.reject()
        while desk_window.screen is not standing:
            desk_window.window.go_back()
            desk_window.settle()


def test_a_note_leads_to_what_there_is_of_it(desk_window: DeskWindow, day: Day) -> None:
    """A reduced note to its summary, one that is being destroyed to its receipt."""
    desk_window.do(lambda desk: reduce.nothing_essential(desk, day.waiting[1], day.couple.number))
    desk_window.parts.doors.open_case(day.couple.id)
    desk_window.settle()
    standing = desk_window.screen
    notes = [at for at, line in enumerate(rows(desk_window)) if line.startswith("Session note")]
    ways = []
    for row in notes:
        open_row(desk_window, row)
        ways.append(desk_window.opened[-1][0])
        while desk_window.screen is not standing:
            desk_window.window.go_back()
            desk_window.settle()
    assert ways == ["open_receipt", "open_summary"]


def test_the_timeline_narrows_down_to_a_kind(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    kind = desk_window.child(ChoiceInput, "Which kind")
    kind.put("summary")
    assert [line.split(",")[0] for line in rows(desk_window)] == ["Essential summary"]
    kind.put("everything")
    assert len(rows(desk_window)) > 1


def test_names_are_behind_an_act(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    assert "Kayleigh" not in read(desk_window.screen)
    assert "Kayleigh" not in " ".join(rows(desk_window))
    before = desk_window.do(acts)
    press(desk_window, "Open the identity card")
    assert "Kayleigh Stott" in read(above(desk_window))
    assert desk_window.do(acts)[len(before) :] == [Act.CARD_OPENED]


def test_changing_a_card(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "Open the identity card")
    press(desk_window, "Change the card of Client")
    press(desk_window, "Telephone")
    fill(above(desk_window), "phone", "01632 960077")
    press(desk_window, "Save the card")
    assert dialog(desk_window) is None
    press(desk_window, "Open the identity card")
    assert "01632 960077" in read(above(desk_window))
    assert desk_window.do(acts)[-2:] == [Act.CARD_CHANGED, Act.CARD_OPENED]


def test_a_card_keeps_its_name(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "Open the identity card")
    press(desk_window, "Change the card of Client")
    entry = named(above(desk_window), "client_name").entry
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(entry, Qt.Key.Key_Delete)
    press(desk_window, "Save the card")
    assert "name is missing" in named(above(desk_window), "client_name").error
    above(desk_window).reject()


def test_a_missed_session_is_recorded_once(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "Missed session")
    missed = above(desk_window)
    QTest.mouseClick(desk_window.child(Option, "Cancelled", missed), Qt.MouseButton.LeftButton)
    fill(missed, "session_time", "9.30")
    button = desk_window.child(Button, "Record it", missed)
    button.click()
    button.click()
    desk_window.settle()
    found = [s for s in page(desk_window, day).sessions if s.attendance is Attendance.CANCELLED]
    assert [f"{session.starts:%H:%M}" for session in found] == ["09:30"]
    assert any("Cancelled" in line for line in rows(desk_window))


def test_a_missed_session_needs_its_time(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "Missed session")
    QTest.mouseClick(
        desk_window.child(Option, "Cancelled", above(desk_window)), Qt.MouseButton.LeftButton
    )
    press(desk_window, "Record it")
    assert "the time" in named(above(desk_window), "session_time").error
    fill(above(desk_window), "session_time", "25:99")
    press(desk_window, "Record it")
    assert "not a time" in named(above(desk_window), "session_time").error
    above(desk_window).reject()


@pytest.mark.parametrize("status", [CaseStatus.OPEN, CaseStatus.CLOSED])
def test_a_note_about_a_missed_session(
    desk_window: DeskWindow, day: Day, status: CaseStatus
) -> None:
    missed = SessionTimes(starts=desk_window.parts.clock.now(), attendance=Attendance.CANCELLED)
    desk_window.do(lambda desk: sessions.record_missed(desk, day.busy.id, missed))
    desk_window.do(lambda desk: intake.change_status(desk, day.busy.id, status))
    show(desk_window, day)
    (row,) = [at for at, line in enumerate(rows(desk_window)) if line.startswith("Session, ")]
    open_row(desk_window, row)
    shown = {button.text() for button in above(desk_window).findChildren(Button)}
    assert ("Write a note about it" in shown) is (status is CaseStatus.OPEN)
    if status is CaseStatus.OPEN:
        press(desk_window, "Write a note about it")
        assert desk_window.opened[-1][0] == "open_note"
        assert isinstance(desk_window.screen, NoteScreen)
    else:
        press(desk_window, "Close")


def test_a_note_on_paper_about_a_recorded_session(desk_window: DeskWindow, day: Day) -> None:
    missed = SessionTimes(starts=desk_window.parts.clock.now(), attendance=Attendance.CANCELLED)
    session = desk_window.do(lambda desk: sessions.record_missed(desk, day.busy.id, missed))
    show(desk_window, day)
    (row,) = [at for at, line in enumerate(rows(desk_window)) if line.startswith("Session, ")]
    open_row(desk_window, row)
    press(desk_window, "A note of it is on paper")
    (note,) = [each for each in page(desk_window, day).notes if each.note.on_paper]
    assert note.note.session == session.id


def test_one_more_note_of_a_session_that_is_reduced(desk_window: DeskWindow, day: Day) -> None:
    desk_window.parts.doors.open_summary(day.summary.id)
    desk_window.settle()
    press(desk_window, "Another note of the session…")
    press(desk_window, "A note of it is on paper")
    (note,) = [each for each in page(desk_window, day).notes if each.note.on_paper]
    assert note.note.session == day.summary.session


def test_setting_a_hold(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "Put on hold")
    basis = named(above(desk_window), "basis").entry
    assert isinstance(basis, ChoiceInput)
    press(desk_window, "Put on hold")
    assert "choose" in named(above(desk_window), "basis").error
    basis.put("court")
    press(desk_window, "Put on hold")
    assert "reason" in named(above(desk_window), "hold_reason").error
    fill(above(desk_window), "hold_reason", "Order of 27 February")
    press(desk_window, "Put on hold")
    assert dialog(desk_window) is None
    assert {note.state for note in page(desk_window, day).notes} == {NoteState.ON_HOLD}
    assert "Court order or witness summons" in read(desk_window.screen)
    assert "Order of 27 February" in read(desk_window.screen)


@pytest.mark.parametrize("day_typed", ["1/3/2026", "2/3/2026", "3/3/2028"])
def test_a_hold_is_looked_at_again(desk_window: DeskWindow, day: Day, day_typed: str) -> None:
    show(desk_window, day)
    press(desk_window, "Put on hold")
    basis = named(above(desk_window), "basis").entry
    assert isinstance(basis, ChoiceInput)
    basis.put("complaint")
    fill(above(desk_window), "hold_reason", "Letter")
    review = named(above(desk_window), "hold_review").entry
    QTest.keyClick(review, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    fill(above(desk_window), "hold_review", day_typed)
    press(desk_window, "Put on hold")
    assert "at most a year ahead" in named(above(desk_window), "hold_review").error
    assert page(desk_window, day).holds == ()
    above(desk_window).reject()


def test_lifting_a_hold_offers_to_finish(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: put_on_hold(desk, case))
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: accepted(desk, note, case))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    press(desk_window, "Lift the hold: The client has asked to see the records")
    press(desk_window, "Lift the hold")
    assert "reason" in named(above(desk_window), "hold_reason").error
    fill(above(desk_window), "hold_reason", "Answered")
    press(desk_window, "Lift the hold")
    assert "will be gone" in read(above(desk_window))
    press(desk_window, "Destroy")
    found = desk_window.do(lambda desk: cases.page(desk, case.id))
    assert (found.notes, len(found.tombstones)) == ((), 1)
    assert "Nothing is on hold." in read(desk_window.screen)


def test_a_closed_case_takes_no_notes(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "Close the case…")
    press(desk_window, "Close the case")
    assert page(desk_window, day).case.status is CaseStatus.CLOSED
    shown = {button.text() for button in desk_window.screen.findChildren(Button)}
    assert {"New session note", "Missed session"}.isdisjoint(shown)
    assert desk_window.screen.case_in_hand is None
    press(desk_window, "Open it again")
    press(desk_window, "Open it again")
    assert page(desk_window, day).case.status is CaseStatus.OPEN
    assert desk_window.screen.case_in_hand == day.busy.id


def test_death_opens_nothing(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    press(desk_window, "The client has died…")
    press(desk_window, "Record it")
    assert page(desk_window, day).case.status is CaseStatus.DECEASED
    assert "Confidentiality goes on" in read(desk_window.screen)
    assert "Kayleigh" not in read(desk_window.screen)


def test_a_case_that_stands_is_not_opened_again(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    standing = desk_window.screen
    show(desk_window, day)
    assert desk_window.screen is standing


def test_work_begins_at_the_first_note(desk_window: DeskWindow, day: Day) -> None:
    """Wherever one comes from, and not at the way back."""
    desk_window.go("cases")
    show(desk_window, day)
    focused = desk_window.window.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Reduce"


def test_coming_back_leads_to_where_one_was(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    open_row(
        desk_window, [line.split(",")[0] for line in rows(desk_window)].index("Note destroyed")
    )
    desk_window.window.go_back()
    desk_window.settle()
    assert desk_window.child(LineList, "Timeline").hasFocus()


def test_what_happens_elsewhere_is_shown(desk_window: DeskWindow, day: Day) -> None:
    show(desk_window, day)
    lines = desk_window.child(LineList, "Timeline")
    lines.setCurrentIndex(lines.model().index(1, 0))
    chosen = lines.chosen()
    desk_window.screen.ask(
        lambda _progress: put_on_hold(desk_window.desk, day.busy), changes=CaseScreen.kinds
    )
    desk_window.settle()
    assert [row for row in rows(desk_window) if row.startswith("Hold")]
    assert desk_window.child(LineList, "Timeline").chosen() == chosen
