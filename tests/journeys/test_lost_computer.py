"""A backup is made, the computer is lost, and the records come back on another with the sheet."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desks import TestDesk, add_case, add_note
from tests.journeys.counsellor import Counsellor, Paper
from tests.journeys.eyes import Eyes
from tests.journeys.hands import Hands, Keyboard
from tests.journeys.starting import start
from tests.ui.story import reduced
from tests.vault.samples import PASSPHRASE

OTHER = "nine purple kettles hum"


def test_by_keyboard(qtbot: QtBot, test_desk: TestDesk, tmp_path: Path) -> None:
    stick, there = tmp_path / "stick.cdbackup", tmp_path / "new"
    paper = Paper(passphrase=PASSPHRASE, case_number=_worked_at(test_desk))
    sheet = test_desk.recovery_key.split("-")

    def backs_up(eyes: Eyes) -> None:
        hands = Keyboard(eyes)
        Counsellor(eyes, hands, paper).unlock()
        hands.press("Make a backup")
        eyes.see("No backup yet")
        hands.press("Make a backup now")
        _name(eyes, hands, stick)
        hands.press("Put it there all the same")
        eyes.see("Verified: opened again and counted: 1 case, 1 summary")

    def comes_back(eyes: Eyes) -> None:
        hands = Keyboard(eyes)
        hands.press("I have a backup")
        hands.press("Choose the backup…")
        _name(eyes, hands, stick)
        eyes.see("1 case, 1 summary")
        hands.press("Next")
        hands.write("Group 1", "".join(sheet))
        hands.press("Bring my records back")
        eyes.see("Your records are back")
        hands.press("Choose a passphrase")
        hands.write("Your passphrase", OTHER)
        hands.write("The same again", OTHER)
        hands.press("Next")
        eyes.see("No notes are waiting.")
        again = Counsellor(eyes, hands, paper)
        again.find_the_case()
        hands.open("Timeline", "Essential summary")
        eyes.see("felt like me again")

    place = test_desk.place
    start(qtbot, ["--store", str(place.folder), "--keys", str(place.keys)], backs_up)
    start(qtbot, ["--store", str(there / "store"), "--keys", str(there / "keys")], comes_back)


def _worked_at(test_desk: TestDesk) -> str:
    """A summary and a note that waits; the number of their case."""
    desk = test_desk.open()
    case = add_case(desk)
    reduced(desk, case)
    add_note(desk, case)
    test_desk.close()
    return case.number


def _name(eyes: Eyes, hands: Hands, path: Path) -> None:
    """Type a path into the system's dialog."""
    eyes.settle()
    hands.keys("Ctrl+A")
    hands.type(f"{path}\n")
