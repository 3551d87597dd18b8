"""Writing an additional record: by keyboard, resumed, given up, linked, looked over, accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.records import Agreement
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.record_screen import RecordScreen
from counsellor_desk.ui.forms.choose_screen import ChooseForm
from counsellor_desk.ui.records.write_screen import WriteScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LongInput
from counsellor_desk.ui.widgets.tables import RecordTable
from counsellor_desk.ui.widgets.ticks import Option, Tick
from counsellor_desk.workflows import cases, consent
from counsellor_desk.workflows.cases import CasePage
from tests.desks import add_case
from tests.ui.cases.pressing import above, fill, named, press, read, rows
from tests.ui.desk_window import DeskWindow, settle
from tests.ui.notes.faults import full_disk
from tests.ui.notes.writing import key
from tests.ui.opened_desk import opened_desk
from tests.ui.pictures import dialog
from tests.ui.story import WORKING, consented, recorded, written

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def case(desk_window: DeskWindow) -> Case:
    return desk_window.do(add_case)


def page(desk_window: DeskWindow, case: Case) -> CasePage:
    """The case as it stands in the store."""
    return desk_window.do(lambda desk: cases.page(desk, case.id))


def begin(desk_window: DeskWindow, case: Case) -> WriteScreen:
    """A blank record of that case."""
    desk_window.parts.doors.new_record(case.id)
    desk_window.settle()
    return standing(desk_window)


def standing(desk_window: DeskWindow) -> WriteScreen:
    """The screen on which a record is written."""
    screen = desk_window.screen
    assert isinstance(screen, WriteScreen)
    return screen


def seal(desk_window: DeskWindow) -> None:
    """The pause after which is kept, without waiting for it."""
    standing(desk_window)._autosave.seal()
    desk_window.settle()


def tick(desk_window: DeskWindow, purpose: Purpose) -> None:
    """Choose a purpose, or take it back."""
    ticks = desk_window.screen.findChildren(Tick)
    (found,) = [each for each in ticks if each.accessibleName().startswith(purpose.label)]
    found.click()
    desk_window.settle()


def part(desk_window: DeskWindow, heading: Heading) -> LongInput:
    """The text under that heading."""
    entry = named(desk_window.screen, f"part_{heading.value}").entry
    assert isinstance(entry, LongInput)
    return entry


def focus() -> QWidget:
    """Where keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_to(name: str) -> None:
    """Press Tab until the control of that accessible name has the focus."""
    for _press in range(40):
        if focus().accessibleName().startswith(name):
            return
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    raise AssertionError(name)


def test_a_record_by_keyboard_alone(desk_window: DeskWindow, case: Case) -> None:
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    QTest.keyClick(focus(), Qt.Key.Key_R, CTRL | SHIFT)
    desk_window.settle()
    standing(desk_window)
    tab_to(Purpose.DECISION.label)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    desk_window.settle()
    for heading in (Heading.SITUATION, Heading.DECISION, Heading.REASONS):
        tab_to(heading.label)
        QTest.keyClicks(focus(), f"Words on {heading.value}.")
    tab_to("No one else was involved")
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is not None)
    assert "cannot be changed" in read(above(desk_window))
    key(desk_window, Qt.Key.Key_Tab)
    key(desk_window, Qt.Key.Key_Space)
    assert isinstance(desk_window.screen, RecordScreen)
    (record,) = page(desk_window, case).records
    assert record.parts[Heading.SITUATION] == "Words on situation."
    assert record.others is OthersInvolved.NO_ONE_ELSE
    assert "Words on reasons." in read(desk_window.screen)
    desk_window.window.go_back()
    desk_window.settle()
    assert rows(desk_window) == [
        "Additional record, 2 March 2026, decision and reasons, Words on decision."
    ]
    assert page(desk_window, case).in_hand == ()


