"""How many keys and clicks it takes from the list of waiting notes to the next note, open.

Three of the published notes: of 102, 321 and 842 words. ``docs/drafting.md`` makes seconds of them.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case, add_note
from tests.drafting.notes import public_notes
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce import reducing

_NOTES = {"short": (0, "Priya Nair"), "medium": (2, "Kayleigh Stott"), "long": (5, "Selam Tesfaye")}
_CTRL = Qt.KeyboardModifier.ControlModifier


class Steps:
    """Uses the window, and counts: a key that is held is one more."""

    def __init__(self, desk_window: DeskWindow) -> None:
        self._desk_window = desk_window
        self.keys = self.clicks = self.letters = 0

    def key(
        self, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.keys += 1 + (held is _CTRL)
        reducing.key(self._desk_window, which, held)

    def press(self, name: str) -> None:
        self.clicks += 1
        reducing.press(self._desk_window, name)

    def type(self, words: str) -> None:
        self.letters += len(words)
        reducing.typed(self._desk_window, words)


def _two_waiting(desk: Desk, which: str) -> tuple[Case, NoteId]:
    place, client = _NOTES[which]
    case = add_case(desk, client)
    add_note(desk, case, public_notes()[place].text, hours_ago=26)
    return case, add_note(desk, case, "Slept well.", hours_ago=2)


@pytest.mark.thorough
@pytest.mark.parametrize("which", list(_NOTES))
def test_seven_keys_and_the_case_number(desk_window: DeskWindow, which: str) -> None:
    case, following = desk_window.do(lambda desk: _two_waiting(desk, which))
    desk_window.go("reduce")
    steps = Steps(desk_window)
    steps.key(Qt.Key.Key_Space)  # the oldest note
    steps.key(Qt.Key.Key_F8)  # what is open: was anybody else there?
    steps.key(Qt.Key.Key_Space)  # no one
    steps.key(Qt.Key.Key_Return, _CTRL)
    steps.type(case.number)
    steps.key(Qt.Key.Key_Return)
    steps.key(Qt.Key.Key_Space)  # the next note
    assert reducing.screen(desk_window).note == following
    assert (steps.keys, steps.letters) == (7, len(case.number))


@pytest.mark.thorough
@pytest.mark.parametrize("which", ["medium"])
def test_five_clicks_and_the_case_number(desk_window: DeskWindow, which: str) -> None:
    case, following = desk_window.do(lambda desk: _two_waiting(desk, which))
    desk_window.go("reduce")
    steps = Steps(desk_window)
    steps.press(f"Reduce the note of {case.number}, session 1")
    steps.press(OthersInvolved.NO_ONE_ELSE.label)
    steps.press("Accept and destroy the note…")
    steps.type(case.number)
    steps.press("Accept and destroy")
    steps.press("Reduce the next note")
    assert reducing.screen(desk_window).note == following
    assert (steps.clicks, steps.letters) == (5, len(case.number))


def test_others_whom_the_note_names_need_not_be_typed(desk_window: DeskWindow) -> None:
    desk_window.do(lambda desk: _two_waiting(desk, "medium"))
    desk_window.go("reduce")
    reducing.key(desk_window, Qt.Key.Key_Space)
    reducing.click(desk_window, desk_window.child(QAbstractButton, OthersInvolved.OTHERS.label))
    assert desk_window.child(LineInput, "Who else?").value() == "Mother"
    assert reducing.work(desk_window).summary.others_named == "Mother"
    assert reducing.work(desk_window).questions == ()
