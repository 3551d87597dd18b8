"""The sealed copy of a held note is offered where an order holds it, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.holds import Basis
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.held_copies import HeldCopyDialog, WordsOnce
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import Option
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.vault.slots import ManagerSlot
from counsellor_desk.workflows import cases, holds
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.holds import NewHold
from tests.desks import add_case, add_note
from tests.ui.cases.pressing import above, open_row, press, read, rows
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look_and_back
from tests.ui.reduce.reducing import key, typed

MARKER = "Quillfeather-58231"


def _held(desk: Desk, *, basis: Basis = Basis.COURT) -> tuple[Case, NoteId]:
    case = add_case(desk)
    note = add_note(desk, case, f"She said {MARKER}.", hours_ago=30)
    add_note(desk, case, "Rang.", hours_ago=4)
    review = desk.now().date().replace(day=20)
    holds.set_hold(
        desk, NewHold(basis=basis, reason="Summons of Monday", review_on=review, case=case.id)
    )
    return case, note


def _manager(desk: Desk) -> pyrage.x25519.Identity:
    """A service manager's key is among the slots; how it comes there is not asked here."""
    key = pyrage.x25519.Identity.generate()
    slot = ManagerSlot(revision=1, recipient=str(key.to_public()), wrapped=b"")
    desk.store.held.slots = replace(desk.store.held.slots, manager=slot)
    return key


def _on_case(desk_window: DeskWindow, *, basis: Basis = Basis.COURT) -> tuple[Case, NoteId]:
    case, note = desk_window.do(lambda desk: _held(desk, basis=basis))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    return case, note


def _choose(desk_window: DeskWindow, path: Path) -> None:
    chooser = dialog(desk_window)
    assert isinstance(chooser, QFileDialog)
    assert chooser.windowTitle() == "Counsellor Desk"
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    desk_window.settle()


def _buttons(desk_window: DeskWindow) -> set[str]:
    found = desk_window.screen.findChildren(Button)
    return {button.text() for button in found if button.isVisible()}


@pytest.mark.thorough
def test_it_is_made_from_the_case_and_its_words_are_shown_once(
    desk_window: DeskWindow, theme: Theme, tmp_path: Path
) -> None:
    case, _note = _on_case(desk_window)
    press(desk_window, "Sealed copy: Court order or witness summons")
    asked = above(desk_window)
    assert isinstance(asked, HeldCopyDialog)
    assert "the only way in which a session note ever leaves" in read(asked)
    assert desk_window.child(LineInput, "Who gets it", within=asked).value() == "Owen Price"
    assert in_every_look_and_back(desk_window, theme, "held-copy") == []
    option = desk_window.child(Option, "Note of session 1", within=asked)
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    press(desk_window, "Choose a place")
    _choose(desk_window, tmp_path / "copy.age")
    shown = above(desk_window)
    assert isinstance(shown, WordsOnce)
    words = next(w.text() for w in shown.findChildren(Words) if len(w.text().split()) == 6)
    sealed = (tmp_path / "copy.age").read_bytes()
    assert MARKER in pyrage.passphrase.decrypt(sealed, words).decode()
    assert in_every_look_and_back(desk_window, theme, "held-copy-words") == []
    press(desk_window, "I have written them down")
    (left,) = desk_window.do(lambda desk: cases.page(desk, case.id)).disclosures
    assert left.to == "Owen Price"
    assert desk_window.screen.findChildren(Words), "the case stands again"


def test_by_keyboard_alone(desk_window: DeskWindow, tmp_path: Path) -> None:
    case, note = desk_window.do(_held)
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    button = desk_window.child(Button, "Sealed copy…")
    button.setFocus()
    key(desk_window, Qt.Key.Key_Space)
    key(desk_window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    typed(desk_window, "The safe in Hull")
    key(desk_window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk_window.qtbot.waitUntil(lambda: isinstance(dialog(desk_window), QFileDialog))
    _choose(desk_window, tmp_path / "no folder" / "copy.age")
    assert "That folder is not there" in read(above(desk_window))
    press(desk_window, "Close")
    assert desk_window.do(lambda desk: cases.page(desk, case.id)).disclosures == ()


def test_somebody_has_to_be_named(desk_window: DeskWindow) -> None:
    _on_case(desk_window)
    press(desk_window, "Sealed copy: Court order or witness summons")
    desk_window.child(LineInput, "Who gets it", within=above(desk_window)).put(" ")
    press(desk_window, "Choose a place")
    assert "Name who gets it" in read(above(desk_window))


def test_no_screen_offers_it_for_another_hold(desk_window: DeskWindow) -> None:
    _case, note = _on_case(desk_window, basis=Basis.SAFEGUARDING)
    assert "Sealed copy…" not in _buttons(desk_window)
    desk_window.go("reduce")
    assert "Sealed copy…" not in _buttons(desk_window)
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    assert "Sealed copy…" not in _buttons(desk_window)


def test_the_queue_offers_it_and_the_ledger_leads_to_the_note(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    case, note = desk_window.do(_held)
    identity = desk_window.do(_manager)
    desk_window.go("reduce")
    press(desk_window, f"Make a sealed copy of the note of {case.number}, session 1")
    assert "sealed to the service manager’s key" in read(above(desk_window))
    press(desk_window, "Choose a place")
    _choose(desk_window, tmp_path / "copy.age")
    assert dialog(desk_window) is None, "there are no words to show"
    assert MARKER in pyrage.decrypt((tmp_path / "copy.age").read_bytes(), [identity]).decode()
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    page = desk_window.do(lambda desk: cases.page(desk, case.id))
    assert page.disclosures[0].note == note
    assert "Saved to a file: Sealed copy of a session note" in "".join(rows(desk_window))
    line = next(n for n, row in enumerate(rows(desk_window)) if "Sealed copy" in row)
    open_row(desk_window, line)
    assert desk_window.opened[-1] == ("open_note", (note,))
