"""All keys changed by the guide: what opens afterwards, what no longer does, and leaving midway."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.key_access import Why
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.ui.keys.change_begin import BeginLeaf
from counsellor_desk.ui.keys.change_guide import ChangeGuide
from counsellor_desk.ui.keys.change_manager import ManagerLeaf
from counsellor_desk.ui.keys.guide import KeysGuide
from counsellor_desk.ui.keys.sheet_leaves import SheetLeaf, TypedBackLeaf
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.vault.wrapping import AnotherManagersKey, WrongPassphrase, WrongRecoveryKey
from counsellor_desk.workflows import key_reminders, keys, sessions, unlock
from counsellor_desk.workflows.desk import Desk
from tests.age_keys import MANAGER_PASSPHRASE, ManagerFilesOnDisk, armoured
from tests.desks import TestDesk, add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.keys.guided import (
    choose_file,
    give,
    hold_a_note,
    new_passphrase,
    sheet_groups,
    tick,
    to_the_sheet,
    type_back,
)
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import field, press, shown, write
from tests.vault.samples import PASSPHRASE

NEW = "eight calm otters swim"


def begin(desk_window: DeskWindow, why: Why) -> None:
    """Up to the page that asks for the passphrase."""
    desk_window.parts.doors.change_keys(why)
    desk_window.settle()
    press(desk_window, "Next")


def with_new_passphrase(desk_window: DeskWindow) -> None:
    """From there to the page after it."""
    write(desk_window, "passphrase_now", PASSPHRASE)
    new_passphrase(desk_window, NEW)


def closed(desk_window: DeskWindow, act: Callable[[TestDesk], None]) -> None:
    """Do ``act`` on the worker, with the store closed."""

    def closed_first(desk: Desk) -> None:
        unlock.close(desk)
        act(desk_window.test_desk)

    desk_window.do(closed_first)


def by_sheet(test_desk: TestDesk, key: str) -> unlock.Unlocked:
    found = unlock.unlock_by_recovery(test_desk.place, key, clock=test_desk.clock)
    unlock.close(found.desk)
    return found


def by_manager(test_desk: TestDesk, manager: ManagerFilesOnDisk) -> NotesAccess:
    found = unlock.unlock_by_manager(
        test_desk.place, manager.private, MANAGER_PASSPHRASE, clock=test_desk.clock
    )
    unlock.close(found.desk)
    return found.notes


def standing(desk_window: DeskWindow) -> type[Screen]:
    """What kind of screen stands."""
    return type(desk_window.screen)


def newest_entry(desk: Desk) -> dict[str, str]:
    """What was written into the trail last."""
    row = desk.read().row("SELECT act, facts FROM audit ORDER BY seq DESC LIMIT 1")
    assert row is not None
    return {"act": row["act"], "facts": row["facts"]}


def refused(act: Callable[[], object], kind: type[DeskError]) -> None:
    with pytest.raises(kind):
        act()


def test_someone_may_know_it(
    desk_window: DeskWindow, owen: ManagerFilesOnDisk, ruth: ManagerFilesOnDisk
) -> None:
    """Old passphrase, old sheet and old manager's key open nothing afterwards; the new ones do."""
    give(desk_window, owen)
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    begin(desk_window, Why.SOMEONE_MAY_KNOW)
    with_new_passphrase(desk_window)
    tick(desk_window, "Exchange it: I have the public file of a new key")
    choose_file(desk_window, ruth.public)
    tick(desk_window, "My service manager reads the same letters and digits to me")
    press(desk_window, "Next")
    groups = to_the_sheet(desk_window)
    type_back(desk_window, groups)
    assert "Neither the old passphrase nor the old sheet opens this store" in shown(desk_window)
    text = desk_window.do(lambda desk: sessions.open_note(desk, note).text)
    assert "choir" in text, "the desk stays open, its notes too"

    def afterwards(test_desk: TestDesk) -> None:
        refused(lambda: test_desk.open(PASSPHRASE), WrongPassphrase)
        refused(lambda: by_sheet(test_desk, test_desk.recovery_key), WrongRecoveryKey)
        refused(lambda: by_manager(test_desk, owen), AnotherManagersKey)
        key = "-".join(groups[number] for number in range(1, 8))
        assert by_sheet(test_desk, key).notes is NotesAccess.RECOVERY
        assert by_manager(test_desk, ruth) is NotesAccess.MANAGER
        again = test_desk.unlock(NEW)
        assert "choir" in sessions.open_note(again.desk, note).text
        unlock.close(again.desk)

    closed(desk_window, afterwards)


