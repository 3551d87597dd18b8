"""Sealing while it is written, and everything that can stand in its way: nothing typed is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.cases import Case
from counsellor_desk.ui.autosave import USUAL, Rhythm
from counsellor_desk.ui.notes.in_hand import NewNote
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.workflows import reduce
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.faults import full_disk, lose_key
from tests.ui.notes.writing import (
    commit,
    editor,
    key,
    on_a_note,
    only_note,
    press,
    seal,
    shown,
    stored,
    write,
)
from tests.ui.pictures import dialog

LONG = "typed on a full disk " * 5_000


def _new_note(desk_window: DeskWindow) -> Case:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    return case


def test_a_pause_in_the_typing_is_enough(desk_window: DeskWindow) -> None:
    """Nobody presses anything; the rhythm is that of the product, only quicker."""
    case = desk_window.do(add_case)
    screen = NoteScreen(desk_window.parts, NewNote(case.id), Rhythm(pause=1, longest=1, again=1))
    desk_window.show(screen)
    with desk_window.qtbot.waitSignal(screen._autosave.kept):
        QTest.keyClicks(editor(desk_window), "Came on time.")
    desk_window.settle()
    seal(desk_window)
    assert stored(desk_window, only_note(desk_window)) == "Came on time."


def test_without_a_pause_it_is_sealed_all_the_same(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    rhythm = Rhythm(pause=3_600_000, longest=1, again=1)
    screen = NoteScreen(desk_window.parts, NewNote(case.id), rhythm)
    desk_window.show(screen)
    with desk_window.qtbot.waitSignal(screen._autosave.kept):
        QTest.keyClicks(editor(desk_window), "On and on")


def test_no_more_than_fifteen_seconds_are_ever_unsealed(desk_window: DeskWindow) -> None:
    """Going on and on does not put the sealing off."""
    case = desk_window.do(add_case)
    rhythm = replace(USUAL, pause=3_600_000)
    screen = NoteScreen(desk_window.parts, NewNote(case.id), rhythm)
    desk_window.show(screen)
    assert USUAL.pause <= 2_000
    assert USUAL.longest < USUAL.again <= 15_000
    QTest.keyClicks(editor(desk_window), "On")
    last = screen._autosave._longest
    due = last.remainingTime()
    assert 0 < due <= USUAL.longest
    while last.remainingTime() == due:
        QTest.keyClicks(editor(desk_window), " and on")
    assert last.remainingTime() < due
    with desk_window.qtbot.waitSignal(screen._autosave.kept):
        last.timeout.emit()


def test_what_is_typed_before_the_page_is_read_counts(desk_window: DeskWindow) -> None:
    """The first key may come before the store has answered."""
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    QTest.keyClicks(editor(desk_window), "At once")
    desk_window.settle()
    seal(desk_window)
    assert stored(desk_window, only_note(desk_window)) == "At once"


def test_closing_and_locking_seal_the_last_words(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    text = editor(desk_window)
    commit(text, "Nobody waited for this.")
    desk_window.window.lock()
    assert not desk_window.window.isVisible(), "it is out of sight at once"
    desk_window.settle()
    assert stored(desk_window, only_note(desk_window)) == "Nobody waited for this."
    assert text.toPlainText() == "", "and the window holds nothing of it"


def test_a_full_disk_is_told_and_the_text_stays(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    write(desk_window, "Saved. ")
    note = only_note(desk_window)
    with full_disk(desk_window):
        write(desk_window, LONG)
        assert "disk is full" in shown(desk_window)
        assert "What you typed stays here" in shown(desk_window)
        assert "Not saved yet" in shown(desk_window)
        assert editor(desk_window).value() == "Saved. " + LONG
        assert stored(desk_window, note) == "Saved. "
    press(desk_window, "Try now")
    assert "disk is full" not in shown(desk_window)
    assert stored(desk_window, note) == "Saved. " + LONG


def test_it_is_tried_again_by_itself(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    screen = NoteScreen(desk_window.parts, NewNote(case.id), Rhythm(pause=1, longest=1, again=1))
    desk_window.show(screen)
    with full_disk(desk_window):
        commit(editor(desk_window), LONG)
        desk_window.qtbot.waitUntil(lambda: "disk is full" in shown(desk_window))
    desk_window.qtbot.waitUntil(lambda: "disk is full" not in shown(desk_window))
    desk_window.settle()
    assert stored(desk_window, only_note(desk_window)) == LONG


def test_a_full_disk_keeps_the_page_and_the_window_open(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    with full_disk(desk_window):
        commit(editor(desk_window), LONG)
        key(desk_window, Qt.Key.Key_Escape)
        assert on_a_note(desk_window)
        assert "disk is full" in shown(desk_window)
        assert not desk_window.window.close()
        desk_window.settle()
        assert editor(desk_window).value() == LONG
        press(desk_window, "Stay with the note")
    key(desk_window, Qt.Key.Key_Escape)
    assert not on_a_note(desk_window)
    assert stored(desk_window, only_note(desk_window)) == LONG


def test_nobody_is_kept_on_a_page_that_cannot_be_saved(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    write(desk_window, "Saved. ")
    note = only_note(desk_window)
    with full_disk(desk_window):
        commit(editor(desk_window), LONG)
        key(desk_window, Qt.Key.Key_Escape)
        key(desk_window, Qt.Key.Key_Escape)
        assert "saved as it was at 15:00. What you typed since will be gone." in shown(desk_window)
        press(desk_window, "Leave without saving")
        assert not on_a_note(desk_window)
    assert stored(desk_window, note) == "Saved. "


def test_a_note_never_saved_says_that_all_of_it_would_go(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    with full_disk(desk_window):
        commit(editor(desk_window), LONG)
        key(desk_window, Qt.Key.Key_Escape)
        key(desk_window, Qt.Key.Key_Escape)
        assert "All of it will be gone." in shown(desk_window)
        press(desk_window, "Leave without saving")
    assert desk_window.do(reduce.queue) == ()


def test_locking_takes_the_last_room_of_the_disk(
    desk_window: DeskWindow, test_desk: TestDesk
) -> None:
    """Leaving does not: whoever stays can free some room."""
    ballast = test_desk.place.folder / "ballast"
    _new_note(desk_window)
    with full_disk(desk_window):
        commit(editor(desk_window), LONG)
        key(desk_window, Qt.Key.Key_Escape)
        assert ballast.exists()
        desk_window.window.lock()
        desk_window.settle()
        assert not ballast.exists()
        asked = desk_window.screen.findChildren(Confirmation)
        assert not asked, "nothing is asked of somebody who is not there"


def test_too_much_text_is_told_and_stays(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    editor(desk_window).put("too much of it\n" * 150_000)
    seal(desk_window)
    assert "more than the 2 MB" in shown(desk_window)
    editor(desk_window).put("Short enough.")
    seal(desk_window)
    assert "more than the 2 MB" not in shown(desk_window)
    assert stored(desk_window, only_note(desk_window)) == "Short enough."


def test_a_keychain_that_goes_while_it_is_written_stops_no_saving(
    desk_window: DeskWindow, test_desk: TestDesk
) -> None:
    """The note's key is in hand since it was opened; the keychain is asked for nothing."""
    _new_note(desk_window)
    write(desk_window, "Before. ")
    shutil.move(test_desk.home / "keys", test_desk.home / "taken away")
    write(desk_window, "After.")
    assert "Saved" in shown(desk_window)
    assert stored(desk_window, only_note(desk_window)) == "Before. After."
    shutil.move(test_desk.home / "taken away", test_desk.home / "keys")


