"""Settings, Keys and passphrase: each act does what it says, and what is due is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from counsellor_desk.domain.key_access import Why
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import keys, unlock
from counsellor_desk.workflows.desk import Desk
from tests.age_keys import MANAGER_PASSPHRASE, ManagerFilesOnDisk, made_for
from tests.desks import TestDesk, add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.keys.conftest import SlowComputersClock
from tests.ui.keys.guided import choose_file, replace_sheet
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import field, open_section, press, shown, write
from tests.vault.samples import PASSPHRASE

SECTION = "Keys and passphrase"
NEW = "eight calm otters swim"


@pytest.fixture
def owen(tmp_path: Path) -> ManagerFilesOnDisk:
    return made_for(tmp_path / "stick")


@pytest.fixture
def slow_computer(test_desk: TestDesk) -> None:
    """A passphrase gets the least cost there is."""
    test_desk.clock = SlowComputersClock(test_desk.clock.moment)


@pytest.fixture
def opened_by_others(test_desk: TestDesk, owen: ManagerFilesOnDisk) -> None:
    """With the sheet, and with a service manager's key."""
    place, clock = test_desk.place, test_desk.clock
    desk = test_desk.open()
    keys.give_manager(desk, owen.public, PASSPHRASE, unlock.gate_of(desk))
    unlock.close(desk)
    unlock.close(unlock.unlock_by_recovery(place, test_desk.recovery_key, clock=clock).desk)
    found = unlock.unlock_by_manager(place, owen.private, MANAGER_PASSPHRASE, clock=clock)
    unlock.close(found.desk)


def type_key(desk_window: DeskWindow, key: str) -> None:
    """Type the seven groups into the dialog, by keyboard, and press Enter."""
    above = dialog(desk_window)
    assert above is not None
    lines = [line for line in above.findChildren(QLineEdit) if line.isVisible()]
    for line, group in zip(lines, key.split("-"), strict=True):
        line.setFocus()
        line.clear()
        QTest.keyClicks(line, group)
    QTest.keyClick(lines[-1], Qt.Key.Key_Return)
    desk_window.settle()


@pytest.mark.usefixtures("slow_computer")
def test_the_passphrase_is_changed(desk_window: DeskWindow) -> None:
    open_section(desk_window, SECTION)
    press(desk_window, "Change it…")
    write(desk_window, "passphrase_now", "not the passphrase at all")
    write(desk_window, "passphrase", NEW)
    write(desk_window, "passphrase_again", "another one entirely")
    assert "not the same" in field(desk_window, "passphrase_again").error
    write(desk_window, "passphrase_again", NEW)
    assert "not the passphrase of this store" in field(desk_window, "passphrase_now").error
    assert desk_window.do(lambda desk: unlock.gate_of(desk).tries().wrong) == 1
    write(desk_window, "passphrase_now", PASSPHRASE)
    press(desk_window, "Change the passphrase")
    assert dialog(desk_window) is None

    def again(desk: Desk) -> None:
        unlock.close(desk)
        unlock.close(desk_window.test_desk.open(NEW))

    desk_window.do(again)


def test_six_words_are_offered(desk_window: DeskWindow) -> None:
    open_section(desk_window, SECTION)
    press(desk_window, "Change it…")
    press(desk_window, "Use these")
    typed = field(desk_window, "passphrase").entry
    assert isinstance(typed, PassphraseField)
    assert len(typed.value().split()) == 6


def test_a_sheet_is_tried_and_a_slip_named(desk_window: DeskWindow) -> None:
    key = desk_window.test_desk.recovery_key
    open_section(desk_window, SECTION)
    assert "Never tried since" in shown(desk_window)
    press(desk_window, "Try it…")
    groups = key.split("-")
    type_key(desk_window, "-".join([*groups[:3], "00000", *groups[4:]]))
    assert "Group 4 of the recovery key is mistyped." in field(desk_window, "recovery_key").error
    focused = desk_window.child(QLineEdit, "Group 4", within=dialog(desk_window))
    assert focused.hasFocus()
    type_key(desk_window, key.lower())
    assert dialog(desk_window) is None
    assert "Last tried on 2 March 2026." in shown(desk_window)