@pytest.mark.thorough
def test_the_yearly_change_may_keep_the_passphrase(desk_window: DeskWindow) -> None:
    desk_window.test_desk.clock.move(timedelta(days=400))
    assert desk_window.do(key_reminders.look).change_since is not None
    begin(desk_window, Why.YEARLY)
    write(desk_window, "passphrase_now", PASSPHRASE)
    type_back(desk_window, to_the_sheet(desk_window))
    assert "The old sheet opens this store no more." in shown(desk_window)
    entry = desk_window.do(newest_entry)
    assert (entry["act"], Why.YEARLY.value in entry["facts"]) == (Act.KEYS_CHANGED.value, True)
    found = desk_window.do(key_reminders.look)
    assert found.to_shred
    assert found.change_since is None
    tick(desk_window, "The old sheet is shredded, every copy of it")
    assert not desk_window.do(key_reminders.look).to_shred
    press(desk_window, "Open the backups")
    assert standing(desk_window) is BackupsScreen
    desk_window.window.go_back()
    press(desk_window, "Done")
    assert standing(desk_window) is FormsScreen

    def afterwards(test_desk: TestDesk) -> None:
        refused(lambda: by_sheet(test_desk, test_desk.recovery_key), WrongRecoveryKey)
        unlock.close(test_desk.open(PASSPHRASE))

    closed(desk_window, afterwards)


@pytest.mark.thorough
def test_the_manager_who_is_not_at_hand_is_shut_out_for_now(
    desk_window: DeskWindow, owen: ManagerFilesOnDisk
) -> None:
    give(desk_window, owen)
    begin(desk_window, Why.YEARLY)
    write(desk_window, "passphrase_now", PASSPHRASE)
    press(desk_window, "Next")
    assert "exchanged or withdrawn is not chosen" in field(desk_window, "manager").error
    tick(desk_window, "Withdraw it for now: I can give them a new one later")
    press(desk_window, "Next")
    type_back(desk_window, to_the_sheet(desk_window))
    assert "You can give them a new one." in shown(desk_window)
    assert desk_window.do(keys.access_of).manager is None


def test_the_same_key_is_no_exchange(desk_window: DeskWindow, owen: ManagerFilesOnDisk) -> None:
    give(desk_window, owen)
    begin(desk_window, Why.YEARLY)
    write(desk_window, "passphrase_now", PASSPHRASE)
    tick(desk_window, "Exchange it: I have the public file of a new key")
    press(desk_window, "Next")
    assert "No public key file is chosen." in field(desk_window, "public_key_file").error
    choose_file(desk_window, owen.public)
    press(desk_window, "Next")
    assert "is not ticked yet" in field(desk_window, "public_key_file").error
    tick(desk_window, "My service manager reads the same letters and digits to me")
    press(desk_window, "Next")
    assert "your service manager has now" in field(desk_window, "public_key_file").error
    private = owen.private.with_name("private.age")
    private.write_bytes(armoured(owen.private.read_bytes()))
    choose_file(desk_window, private)
    assert "the private key of a service manager" in field(desk_window, "public_key_file").error
    assert isinstance(_page(desk_window), ManagerLeaf)


def test_the_passphrase_that_somebody_may_know_is_not_taken_again(desk_window: DeskWindow) -> None:
    begin(desk_window, Why.SOMEONE_MAY_KNOW)
    write(desk_window, "passphrase_now", PASSPHRASE)
    new_passphrase(desk_window, PASSPHRASE)
    assert "somebody may know" in field(desk_window, "passphrase").error


