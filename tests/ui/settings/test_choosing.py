"""Each setting does what it says, and is still there when the store is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QSpinBox

from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.domain.profile import Role
from counsellor_desk.settings import load
from counsellor_desk.ui.frame.strip import Strip
from counsellor_desk.ui.settings.settings_screen import SettingsScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.tokens import tokens
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.ticks import Option
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import preferences, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.preferences import Preferences
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import SECTIONS, field, open_section, press, shown, write
from tests.vault.samples import PASSPHRASE

T = TypeVar("T")


def opened_again(desk_window: DeskWindow, act: Callable[[Desk], T]) -> T:
    """What ``act`` finds after the store was closed and opened with the passphrase."""

    def again(desk: Desk) -> T:
        unlock.close(desk)
        fresh = desk_window.test_desk.open()
        try:
            return act(fresh)
        finally:
            unlock.close(fresh)

    return desk_window.do(again)


def kept(desk_window: DeskWindow) -> Preferences:
    """What is chosen, after closing and opening."""
    return opened_again(desk_window, preferences.load)


def choose_number(desk_window: DeskWindow, name: str, number: int) -> None:
    """Type a number over the one in that field."""
    box = field(desk_window, name).entry
    assert isinstance(box, QSpinBox)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, str(number))
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk_window.settle()


@pytest.mark.thorough
def test_colours_and_text_size_are_worn_and_remembered(
    desk_window: DeskWindow, theme: Theme
) -> None:
    del theme
    desk_window.go("settings")
    light, size = tokens().window, QApplication.font().pixelSize()
    for words in ("Dark", "150 %"):
        option = desk_window.child(Option, words)
        QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    assert tokens().window != light
    assert QApplication.font().pixelSize() > size
    found = load(desk_window.test_desk.home.parent / "settings")
    assert (found.theme, found.text_size) == ("dark", 150)


def test_the_idle_time_counts_at_once(desk_window: DeskWindow) -> None:
    open_section(desk_window, "Locking")
    choose_number(desk_window, "idle_minutes", 12)
    strip = desk_window.window.findChildren(Strip)[0]
    assert "Locks in 12 minutes" in [each.text() for each in strip.findChildren(Words)]
    assert kept(desk_window).idle_minutes == 12


def test_a_pin_is_set_changed_and_removed(desk_window: DeskWindow) -> None:
    open_section(desk_window, "Locking")
    press(desk_window, "Set a PIN…")
    write(desk_window, "pin", "2580")
    write(desk_window, "pin_again", "2580")
    assert "A PIN is set." in shown(desk_window)
    press(desk_window, "Change the PIN…")
    write(desk_window, "passphrase_now", PASSPHRASE)
    write(desk_window, "pin", "13579")
    write(desk_window, "pin_again", "13579")
    assert desk_window.do(lambda desk: preferences.check_pin(desk, "13579")).right
    assert not desk_window.do(lambda desk: preferences.check_pin(desk, "2580")).right
    press(desk_window, "Remove it…")
    write(desk_window, "passphrase_now", PASSPHRASE)
    assert "No PIN is set." in shown(desk_window)
    assert not kept(desk_window).has_pin


@pytest.mark.parametrize("words", ["Change the PIN…", "Remove it…"])
def test_a_wrong_passphrase_leaves_the_pin(desk_window: DeskWindow, words: str) -> None:
    desk_window.do(lambda desk: preferences.set_pin(desk, "2580", "2580"))
    open_section(desk_window, "Locking")
    press(desk_window, words)
    if "Change" in words:
        write(desk_window, "pin", "1111")
        write(desk_window, "pin_again", "1111")
    write(desk_window, "passphrase_now", "not the passphrase at all")
    press(desk_window, "Change the PIN" if "Change" in words else "Remove the PIN")
    assert "not the passphrase" in field(desk_window, "passphrase_now").error
    assert opened_again(desk_window, lambda desk: preferences.check_pin(desk, "2580")).right


@pytest.mark.parametrize(
    ("first", "again", "name", "said"),
    [("12", "12", "pin", "4 to 8 digits"), ("2580", "2581", "pin_again", "not the same")],
)
def test_a_pin_that_cannot_be(
    desk_window: DeskWindow, first: str, again: str, name: str, said: str
) -> None:
    open_section(desk_window, "Locking")
    press(desk_window, "Set a PIN…")
    write(desk_window, "pin", first)
    write(desk_window, "pin_again", again)
    assert said in field(desk_window, name).error
    assert not kept(desk_window).has_pin


def test_the_profile_is_kept_line_by_line(desk_window: DeskWindow) -> None:
    open_section(desk_window, "You and your organisation")
    write(desk_window, "counsellor_name", "R. Adeyemi")
    write(desk_window, "organisation_name", "Quay Counselling")
    write(desk_window, "ico_number", "ZA999")
    write(desk_window, "prefix", "qc")
    write(desk_window, "contact_name", "Ines Holt")
    role = field(desk_window, "role").entry
    assert isinstance(role, ChoiceInput)
    role.put(Role.STAFF.value)
    desk_window.settle()
    case = desk_window.do(add_case)
    assert case.number.startswith("QC-")
    profile = kept(desk_window).profile
    assert (profile.name, profile.role) == ("R. Adeyemi", Role.STAFF)
    assert profile.organisation.name == "Quay Counselling"
    assert profile.organisation.ico_number == "ZA999"
    assert profile.supervisor.name == "Ines Holt"


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("counsellor_name", "", "Your name is missing"),
        ("organisation_name", "", "organisation is missing"),
        ("prefix", "1!", "A prefix is a letter"),
    ],
)
def test_a_profile_that_cannot_be_kept_is_not_lost(
    desk_window: DeskWindow, name: str, words: str, said: str
) -> None:
    before = desk_window.do(preferences.load).profile
    open_section(desk_window, "You and your organisation")
    write(desk_window, name, words)
    assert said in field(desk_window, name).error
    assert not desk_window.window.go("today")
    assert isinstance(desk_window.screen, SettingsScreen)
    press(desk_window, "Correct it")
    press(desk_window, "About")
    press(desk_window, "Put back what was there")
    assert desk_window.window.go("today")
    assert kept(desk_window).profile == before


@pytest.mark.thorough
def test_waiting_notes_take_their_colours_from_here(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case, hours_ago=6))
    desk_window.go("reduce")
    assert pills(desk_window) == ["neutral"]
    open_section(desk_window, "Notes")
    choose_number(desk_window, "amber_hours", 2)
    choose_number(desk_window, "red_hours", 4)
    for room in ("reduce", "today"):
        desk_window.go(room)
        assert "red" in pills(desk_window)
    assert kept(desk_window).limits == AgeLimits(amber_hours=2, red_hours=4)


def pills(desk_window: DeskWindow) -> list[str]:
    """The states that the pills on the screen have, red ones by their words."""
    found = [each for each in desk_window.screen.findChildren(Pill) if each.isVisible()]
    return ["red" if "overdue" in each.accessibleName() else "neutral" for each in found]


def test_red_does_not_come_before_amber(desk_window: DeskWindow) -> None:
    open_section(desk_window, "Notes")
    choose_number(desk_window, "red_hours", 24)
    assert "cannot turn red before" in field(desk_window, "red_hours").error
    assert not desk_window.window.go("today")
    press(desk_window, "Put back what was there")
    assert desk_window.window.go("today")
    assert kept(desk_window).limits == AgeLimits()


def test_every_section_is_reached_by_keyboard(desk_window: DeskWindow) -> None:
    desk_window.go("settings")
    for heading in SECTIONS[1:]:
        at = QApplication.focusWidget()
        assert at is not None
        QTest.keyClick(at, Qt.Key.Key_Right)
        desk_window.settle()
        button = QApplication.focusWidget()
        assert isinstance(button, QAbstractButton)
        assert button.isChecked()
        assert button.text() == heading


def test_where_the_store_is(desk_window: DeskWindow) -> None:
    open_section(desk_window, "This store")
    place = desk_window.test_desk.place
    plain = shown(desk_window).replace("\u200b", "")
    assert str(place.folder) in plain
    assert str(place.keys) in plain
    assert "a copy of the store alone" in plain
    assert "demo" not in plain.lower().replace(str(place.folder).lower(), "")
    assert dialog(desk_window) is None
