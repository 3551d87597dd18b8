"""Settings at a desk that is open with the service manager's key: keys are only told of there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import key_reminders, keys, unlock
from counsellor_desk.workflows.desk import Desk
from tests.age_keys import MANAGER_PASSPHRASE, made_for
from tests.desks import TestDesk
from tests.ui.desk_window import DeskWindow
from tests.ui.settings.choosing import open_section, shown
from tests.vault.samples import PASSPHRASE


class _ByManager(TestDesk):
    """Opens with the manager's key instead of the passphrase."""

    __test__ = False

    def open(self, passphrase: str = MANAGER_PASSPHRASE) -> Desk:
        private = self.home / "owen" / "Owen Price.age"
        found = unlock.unlock_by_manager(self.place, private, passphrase, clock=self.clock)
        self.opened.append(found.desk)
        return found.desk


@pytest.fixture
def test_desk(test_desk: TestDesk) -> TestDesk:
    files = made_for(test_desk.home / "owen")
    desk = test_desk.open()
    keys.give_manager(desk, files.public, PASSPHRASE, unlock.gate_of(desk))
    test_desk.close()
    return _ByManager(test_desk.home, test_desk.recovery_key, test_desk.clock)


def test_nothing_can_be_changed_there(desk_window: DeskWindow) -> None:
    open_section(desk_window, "Keys and passphrase")
    assert "Only the counsellor changes who opens it" in shown(desk_window)
    assert "With the service manager’s key" in shown(desk_window)
    buttons = [b.text() for b in desk_window.screen.findChildren(Button) if b.isVisible()]
    assert not [words for words in buttons if words.endswith("…")]


def test_the_counsellors_reminders_are_not_the_managers(desk_window: DeskWindow) -> None:
    desk_window.test_desk.clock.move(timedelta(days=400))
    assert not desk_window.do(key_reminders.look).is_anything_due
