"""Locking by itself: after so long without input, in whatever window that was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.frame.idle import IdleTimer
from counsellor_desk.ui.frame.input_watch import InputWatch
from counsellor_desk.ui.frame.strip import Strip
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.words import Words
from tests.ui.stopped_clock import StoppedClock


class Waiting:
    """A timer of five minutes, and what it said."""

    def __init__(self, watch: InputWatch) -> None:
        self.clock, self.left, self.expired = StoppedClock(), list[int](), list[str]()
        self.timer = IdleTimer(self.clock, watch, 5)
        self.timer.left.connect(self.left.append)
        self.timer.expired.connect(lambda: self.expired.append("x"))
        self.timer.start()

    def let(self, seconds: float) -> None:
        self.clock.move(seconds)
        self.timer.look()

    def sleep(self, seconds: float) -> None:
        """The computer sleeps; nobody looks at the clock meanwhile."""
        self.clock.sleep(seconds)


class Painted(QWidget):
    """Says when it is painted."""

    def __init__(self, parent: QWidget, said: list[str]) -> None:
        super().__init__(parent)
        self._said = said
        self.resize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        del event
        self._said.append("painted")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def watch(window: QWidget) -> InputWatch:
    return InputWatch(window)


@pytest.fixture
def waiting(watch: InputWatch) -> Waiting:
    return Waiting(watch)


def test_it_counts_down_and_ends_once(waiting: Waiting) -> None:
    for _step in range(6):
        waiting.let(60)
    assert waiting.left == [300, 240, 180, 120, 60, 0, 0]
    assert waiting.expired == ["x"]


def test_input_begins_it_anew(waiting: Waiting, window: QWidget) -> None:
    waiting.let(299)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    waiting.let(200)
    assert waiting.left[-1] == 100
    assert waiting.expired == []


def test_time_asleep_counts(waiting: Waiting) -> None:
    waiting.sleep(200)
    waiting.let(0)
    assert (waiting.left[-1], waiting.expired) == (100, [])
    waiting.sleep(100)
    waiting.let(0)
    assert waiting.expired == ["x"]


def test_who_comes_after_the_time_is_over_comes_too_late(waiting: Waiting, window: QWidget) -> None:
    """The computer wakes, and a key is what the program hears of first."""
    waiting.sleep(301)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert waiting.expired == ["x"]


def test_a_window_that_wakes_locks_before_it_is_painted(
    waiting: Waiting, window: QWidget, qtbot: QtBot
) -> None:
    said = list[str]()
    waiting.timer.expired.connect(lambda: said.append("locked"))
    painted = Painted(window, said)
    painted.show()
    qtbot.waitUntil(lambda: "painted" in said)
    QApplication.processEvents()
    said.clear()
    painted.update()
    qtbot.waitUntil(lambda: said == ["painted"])  # the control
    waiting.sleep(301)
    painted.update()
    qtbot.waitUntil(lambda: said[1:] == ["locked", "painted"])  # this window is hidden by nobody


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 22, 14, 0, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2099, 6, 1, tzinfo=UTC),
        datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_the_time_of_day_plays_no_part(waiting: Waiting, now: datetime) -> None:
    waiting.let(100)
    waiting.clock.put(now)
    waiting.let(100)
    assert (waiting.left[-1], waiting.expired) == (100, [])
    waiting.let(100)
    assert waiting.expired == ["x"]


def test_input_in_a_dialog_counts(waiting: Waiting, window: QWidget) -> None:
    dialog = QDialog(window)
    dialog.open()
    waiting.let(200)
    QTest.mouseMove(dialog.windowHandle(), QPoint(4, 4))
    QApplication.processEvents()
    waiting.let(200)
    assert waiting.left[-1] == 100


def test_what_is_only_drawn_does_not_count(waiting: Waiting, window: QWidget) -> None:
    waiting.let(100)
    window.resize(300, 300)
    window.update()
    QApplication.processEvents()
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.UpdateRequest))
    waiting.let(100)
    assert waiting.left[-1] == 100


def test_the_minutes_can_be_changed(waiting: Waiting) -> None:
    waiting.let(100)
    waiting.timer.set_minutes(1)
    assert waiting.expired == ["x"]
    waiting.timer.set_minutes(10)
    waiting.timer.start()
    assert waiting.left[-1] == 600
    waiting.timer.stop()
    waiting.let(3600)
    assert waiting.expired == ["x"]


def test_keys_and_pointer_are_told_apart(watch: InputWatch, window: QWidget) -> None:
    said = list[bool]()
    watch.by_keyboard.connect(said.append)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    assert said == [True, False]


def test_keys_for_everywhere_reach_past_a_dialog(watch: InputWatch, window: QWidget) -> None:
    pressed = list[str]()
    watch.on_key("F12", lambda: pressed.append("hide"))
    dialog = QDialog(window)
    dialog.open()
    watch.look_around()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F11)
    assert pressed == ["hide"]


def test_the_strip_says_minutes_and_then_seconds(qtbot: QtBot) -> None:
    strip = Strip()
    qtbot.addWidget(strip)
    strip.show()

    def shown() -> list[str]:
        kinds = (*strip.findChildren(Words), *strip.findChildren(Pill))
        return [each.text() for each in kinds if each.isVisible()]

    strip.locks_in(300)
    assert "Locks in 5 minutes" in shown()
    strip.locks_in(61)
    assert "Locks in 2 minutes" in shown()
    strip.locks_in(60)
    assert "Locks in 1:00" in shown()
    strip.locks_in(9)
    assert "Locks in 0:09" in shown()
    strip.locks_in(300)
    assert "Locks in 5 minutes" in shown()
    strip.tell("notes", "2 notes waiting")
    strip.tell("notes", "1 note waiting")
    assert [words for words in shown() if "waiting" in words] == ["1 note waiting"]
    strip.tell("notes", "")
    assert not [words for words in shown() if "waiting" in words]
