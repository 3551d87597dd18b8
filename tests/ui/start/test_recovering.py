"""With the recovery sheet where no passphrase can be set: the records can be used all the same."""

from __future__ import annotations

import shutil

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.openings import NotesAccess
from tests.desks import TestDesk
from tests.ui.start.front_door import front_door
from tests.ui.start.test_guide import fill, press, says

OTHER = "nine purple kettles hum"
WITHOUT = "Open without a passphrase for now"


def test_a_keychain_that_does_not_answer_keeps_nobody_from_the_records(
    qtbot: QtBot, test_desk: TestDesk
) -> None:
    place = test_desk.place
    assert place.keys is not None
    shutil.rmtree(place.keys)
    place.keys.write_text("a file in its place")
    with front_door(qtbot, test_desk.clock, place.folder, keys=place.keys) as door:
        press(door, "I have forgotten my passphrase")
        for number, group in enumerate(test_desk.recovery_key.split("-"), 1):
            fill(door, f"Group {number}", group)
        press(door, "Open")
        fill(door, "Your passphrase", "short")
        fill(door, "The same again", "short")
        press(door, "Next")
        assert not door.all(QAbstractButton, WITHOUT)
        for _time in range(2):
            fill(door, "Your passphrase", OTHER)
            fill(door, "The same again", OTHER)
            press(door, "Next")
            assert says(door, "The folder with this store's key files cannot be used.")
        assert len(door.all(QAbstractButton, WITHOUT)) == 1
        press(door, WITHOUT)
        assert [unlocked.notes for unlocked in door.opened] == [NotesAccess.RECOVERY]
