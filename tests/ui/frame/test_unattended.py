"""Records that are shown without an open desk are locked away; any other page waits."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.computer.hearing import Hearing, Sign
from counsellor_desk.ui.frame.input_watch import InputWatch
from counsellor_desk.ui.frame.unattended import Unattended
from tests.ui.stopped_clock import StoppedClock


class Left:
    """A window that was left alone; ``shown``: records stand in it."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.clock, self.hearing = window, StoppedClock(), Hearing()
        self.shown, self.listening, self.over = False, 0, 0
        self.unattended = Unattended(
            self.clock, InputWatch(window), lambda: self.shown, self._listens
        )
        self.unattended.over.connect(self._is_over)

    def let(self, seconds: float) -> None:
        self.clock.move(seconds)
        self.unattended.idle.look()

    def _listens(self) -> Hearing:
        self.listening += 1
        return self.hearing

    def _is_over(self) -> None:
        self.over += 1


@pytest.fixture
def left(qtbot: QtBot) -> Left:
    window = QWidget()
    qtbot.addWidget(window)
    made = Left(window)
    made.shown = True
    return made


def test_after_five_minutes_records_are_locked_away(left: Left) -> None:
    left.let(299)
    assert left.over == 0
    left.let(1)
    assert left.over == 1


def test_other_pages_wait(left: Left) -> None:
    """Somebody may be copying a recovery key by hand."""
    left.shown = False
    left.let(3600)
    left.let(3600)
    assert (left.over, left.listening) == (0, 0)
    left.shown = True
    left.let(299)
    left.let(1)
    assert left.over == 1


@pytest.mark.parametrize("woke", [False, True])
def test_what_the_computer_tells_locks_records_away(left: Left, *, woke: bool) -> None:
    left.let(1)
    left.let(1)
    assert left.listening == 1
    if woke:
        left.hearing.woke.emit()
    else:
        left.hearing.heard.emit(Sign.LID_CLOSED)
    assert left.over == 1


def test_it_stops_where_a_desk_is_opened(left: Left) -> None:
    left.unattended.stop()
    left.let(3600)
    assert left.over == 0
