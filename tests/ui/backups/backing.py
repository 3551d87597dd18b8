"""How tests go through the backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from counsellor_desk.domain.backups import Backup
from counsellor_desk.workflows import backups
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import press

NEAR = "Put it there all the same"
"""In tests the store and the backup always lie on one disk."""


def open_backups(desk_window: DeskWindow) -> None:
    """Go there through the door."""
    desk_window.parts.doors.open_backups()
    desk_window.settle()


def choose(desk_window: DeskWindow, path: Path) -> None:
    """Choose a file in the system's dialog that is open."""
    chooser = dialog(desk_window)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    desk_window.settle()


def make(desk_window: DeskWindow, path: Path) -> None:
    """Press the button and choose that place, near as it is."""
    press(desk_window, "Make a backup now")
    choose(desk_window, path)
    press(desk_window, NEAR)


def suggested(desk_window: DeskWindow) -> str:
    """The name of a file that the system's dialog suggests."""
    press(desk_window, "Make a backup now")
    chooser = dialog(desk_window)
    assert isinstance(chooser, QFileDialog)
    (path,) = chooser.selectedFiles()
    chooser.reject()
    desk_window.settle()
    return Path(path).name


def ledger(desk_window: DeskWindow) -> tuple[Backup, ...]:
    """The ledger as it is kept."""
    return desk_window.do(backups.ledger)


def type_key(desk_window: DeskWindow, recovery_key: str) -> None:
    """Type the groups of the sheet into their lines."""
    for number, group in enumerate(recovery_key.split("-"), 1):
        line = desk_window.child(QLineEdit, f"Group {number}")
        line.clear()
        QTest.keyClicks(line, group)