def test_a_first_word_is_kept_without_the_keychain_too(
    desk_window: DeskWindow, test_desk: TestDesk
) -> None:
    _new_note(desk_window)
    shutil.move(test_desk.home / "keys", test_desk.home / "taken away")
    write(desk_window, "Begun without it.")
    assert stored(desk_window, only_note(desk_window)) == "Begun without it."
    shutil.move(test_desk.home / "taken away", test_desk.home / "keys")


def test_a_note_whose_key_is_gone_is_told_plainly(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: lose_key(desk, note))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert "This session note cannot be opened" in shown(desk_window)
    assert not editor_is_shown(desk_window)
    assert dialog(desk_window) is None
    key(desk_window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(desk_window, "Go back")
    assert not on_a_note(desk_window)


@pytest.mark.parametrize("new", [True, False])
def test_without_the_keys_of_notes_no_page_pretends_to_take_one(
    request: pytest.FixtureRequest, test_desk: TestDesk, *, new: bool
) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case)
    test_desk.close()
    (test_desk.place.folder / "device.key").unlink()
    desk_window: DeskWindow = request.getfixturevalue("desk_window")
    if new:
        desk_window.parts.doors.new_note(case.id)
        commit(editor(desk_window), "typed at once")
    else:
        desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert "Session notes cannot be opened now" in shown(desk_window)
    assert not editor_is_shown(desk_window)
    key(desk_window, Qt.Key.Key_Escape)
    assert not on_a_note(desk_window)


def test_a_note_destroyed_meanwhile_says_so(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: reduce.nothing_essential(desk, note, case.number))
    desk_window.do(lambda desk: reduce.destroy(desk, note))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    assert "destroyed already" in shown(desk_window)


def test_a_fault_of_ours_shows_its_code_once_and_the_text_stays(desk_window: DeskWindow) -> None:
    _new_note(desk_window)
    write(desk_window, "Kept.")
    note = only_note(desk_window)
    desk_window.do(lambda desk: _break_schema(desk, to="elsewhere"))
    for words in (" Typed", " on."):
        write(desk_window, words)
        while dialog(desk_window) is not None:
            assert words == " Typed", "told once"
            assert "Something unexpected happened." in shown(desk_window)
            key(desk_window, Qt.Key.Key_Escape)
    assert editor(desk_window).value() == "Kept. Typed on."
    desk_window.do(lambda desk: _break_schema(desk, to="words"))
    seal(desk_window)
    assert stored(desk_window, note) == "Kept. Typed on."


def editor_is_shown(desk_window: DeskWindow) -> bool:
    """Whether there is anything to write on."""
    QApplication.processEvents()
    screen = desk_window.screen
    return isinstance(screen, NoteScreen) and screen._text.isVisible()


def _break_schema(desk: Desk, *, to: str) -> None:
    """A column that has another name: what no person and no disk can bring about."""
    before = "words" if to == "elsewhere" else "elsewhere"
    with desk.store.quietly() as tx:
        tx.run(f"ALTER TABLE notes RENAME COLUMN {before} TO {to}")
