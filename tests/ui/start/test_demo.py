"""Starting the demo: progress, the desk at the end, Cancel, and what was left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QProgressBar
from pytestqt.qtbot import QtBot

from counsellor_desk import settings
from counsellor_desk.ui.start.damage_page import DamagePage
from counsellor_desk.ui.start.demo_page import DemoPage
from counsellor_desk.ui.start.unlock_page import UnlockPage
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.workflows import cases
from tests.desks import NOW
from tests.ui.start.front_door import FrontDoor, front_door
from tests.vault.samples import SteeredClock


@pytest.fixture
def folder() -> Path:
    """The demo's usual place, in this test's own cache folder."""
    return settings.demo_store()


def _at_the_demo(qtbot: QtBot, folder: Path, look: Callable[[FrontDoor], None]) -> None:
    keys = settings.demo_keys()
    with front_door(qtbot, SteeredClock(NOW), folder, keys=keys, demo=True, anew=True) as door:
        qtbot.waitUntil(lambda: door.window.page is not None)
        door.settle()
        look(door)


def test_the_desk_opens_by_itself(qtbot: QtBot, folder: Path) -> None:
    def look(door: FrontDoor) -> None:
        (unlocked,) = door.opened
        assert unlocked.desk.demo
        assert len(door.do(lambda: cases.everything(unlocked.desk))) == 10
        (bar,) = door.all(QProgressBar)
        assert bar.value() == bar.maximum()

    _at_the_demo(qtbot, folder, look)


@pytest.mark.thorough
def test_a_leftover_demo_is_not_asked_for_its_passphrase(qtbot: QtBot, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "store").write_bytes(b"half a store")

    def look(door: FrontDoor) -> None:
        assert len(door.opened) == 1

    _at_the_demo(qtbot, folder, look)


def test_a_demo_that_is_open_elsewhere_is_left_alone(qtbot: QtBot, folder: Path) -> None:
    folder.mkdir(parents=True)
    lock = InstanceLock(folder)

    def look(door: FrontDoor) -> None:
        assert isinstance(door.window.page, DamagePage)
        lock.release()
        door.one(QAbstractButton, "Look again").click()
        door.settle()
        assert len(door.opened) == 1

    _at_the_demo(qtbot, folder, look)


@pytest.mark.thorough
def test_a_locked_demo_says_its_passphrase(qtbot: QtBot, folder: Path) -> None:
    _at_the_demo(qtbot, folder, lambda _door: None)
    keys = settings.demo_keys()
    with front_door(qtbot, SteeredClock(NOW), folder, keys=keys, demo=True) as door:
        assert isinstance(door.window.page, UnlockPage)
        assert not door.opened


def test_cancel_leaves_nothing(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive = DemoPage.arrive

    def arrive_and_cancel(page: DemoPage) -> None:
        arrive(page)
        page.findChildren(QAbstractButton)[0].click()

    monkeypatch.setattr(DemoPage, "arrive", arrive_and_cancel)
    closed: list[bool] = []

    def look(door: FrontDoor) -> None:
        assert not door.opened
        assert not door.window.isVisible()
        assert not folder.exists()
        closed.append(True)

    _at_the_demo(qtbot, folder, look)
    assert closed
