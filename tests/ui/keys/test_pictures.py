"""Every page about keys, in every look."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counsellor_desk.domain.key_access import Why
from counsellor_desk.ui.theme import Theme
from tests.age_keys import ManagerFilesOnDisk
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.keys.guided import (
    choose_file,
    give,
    hold_a_note,
    new_passphrase,
    replace_sheet,
    sheet_groups,
    tick,
    to_the_sheet,
    type_back,
)
from tests.ui.pictures import in_every_look, in_every_look_and_back
from tests.ui.settings.choosing import open_section, press, write
from tests.vault.samples import PASSPHRASE

pytestmark = pytest.mark.thorough


def test_the_clinical_will(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(add_case)
    desk_window.parts.doors.clinical_will()
    desk_window.settle()
    press(desk_window, "It is my service manager")
    write(desk_window, "sheet", "Safe of the practice, sealed envelope, top shelf")
    assert in_every_look(desk_window, theme, "keys-will") == []


def test_a_new_sheet(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.parts.doors.new_sheet()
    desk_window.settle()
    found = in_every_look_and_back(desk_window, theme, "keys-sheet-1")
    write(desk_window, "passphrase_now", PASSPHRASE)
    found += in_every_look_and_back(desk_window, theme, "keys-sheet-2")
    groups = sheet_groups(desk_window)
    assert sorted(groups) == list(range(1, 8))
    press(desk_window, "I have it on paper")
    found += in_every_look_and_back(desk_window, theme, "keys-sheet-3")
    assert found == []


def test_all_keys_changed(
    desk_window: DeskWindow, theme: Theme, owen: ManagerFilesOnDisk, ruth: ManagerFilesOnDisk
) -> None:
    """The longest way: somebody may know it, and there is a service manager."""
    give(desk_window, owen)
    desk_window.parts.doors.change_keys(Why.SOMEONE_MAY_KNOW)
    desk_window.settle()
    found = in_every_look_and_back(desk_window, theme, "keys-change-1")
    press(desk_window, "Next")
    found += in_every_look_and_back(desk_window, theme, "keys-change-2")
    write(desk_window, "passphrase_now", PASSPHRASE)
    new_passphrase(desk_window, "eight calm otters swim")
    tick(desk_window, "Exchange it: I have the public file of a new key")
    choose_file(desk_window, ruth.public)
    found += in_every_look_and_back(desk_window, theme, "keys-change-3")
    tick(desk_window, "My service manager reads the same letters and digits to me")
    press(desk_window, "Next")
    groups = to_the_sheet(desk_window)
    type_back(desk_window, groups)
    found += in_every_look_and_back(desk_window, theme, "keys-change-7")
    assert found == []


def test_keys_changed_for_the_year(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.parts.doors.change_keys(Why.YEARLY)
    desk_window.settle()
    press(desk_window, "Next")
    found = in_every_look_and_back(desk_window, theme, "keys-yearly-2")
    desk_window.window.go_back()
    desk_window.settle()
    found += in_every_look_and_back(desk_window, theme, "keys-leaving")
    press(desk_window, "Leave")
    assert found == []


def test_keys_that_may_not_be_changed_now(desk_window: DeskWindow, theme: Theme) -> None:
    hold_a_note(desk_window)
    desk_window.parts.doors.change_keys(Why.YEARLY)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "keys-refused") == []


@pytest.mark.parametrize("words", ["Change it…", "Try it…", "Give them one…"])
def test_a_dialog(desk_window: DeskWindow, theme: Theme, words: str) -> None:
    open_section(desk_window, "Keys and passphrase")
    press(desk_window, words)
    name = words.split(maxsplit=1)[0].lower()
    assert in_every_look(desk_window, theme, f"keys-dialog-{name}") == []


def test_everything_that_can_be_due(
    desk_window: DeskWindow, theme: Theme, owen: ManagerFilesOnDisk
) -> None:
    give(desk_window, owen)
    desk_window.do(add_case)
    desk_window.do(replace_sheet)
    desk_window.test_desk.clock.move(timedelta(days=400))
    open_section(desk_window, "Keys and passphrase")
    found = in_every_look_and_back(desk_window, theme, "keys-section-due")
    desk_window.go("today")
    found += in_every_look_and_back(desk_window, theme, "keys-today")
    assert found == []
