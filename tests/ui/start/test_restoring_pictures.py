"""The pages of bringing records back, in every look."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.start.restore import Restore
from counsellor_desk.ui.start.restore_key_page import RestoreKeyPage
from counsellor_desk.ui.theme import Theme
from tests.desks import TestDesk, add_case, made
from tests.ui.start.front_door import front_door
from tests.ui.start.restoring import agree, backed_up, choose, type_key
from tests.ui.start.test_guide import press
from tests.ui.start.test_pictures import _faults
from tests.vault.samples import PASSPHRASE


@pytest.mark.thorough
def test_over_another_desk(qtbot: QtBot, theme: Theme, test_desk: TestDesk, tmp_path: Path) -> None:
    """Everything that can be said at once: another desk is here, with a note that stays there."""
    before = backed_up(test_desk, tmp_path / "stick.cdbackup")
    other = made(tmp_path / "other")
    add_case(other.open(PASSPHRASE))
    other.close()
    with front_door(qtbot, other.clock, other.place.folder, keys=other.place.keys) as door:
        press(door, "Bring back a backup")
        found = _faults(door, theme, "restore-1-choose")
        choose(door, before.file)
        agree(door)
        found += _faults(door, theme, "restore-2-seen")
        press(door, "Next")
        page = door.window.page
        assert isinstance(page, Restore)
        key_page = page.page
        assert isinstance(key_page, RestoreKeyPage)
        key_page._let_be(possible=False)
        key_page.panel.begin("Checking the backup whole, and bringing it back…", key_page.give_up)
        key_page.panel.report(3, 10)
        found += _faults(door, theme, "restore-3-working")
        key_page._finish()
        type_key(door, before.test_desk.recovery_key)
        press(door, "Bring my records back")
        found += _faults(door, theme, "restore-4-restored")
    assert found == []
