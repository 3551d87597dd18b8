"""How tests bring records back in the start window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.start.restore import Restore
from counsellor_desk.ui.start.restore_choose_page import RestoreChoosePage
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import backups
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case, add_note
from tests.ui.start.front_door import FrontDoor
from tests.ui.start.test_guide import press
from tests.ui.story import reduced


@dataclass(frozen=True)
class BackedUp:
    """A desk with a summary and a waiting note, closed, and a backup of it."""

    test_desk: TestDesk
    file: Path
    case_number: str
    note: NoteId


def backed_up(test_desk: TestDesk, file: Path) -> BackedUp:
    """Let something happen at that desk and make a backup of it."""
    desk: Desk = test_desk.open()
    case = add_case(desk)
    reduced(desk, case)
    note = add_note(desk, case)
    backups.make(desk, file)
    test_desk.close()
    return BackedUp(test_desk, file, case.number, note)


def choose(door: FrontDoor, file: Path) -> None:
    """Choose that file; the system's dialog is tried with the open desk."""
    page = door.window.page
    assert isinstance(page, Restore)
    first = page.page
    assert isinstance(first, RestoreChoosePage)
    first.look(file)
    door.settle()


def type_key(door: FrontDoor, recovery_key: str) -> None:
    """Type the groups into their lines."""
    for number, group in enumerate(recovery_key.split("-"), 1):
        line = door.one(QLineEdit, f"Group {number}")
        line.clear()
        QTest.keyClicks(line, group)


def to_the_key(door: FrontDoor, file: Path) -> None:
    """From the first page to the one where the key is typed, whatever has to be agreed to."""
    choose(door, file)
    agree(door)
    press(door, "Next")


def agree(door: FrontDoor) -> None:
    """Tick everything."""
    from_here = [tick for tick in door.all(Tick) if not tick.isChecked()]
    for tick in from_here:
        tick.click()


def read(door: FrontDoor) -> str:
    """Everything that stands there."""
    return " | ".join(each.text() for each in door.all(Words)).replace("\u200b", "")