def test_what_is_missing_is_told_where_it_is_missing(desk_window: DeskWindow, case: Case) -> None:
    begin(desk_window, case)
    press(desk_window, "Accept and lock")
    assert "not chosen yet" in named(desk_window.screen, "purposes").error
    tick(desk_window, Purpose.SUPERVISION)
    press(desk_window, "Accept and lock")
    assert "is empty" in named(desk_window.screen, "part_question").error
    fill(desk_window.screen, "part_question", "What holds me back?")
    press(desk_window, "Accept and lock")
    assert "not chosen yet" in named(desk_window.screen, "record_others").error
    desk_window.child(Option, "Others were involved").click()
    press(desk_window, "Accept and lock")
    assert "is missing" in named(desk_window.screen, "record_others_named").error
    fill(desk_window.screen, "record_others_named", "co-leader")
    press(desk_window, "Accept and lock")
    press(desk_window, "Go on writing")
    assert page(desk_window, case).records == ()


def test_text_survives_a_change_of_purpose(desk_window: DeskWindow, case: Case) -> None:
    begin(desk_window, case)
    tick(desk_window, Purpose.PROGRESS)
    fill(desk_window.screen, "part_worked_on", "Sleep.")
    tick(desk_window, Purpose.PROGRESS)
    tick(desk_window, Purpose.DECISION)
    seal(desk_window)
    asked = {field.name for field in desk_window.screen.findChildren(Field) if field.isVisible()}
    assert "part_worked_on" not in asked
    tick(desk_window, Purpose.PROGRESS)
    assert part(desk_window, Heading.WORKED_ON).value() == "Sleep."


def test_a_new_record_in_which_nothing_is_written_leaves_nothing(
    desk_window: DeskWindow, case: Case
) -> None:
    begin(desk_window, case)
    press(desk_window, "Discard it…")
    assert dialog(desk_window) is None
    begin(desk_window, case)
    desk_window.window.go_back()
    desk_window.settle()
    assert page(desk_window, case).in_hand == ()


def test_what_was_begun_stands_on_the_page_of_its_case_until_it_is_given_up(
    desk_window: DeskWindow, case: Case
) -> None:
    begin(desk_window, case)
    tick(desk_window, Purpose.PROGRESS)
    fill(desk_window.screen, "part_worked_on", "שינה and <b>sleep</b>")
    desk_window.window.go_back()
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    assert "Progress of the work" in read(desk_window.screen)
    press(desk_window, "Go on with the record: Progress of the work")
    assert part(desk_window, Heading.WORKED_ON).value() == "שינה and <b>sleep</b>"
    press(desk_window, "Discard it…")
    press(desk_window, "Go on writing")
    assert len(page(desk_window, case).in_hand) == 1
    press(desk_window, "Discard it…")
    press(desk_window, "Discard it")
    assert page(desk_window, case).in_hand == ()
    assert isinstance(desk_window.screen, CaseScreen)
    assert "Records being written" not in read(desk_window.screen)


def test_what_was_written_on_elsewhere_is_not_lost_by_coming_back(
    desk_window: DeskWindow, case: Case
) -> None:
    begin(desk_window, case)
    tick(desk_window, Purpose.PROGRESS)
    fill(desk_window.screen, "part_worked_on", "Sleep.")
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    desk_window.test_desk.clock.move(timedelta(minutes=1))
    press(desk_window, "Go on with the record: Progress of the work")
    part(desk_window, Heading.WORKED_ON).put("Sleep and work.")
    for _screen in range(2):
        desk_window.window.go_back()
        desk_window.settle()
    assert part(desk_window, Heading.WORKED_ON).value() == "Sleep and work."


