"""Edits of a draft outlive the screen, the lock, a crash and a full disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.reductions import line_typed
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.autosave import Rhythm
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.ui.widgets.tables import RecordTable
from counsellor_desk.workflows import reduce, sessions, unlock
from tests.desks import NOTE, add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.faults import full_disk, lose_key
from tests.ui.pictures import dialog
from tests.ui.reduce.reducing import (
    click,
    key,
    opened,
    press,
    reduce_it,
    row,
    screen,
    shown,
    typed,
    view,
    work,
)

QUICK = Rhythm(pause=1, longest=1, again=1)
LONG = "typed on a full disk " * 5_000


def _stored(desk_window: DeskWindow, note: NoteId) -> list[str]:
    working = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).working
    return [line.text for line in working.lines]


def _write(desk_window: DeskWindow, words: str) -> None:
    click(desk_window, row(desk_window, "Still wakes"))
    key(desk_window, Qt.Key.Key_End)
    typed(desk_window, words)


def _write_in_cell(desk_window: DeskWindow) -> None:
    """Type into what is agreed, and leave the cell open."""
    desk_window.window.activateWindow()
    desk_window.qtbot.waitUntil(desk_window.window.isActiveWindow)
    table = desk_window.child(RecordTable)
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Return)
    cell = QApplication.focusWidget()
    assert cell is not None
    QTest.keyClicks(cell, "write to the surgery")


def _add_a_lot(desk_window: DeskWindow) -> None:
    work(desk_window).edit(lambda summary: line_typed(summary, Section.VIEW, LONG))


def test_a_pause_is_enough(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    quick = ReduceScreen(desk_window.parts, note, QUICK)
    desk_window.show(quick)
    click(desk_window, row(desk_window, "Still wakes"))
    with desk_window.qtbot.waitSignal(quick._autosave.kept):
        QTest.keyClicks(row(desk_window, "Still wakes"), "Z")
    desk_window.settle()
    assert "Saved 15:00" in shown(desk_window)
    assert any("Z" in line for line in _stored(desk_window, note))


def test_a_cell_that_is_being_written_in_is_kept_before_the_desk_locks(
    desk_window: DeskWindow,
) -> None:
    _case, note = opened(desk_window)
    _write_in_cell(desk_window)
    desk_window.screen.give_way()
    working = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).working
    assert working.actions[0].what == "write to the surgery"


def test_leaving_seals_and_coming_back_goes_on(desk_window: DeskWindow) -> None:
    _case, note = opened(desk_window)
    _write(desk_window, " Sometimes five.")
    key(desk_window, Qt.Key.Key_Escape)
    assert "Still wakes at four. Sometimes five." in _stored(desk_window, note)
    reduce_it(desk_window, note)
    assert row(desk_window, "Sometimes five.").isVisible()


def test_another_screen_above_and_back(desk_window: DeskWindow) -> None:
    case, _note = opened(desk_window)
    _write(desk_window, " Sometimes five.")
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    key(desk_window, Qt.Key.Key_Escape)
    assert row(desk_window, "Sometimes five.").isVisible()


def test_locking_seals_lets_go_and_leads_back(desk_window: DeskWindow) -> None:
    _case, note = opened(desk_window)
    _write(desk_window, " Sometimes five.")
    held = view(desk_window)
    desk_window.window.lock()
    assert held.note.text.toPlainText() == ""
    assert screen(desk_window).work is None
    desk_window.settle()
    assert "Still wakes at four. Sometimes five." in _stored(desk_window, note)
    desk_window.do(unlock.close)
    found = desk_window.do(lambda _desk: desk_window.test_desk.unlock())
    assert found.resume_at == {"door": "reduce", "note": note}


def test_a_crash_costs_nothing_that_was_sealed(desk_window: DeskWindow, tmp_path: Path) -> None:
    _case, note = opened(desk_window)
    _write(desk_window, " Sometimes five.")
    screen(desk_window)._autosave.seal()
    desk_window.settle()
    found = desk_window.do(
        lambda _desk: desk_window.test_desk.copied_to(tmp_path / "as the crash left it").unlock()
    )
    lines = desk_window.do(lambda _desk: reduce.open_reduction(found.desk, note).working.lines)
    assert "Still wakes at four. Sometimes five." in [line.text for line in lines]
    assert found.resume_at == {"door": "reduce", "note": note}
    desk_window.do(lambda _desk: unlock.close(found.desk))


def test_a_full_disk_is_told_and_the_edits_stay(desk_window: DeskWindow) -> None:
    _case, note = opened(desk_window)
    with full_disk(desk_window):
        _add_a_lot(desk_window)
        screen(desk_window)._autosave.seal()
        desk_window.settle()
        assert "disk is full" in shown(desk_window)
        assert "What you changed stays here" in shown(desk_window)
        key(desk_window, Qt.Key.Key_Escape)
        assert screen(desk_window).note == note, "leaving is not let to lose it"
    press(desk_window, "Stay with the summary") if dialog(desk_window) else None
    press(desk_window, "Try now")
    assert LONG in _stored(desk_window, note)
    assert "disk is full" not in shown(desk_window)


def test_nobody_is_kept_here_by_a_full_disk(desk_window: DeskWindow) -> None:
    _case, note = opened(desk_window)
    below = desk_window.window.rooms.widget(0)
    with full_disk(desk_window):
        _add_a_lot(desk_window)
        key(desk_window, Qt.Key.Key_Escape)
        key(desk_window, Qt.Key.Key_Escape)
        assert "will be gone" in shown(desk_window) or "is lost" in shown(desk_window)
        press(desk_window, "Leave without saving")
    assert desk_window.screen is below
    assert LONG not in _stored(desk_window, note)


def test_a_note_that_cannot_be_read_says_so(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: lose_key(desk, note))
    reduce_it(desk_window, note)
    assert "note" in shown(desk_window)
    assert screen(desk_window).work is None
    press(desk_window, "Go back")
    assert not isinstance(desk_window.screen, ReduceScreen)


@pytest.mark.parametrize("grown", [NOTE + "Asked about self-harm: none.\n", "Quite another.\n"])
def test_a_note_that_was_written_on_meanwhile(desk_window: DeskWindow, grown: str) -> None:
    """Places of the draft in hand must not point to words of another text."""
    _case, note = opened(desk_window)
    _write(desk_window, " Sometimes five.")
    key(desk_window, Qt.Key.Key_Escape)
    desk_window.do(lambda desk: sessions.save_text(desk, note, grown))
    reduce_it(desk_window, note)
    assert row(desk_window, "Still wakes at four. Sometimes five.").isVisible()
    for line in work(desk_window).summary.lines:
        for span in line.spans:
            assert work(desk_window).written(span).strip()
