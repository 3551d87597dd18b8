"""The receipt: read, sealed, and the way on."""

from __future__ import annotations

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.sealed_documents import DocumentKind
from counsellor_desk.ui.reduce.receipt_screen import ReceiptScreen
from counsellor_desk.workflows import receipts
from tests.desks import NOTE, add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import press, screen, shown
from tests.ui.story import reduced


def _receipt(desk_window: DeskWindow) -> NoteId:
    case = desk_window.do(add_case)
    _summary, tombstone = desk_window.do(lambda desk: reduced(desk, case))
    desk_window.parts.doors.open_receipt(tombstone.note)
    desk_window.settle()
    return tombstone.note


def test_it_says_who_when_and_why_and_no_word_of_the_note(desk_window: DeskWindow) -> None:
    _receipt(desk_window)
    for told in ("J. Mercer", "Reduced to an essential summary", "under 100 words", "Key erased"):
        assert told in shown(desk_window)
    for word in ("choir", "suicide", "neighbour", "Kayleigh"):
        assert word in NOTE
        assert word not in shown(desk_window)


def test_it_is_sealed_as_pdf_and_looked_at(desk_window: DeskWindow) -> None:
    note = _receipt(desk_window)
    press(desk_window, "Seal as PDF")
    (paper,) = desk_window.do(lambda desk: receipts.page(desk, note)).papers
    assert paper.kind is DocumentKind.RECEIPT
    assert desk_window.opened[-1] == ("open_document", (paper.id,))
    desk_window.window.go_back()
    desk_window.settle()
    assert isinstance(desk_window.screen, ReceiptScreen)
    assert paper.name in shown(desk_window)


def test_the_summary_and_the_case_are_one_press_away(desk_window: DeskWindow) -> None:
    _receipt(desk_window)
    press(desk_window, "Open the summary")
    desk_window.window.go_back()
    desk_window.settle()
    press(desk_window, "Open the case")
    assert [door for door, _about in desk_window.opened[1:]] == ["open_summary", "open_case"]


def test_without_another_note_it_leads_back(desk_window: DeskWindow) -> None:
    _receipt(desk_window)
    assert "No other note is waiting." in shown(desk_window)
    press(desk_window, "Done")
    assert not isinstance(desk_window.screen, ReceiptScreen)


def test_the_oldest_waiting_note_is_the_next_one(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case, hours_ago=5))
    oldest = desk_window.do(lambda desk: add_note(desk, case, hours_ago=50))
    _receipt(desk_window)
    assert "2 more notes are waiting." in shown(desk_window)
    press(desk_window, "Reduce the next note")
    assert screen(desk_window).note == oldest