def test_unlocking_after_a_crash_leads_back_to_it(
    desk_window: DeskWindow, case: Case, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    begin(desk_window, case)
    tick(desk_window, Purpose.PROGRESS)
    fill(desk_window.screen, "part_worked_on", "Sleep.")
    seal(desk_window)
    fill(desk_window.screen, "part_worked_on", "Not kept yet.")
    crashed = desk_window.test_desk.copied_to(tmp_path / "after the crash")
    with opened_desk(crashed, qtbot, theme, tmp_path / "settings") as again:
        settle(qtbot, again.parts.background)
        screen = again.window.rooms.standing
        assert isinstance(screen, WriteScreen)
        entry = named(screen, "part_worked_on").entry
        assert isinstance(entry, LongInput)
        assert entry.value() == "Sleep."


def test_a_referral_asks_for_its_form_and_offers_what_comes_to_be(
    desk_window: DeskWindow, case: Case
) -> None:
    desk_window.do(lambda desk: recorded(desk, case))  # something that a form can be about
    begin(desk_window, case)
    tick(desk_window, Purpose.REFERRAL)
    fill(desk_window.screen, "part_agency", "The sleep clinic.")
    fill(desk_window.screen, "part_passed_on", "That sleep is poor.")
    desk_window.child(Option, "No one else was involved").click()
    press(desk_window, "Accept and lock")
    assert "begin the form first" in named(desk_window.screen, "agreement").error
    desk_window.child(Button, "Begin a form").click()
    desk_window.settle()
    assert isinstance(desk_window.screen, ChooseForm)
    desk_window.do(lambda desk: consented(desk, case, case.clients[0].id))
    desk_window.window.go_back()
    desk_window.settle()
    (form,) = [
        each
        for each in standing(desk_window).findChildren(Option)
        if each.isVisible() and "Permission to share" in each.accessibleName()
    ]
    form.click()
    press(desk_window, "Accept and lock")
    press(desk_window, "Accept and lock")
    (record, *_more) = page(desk_window, case).records
    assert record.agreement.consent is not None
    shown = read(desk_window.screen)
    assert "Permission to share information" in shown
    assert all(words in shown for words in record.parts.values())


def test_a_name_is_written_as_a_role_and_words_are_gone_to(
    desk_window: DeskWindow, case: Case
) -> None:
    working = replace(
        WORKING,
        others_named="Kayleigh’s mother",
        parts={**WORKING.parts, Heading.SITUATION: "Kayleigh rang. Met Kayleigh, who was lazy."},
    )
    draft = desk_window.do(lambda desk: written(desk, case, working))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    assert "It stands in an action, or in who was involved." in read(desk_window.screen)
    press(desk_window, "Go to “lazy”")
    assert part(desk_window, Heading.SITUATION).textCursor().selectedText() == "lazy"
    press(desk_window, "Write “client”")
    assert part(desk_window, Heading.SITUATION).value() == (
        "Client rang. Met client, who was lazy."
    )
    press(desk_window, "Accept and lock")
    assert "still marked" in read(above(desk_window))
    press(desk_window, "Go on writing")


def test_a_day_that_is_still_being_worked_out_stands_in_the_record(
    desk_window: DeskWindow, case: Case
) -> None:
    (action,) = WORKING.actions
    working = replace(WORKING, actions=(replace(action, due_words="", due_on=None),))
    draft = desk_window.do(lambda desk: written(desk, case, working))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    model = desk_window.child(RecordTable).model()
    model.setData(model.index(0, 2), "on Friday")
    desk_window.child(Button, "Accept and lock").click()
    desk_window.settle()
    press(desk_window, "Accept and lock")
    (record,) = page(desk_window, case).records
    assert record.actions[0].due_on == date(2026, 3, 6)


def write_in_cell(desk_window: DeskWindow, case: Case) -> None:
    """Type into the action of a record, and leave the cell open."""
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    draft = desk_window.do(lambda desk: written(desk, case))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    table = desk_window.child(RecordTable)
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "write to the surgery")


def test_a_cell_that_is_being_written_in_counts_when_the_record_is_accepted(
    desk_window: DeskWindow, case: Case
) -> None:
    write_in_cell(desk_window, case)
    desk_window.child(Button, "Accept and lock").click()
    desk_window.settle()
    press(desk_window, "Accept and lock")
    (action,) = page(desk_window, case).records[0].actions
    assert action.what == "write to the surgery"


