"""What is typed stays inside the program: copying, cutting, dragging, undo, odd characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.text import REPLACEMENT
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.private_text import (
    LONGEST_PARAGRAPH,
    PrivateText,
    in_paragraphs,
)
from counsellor_desk.ui.widgets.secret_lines import SecretLine
from tests.ui.another_program import require_selections, seen_by_another_program

SECRET = "slept badly since August"
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def note(qtbot: QtBot) -> PrivateText:
    editor = PrivateText()
    qtbot.addWidget(editor)
    editor.show()
    editor.put(SECRET)
    return editor


@pytest.fixture
def line(qtbot: QtBot) -> LineInput:
    editor = LineInput()
    qtbot.addWidget(editor)
    editor.show()
    editor.put(SECRET)
    return editor


def _on_the_clipboard() -> QMimeData:
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none when it is empty
    return data if data is not None else QMimeData()


def _holds_nothing_of(secret: str, data: QMimeData) -> bool:
    payloads = [bytes(data.data(kind).data()) for kind in data.formats()]
    inside = any(secret.encode(how) in each for each in payloads for how in ("utf-8", "utf-16-le"))
    return not (inside or data.hasText() or data.hasHtml())


def _press(editor: PrivateText | LineInput, key: Qt.Key, mod: Qt.KeyboardModifier) -> None:
    QTest.keyClick(editor, key, mod)


WAYS: list[tuple[Qt.Key, Qt.KeyboardModifier]] = [
    (Key.Key_C, Mod.ControlModifier),
    (Key.Key_X, Mod.ControlModifier),
    (Key.Key_Insert, Mod.ControlModifier),
    (Key.Key_Delete, Mod.ShiftModifier),
]


@pytest.mark.parametrize(("key", "mod"), WAYS)
def test_a_note_is_copied_for_us_only(
    note: PrivateText, key: Qt.Key, mod: Qt.KeyboardModifier
) -> None:
    note.selectAll()
    _press(note, key, mod)
    assert _holds_nothing_of(SECRET, _on_the_clipboard())
    assert inner_clipboard.pasted() == SECRET


@pytest.mark.parametrize(("key", "mod"), WAYS)
def test_a_line_is_copied_for_us_only(
    line: LineInput, key: Qt.Key, mod: Qt.KeyboardModifier
) -> None:
    line.selectAll()
    _press(line, key, mod)
    assert _holds_nothing_of(SECRET, _on_the_clipboard())
    assert inner_clipboard.pasted() == SECRET


@pytest.mark.parametrize("key", [Key.Key_K, Key.Key_U])
def test_deleting_to_the_end_copies_nothing(line: LineInput, key: Qt.Key) -> None:
    """On X11 both copy what they delete."""
    line.setCursorPosition(0)
    _press(line, key, Mod.ControlModifier)
    assert _holds_nothing_of(SECRET, _on_the_clipboard())


def test_pasting_takes_what_was_copied_here(note: PrivateText, line: LineInput) -> None:
    note.selectAll()
    note.keep()
    line.clear()
    line.put_in()
    assert line.value() == SECRET
    line.selectAll()
    line.take_out()
    assert line.value() == ""
    note.forget()
    note.put_in()
    assert note.value() == SECRET


def test_what_another_program_copied_later_wins(note: PrivateText) -> None:
    note.selectAll()
    note.keep()
    QGuiApplication.clipboard().setText("from elsewhere")
    note.forget()
    note.put_in()
    assert note.value() == "from elsewhere"


def test_rich_text_is_pasted_as_plain_text(note: PrivateText) -> None:
    rich = QMimeData()
    rich.setHtml("<b>bold</b> <img src='https://example.org/x.png'>")
    rich.setText("bold")
    note.forget()
    note.insertFromMimeData(rich)
    assert note.value() == "bold"
    assert "font-weight" not in note.document().toHtml().split("<p", 1)[1]


def test_lone_surrogates_and_nul_are_replaced(note: PrivateText) -> None:
    odd = QMimeData()
    odd.setText("a\ud83d b\x00c")
    note.forget()
    note.insertFromMimeData(odd)
    assert "\ud83d" not in note.value()
    assert note.value().encode("utf-8")
    assert REPLACEMENT in note.value()


def test_a_read_only_note_takes_nothing(note: PrivateText) -> None:
    QGuiApplication.clipboard().setText("from elsewhere")
    note.setReadOnly(True)
    note.put_in()
    note.take_out()
    assert note.value() == SECRET


def test_undo_is_in_memory_and_goes_when_told(note: PrivateText) -> None:
    note.forget()
    QTest.keyClicks(note, "gone")
    note.selectAll()
    QTest.keyClick(note, Key.Key_Delete)
    note.undo()
    assert note.value() == "gone"
    note.forget()
    note.undo()
    note.redo()
    assert note.value() == ""
    assert not note.document().isUndoAvailable()


def test_opening_another_note_cannot_be_undone_into_the_one_before(note: PrivateText) -> None:
    note.put("the next note")
    note.undo()
    assert note.value() == "the next note"


def test_a_megabyte_flows_in_and_is_whole(note: PrivateText, qtbot: QtBot) -> None:
    text = ("word " * 15 + "end.\n") * 12_500
    big = QMimeData()
    big.setText(text)
    note.forget()
    note.insertFromMimeData(big)
    assert len(note.toPlainText()) < len(text)
    qtbot.waitUntil(lambda: len(note.toPlainText()) == len(text), timeout=60_000)
    assert note.value() == text


def test_a_paste_is_taken_back_in_one_step(note: PrivateText, qtbot: QtBot) -> None:
    big = QMimeData()
    big.setText("word " * 20_000)
    note.put("before ")
    note.moveCursor(QTextCursor.MoveOperation.End)
    note.insertFromMimeData(big)
    qtbot.waitUntil(lambda: len(note.toPlainText()) == 100_007)
    note.undo()
    assert note.value() == "before "
    note.redo()
    assert len(note.value()) == 100_007


def test_what_is_typed_while_it_flows_in_is_a_step_of_its_own(note: PrivateText) -> None:
    big = QMimeData()
    big.setText("word " * 20_000)
    note.forget()
    note.insertFromMimeData(big)
    note.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(note, "typed ")
    assert note.value().startswith("typed word")
    while note.document().isUndoAvailable():
        note.undo()
    assert note.value() == ""


def test_asking_for_the_text_does_not_wait_for_the_flow(note: PrivateText) -> None:
    text = "word " * 40_000
    note.put(text)
    assert note.value().replace("\n", " ") == text


def test_a_listener_that_asks_for_the_text_gets_all_of_it_at_any_length(note: PrivateText) -> None:
    words = "slept badly " * 120_000
    heard: list[int] = []
    note.changed.connect(lambda: heard.append(len(note.value())))
    data = QMimeData()
    data.setText(words)
    note.insertFromMimeData(data)
    assert heard[-1] == len(note.value()) == len(SECRET) + len(words)
    note.undo()
    assert note.value() == SECRET


def test_the_next_text_does_not_mix_with_one_still_flowing_in(note: PrivateText) -> None:
    note.put("a" * 100_000)
    note.put("short")
    QApplication.processEvents()
    assert note.value() == "short"


def test_typing_while_it_flows_in_keeps_both(note: PrivateText) -> None:
    note.put("b" * 40_000)
    note.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(note, "typed ")
    assert note.value().replace("\n", "") == "typed " + "b" * 40_000


@given(st.text(alphabet="ab \n", max_size=60), st.integers(0, 3))
def test_long_paragraphs_are_broken_and_nothing_else_changes(piece: str, times: int) -> None:
    text = (piece * (1 + times * LONGEST_PARAGRAPH // max(1, len(piece))))[: 3 * LONGEST_PARAGRAPH]
    broken = in_paragraphs(text)
    assert max(map(len, broken.split("\n"))) <= LONGEST_PARAGRAPH
    assert broken.replace("\n", " ").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    if " " in text[:LONGEST_PARAGRAPH] and len(piece) < LONGEST_PARAGRAPH and " " in piece:
        assert len(broken) == len(text)


def test_a_hidden_line_gives_nothing_away(qtbot: QtBot) -> None:
    secret = SecretLine()
    qtbot.addWidget(secret)
    secret.show()
    secret.put(SECRET)
    secret.selectAll()
    secret.keep()
    secret.take_out()
    QTest.keyClick(secret, Key.Key_C, Mod.ControlModifier)
    assert inner_clipboard.pasted() == ""
    assert secret.echoMode() is QLineEdit.EchoMode.Password


def test_input_methods_are_told_not_to_learn(note: PrivateText, line: LineInput) -> None:
    for editor in (note, line):
        hints = editor.inputMethodHints()
        assert hints & Qt.InputMethodHint.ImhSensitiveData
        assert hints & Qt.InputMethodHint.ImhNoPredictiveText


@pytest.mark.parametrize("words", ["Copy, to paste in here", "Cut, to paste in here"])
def test_the_menu_copies_for_us_only(note: PrivateText, line: LineInput, words: str) -> None:
    for editor, target in ((note, note.viewport()), (line, line)):
        editor.selectAll()
        at = QPoint(3, 3)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, target.mapToGlobal(at))
        QApplication.sendEvent(target, asked)
        (menu,) = editor.findChildren(QMenu)
        (act,) = (action for action in menu.actions() if action.text() == words)
        act.trigger()
        assert _holds_nothing_of(SECRET, _on_the_clipboard())
        assert inner_clipboard.pasted() == SECRET
        menu.close()


@pytest.mark.screen
def test_marking_gives_other_programs_nothing(
    note: PrivateText, line: LineInput, qtbot: QtBot
) -> None:
    """On X11 whatever is marked is published at once."""
    require_selections()
    for editor, target in ((note, note.viewport()), (line, line)):
        editor.window().activateWindow()
        editor.setFocus()
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
        QTest.keyClick(editor, Key.Key_Home, Mod.ShiftModifier)
        QTest.keyClick(editor, Key.Key_A, Mod.ControlModifier)
        assert "Selection []" in seen_by_another_program(qtbot)
