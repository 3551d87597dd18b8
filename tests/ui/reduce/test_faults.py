"""What can go wrong while a note is destroyed: told, nothing lost, and finished later."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.reductions import line_typed
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.receipt_screen import ReceiptScreen
from counsellor_desk.vault.faults import Point, listening
from counsellor_desk.vault.remembered import NotRemembered
from counsellor_desk.workflows import receipts, reduce, unlock
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.faults import full_disk
from tests.ui.reduce.reducing import (
    number_typed,
    opened,
    press,
    say_who,
    screen,
    shown,
    work,
)


class _NoAnswer(NotRemembered):
    happened = "The keychain does not answer."


def _fails_at(place: Point, error: BaseException) -> AbstractContextManager[None]:
    def listen(at: Point) -> None:
        if at is place:
            raise error

    return listening(listen)


@pytest.mark.parametrize(
    "place", [Point.DESTROY_2_DEVICE, Point.DESTROY_3_BEFORE_COMMIT, Point.DESTROY_5_DEVICE]
)
def test_a_keychain_that_goes_silent_half_way(desk_window: DeskWindow, place: Point) -> None:
    desk_window.go("reduce")
    case, note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)
    with _fails_at(place, _NoAnswer()):
        press(desk_window, "Accept and destroy")
    assert "Not finished yet" in shown(desk_window)
    assert "The keychain does not answer." in shown(desk_window)
    assert "finished by itself when the desk is next opened" in shown(desk_window)
    press(desk_window, "Try again")
    assert isinstance(desk_window.screen, ReceiptScreen)
    assert desk_window.do(lambda desk: receipts.page(desk, note)).tombstone.erased_at is not None


def test_what_was_interrupted_is_finished_at_the_next_opening(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    case, note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)
    with _fails_at(Point.DESTROY_2_DEVICE, _NoAnswer()):
        press(desk_window, "Accept and destroy")
    press(desk_window, "Go on")
    assert "finished by itself, after an interruption too" in shown(desk_window)
    (line,) = desk_window.do(reduce.queue)
    assert line.state is NoteState.DESTROYING
    desk_window.do(unlock.close)
    reopened = desk_window.do(lambda _desk: desk_window.test_desk.unlock())
    tombstone = desk_window.do(lambda _desk: receipts.page(reopened.desk, note)).tombstone
    assert tombstone.erased_at is not None


@pytest.mark.parametrize("way", ["Accept and destroy the note…", "Nothing essential"])
def test_a_keychain_that_does_not_answer_at_all(desk_window: DeskWindow, way: str) -> None:
    """Nothing has happened yet: the note, the draft and the screen are as they were."""
    case, note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, way)
    number_typed(desk_window, case.number)
    with _fails_at(Point.DESTROY_0_CHECKED, _NoAnswer()):
        press(desk_window, "Accept and destroy" if "Accept" in way else "Destroy the note")
    assert "The keychain does not answer." in shown(desk_window)
    press(desk_window, "Close")
    assert screen(desk_window).note == note
    assert work(desk_window).summary.lines
    (line,) = desk_window.do(reduce.queue)
    assert line.state is NoteState.WAITING


def test_a_full_disk_keeps_everything(desk_window: DeskWindow) -> None:
    case, _note = opened(desk_window)
    say_who(desk_window)
    work(desk_window).edit(lambda summary: line_typed(summary, Section.VIEW, "much " * 20_000))
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)
    with full_disk(desk_window):
        press(desk_window, "Accept and destroy")
        assert "disk" in shown(desk_window)
        press(desk_window, "Close")
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)
    press(desk_window, "Accept and destroy")
    assert isinstance(desk_window.screen, ReceiptScreen)


def test_a_fault_of_ours_is_told_with_its_code(desk_window: DeskWindow) -> None:
    case, _note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)
    with _fails_at(Point.ACT_ENTERED, ValueError("a word of the note")):
        press(desk_window, "Accept and destroy")
    assert "Something unexpected happened." in shown(desk_window)
    assert "a word of the note" not in shown(desk_window)
