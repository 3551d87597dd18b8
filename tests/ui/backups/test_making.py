"""Making a backup from its screen: where, how far, verified, stopped, and what can go wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.progress_panel import Bar
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.vault import faults
from counsellor_desk.vault.faults import Point
from tests.desks import add_case
from tests.ui.backups.backing import NEAR, choose, ledger, make, open_backups, suggested
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import press, shown
from tests.ui.story import reduced


def test_it_is_made_verified_and_counted(desk_window: DeskWindow, stick: Path) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: reduced(desk, case))
    open_backups(desk_window)
    assert "No backup yet" in shown(desk_window)
    make(desk_window, stick / "one.cdbackup")
    seen = shown(desk_window)
    assert "Verified: opened again and counted: 1 case, 1 summary" in seen
    assert "Session notes are never in a backup." in seen
    assert "Last verified backup: today" in seen
    assert str(stick) in seen.replace("\u200b", "")
    (line,) = ledger(desk_window)
    assert Path(line.place) == stick / "one.cdbackup"
    assert [path.name for path in stick.iterdir()] == ["one.cdbackup"]


def test_the_suggested_name_tells_a_finder_nothing(desk_window: DeskWindow) -> None:
    open_backups(desk_window)
    assert suggested(desk_window) == "counsellor-desk-2026-03-02.cdbackup"


def test_a_place_on_this_disk_is_warned_of(desk_window: DeskWindow, stick: Path) -> None:
    open_backups(desk_window)
    press(desk_window, "Make a backup now")
    choose(desk_window, stick / "one.cdbackup")
    assert "is lost with it" in _said(desk_window)
    press(desk_window, "Cancel")
    assert not ledger(desk_window)
    assert not any(stick.iterdir())


def test_the_folder_of_the_store_is_refused(desk_window: DeskWindow) -> None:
    folder = desk_window.test_desk.place.folder
    before = {path.name for path in folder.iterdir()}
    open_backups(desk_window)
    press(desk_window, "Make a backup now")
    choose(desk_window, folder / "one.cdbackup")
    assert "That folder is the store’s own." in _said(desk_window)
    press(desk_window, "Close")
    assert {path.name for path in folder.iterdir()} == before
    assert desk_window.child(Button, "Make a backup now").isEnabled()


def test_a_stick_that_was_pulled_is_told(desk_window: DeskWindow, stick: Path) -> None:
    open_backups(desk_window)
    press(desk_window, "Make a backup now")
    choose(desk_window, stick / "pulled" / "one.cdbackup")
    if dialog(desk_window) is not None and "lost with it" in _said(desk_window):
        press(desk_window, NEAR)
    said = _said(desk_window)
    assert "Was it taken out?" in said
    assert "Your records are as they were" in said
    press(desk_window, "Close")
    assert "No backup yet" in shown(desk_window)
    assert not ledger(desk_window)


def test_one_that_is_there_is_replaced_once_the_dialog_has_asked(
    desk_window: DeskWindow, stick: Path
) -> None:
    (stick / "one.cdbackup").write_bytes(b"an older one")
    open_backups(desk_window)
    make(desk_window, stick / "one.cdbackup")
    assert (stick / "one.cdbackup").stat().st_size > 1000


def test_cancel_leaves_nothing_of_it(desk_window: DeskWindow, stick: Path) -> None:
    open_backups(desk_window)
    with _held_up(desk_window, stick):
        press_now(desk_window, "Cancel")
    assert not any(stick.iterdir())
    assert not ledger(desk_window)
    assert desk_window.child(Button, "Make a backup now").isEnabled()
    assert not _bar(desk_window).isVisible()


def test_leaving_asks_whether_to_stop_it(desk_window: DeskWindow, stick: Path) -> None:
    open_backups(desk_window)
    with _held_up(desk_window, stick):
        assert not desk_window.window.go("today")
        assert "nothing is left of it" in _said(desk_window)
        press_now(desk_window, "Let it finish")
        assert isinstance(desk_window.screen, BackupsScreen)
    assert len(ledger(desk_window)) == 1
    assert desk_window.window.go("today")


def test_locking_stops_it(desk_window: DeskWindow, stick: Path) -> None:
    open_backups(desk_window)
    with _held_up(desk_window, stick):
        desk_window.window.lock()
    assert not any(stick.iterdir())
    assert not ledger(desk_window)
    assert desk_window.do(lambda _desk: True), "the worker goes on to close the store"


def press_now(desk_window: DeskWindow, name: str) -> None:
    """Press while the worker is held up, so that nobody waits for it."""
    desk_window.child(Button, name, within=dialog(desk_window)).click()


@contextmanager
def _held_up(desk_window: DeskWindow, stick: Path) -> Iterator[None]:
    """A backup that is being made and waits, in the middle, until this is left."""
    reached, go_on = threading.Event(), threading.Event()

    def wait(at: Point) -> None:
        if at is Point.BACKUP_WRITTEN:
            reached.set()
            go_on.wait(20)

    press(desk_window, "Make a backup now")
    choose(desk_window, stick / "one.cdbackup")
    with faults.listening(wait):
        press_now(desk_window, NEAR)
        desk_window.qtbot.waitUntil(reached.is_set)
        assert _bar(desk_window).isVisible()
        yield
        go_on.set()
        desk_window.settle()


def _bar(desk_window: DeskWindow) -> Bar:
    (bar,) = desk_window.screen.findChildren(Bar)
    return bar


def _said(desk_window: DeskWindow) -> str:
    above = dialog(desk_window)
    assert above is not None
    return " | ".join(each.text() for each in above.findChildren(Words) if each.isVisible())