def test_a_service_manager_is_let_in_and_shut_out(
    desk_window: DeskWindow, owen: ManagerFilesOnDisk
) -> None:
    open_section(desk_window, SECTION)
    press(desk_window, "Give them one…")
    press(desk_window, "Let them in")
    assert "No public key file is chosen." in field(desk_window, "public_key_file").error
    choose_file(desk_window, owen.public)
    fingerprint = owen.public.read_text("ascii").split()[-1]
    assert fingerprint in _in_dialog(desk_window)
    write(desk_window, "passphrase_now", PASSPHRASE)
    assert "is not ticked yet" in field(desk_window, "public_key_file").error
    compared = desk_window.child(
        QAbstractButton,
        "My service manager reads the same letters and digits to me",
        within=dialog(desk_window),
    )
    QTest.mouseClick(compared, Qt.MouseButton.LeftButton)
    other = made_for(owen.public.parent, "Ruth Okafor").public.read_bytes()
    mine = owen.public.read_bytes()
    owen.public.write_bytes(other)
    press(desk_window, "Let them in")
    assert "another key in that file now" in field(desk_window, "public_key_file").error
    owen.public.write_bytes(mine)
    press(desk_window, "Let them in")
    assert f"fingerprint {fingerprint}" in shown(desk_window)
    assert "never a session note" in shown(desk_window)
    press(desk_window, "Withdraw it…")
    press(desk_window, "Withdraw it")
    assert desk_window.do(keys.access_of).manager is None
    assert "fingerprint" not in shown(desk_window)


def test_where_nobody_else_opened_it_that_is_said(desk_window: DeskWindow) -> None:
    open_section(desk_window, SECTION)
    assert "Never. Each opening with the sheet or another key is listed here." in shown(desk_window)


@pytest.mark.usefixtures("opened_by_others")
def test_every_other_opening_is_listed(desk_window: DeskWindow) -> None:
    open_section(desk_window, SECTION)
    assert "With the recovery sheet" in shown(desk_window)
    assert "With the service manager’s key" in shown(desk_window)


@pytest.mark.thorough
def test_what_is_due_is_told_here_and_on_today(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    desk_window.go("today")
    assert "Your keys" not in shown(desk_window)
    desk_window.test_desk.clock.move(timedelta(days=366))
    desk_window.go("settings")
    desk_window.go("today")
    assert "Try your recovery sheet" in shown(desk_window)
    assert "Not tried since 2 March 2026." in shown(desk_window)
    assert "Due since 2 March 2027." in shown(desk_window)
    press(desk_window, "Try it")
    pills = [p.accessibleName() for p in desk_window.screen.findChildren(Pill) if p.isVisible()]
    assert pills == ["try it", "due since 2 March 2027"]
    press(desk_window, "Try it…")
    type_key(desk_window, desk_window.test_desk.recovery_key)
    desk_window.go("today")
    assert "Try your recovery sheet" not in shown(desk_window)
    press(desk_window, "Change them")
    assert desk_window.opened[-1] == ("change_keys", (Why.YEARLY,))


def test_the_old_sheet_is_asked_about_until_it_is_shredded(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)

    desk_window.do(replace_sheet)
    desk_window.go("today")
    assert "Shred the old recovery sheet" in shown(desk_window)
    press(desk_window, "See the sheet")
    press(desk_window, "It is shredded…")
    press(desk_window, "It is shredded")
    assert "The old sheet" not in shown(desk_window)
    desk_window.go("today")
    assert "Shred the old recovery sheet" not in shown(desk_window)


def _in_dialog(desk_window: DeskWindow) -> str:
    above = dialog(desk_window)
    assert above is not None
    return "\n".join(each.text() for each in above.findChildren(Words) if each.isVisible())
