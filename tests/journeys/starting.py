"""Starts the program as its entry point does, and lets somebody use it until its window is closed.

The use happens inside the program's own event loop. What goes wrong there is raised here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsellor_desk import app
from counsellor_desk.app import Program
from tests.journeys.eyes import PATIENCE, Eyes


def start(qtbot: QtBot, words: Sequence[str], use: Callable[[Eyes], None]) -> None:
    """Start the program with these words of a command line, use it, and close its window."""
    program = app.build(["counsellor-desk", *words])
    eyes = Eyes(qtbot, lambda: program._background.is_busy)
    hook, went_wrong = sys.excepthook, list[BaseException]()

    def sit_down() -> None:
        try:
            use(eyes)
            eyes.settle()
            assert eyes.front.close(), "the window does not want to be closed"
        except BaseException as error:  # noqa: BLE001 - raised again where the test hears of it
            went_wrong.append(error)
            qtbot.waitUntil(lambda: not program._background.is_busy, timeout=PATIENCE)
            QApplication.exit()

    QTimer.singleShot(0, sit_down)
    try:
        assert program.run() == 0
    finally:
        sys.excepthook = hook
        _clear(program)
    if went_wrong:
        raise went_wrong[0]


def _clear(program: Program) -> None:
    """Take away what would go with the process."""
    for each in (program._ring, program.start, program.desk and program.desk.window):
        if each is not None:
            each.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
