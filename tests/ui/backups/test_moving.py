"""Moving to another computer: notes first, refused under a hold, then a backup."""

from __future__ import annotations

from pathlib import Path

from counsellor_desk.ui.backups.moving_screen import MovingScreen
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import holds
from tests.desks import add_case, add_note
from tests.ui.backups.backing import ledger, make, open_backups
from tests.ui.desk_window import DeskWindow
from tests.ui.settings.choosing import press, shown
from tests.ui.story import accepted, put_on_hold


def test_notes_that_wait_come_first(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case))
    _to_moving(desk_window)
    assert "A note can be read on this computer only" in shown(desk_window)
    press(desk_window, f"Reduce the note of {case.number}")
    assert isinstance(desk_window.screen, ReduceScreen)
    desk_window.window.go_back()
    desk_window.settle()
    assert isinstance(desk_window.screen, MovingScreen)


def test_what_was_reduced_while_it_was_on_hold_is_destroyed_first(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    hold = desk_window.do(lambda desk: put_on_hold(desk, case))
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: accepted(desk, note, case))
    desk_window.do(lambda desk: holds.lift(desk, hold.id, "Answered"))
    _to_moving(desk_window)
    press(desk_window, f"Finish destroying the note of {case.number}")
    press(desk_window, "Destroy")
    assert "No note is waiting." in shown(desk_window)


def test_without_notes_it_is_a_backup_and_the_sheet(desk_window: DeskWindow, stick: Path) -> None:
    _to_moving(desk_window)
    assert "No note is waiting." in shown(desk_window)
    make(desk_window, stick / "one.cdbackup")
    assert len(ledger(desk_window)) == 1
    assert "Type the seven groups of your recovery sheet." in shown(desk_window)


def test_a_held_note_refuses_it_and_says_why(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: put_on_hold(desk, case))
    _to_moving(desk_window)
    assert "This desk cannot be moved now" in shown(desk_window)
    assert "on hold" in shown(desk_window)
    buttons = desk_window.screen.findChildren(Button)
    assert "Make a backup now" not in [each.text() for each in buttons if each.isVisible()]
    press(desk_window, "Go to the notes on hold")
    assert f"Make a sealed copy of the note of {case.number}, session 1" in [
        each.accessibleName() for each in desk_window.screen.findChildren(Button)
    ]


def _to_moving(desk_window: DeskWindow) -> None:
    open_backups(desk_window)
    press(desk_window, "How to move…")
    assert isinstance(desk_window.screen, MovingScreen)
