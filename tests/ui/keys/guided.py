"""How tests go through the guides about keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from counsellor_desk.ui.public_key_file import PublicKeyInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import keys, unlock
from counsellor_desk.workflows.desk import Desk
from tests.age_keys import ManagerFilesOnDisk
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import press, write
from tests.ui.story import put_on_hold
from tests.vault.samples import PASSPHRASE


def sheet_groups(desk_window: DeskWindow) -> dict[int, str]:
    """The recovery key as it stands on the page, as a screen reader spells it."""
    spelled = [each.accessibleName() for each in desk_window.screen.findChildren(Words)]
    pairs = (name[6:].split(": ") for name in spelled if name.startswith("Group ") and ": " in name)
    return {int(number): written.replace(" ", "") for number, written in pairs}


def type_back(desk_window: DeskWindow, groups: dict[int, str]) -> None:
    """Type the groups that are asked for, by keyboard, and go on."""
    lines = [
        line
        for line in desk_window.screen.findChildren(QLineEdit)
        if line.isVisible() and line.accessibleName().startswith("Group ")
    ]
    for line in lines:
        line.setFocus()
        line.clear()
        QTest.keyClicks(line, groups[int(line.accessibleName()[6:])])
    QTest.keyClick(lines[-1], Qt.Key.Key_Return)
    desk_window.settle()


def to_the_sheet(desk_window: DeskWindow) -> dict[int, str]:
    """The groups, once they are on paper; the page that asks for two of them stands."""
    groups = sheet_groups(desk_window)
    press(desk_window, "I have it on paper")
    return groups


def tick(desk_window: DeskWindow, words: str) -> None:
    """Tick what is read as that, or choose it."""
    button = desk_window.child(QAbstractButton, words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()


def choose_file(desk_window: DeskWindow, path: Path) -> None:
    """As if the system's dialog had been answered with that file."""
    desk_window.child(PublicKeyInput, within=dialog(desk_window)).take(path)
    desk_window.settle()


def new_passphrase(desk_window: DeskWindow, words: str, again: str = "") -> None:
    """Type a new passphrase twice, and go on with Enter."""
    write(desk_window, "passphrase", words)
    write(desk_window, "passphrase_again", again or words)


def give(desk_window: DeskWindow, manager: ManagerFilesOnDisk) -> None:
    """Let a service manager in."""
    desk_window.do(
        lambda desk: keys.give_manager(desk, manager.public, PASSPHRASE, unlock.gate_of(desk))
    )


def hold_a_note(desk_window: DeskWindow) -> None:
    """A client has asked to see a note, which no change of keys may lose."""
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: put_on_hold(desk, case))


def replace_sheet(desk: Desk) -> None:
    """A new sheet, two groups of it typed back; the old one is to be shredded."""
    new = keys.new_sheet(desk, PASSPHRASE, unlock.gate_of(desk))
    keys.confirm_sheet(desk, new, {1: new.groups[0], 2: new.groups[1]})
