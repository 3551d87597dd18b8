"""Reading a summary, amending it, ticking off, sealing it, and letting a copy leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollBar

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.document_screen import DocumentScreen
from counsellor_desk.ui.cases.summary_screen import SummaryScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.inputs import LongInput
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.vault import audit
from counsellor_desk.workflows import cases, disclosure, papers, summaries
from tests.ui.cases.pressing import above, fill, named, press, read, titles
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.story import Day, a_day

AMENDMENT = "It was the Wednesday choir, <b>not</b> Tuesday's; שרה said so."


@pytest.fixture
def day(desk_window: DeskWindow) -> Day:
    found = desk_window.do(a_day)
    desk_window.parts.doors.open_summary(found.summary.id)
    desk_window.settle()
    return found


def stored(desk_window: DeskWindow, day: Day) -> EssentialSummary:
    """The summary as it stands in the store."""
    return desk_window.do(lambda desk: summaries.page(desk, day.summary.id)).summary


def editor(desk_window: DeskWindow) -> LongInput:
    """Where an amendment is written."""
    entry = named(desk_window.screen, "amendment").entry
    assert isinstance(entry, LongInput)
    return entry


@pytest.mark.usefixtures("day")
def test_the_place_to_amend_comes_into_sight(desk_window: DeskWindow) -> None:
    desk_window.window.resize(1024, 640)
    desk_window.settle()
    press(desk_window, "Add an amendment")
    for shown in (editor(desk_window), desk_window.child(Button, "Add it")):
        assert shown.visibleRegion().boundingRect() == shown.rect()


def test_it_is_read_whole(desk_window: DeskWindow, day: Day) -> None:
    shown = read(desk_window.screen)
    for lines in day.summary.sections.values():
        for line in lines:
            assert line in shown
    assert "No one else was present." in shown
    assert "locked on 2 March 2026" in shown
    assert {day.summary.author, day.summary.record_code} <= set(shown.splitlines())
    assert {action.what for action in day.summary.actions} == {
        tick.accessibleName() for tick in desk_window.screen.findChildren(Tick)
    }
    assert "Kayleigh" not in shown


def test_an_amendment_stands_below_what_it_amends(desk_window: DeskWindow, day: Day) -> None:
    press(desk_window, "Add an amendment")
    assert QApplication.focusWidget() is editor(desk_window)
    fill(desk_window.screen, "amendment", AMENDMENT)
    button = desk_window.child(Button, "Add it")
    button.click()
    button.click()
    desk_window.settle()
    amended = stored(desk_window, day)
    assert [each.text for each in amended.amendments] == [AMENDMENT]
    assert amended.sections == day.summary.sections
    shown = read(desk_window.screen)
    assert AMENDMENT in shown
    assert "2 March 2026, 15:00, by J. Mercer" in shown
    assert day.summary.first_line() in shown
    assert not desk_window.screen.findChildren(LongInput)[0].isVisible()


def test_an_amendment_by_keyboard(desk_window: DeskWindow, day: Day) -> None:
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    focused = QApplication.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Add an amendment"
    QTest.keyClick(focused, Qt.Key.Key_Space)
    QTest.keyClicks(editor(desk_window), "Put right.")
    QTest.keyClick(editor(desk_window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk_window.qtbot.waitUntil(
        lambda: not desk_window.screen.findChildren(LongInput)[0].isVisible()
    )
    desk_window.settle()
    assert [each.text for each in stored(desk_window, day).amendments] == ["Put right."]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_amendment_says_something(desk_window: DeskWindow, day: Day, text: str) -> None:
    press(desk_window, "Add an amendment")
    fill(desk_window.screen, "amendment", text)
    press(desk_window, "Add it")
    assert "is empty" in named(desk_window.screen, "amendment").error
    assert stored(desk_window, day).amendments == ()


@pytest.mark.thorough
def test_an_amendment_that_is_a_record_of_its_own(desk_window: DeskWindow, day: Day) -> None:
    press(desk_window, "Add an amendment")
    editor(desk_window).put("word " * 200_000)
    press(desk_window, "Add it")
    assert "999999 characters; 4000 fit" in named(desk_window.screen, "amendment").error
    assert stored(desk_window, day).amendments == ()
    press(desk_window, "Discard it")


def test_an_amendment_in_hand_is_there_again(desk_window: DeskWindow, day: Day) -> None:
    press(desk_window, "Add an amendment")
    fill(desk_window.screen, "amendment", AMENDMENT)
    desk_window.window.go_back()
    desk_window.settle()
    desk_window.parts.doors.open_summary(day.summary.id)
    desk_window.settle()
    assert editor(desk_window).value() == AMENDMENT
    press(desk_window, "Discard it")
    desk_window.window.go_back()
    desk_window.parts.doors.open_summary(day.summary.id)
    desk_window.settle()
    assert not desk_window.screen.findChildren(LongInput)[0].isVisible()
    assert stored(desk_window, day).amendments == ()


@pytest.mark.usefixtures("day")
def test_what_is_written_survives_what_is_drawn_anew(desk_window: DeskWindow) -> None:
    press(desk_window, "Add an amendment")
    fill(desk_window.screen, "amendment", "Half a sen")
    QTest.mouseClick(desk_window.screen.findChildren(Tick)[0], Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert editor(desk_window).value() == "Half a sen"
    press(desk_window, "Discard it")


def test_an_action_is_ticked_off_and_opened_again(desk_window: DeskWindow, day: Day) -> None:
    what = day.summary.actions[0].what
    QTest.mouseClick(desk_window.child(Tick, what), Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert stored(desk_window, day).actions[0].done_on == desk_window.parts.clock.now().date()
    tick = desk_window.child(Tick, what)
    assert tick.isChecked()
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    desk_window.settle()
    assert stored(desk_window, day).actions[0].done_on is None
    assert not desk_window.child(Tick, what).isChecked()


@pytest.mark.usefixtures("day")
def test_sealing_leads_to_the_paper(desk_window: DeskWindow) -> None:
    press(desk_window, "Seal as PDF")
    assert isinstance(desk_window.screen, DocumentScreen)
    assert desk_window.child(PaperView).pages == 1
    shown = read(desk_window.screen)
    assert "Unchanged since it was sealed" in shown
    assert "No copy has left this desk." in shown
    desk_window.window.go_back()
    desk_window.settle()
    assert "CD-" in read(desk_window.screen)


@pytest.mark.usefixtures("day")
def test_a_page_is_scrolled_by_keys(desk_window: DeskWindow) -> None:
    desk_window.window.resize(1024, 480)
    desk_window.settle()
    bar = desk_window.child(Scrolled).verticalScrollBar()
    assert isinstance(bar, QScrollBar)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_PageDown)
    assert bar.value() > 0


@pytest.mark.usefixtures("day")
def test_the_case_is_a_step_away(desk_window: DeskWindow) -> None:
    press(desk_window, "Open the case")
    assert isinstance(desk_window.screen, CaseScreen)


def sealed(desk_window: DeskWindow, day: Day) -> SealedDocument:
    """The summary, sealed and looked at."""
    document = desk_window.do(lambda desk: papers.of_summary(desk, day.summary.id))
    desk_window.parts.doors.open_document(document.id)
    desk_window.settle()
    return document


def save_to(desk_window: DeskWindow, path: Path) -> None:
    """Say who gets the copy, and choose that place."""
    press(desk_window, "Save a copy")
    fill(above(desk_window), "recipient", "locked cabinet")
    fill(above(desk_window), "purpose", "the paper file")
    press(desk_window, "Choose a place")
    chooser = above(desk_window)
    assert isinstance(chooser, QFileDialog)
    assert titles() <= {NAME, ""}
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    desk_window.settle()


def gone_out(desk_window: DeskWindow, document: SealedDocument) -> list[str]:
    """To whom copies of it went."""
    return [
        line.to for line in desk_window.do(lambda desk: papers.look(desk, document.id)).gone_out
    ]


def test_a_copy_leaves_with_its_line_in_the_ledger(
    desk_window: DeskWindow, day: Day, tmp_path: Path
) -> None:
    document = sealed(desk_window, day)
    save_to(desk_window, tmp_path / document.name)
    assert (tmp_path / document.name).read_bytes().startswith(b"%PDF")
    assert gone_out(desk_window, document) == ["locked cabinet"]
    assert "to locked cabinet, the paper file" in read(desk_window.screen)
    assert "Kayleigh" not in document.name


def test_a_copy_names_who_gets_it(desk_window: DeskWindow, day: Day) -> None:
    document = sealed(desk_window, day)
    press(desk_window, "Save a copy")
    press(desk_window, "Choose a place")
    assert "Name who gets it" in named(above(desk_window), "recipient").error
    above(desk_window).reject()
    assert gone_out(desk_window, document) == []


@pytest.mark.parametrize("where", ["nowhere/copy.pdf", "a-file/copy.pdf", "folder.pdf"])
def test_a_place_that_cannot_be_written_to(
    desk_window: DeskWindow, day: Day, tmp_path: Path, where: str
) -> None:
    (tmp_path / "a-file").write_text("no folder")
    (tmp_path / "folder.pdf").mkdir()
    document = sealed(desk_window, day)
    save_to(desk_window, tmp_path / where)
    told = dialog(desk_window)
    assert told is not None
    assert "unexpected" not in read(told)
    assert gone_out(desk_window, document) == []
    told.reject()


def test_what_was_shared_with_consent_leaves_from_its_form_only(
    desk_window: DeskWindow, day: Day
) -> None:
    pack = desk_window.do(lambda desk: disclosure.make_pack(desk, day.consent))
    desk_window.parts.doors.open_document(pack.id)
    desk_window.settle()
    assert pack.kind is DocumentKind.PACK
    shown = {button.text() for button in desk_window.screen.findChildren(Button)}
    assert {"Save a copy", "Print a copy"}.isdisjoint(shown)
    press(desk_window, "Open the form")
    assert desk_window.opened[-1] == ("open_form", (day.consent,))


def test_every_kind_of_document_leads_to_its_record(desk_window: DeskWindow, day: Day) -> None:
    receipt = desk_window.do(lambda desk: papers.of_receipt(desk, day.tombstone.note))
    found = desk_window.do(lambda desk: cases.page(desk, day.busy.id)).documents
    form = next(document for document in found if document.kind is DocumentKind.FORM)
    summary = desk_window.do(lambda desk: papers.of_summary(desk, day.summary.id))
    ways = {
        receipt.id: ("open_receipt", (day.tombstone.note,)),
        form.id: ("open_form", (day.consent,)),
        summary.id: ("open_summary", (day.summary.id,)),
    }
    for document, way in ways.items():
        desk_window.parts.doors.open_document(document)
        desk_window.settle()
        press(desk_window, "Open the record")
        assert desk_window.opened[-1] == way


def test_what_was_done_is_recorded(desk_window: DeskWindow, day: Day, tmp_path: Path) -> None:
    before = len(desk_window.do(lambda desk: audit.entries(desk.store.read())))
    document = sealed(desk_window, day)
    save_to(desk_window, tmp_path / document.name)
    after = desk_window.do(lambda desk: audit.entries(desk.store.read()))
    newest = [entry.act for entry in after][: len(after) - before]
    assert newest == [Act.DOCUMENT_SAVED, Act.DOCUMENT_SEALED]


def test_a_summary_that_stands_is_not_opened_again(desk_window: DeskWindow, day: Day) -> None:
    standing = desk_window.screen
    assert isinstance(standing, SummaryScreen)
    desk_window.parts.doors.open_summary(day.summary.id)
    desk_window.settle()
    assert desk_window.screen is standing
