"""The page: each state in a word, each button leads somewhere, and Today leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counsellor_desk.domain.surroundings import Answer, Surroundings, System
from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.health.health_screen import HealthScreen
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.settings_screen import SettingsScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.today.screen import TodayScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import checks
from tests.desks import add_case
from tests.ui.cases.pressing import above, press, read
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.reduce.reducing import key

POOR = Surroundings(
    system=System.LINUX,
    disk=Answer.NO,
    swap=Answer.UNKNOWN,
    synced_by="Nextcloud",
    network=Answer.NO,
    login=Answer.YES,
)


def _around(desk_window: DeskWindow, around: Surroundings) -> None:
    def look(_folder: Path) -> Surroundings:
        return around

    desk_window.parts.health.around = look


def _stands(desk_window: DeskWindow, kind: type[Screen]) -> bool:
    return isinstance(desk_window.screen, kind)


@pytest.fixture
def page(desk_window: DeskWindow) -> DeskWindow:
    """The page on a computer that could be better."""
    desk_window.do(add_case)
    _around(desk_window, POOR)
    desk_window.parts.doors.open_health()
    desk_window.settle()
    return desk_window


def test_every_look(page: DeskWindow, theme: Theme) -> None:
    assert in_every_look(page, theme, "health") == []


def test_what_is_amiss_comes_first_in_plain_words(page: DeskWindow) -> None:
    told = read(page.screen)
    for words in (
        "5 things are worth a look.",
        "The disk that holds your records is not encrypted.",
        "Nextcloud copies this folder.",
        "In files in a folder, not in the system’s keychain.",
        "There is no verified backup.",
        "The desk cannot hear of this computer’s screen being locked or this computer going",
        "Whether it is encrypted cannot be seen from here.",
        "This computer asks for your password.",
    ):
        assert words in told
    order = [told.index(words) for words in ("Worth a look", "cannot be seen", "In good order")]
    assert order == sorted(order)


@pytest.mark.thorough
def test_the_steps_are_shown_by_keyboard(page: DeskWindow, theme: Theme) -> None:
    first = page.window.focusWidget()
    assert isinstance(first, Button)
    assert first.accessibleName() == "Show how: Disk encryption"
    key(page, Qt.Key.Key_Return)
    told = read(above(page))
    assert "choose “Encrypt” (LUKS)" in told
    assert in_every_look_and_back(page, theme, "health-steps") == []
    key(page, Qt.Key.Key_Escape)
    assert dialog(page) is None


def test_each_button_leads_where_it_says(page: DeskWindow) -> None:
    press(page, "Backups: Backup")
    assert _stands(page, BackupsScreen)
    page.window.go_back()
    page.settle()
    press(page, "Keys: Recovery sheet")
    assert _stands(page, SettingsScreen)
    assert "What opens your records" in read(page.screen)
    page.parts.doors.open_health()
    page.settle()
    press(page, "Locking: Locking with the computer")
    assert "Lock after so long without a key or the mouse" in read(page.screen)


def test_the_whole_store_is_checked_from_here(page: DeskWindow) -> None:
    assert page.do(checks.last_checked) is None
    press(page, "Check it now: Check of the whole store")
    page.settle()
    assert page.do(checks.last_checked) is not None
    assert "Last checked from end to end on 2 March 2026." in read(page.screen)


def test_looking_again_sees_what_was_mended(page: DeskWindow) -> None:
    _around(page, Surroundings(system=System.LINUX, disk=Answer.YES, network=Answer.NO))
    press(page, "Look again")
    told = read(page.screen)
    assert "The disk that holds your records is encrypted." in told
    assert "Nextcloud" not in told


def test_the_command_box_and_the_settings_lead_here(desk_window: DeskWindow) -> None:
    desk_window.go("settings")
    act = next(a for a in desk_window.window.acts if a.words == "Is my desk in good health?")
    act.run()
    desk_window.settle()
    assert _stands(desk_window, HealthScreen)
    act.run()
    desk_window.settle()
    desk_window.window.go_back()
    desk_window.settle()
    assert _stands(desk_window, SettingsScreen), "it is never put above itself"
    _around(desk_window, POOR)
    desk_window.parts.doors.open_locking()
    desk_window.settle()
    press(desk_window, "This store")
    assert "Is my desk in good health?" in read(desk_window.screen)


def test_the_limits_name_this_computers_disk(desk_window: DeskWindow) -> None:
    _around(desk_window, POOR)
    desk_window.go("settings")
    press(desk_window, "This store")
    assert "This computer’s disk: not encrypted." in read(desk_window.screen)


def test_today_reminds_until_that_is_put_off(page: DeskWindow) -> None:
    page.go("today")
    assert _stands(page, TodayScreen)
    told = read(page.screen)
    assert "Your desk’s health" in told
    assert "Where your store lies" in told
    press(page, "See what can be done")
    assert _stands(page, HealthScreen)
    page.window.go_back()
    page.settle()
    press(page, "Not for a month")
    assert "Your desk’s health" not in read(page.screen)


def test_today_says_nothing_before_anything_was_looked_at(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    desk_window.go("today")
    assert "Your desk’s health" not in read(desk_window.screen)
    _around(desk_window, POOR)
    parts = desk_window.parts
    parts.health.look(parts.background, parts.desk, parts.hearing, parts.messages)
    desk_window.settle()
    assert "Your desk’s health" in read(desk_window.screen), "it comes while Today stands"
