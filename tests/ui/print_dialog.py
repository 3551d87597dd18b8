"""The system's dialog for printing, and what the window says when the queue is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox
from real_parts import QUEUE

from counsellor_desk.ui.widgets.toast import Toast
from counsellor_desk.ui.widgets.words import Words
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.writing import press
from tests.ui.print_queue import COMPLETED, Job, jobs


def choose_the_queue(desk_window: DeskWindow) -> None:
    """Go on to the dialog, and choose the queue of the suite there."""
    press(desk_window, "Choose a printer")
    desk_window.qtbot.waitUntil(lambda: bool(print_dialogs()))
    printers = print_dialog().findChild(QComboBox, "printers")
    assert isinstance(printers, QComboBox)
    printers.setCurrentText(QUEUE)


def print_dialogs() -> list[QPrintDialog]:
    """Those that are open."""
    shown_now = (w for w in QApplication.topLevelWidgets() if w.isVisible())
    return [each for each in shown_now if isinstance(each, QPrintDialog)]


def print_dialog() -> QPrintDialog:
    """The one that is open."""
    (asked,) = print_dialogs()
    return asked


def press_role(asked: QPrintDialog, role: QDialogButtonBox.ButtonRole) -> None:
    """Press the button of that role."""
    (box,) = asked.findChildren(QDialogButtonBox)
    (button,) = (each for each in box.buttons() if box.buttonRole(each) is role)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def toast(desk_window: DeskWindow) -> str:
    """What the window says at its foot."""
    (shown,) = desk_window.window.findChildren(Toast)
    return " ".join(words.text() for words in shown.findChildren(Words))


def finished(desk_window: DeskWindow, before: list[Job]) -> Job:
    """The job that came since, once it is out."""

    def done() -> list[Job]:
        known = {job.number for job in before}
        return [job for job in jobs() if job.number not in known and job.state == COMPLETED]

    desk_window.qtbot.waitUntil(lambda: bool(done()), timeout=60_000)
    (job,) = done()
    return job