def test_a_cell_that_is_being_written_in_is_kept_before_the_desk_locks(
    desk_window: DeskWindow, case: Case
) -> None:
    write_in_cell(desk_window, case)
    desk_window.screen.give_way()
    (action,) = page(desk_window, case).in_hand[0].working.actions
    assert action.what == "write to the surgery"


def test_a_form_that_was_withdrawn_meanwhile_is_told_before_a_record_rests_on_it(
    desk_window: DeskWindow, case: Case
) -> None:
    desk_window.do(lambda desk: recorded(desk, case))
    form = desk_window.do(lambda desk: consented(desk, case, case.clients[0].id))
    parts = {Heading.AGREED: "The client rings before missing a session."}
    working = replace(
        WORKING,
        purposes=(Purpose.AGREEMENT,),
        parts=parts,
        agreement=Agreement(consent=form),
    )
    draft = desk_window.do(lambda desk: written(desk, case, working))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    press(desk_window, "Accept and lock")
    assert "not in force" not in read(above(desk_window))
    press(desk_window, "Go on writing")
    desk_window.do(lambda desk: consent.withdraw(desk, form, "by telephone"))
    desk_window.parts.background.changed.emit(frozenset({Changed.CONSENTS}))
    desk_window.settle()
    press(desk_window, "Accept and lock")
    told = read(above(desk_window))
    assert "not in force" in told
    assert "Withdrawn" in told
    press(desk_window, "Accept and lock")
    (record, _earlier) = page(desk_window, case).records
    assert record.agreement == Agreement(consent=form)
    assert "Withdrawn" in read(desk_window.screen)


def test_characters_that_no_document_can_show_are_told_before_it_is_locked(
    desk_window: DeskWindow, case: Case
) -> None:
    parts = {**WORKING.parts, Heading.REASONS: "The client said “孝”."}
    draft = desk_window.do(lambda desk: written(desk, case, replace(WORKING, parts=parts)))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    press(desk_window, "Accept and lock")
    assert "cannot be sealed as a PDF: 孝." in read(above(desk_window))
    press(desk_window, "Go on writing")


def test_text_that_no_purpose_asks_any_more_is_told_before_it_goes(
    desk_window: DeskWindow, case: Case
) -> None:
    parts = {Heading.QUESTION: "What holds me back?", Heading.WORKED_ON: "Sleep."}
    working = replace(WORKING, purposes=(Purpose.SUPERVISION,), parts=parts)
    draft = desk_window.do(lambda desk: written(desk, case, working))
    desk_window.parts.doors.write_record(draft.id)
    desk_window.settle()
    press(desk_window, "Accept and lock")
    told = read(above(desk_window))
    assert "What we are working on" in told
    assert "Agreed actions" in told
    press(desk_window, "Go on writing")
    tick(desk_window, Purpose.PROGRESS)
    press(desk_window, "Accept and lock")
    assert "What we are working on" not in read(above(desk_window))
    press(desk_window, "Go on writing")


def test_a_full_disk_is_told_and_what_is_typed_stays(desk_window: DeskWindow, case: Case) -> None:
    begin(desk_window, case)
    tick(desk_window, Purpose.PROGRESS)
    fill(desk_window.screen, "part_worked_on", "Sleep and work. " * 400)
    with full_disk(desk_window):
        seal(desk_window)
        assert "tried again by itself" in read(desk_window.screen)
        assert not desk_window.window.go_back()
        desk_window.settle()
        assert "will be gone" in read(above(desk_window))
        press(desk_window, "Stay with the record")
    press(desk_window, "Try now")
    assert "tried again by itself" not in read(desk_window.screen)
    (draft,) = page(desk_window, case).in_hand
    assert draft.working.parts[Heading.WORKED_ON].startswith("Sleep and work.")