def test_a_wrong_present_passphrase_is_counted(desk_window: DeskWindow) -> None:
    begin(desk_window, Why.YEARLY)
    write(desk_window, "passphrase_now", "not the passphrase at all")
    assert "not the passphrase of this store" in field(desk_window, "passphrase_now").error
    assert desk_window.do(lambda desk: unlock.gate_of(desk).tries().wrong) == 1


def test_a_group_that_was_copied_wrong_is_named_and_nothing_changes(
    desk_window: DeskWindow,
) -> None:
    begin(desk_window, Why.YEARLY)
    write(desk_window, "passphrase_now", PASSPHRASE)
    groups = to_the_sheet(desk_window)
    type_back(desk_window, dict.fromkeys(groups, "00000"))
    assert isinstance(_page(desk_window), TypedBackLeaf)
    assert "is not what your recovery sheet says" in field(desk_window, "recovery_group").error
    press(desk_window, "See the key again")
    assert sheet_groups(desk_window) == groups
    press(desk_window, "I have it on paper")
    type_back(desk_window, groups)
    assert "All keys are changed" in shown(desk_window)


def test_leaving_midway_changes_nothing_and_says_so(desk_window: DeskWindow) -> None:
    before = desk_window.do(keys.access_of)
    begin(desk_window, Why.SOMEONE_MAY_KNOW)
    with_new_passphrase(desk_window)
    assert isinstance(_page(desk_window), SheetLeaf)
    assert not desk_window.window.go("today")
    above = dialog(desk_window)
    assert above is not None
    assert "Leave without changing anything?" in above.accessibleName()
    press(desk_window, "Stay here")
    assert standing(desk_window) is ChangeGuide
    desk_window.window.go_back()
    press(desk_window, "Leave")
    assert standing(desk_window) is FormsScreen
    assert desk_window.do(keys.access_of) == before

    def afterwards(test_desk: TestDesk) -> None:
        by_sheet(test_desk, test_desk.recovery_key)
        unlock.close(test_desk.open(PASSPHRASE))

    closed(desk_window, afterwards)


def test_a_note_on_hold_refuses_it_with_the_reason_and_the_way(desk_window: DeskWindow) -> None:
    hold_a_note(desk_window)
    desk_window.parts.doors.change_keys(Why.YEARLY)
    desk_window.settle()
    assert isinstance(_page(desk_window), BeginLeaf)
    assert "A session note is on hold" in shown(desk_window)
    assert "a sealed copy" in shown(desk_window)
    assert not desk_window.child(Button, "Next").isEnabled()
    press(desk_window, "Go to the notes on hold")
    assert desk_window.window.rooms.room == "reduce"


@pytest.mark.thorough
def test_it_is_all_done_by_keyboard(desk_window: DeskWindow) -> None:
    desk_window.parts.doors.change_keys(Why.YEARLY)
    desk_window.settle()
    _press_key(desk_window, Qt.Key.Key_Return)  # Next
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, PASSPHRASE)
    _press_key(desk_window, Qt.Key.Key_Return)  # keeps it
    groups = sheet_groups(desk_window)
    _press_key(desk_window, Qt.Key.Key_Tab)
    _press_key(desk_window, Qt.Key.Key_Return)  # I have it on paper
    for _line in range(2):
        line = QApplication.focusWidget()
        assert line is not None
        QTest.keyClicks(line, groups[int(line.accessibleName()[6:])])
        _press_key(desk_window, Qt.Key.Key_Return)
    assert "All keys are changed" in shown(desk_window)
    _press_key(desk_window, Qt.Key.Key_Return)  # Done
    assert isinstance(desk_window.screen, FormsScreen)


def _page(desk_window: DeskWindow) -> object:
    assert isinstance(desk_window.screen, KeysGuide)
    return desk_window.screen.page


def _press_key(desk_window: DeskWindow, key: Qt.Key) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key)
    desk_window.settle()
