"""A new recovery sheet: in force only once two groups of it are typed back."""

from __future__ import annotations

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.keys.guide import KeysGuide
from counsellor_desk.ui.keys.sheet_leaves import SheetLeaf
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.vault.access import SheetNotInForce
from counsellor_desk.workflows import key_reminders, keys, unlock
from tests.ui.desk_window import DeskWindow
from tests.ui.keys.guided import sheet_groups, tick, to_the_sheet, type_back
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import field, press, shown, write
from tests.vault.samples import PASSPHRASE


def begin(desk_window: DeskWindow) -> None:
    """Up to the page that shows the new key."""
    desk_window.parts.doors.new_sheet()
    desk_window.settle()
    write(desk_window, "passphrase_now", PASSPHRASE)


def refusal(desk_window: DeskWindow, key: str) -> DeskError | None:
    """Why the sheet with that key would not open the store, or nothing."""
    try:
        desk_window.do(lambda desk: keys.rehearse_sheet(desk, key))
    except DeskError as refused:
        return refused
    return None


def test_the_old_sheet_works_until_two_groups_are_typed_back(desk_window: DeskWindow) -> None:
    old = desk_window.test_desk.recovery_key
    begin(desk_window)
    groups = to_the_sheet(desk_window)
    assert refusal(desk_window, old) is None
    type_back(desk_window, dict.fromkeys(groups, "00000"))
    assert "is not what your recovery sheet says" in field(desk_window, "recovery_group").error
    assert refusal(desk_window, old) is None
    type_back(desk_window, groups)
    assert "The new sheet is in force" in shown(desk_window)
    assert sheet_groups(desk_window) == {}, "no page keeps the key"
    assert isinstance(refusal(desk_window, old), SheetNotInForce)
    assert refusal(desk_window, "-".join(groups[number] for number in range(1, 8))) is None


def test_the_old_one_is_to_be_shredded_after_a_new_backup(desk_window: DeskWindow) -> None:
    begin(desk_window)
    type_back(desk_window, to_the_sheet(desk_window))
    said = shown(desk_window)
    assert said.index("Make a new backup") < said.index("Shred the old sheet")
    assert desk_window.do(key_reminders.look).to_shred
    tick(desk_window, "The old sheet is shredded, every copy of it")
    assert not desk_window.do(key_reminders.look).to_shred


def test_who_does_not_know_the_passphrase_gets_no_sheet(desk_window: DeskWindow) -> None:
    desk_window.parts.doors.new_sheet()
    desk_window.settle()
    write(desk_window, "passphrase_now", "not the passphrase at all")
    assert "not the passphrase of this store" in field(desk_window, "passphrase_now").error
    assert sheet_groups(desk_window) == {}
    assert desk_window.do(lambda desk: unlock.gate_of(desk).tries().wrong) == 1


def test_there_is_no_way_to_a_file(desk_window: DeskWindow) -> None:
    """Paper only: the one button is the printer's, behind what print systems keep."""
    begin(desk_window)
    assert isinstance(desk_window.screen, KeysGuide)
    page = desk_window.screen.page
    assert isinstance(page, SheetLeaf)
    words = [button.text() for button in page.findChildren(Button)]
    assert words == ["Print the sheet", "I have it on paper"]
    assert "keep what was printed for a while" in shown(desk_window)
    press(desk_window, "Print the sheet")
    above = dialog(desk_window)
    assert above is not None
    assert above.accessibleName() == "Before you print"


def test_leaving_leaves_the_old_one_in_force(desk_window: DeskWindow) -> None:
    begin(desk_window)
    groups = to_the_sheet(desk_window)
    desk_window.window.go_back()
    press(desk_window, "Leave")
    assert refusal(desk_window, desk_window.test_desk.recovery_key) is None
    new = "-".join(groups[number] for number in range(1, 8))
    assert isinstance(refusal(desk_window, new), SheetNotInForce)
    assert not desk_window.do(key_reminders.look).to_shred
