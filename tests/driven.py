"""The program in a process of its own, used as a test says: ``python -m tests.driven WORDS``.

``WORDS`` are the program's own. Each such process, also the fresh one after locking, says on the
socket named ``SOCKET`` in its folder who it is; then it does what it is told, one line of JSON
after the other, inside the program's own event loop. It ends with whoever started it.
"""

from __future__ import annotations

import ctypes
import json
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, cast

import pytest
from PySide6.QtCore import QEventLoop, QSocketNotifier, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api
from pytestqt.qtbot import QtBot

from counsellor_desk import app
from counsellor_desk.ui import open_desk
from counsellor_desk.ui.computer import own_process
from counsellor_desk.ui.widgets.private_text import PrivateText
from tests.journeys.counsellor import Counsellor, Paper
from tests.journeys.eyes import Eyes
from tests.journeys.hands import Mouse

SOCKET: Final = "told"
"""Relative, since the path of a socket has to be short."""
_GET_DUMPABLE: Final = 3
_SET_DUMPABLE: Final = 4
_SET_PTRACER: Final = 0x59616D61
"""``prctl(2)``; which process may look into this one, where Yama asks: any."""


class Driver:
    """Somebody at the program. Every method without an underscore can be asked for by its name.

    What ends the process is done right after the answer.
    """

    def __init__(self, program: app.Program) -> None:
        self._program = program
        qt_api.set_qt_api("pyside6")  # type: ignore[no-untyped-call]  # pytest-qt gives it no types
        asks_no_fixture = cast(pytest.FixtureRequest, None)
        self._eyes = Eyes(QtBot(asks_no_fixture), lambda: program._background.is_busy)
        self._hands = Mouse(self._eyes)
        self._paper = Paper()
        self._counsellor = Counsellor(self._eyes, self._hands, self._paper)

    def see(self, words: str) -> str:
        """Wait until these words stand in front; everything that does."""
        self._eyes.see(words)
        return self._eyes.read()

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and wait for the desk."""
        self._paper.passphrase = passphrase
        self._counsellor.unlock()
        self._eyes.until(lambda: self._program.desk is not None, "the desk does not open")
        self._eyes.settle()

    def begin_note(self, case_number: str) -> None:
        """Find a case and begin a note of it."""
        self._paper.case_number = case_number
        self._counsellor.find_the_case()
        self._hands.do("New session note", "Ctrl+N")
        self._eyes.see("in person")

    def type(self, words: str) -> None:
        """Type where the cursor is."""
        self._hands.type(words)

    def note(self) -> str:
        """The text that stands on the page of the note."""
        text = self._eyes.control("Session note")
        assert isinstance(text, PrivateText)
        return text.value()

    def find_the_case(self, case_number: str) -> None:
        """Go to that case's page."""
        self._paper.case_number = case_number
        self._counsellor.find_the_case()

    def write_and_reduce(self) -> None:
        """On the page of a case: a note is written and reduced, up to its acceptance."""
        self._counsellor.write_the_note()
        self._counsellor.reduce_it()

    def ask_to_accept(self) -> None:
        """Up to the last press that accepts the summary and destroys its note."""
        self._hands.do("Accept and destroy the note…", "Ctrl+Return")
        self._eyes.see("will be gone for good")
        self._hands.type(self._paper.case_number)

    def begin_record(self) -> None:
        """On the page of a case: an additional record of a decision."""
        self._hands.do("Add a record", "Ctrl+Shift+R")
        purposes = (name for name in self._eyes.names() if name.startswith("Decision"))
        self._hands.press(next(purposes))

    def press(self, name: str) -> None:
        """Press a button, and do not wait for what comes of it."""
        QTimer.singleShot(0, cast(Any, self._eyes.control(name)).click)

    def at_once(self, *deeds: list[str]) -> None:
        """Do all of them before the program comes to anything else."""
        for name, *about in deeds:
            getattr(self, name)(*about)

    def write(self, name: str, words: str) -> None:
        """Write into a line."""
        self._hands.write(name, words)

    def keys(self, keys: str) -> None:
        """Press keys, and do not wait for what comes of it."""
        window = self._eyes.window.windowHandle()
        QTimer.singleShot(0, lambda: QTest.keySequence(window, QKeySequence(keys)))

    def wait_idly(self, seconds: float) -> None:
        """Nobody does anything for so long: the clock of the idle time is put on."""
        desk = self._program.desk
        idle = desk.window.idle if desk else self._program._unattended.idle
        idle._since -= seconds

    def hang(self, patience: int) -> None:
        """The worker never comes back; locking waits for it so many milliseconds."""
        open_desk.LOCK_PATIENCE = patience  # type: ignore[misc]  # Final for the program
        never, window = threading.Event(), self._eyes.window
        self._program._background.ask(lambda _progress: never.wait(), asker=window)

    def stick(self) -> None:
        """Something that is not ours keeps events going, and hears of no end: a system's dialog."""

        def go_on() -> None:
            while True:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

        self._program._insist.interval = 0.1  # seconds until it is not waited for
        QTimer.singleShot(0, go_on)

    def is_closed_off(self) -> bool:
        """Whether no other program of this account may look into this one."""
        return bool(ctypes.CDLL(None).prctl(_GET_DUMPABLE, 0, 0, 0, 0) == 0)

    def be_looked_into(self) -> None:
        """Let a test that is not root read the memory; what stands there is the same."""
        for option, value in ((_SET_DUMPABLE, 1), (_SET_PTRACER, -1)):
            ctypes.CDLL(None).prctl(option, ctypes.c_long(value), 0, 0, 0)

    def close(self) -> None:
        """Close the window, whatever is going on."""
        QTimer.singleShot(0, self._eyes.window.close)


def listen(driver: Driver, told: socket.socket) -> QSocketNotifier:
    """Do every line that comes, and answer it with a line."""
    lines = told.makefile("r", encoding="utf-8")

    def hear() -> None:
        line = lines.readline()
        if not line:
            os._exit(1)  # the test is over
        name, *about = json.loads(line)
        _say(told, _answer(getattr(driver, name), about))

    notifier = QSocketNotifier(told.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(hear)
    return notifier


def _answer(deed: Callable[..., object], about: Sequence[object]) -> dict[str, object]:
    try:
        return {"answer": deed(*about)}
    except Exception as fault:  # noqa: BLE001 - raised again where the test hears of it
        return {"fault": repr(fault)}


def _say(told: socket.socket, words: dict[str, object]) -> None:
    told.sendall(json.dumps(words).encode() + b"\n")


def main() -> int:
    """The program, and somebody who uses it."""
    own_process.leave_nothing_behind()
    program = app.closed_off(sys.argv)
    QApplication.setDoubleClickInterval(1)
    told = socket.socket(socket.AF_UNIX)
    told.connect(SOCKET)
    notifier = listen(Driver(program), told)
    _say(told, {"pid": os.getpid()})
    code = program.run()
    notifier.setEnabled(False)
    return code


if __name__ == "__main__":
    sys.exit(main())
