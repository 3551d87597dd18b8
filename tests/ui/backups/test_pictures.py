"""The backups in their states, in every look."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.backups.gone_dialog import GoneDialog
from counsellor_desk.ui.theme import Theme
from tests.desks import add_case
from tests.ui.backups.backing import ledger, make, open_backups, type_key
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look
from tests.ui.settings.choosing import press
from tests.ui.story import a_day, put_on_hold


def test_before_the_first(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    open_backups(desk_window)
    assert in_every_look(desk_window, theme, "backups-none") == []


def test_with_a_ledger(desk_window: DeskWindow, theme: Theme, stick: Path) -> None:
    desk_window.do(a_day)
    open_backups(desk_window)
    make(desk_window, stick / "one.cdbackup")
    found = in_every_look(desk_window, theme, "backups-made")
    desk_window.test_desk.clock.moment += timedelta(days=3)
    make(desk_window, stick / "two.cdbackup")
    press(desk_window, "Rehearse the backup of today, 15:00")
    found += in_every_look(desk_window, theme, "backups-rehearsal")
    type_key(desk_window, desk_window.test_desk.recovery_key)
    press(desk_window, "Rehearse")
    found += in_every_look(desk_window, theme, "backups-rehearsed")
    desk_window.window.go_back()
    desk_window.settle()
    GoneDialog(desk_window.parts, ledger(desk_window)[0]).open()
    desk_window.settle()
    found += in_every_look(desk_window, theme, "backups-gone")
    above = dialog(desk_window)
    assert above is not None
    above.reject()
    desk_window.settle()
    assert found == []


def test_while_one_is_made(desk_window: DeskWindow, theme: Theme) -> None:
    open_backups(desk_window)
    screen = desk_window.screen
    assert isinstance(screen, BackupsScreen)
    screen._now.begin(lambda: None)
    screen._now.panel.report(3, 10)
    assert in_every_look(desk_window, theme, "backups-making") == []
    screen._now.finish()


def test_moving(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(a_day)
    open_backups(desk_window)
    press(desk_window, "How to move…")
    found = in_every_look(desk_window, theme, "backups-moving")
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: put_on_hold(desk, case))
    assert found == []
