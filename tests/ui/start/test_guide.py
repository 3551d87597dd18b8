"""The first-run guide: what it asks, what it does not take, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.start.recovery_sheet_page import RecoverySheetPage, TypedBackPage
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.words import Words
from tests.desks import NOW
from tests.ui.desk_window import PATIENCE
from tests.ui.start.front_door import FrontDoor, front_door
from tests.vault.samples import PASSPHRASE, SteeredClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def door(qtbot: QtBot, folder: Path, tmp_path: Path) -> Iterator[FrontDoor]:
    with front_door(qtbot, SteeredClock(NOW), folder, keys=tmp_path / "keys") as door:
        yield door


def press(door: FrontDoor, name: str) -> None:
    """Press a button with the mouse and wait for what comes of it."""
    QTest.mouseClick(door.one(QAbstractButton, name), Qt.MouseButton.LeftButton)
    door.settle()


def fill(door: FrontDoor, name: str, words: str) -> None:
    """Type ``words`` into the line of that name, instead of what stood there."""
    line = door.one(QLineEdit, name)
    line.clear()
    QTest.keyClicks(line, words)


def says(door: FrontDoor, words: str) -> bool:
    """Whether these words stand on the page."""
    return any(words in each.text() for each in door.all(Words))


def to_the_passphrase(door: FrontDoor) -> None:
    """Through the first two pages."""
    press(door, "Set up your desk")
    fill(door, "Your name", "J. Mercer")
    fill(door, "Your organisation", "Harbour Counselling")
    press(door, "Next")


def to_the_sheet(door: FrontDoor) -> None:
    """Until the store is made."""
    to_the_passphrase(door)
    fill(door, "Your passphrase", PASSPHRASE)
    fill(door, "The same again", PASSPHRASE)
    press(door, "Next")
    press(door, "Go on with key files")


def groups(door: FrontDoor) -> dict[int, str]:
    """The recovery key as it stands on the page."""
    spelled = (each.accessibleName() for each in door.all(Words))
    pairs = (name[6:].split(": ") for name in spelled if name.startswith("Group "))
    return {int(number): written.replace(" ", "") for number, written in pairs}


def type_back(door: FrontDoor) -> None:
    """From the recovery key to the last page."""
    key = groups(door)
    press(door, "I have it on paper")
    for line in door.all(QLineEdit):
        fill(door, line.accessibleName(), key[int(line.accessibleName()[6:])])
    press(door, "Next")


def _errors(door: FrontDoor) -> dict[str, str]:
    return {field.objectName(): field.error for field in door.all(Field) if field.error}


@pytest.mark.parametrize(
    ("typed", "again", "told"),
    [
        ("short", "short", "too short"),
        (PASSPHRASE, f"{PASSPHRASE}s", "not the same"),
    ],
)
def test_a_passphrase_that_will_not_do(
    door: FrontDoor, folder: Path, typed: str, again: str, told: str
) -> None:
    to_the_passphrase(door)
    fill(door, "Your passphrase", typed)
    fill(door, "The same again", again)
    press(door, "Next")
    assert any(told in error for error in _errors(door).values()), _errors(door)
    assert not folder.exists()


def test_how_easy_it_is_to_guess_is_said(door: FrontDoor) -> None:
    to_the_passphrase(door)
    fill(door, "Your passphrase", "passwordpassword")
    door.qtbot.waitUntil(lambda: says(door, "Easy to guess"), timeout=PATIENCE)


def test_going_back_loses_nothing(door: FrontDoor) -> None:
    to_the_passphrase(door)
    fill(door, "Your passphrase", PASSPHRASE)
    press(door, "Back")
    press(door, "Back")
    press(door, "Set up your desk")
    assert door.one(QLineEdit, "Your name").text() == "J. Mercer"
    assert door.one(QLineEdit, "Your organisation").text() == "Harbour Counselling"
    press(door, "Next")
    assert door.one(QLineEdit, "Your passphrase").text() == PASSPHRASE


def test_a_nameless_counsellor_stays_on_the_page(door: FrontDoor) -> None:
    press(door, "Set up your desk")
    press(door, "Next")
    assert _errors(door)
    assert says(door, "Who works at this desk?")


def test_key_files_say_where_and_what_they_do_not_promise(door: FrontDoor, tmp_path: Path) -> None:
    to_the_passphrase(door)
    fill(door, "Your passphrase", PASSPHRASE)
    fill(door, "The same again", PASSPHRASE)
    press(door, "Next")
    assert says(door, str(tmp_path / "keys"))
    assert says(door, "could bring that note back")
    press(door, "Back")
    assert door.one(QLineEdit, "The same again").text() == PASSPHRASE


def test_from_the_promise_to_the_first_referral(door: FrontDoor) -> None:
    to_the_sheet(door)
    assert sorted(groups(door)) == list(range(1, 8))
    type_back(door)
    press(door, "Take the first referral")
    (unlocked,) = door.opened
    assert unlocked.resume_at == {"door": "new_referral"}


@pytest.mark.parametrize(
    "size", [pytest.param((1024, 640), marks=pytest.mark.thorough), (720, 520)]
)
def test_the_whole_key_is_in_sight_in_a_small_window_with_large_text(
    door: FrontDoor, theme: Theme, size: tuple[int, int]
) -> None:
    """Else somebody could say that it is on paper who has seen half of it."""
    theme.wear(theme="light", text_size=200)
    door.window.resize(*size)
    to_the_sheet(door)
    shown = [each for each in door.all(Words) if each.accessibleName().startswith("Group ")]
    assert len(shown) == 7
    assert all(each.visibleRegion().boundingRect() == each.rect() for each in shown)


def test_a_wrong_group_is_named_at_its_field(door: FrontDoor) -> None:
    to_the_sheet(door)
    key = groups(door)
    press(door, "I have it on paper")
    right, wrong = door.all(QLineEdit)
    QTest.keyClicks(right, key[int(right.accessibleName()[6:])])
    QTest.keyClicks(wrong, "00000")
    press(door, "Next")
    told = {field.error for field in door.all(Field) if field.error}
    assert len(told) == 1
    assert wrong.accessibleName()[6:] in told.pop()
    press(door, "See the key again")
    assert groups(door) == key
    assert isinstance(door.window.findChild(TypedBackPage), TypedBackPage)


def test_closing_before_the_store_is_made_leaves_nothing(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    with front_door(qtbot, SteeredClock(NOW), folder, keys=tmp_path / "keys") as door:
        to_the_passphrase(door)
        fill(door, "Your passphrase", PASSPHRASE)
        door.window.close()
        door.settle()
    assert not folder.exists()
    assert not (tmp_path / "keys").exists()


@pytest.mark.thorough
def test_closing_before_the_key_is_typed_back_goes_on_with_a_fresh_key(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    clock = SteeredClock(NOW)
    with front_door(qtbot, clock, folder, keys=tmp_path / "keys") as door:
        to_the_sheet(door)
        first = groups(door)
    with front_door(qtbot, clock, folder, keys=tmp_path / "keys") as door:
        fill(door, "Passphrase", PASSPHRASE)
        press(door, "Unlock")
        assert door.window.findChild(RecoverySheetPage) is not None
        assert groups(door)
        assert groups(door) != first
        assert not door.opened


def test_the_first_page_names_the_disk_and_warns_of_a_folder_that_is_copied(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with front_door(qtbot, SteeredClock(), tmp_path / "Nextcloud" / "desk") as door:
        door.settle()
        read = " ".join(words.text() for words in door.all(Words))
    assert "This computer’s disk: " in read
    assert "Nextcloud copies this folder." in read
    assert "by the option “--store”" in read


def test_an_ordinary_folder_is_warned_of_nothing(door: FrontDoor) -> None:
    door.settle()
    assert "copies this folder" not in " ".join(words.text() for words in door.all(Words))
