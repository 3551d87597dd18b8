"""Nothing stands in the way of locking: whatever is open, and whatever is being done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import NOTHING, Background, Progress
from counsellor_desk.ui.computer.hearing import Hearing, Sign
from counsellor_desk.ui.copies import choose_file
from counsellor_desk.ui.open_desk import OpenDesk
from counsellor_desk.ui.printing import _Job
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.private_text import PrivateText
from counsellor_desk.vault import settings
from counsellor_desk.workflows import sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.unlock import Unlocked
from tests.desks import NOTE, TestDesk, add_case, add_note
from tests.ui.desk_window import settle

T = TypeVar("T")


class Session:
    """An open desk on this computer, and what the computer tells it."""

    def __init__(self, test_desk: TestDesk, qtbot: QtBot, theme: Theme, settings: Path) -> None:
        self.failures: list[BaseException] = []
        self.background = Background(lambda _asker, error: self.failures.append(error))
        self.hearing = Hearing()
        self._qtbot, self._test_desk = qtbot, test_desk
        unlocked: list[Unlocked] = []
        self.background.ask(
            lambda _progress: test_desk.unlock(), unlocked.append, asker=self.background
        )
        settle(qtbot, self.background)
        self.desk = OpenDesk(
            unlocked[0],
            test_desk.clock,
            self.background,
            Appearance(theme, settings),
            hears=lambda _window: self.hearing,
        )
        self.desk.begin()
        settle(qtbot, self.background)

    def ask(self, work: Callable[[Desk], T]) -> T:
        """Have something done with the store."""
        found: list[T] = []
        self.background.ask(
            lambda _progress: work(self.desk.parts.desk), found.append, asker=self.desk.window
        )
        settle(self._qtbot, self.background)
        return found[0]

    def lock(self, sign: Sign = Sign.SCREEN_LOCKED) -> None:
        """The computer is locked; wait for the desk to be."""
        with self._qtbot.waitSignal(self.desk.ended) as ended:
            self.hearing.heard.emit(sign)
            assert not any(each.isVisible() for each in QApplication.topLevelWidgets())
        assert ended.args == [True]

    def text_after(self, note: NoteId) -> str:
        """What the store has of a note once it is locked."""
        return sessions.open_note(self._test_desk.open(), note).text

    def close_the_rest(self) -> None:
        """The desk that the window had belongs to the worker, which has closed it."""
        self._test_desk.opened.remove(self.desk.parts.desk)


@pytest.fixture
def session(test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Session]:
    made = Session(test_desk, qtbot, theme, tmp_path / "settings")
    yield made
    made.desk.end(locked=False)
    made.background.shutdown()
    made.close_the_rest()
    made.desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _spoil_the_settings(desk: Desk) -> None:
    with desk.store.quietly() as tx:
        settings.put(tx, "idle_minutes", "five or so")


def _message(desk: OpenDesk) -> None:
    desk.messages.tell(DeskError())


def _question(desk: OpenDesk) -> None:
    Confirmation(desk.window, "Destroy it?", ("Gone.",), do="Destroy", then=list).open()


def _file_chooser(desk: OpenDesk) -> None:
    choose_file(desk.window, "PH-2026-0001-3.pdf", lambda _path: None)


def _print_dialog(desk: OpenDesk) -> None:
    job = _Job(pdf=lambda _progress: b"", then=list, refused=lambda _error: None, changes=NOTHING)
    desk.parts.printing._choose(desk.window, job)


def _menu(desk: OpenDesk) -> None:
    menu = QMenu(desk.window)
    menu.addAction("Paste")
    menu.popup(desk.window.pos())


def _whole_display(desk: OpenDesk) -> None:
    """As while a client reads: the hand-over mode."""
    desk.window.show_alone(alone=True)


def _hidden(desk: OpenDesk) -> None:
    _message(desk)
    desk.window.hide_desk()


@pytest.mark.parametrize(
    "stands_open",
    [_message, _question, _file_chooser, _print_dialog, _menu, _whole_display, _hidden],
)
def test_whatever_stands_open(session: Session, stands_open: Callable[[OpenDesk], None]) -> None:
    """And a note that is being written, whose last words are in no store yet."""
    note = session.ask(lambda desk: add_note(desk, add_case(desk)))
    session.desk.parts.doors.open_note(note)
    settle(session._qtbot, session.background)
    (text,) = (each for each in session.desk.window.findChildren(PrivateText) if each.isVisible())
    text.put(NOTE + "Unsealed.")
    text.changed.emit()
    stands_open(session.desk)
    session.lock()
    assert text.value() == ""
    assert session.failures == []
    assert session.text_after(note) == NOTE + "Unsealed."


@pytest.mark.parametrize("sign", Sign)
def test_whatever_the_computer_tells(session: Session, sign: Sign) -> None:
    session.lock(sign)


def test_a_computer_that_has_slept_untold(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.desk.ended):
        session.hearing.woke.emit()


def test_work_that_takes_long_is_cancelled(session: Session, qtbot: QtBot) -> None:
    """The draft is sealed behind it, though it would have gone on for as long as it likes."""
    note = session.ask(lambda desk: add_note(desk, add_case(desk)))
    session.desk.parts.doors.open_note(note)
    settle(qtbot, session.background)
    (text,) = (each for each in session.desk.window.findChildren(PrivateText) if each.isVisible())
    begun, ends = threading.Event(), list[str]()

    def without_end(progress: Progress) -> None:
        begun.set()
        while True:
            progress(0, 1)

    session.background.ask(
        without_end,
        asker=session.desk.window,
        progress=lambda _done, _of: None,
        stopped=lambda: ends.append("stopped"),
    )
    begun.wait()
    text.put(NOTE + "Unsealed.")
    text.changed.emit()
    session.lock()
    assert ends == ["stopped"]
    assert session.text_after(note) == NOTE + "Unsealed."


def test_nothing_that_is_told_meanwhile_is_seen(session: Session, qtbot: QtBot) -> None:
    """What the worker was asked before may fail while the store is being closed."""
    go_on, window = threading.Event(), session.desk.window

    def fail(_progress: Progress) -> None:
        go_on.wait()
        raise DeskError

    session.background.ask(fail, failed=session.desk.messages.tell, asker=window)
    session.hearing.heard.emit(Sign.LID_CLOSED)
    with qtbot.waitSignal(session.desk.ended):
        go_on.set()
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())


def test_a_second_start_brings_no_locked_desk_forward(session: Session) -> None:
    """It asks the window to show itself, which may be while the store is being closed."""
    session.hearing.heard.emit(Sign.LID_CLOSED)
    session.desk.window.showNormal()
    assert not session.desk.window.isVisible()


def test_a_desk_whose_settings_cannot_be_read_locks_all_the_same(
    test_desk: TestDesk, session: Session, qtbot: QtBot
) -> None:
    session.ask(_spoil_the_settings)
    session.lock()
    background = Background(lambda _asker, _error: None)
    unlocked: list[Unlocked] = []
    background.ask(lambda _progress: test_desk.unlock(), unlocked.append, asker=background)
    settle(qtbot, background)
    desk = OpenDesk(
        unlocked[0],
        test_desk.clock,
        background,
        session.desk.parts.appearance,
        hears=lambda _window: Hearing(),
    )
    desk.begin()
    settle(qtbot, background)
    with qtbot.waitSignal(desk.ended):
        test_desk.clock.move(timedelta(minutes=5))
        desk.window.idle.look()
    test_desk.opened.remove(unlocked[0].desk)
    background.shutdown()
    desk.window.deleteLater()


def test_locking_twice_is_locking(session: Session, qtbot: QtBot) -> None:
    ends = list[bool]()
    session.desk.ended.connect(ends.append)
    session.hearing.heard.emit(Sign.LID_CLOSED)
    session.hearing.heard.emit(Sign.GOING_TO_SLEEP)
    session.desk.window.lock()
    qtbot.waitUntil(lambda: bool(ends))
    settle(qtbot, session.background)
    assert ends == [True]
