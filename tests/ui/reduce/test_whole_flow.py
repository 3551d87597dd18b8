"""From a waiting note to its receipt and the next note, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.ui.reduce.receipt_screen import ReceiptScreen
from counsellor_desk.workflows import receipts, reduce
from tests.desks import add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.reduce.reducing import (
    key,
    number_typed,
    opened,
    press,
    say_who,
    screen,
    shown,
    typed,
)

CTRL = Qt.KeyboardModifier.ControlModifier


def test_by_mouse(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    case, note = opened(desk_window)
    following = desk_window.do(lambda desk: add_note(desk, case, "Slept well.", hours_ago=2))
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    assert "(93 words) will be gone for good" in shown(desk_window)
    number_typed(desk_window, case.number)
    press(desk_window, "Accept and destroy")
    assert isinstance(desk_window.screen, ReceiptScreen)
    page = desk_window.do(lambda desk: receipts.page(desk, note))
    assert page.tombstone.reason is DestructionReason.REDUCED
    assert page.tombstone.erased_at is not None
    assert "The note is destroyed" in shown(desk_window)
    press(desk_window, "Reduce the next note")
    assert screen(desk_window).note == following


def test_by_keyboard(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    case, note = opened(desk_window)
    key(desk_window, Qt.Key.Key_F8)
    key(desk_window, Qt.Key.Key_Space)
    key(desk_window, Qt.Key.Key_Return, CTRL)
    typed(desk_window, case.number)
    key(desk_window, Qt.Key.Key_Return)
    assert isinstance(desk_window.screen, ReceiptScreen)
    assert desk_window.do(lambda desk: receipts.page(desk, note)).tombstone.erased_at is not None
    key(desk_window, Qt.Key.Key_Space)
    assert dialog(desk_window) is None
    assert "No note is waiting" in shown(desk_window)


def test_nothing_essential(desk_window: DeskWindow) -> None:
    case, note = opened(desk_window, "Rang to move the session.")
    press(desk_window, "Nothing essential")
    number_typed(desk_window, case.number)
    press(desk_window, "Destroy the note")
    page = desk_window.do(lambda desk: receipts.page(desk, note))
    assert page.tombstone.reason is DestructionReason.NOTHING_ESSENTIAL
    assert page.tombstone.summary is None
    assert "Nothing essential to keep" in shown(desk_window)


@pytest.mark.parametrize("way", ["Accept and destroy the note…", "Nothing essential"])
def test_a_wrong_case_number_destroys_nothing(desk_window: DeskWindow, way: str) -> None:
    _case, note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, way)
    number_typed(desk_window, "PH-2026-9999-9")
    key(desk_window, Qt.Key.Key_Return)
    assert "That is not the case number of this note." in shown(desk_window)
    (line,) = desk_window.do(reduce.queue)
    assert (line.note.id, line.state) == (note, NoteState.WAITING)
    key(desk_window, Qt.Key.Key_Escape)
    assert screen(desk_window).work is not None
