"""The desk as a service manager finds it: records, no notes, and a banner that stays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import keys, unlock
from counsellor_desk.workflows.unlock import Unlocked
from tests.age_keys import MANAGER_PASSPHRASE, made_for
from tests.desks import TestDesk, add_case, add_note
from tests.ui.desk_window import settle
from tests.ui.opened_desk import opened_desk
from tests.vault.samples import PASSPHRASE


@dataclass
class ByManager(TestDesk):
    """Opens with the manager's key instead of the passphrase."""

    __test__ = False

    def unlock(self, passphrase: str = MANAGER_PASSPHRASE) -> Unlocked:
        found = unlock.unlock_by_manager(
            self.place, self.home / "owen" / "Owen Price.age", passphrase, clock=self.clock
        )
        self.opened.append(found.desk)
        return found


@pytest.fixture
def by_manager(test_desk: TestDesk) -> ByManager:
    files = made_for(test_desk.home / "owen")
    desk = test_desk.open()
    add_note(desk, add_case(desk))
    keys.give_manager(desk, files.public, PASSPHRASE, unlock.gate_of(desk))
    test_desk.close()
    return ByManager(test_desk.home, test_desk.recovery_key, test_desk.clock)


def test_every_room_opens_and_the_banner_stays(
    by_manager: ByManager, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    with opened_desk(by_manager, qtbot, theme, tmp_path / "settings") as desk:
        window = desk.window
        for key in tuple(window.rooms._rooms):
            window.go(key)
            settle(qtbot, desk.parts.background)
        (banner,) = [
            each
            for each in window.findChildren(Banner)
            if any("service manager" in words.text() for words in each.findChildren(Words))
        ]
        assert banner.isVisible()
        assert not banner.findChildren(QAbstractButton)
        assert NotesAccess.MANAGER.label in banner.findChildren(Words)[0].text()
