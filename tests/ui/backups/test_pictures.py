"""The backups in their states, in every look."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.backups.gone_dialog import GoneDialog
from counsellor_desk.ui.backups.rehearsal_screen import RehearsalScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows.desk import Desk
from tests.ui.backups.backing import ledger, make, open_backups, type_key
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.settings.choosing import press
from tests.ui.story import a_day

pytestmark = pytest.mark.thorough


def test_before_the_first(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    open_backups(desk_window)
    assert in_every_look(desk_window, theme, "backups-none") == []


def test_with_a_ledger(desk_window: DeskWindow, theme: Theme, stick: Path) -> None:
    desk_window.do(a_day)
    open_backups(desk_window)
    make(desk_window, stick / "one.cdbackup")
    desk_window.test_desk.clock.moment += timedelta(days=10)
    make(desk_window, stick / "two.cdbackup")
    desk_window.do(_on_a_stick)
    desk_window.screen.refresh(frozenset())
    found = in_every_look_and_back(desk_window, theme, "backups")
    desk_window.show(RehearsalScreen(desk_window.parts, stick / "two.cdbackup"))
    type_key(desk_window, desk_window.test_desk.recovery_key)
    press(desk_window, "Rehearse")
    found += in_every_look_and_back(desk_window, theme, "backups-rehearsed")
    desk_window.window.go_back()
    desk_window.settle()
    GoneDialog(desk_window.parts, ledger(desk_window)[0]).open()
    desk_window.settle()
    found += in_every_look_and_back(desk_window, theme, "backups-gone")
    above = dialog(desk_window)
    assert above is not None
    above.reject()
    desk_window.settle()
    assert found == []


def _on_a_stick(desk: Desk) -> None:
    """As a person's own stick is called."""
    with desk.store.quietly() as tx:
        tx.run(
            "UPDATE backups SET place = '/media/mercer/STICK/counsellor-desk-'"
            " || substr(made_at, 1, 10) || '.cdbackup'"
        )


def test_while_one_is_made(desk_window: DeskWindow, theme: Theme) -> None:
    open_backups(desk_window)
    screen = desk_window.screen
    assert isinstance(screen, BackupsScreen)
    screen._now.begin(lambda: None)
    screen._now.panel.report(3, 10)
    assert in_every_look_and_back(desk_window, theme, "backups-making") == []
    screen._now.finish()


def test_moving(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    open_backups(desk_window)
    press(desk_window, "How to move…")
    assert in_every_look(desk_window, theme, "backups-moving") == []
