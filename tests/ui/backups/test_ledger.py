"""The ledger of backups, and rehearsing with one of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from counsellor_desk.ui.backups.ledger_card import MOST_SHOWN
from counsellor_desk.ui.backups.rehearsal_screen import RehearsalScreen
from counsellor_desk.workflows import backups
from tests.desks import add_case, made
from tests.ui.backups.backing import choose, ledger, make, open_backups, type_key
from tests.ui.desk_window import DeskWindow
from tests.ui.settings.choosing import field, press, shown, write


def test_each_says_when_where_what_and_what_opens_it(desk_window: DeskWindow, stick: Path) -> None:
    desk_window.do(add_case)
    open_backups(desk_window)
    assert "Each backup is listed here" in shown(desk_window)
    make(desk_window, stick / "one.cdbackup")
    seen = shown(desk_window).replace("\u200b", "")
    assert "today, 15:00" in seen
    assert str(stick / "one.cdbackup") in seen
    assert "1 case, 0 summaries, 0 sealed documents" in seen
    assert "Opens with your recovery sheet" in seen


def test_one_that_is_gone_stays_listed_and_counts_no_more(
    desk_window: DeskWindow, stick: Path
) -> None:
    open_backups(desk_window)
    make(desk_window, stick / "one.cdbackup")
    press(desk_window, "It is gone…")
    write(desk_window, "gone_because", "")
    press(desk_window, "It is gone")
    assert "missing" in field(desk_window, "gone_because").error
    write(desk_window, "gone_because", "stick erased")
    press(desk_window, "It is gone")
    assert ledger(desk_window)[0].gone_because == "stick erased"
    assert "Gone: stick erased" in shown(desk_window)
    assert "No backup yet" in shown(desk_window)
    assert (stick / "one.cdbackup").is_file(), "only the ledger is told"


@pytest.mark.thorough
def test_older_ones_are_shown_when_asked_for(desk_window: DeskWindow, stick: Path) -> None:
    for number in range(MOST_SHOWN + 1):
        path = stick / f"{number}.cdbackup"
        desk_window.do(partial(backups.make, path=path))
    open_backups(desk_window)
    assert shown(desk_window).count("Opens with your recovery sheet") == MOST_SHOWN
    press(desk_window, "Show 1 older")
    assert shown(desk_window).count("Opens with your recovery sheet") == MOST_SHOWN + 1


def test_a_rehearsal_compares_with_now_and_is_written_down(
    desk_window: DeskWindow, stick: Path
) -> None:
    desk_window.do(add_case)
    open_backups(desk_window)
    make(desk_window, stick / "one.cdbackup")
    desk_window.do(add_case)
    press(desk_window, "Rehearse the backup of today, 15:00")
    assert isinstance(desk_window.screen, RehearsalScreen)
    assert "one.cdbackup" in shown(desk_window)
    assert desk_window.window.focusWidget() is desk_window.child(QLineEdit, "Group 1")
    type_key(desk_window, desk_window.test_desk.recovery_key)
    press(desk_window, "Rehearse")
    seen = shown(desk_window)
    assert "these two would bring your records back" in seen
    assert "In the backup\nHere now\nCases\n1\n2" in seen
    assert "What came later is only here" in seen
    assert not desk_window.child(QLineEdit, "Group 1").text(), "the key does not stay on the screen"
    desk_window.window.go_back()
    desk_window.settle()
    assert "Rehearsed today" in shown(desk_window)


def test_a_slip_is_named_at_its_group(desk_window: DeskWindow, stick: Path) -> None:
    open_backups(desk_window)
    make(desk_window, stick / "one.cdbackup")
    press(desk_window, "Rehearse the backup of today, 15:00")
    groups = desk_window.test_desk.recovery_key.split("-")
    type_key(desk_window, "-".join([*groups[:3], groups[4], groups[3], *groups[5:]]))
    press(desk_window, "Rehearse")
    assert "4" in field(desk_window, "recovery_key").error
    assert desk_window.window.focusWidget() is desk_window.child(QLineEdit, "Group 4")
    assert desk_window.child(QLineEdit, "Group 1").text() == groups[0]
    assert ledger(desk_window)[0].rehearsed_at is None


def test_a_backup_of_another_desk_is_told_apart(
    desk_window: DeskWindow, stick: Path, tmp_path: Path
) -> None:
    other = made(tmp_path / "other")
    backups.make(other.open(), stick / "other.cdbackup")
    other.close()
    open_backups(desk_window)
    press(desk_window, "Rehearse a backup…")
    press(desk_window, "Choose a backup…")
    choose(desk_window, stick / "other.cdbackup")
    type_key(desk_window, other.recovery_key)
    press(desk_window, "Rehearse")
    assert "they are of another desk than this one" in shown(desk_window)
    assert "would bring your records back" not in shown(desk_window)


def test_a_file_that_is_no_backup_is_told(desk_window: DeskWindow, stick: Path) -> None:
    (stick / "holiday.cdbackup").write_bytes(b"a picture")
    open_backups(desk_window)
    press(desk_window, "Rehearse a backup…")
    press(desk_window, "Choose a backup…")
    choose(desk_window, stick / "holiday.cdbackup")
    type_key(desk_window, desk_window.test_desk.recovery_key)
    press(desk_window, "Rehearse")
    press(desk_window, "Close")
    assert isinstance(desk_window.screen, RehearsalScreen)
