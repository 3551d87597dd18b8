"""What is pasted into a note comes in as plain words, and nothing of a note goes out of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain.text import REPLACEMENT
from counsellor_desk.ui.application import NAME
from tests.desks import add_case
from tests.ui.another_program import require_selections, seen_by_another_program
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.writing import editor, key, only_note, paste, seal, stored, write

CTRL = Qt.KeyboardModifier.ControlModifier
MARKER = "Quillfeather-58231"
RIGHT_TO_LEFT = "الحضور في الموعد. שלום, הגיעה בזמן.\nשינה: 5 שעות (טוב יותר)"
MEGABYTE = ("word " * 15 + "end.\n") * 13_000
HALVES = b"cut \xed\xa0\xbd in\x00 half \xf0\x9f\x92\xa9"


@pytest.fixture
def page(desk_window: DeskWindow) -> DeskWindow:
    """A blank page for a note."""
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    return desk_window


def _text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def test_a_megabyte_is_pasted_and_saved_whole(page: DeskWindow) -> None:
    paste(page, _text(MEGABYTE))
    assert len(MEGABYTE.encode()) > 1_000_000
    assert stored(page, only_note(page)) == MEGABYTE


def test_a_megabyte_without_a_line_end_is_saved_to_the_letter(page: DeskWindow) -> None:
    """It is broken into paragraphs that can be laid out; no letter is lost and none is added."""
    paste(page, _text("x" * 1_000_000))
    assert stored(page, only_note(page)).replace("\n", "") == "x" * 1_000_000


@pytest.mark.parametrize(
    "words", [RIGHT_TO_LEFT, "e\u0301 \u0915\u094d\u0937 👩‍👩‍👧", "'; DROP TABLE notes; --"]
)
def test_any_script_is_kept_as_it_was_typed(page: DeskWindow, words: str) -> None:
    write(page, words)
    assert stored(page, only_note(page)) == words
    paste(page, _text("\n" + words))
    assert stored(page, only_note(page)) == f"{words}\n{words}"


def test_halves_of_characters_and_nul_are_replaced_and_the_rest_stays(page: DeskWindow) -> None:
    data = QMimeData()
    data.setData("text/plain", QByteArray(HALVES))
    paste(page, data)
    kept = stored(page, only_note(page))
    assert kept.replace(REPLACEMENT, "") == "cut  in half \N{PILE OF POO}"
    assert kept.index(REPLACEMENT) == 4


def test_a_character_that_is_cut_in_half_harms_nothing(page: DeskWindow) -> None:
    """Qt counts in halves of characters, so a cursor can be set within one."""
    write(page, "before \N{PILE OF POO} after")
    cursor = editor(page).textCursor()
    cursor.setPosition(len("before ") + 1)
    cursor.insertText("x")
    seal(page)
    kept = stored(page, only_note(page))
    assert kept.startswith("before ")
    assert kept.endswith(" after")
    assert "x" in kept


def test_rich_text_is_pasted_plain_and_asks_no_server(
    page: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    loads = QTextDocument.loadResource

    def watched(document: QTextDocument, kind: int, name: QUrl) -> object:
        asked.append(name)
        return loads(document, kind, name)

    monkeypatch.setattr(QTextDocument, "loadResource", watched)
    rich = QMimeData()
    rich.setHtml("<h1>Came</h1><img src='http://192.0.2.1/x.png'><script>x()</script> on time")
    rich.setText("Came on time")
    paste(page, rich)
    assert stored(page, only_note(page)) == "Came on time"
    assert "<img" not in editor(page).document().toHtml()
    assert asked == []


def test_tags_that_are_typed_are_only_words(page: DeskWindow) -> None:
    write(page, "<img src='http://192.0.2.1/x.png'> <b>bold</b>")
    assert stored(page, only_note(page)) == "<img src='http://192.0.2.1/x.png'> <b>bold</b>"
    assert "\N{OBJECT REPLACEMENT CHARACTER}" not in editor(page).toPlainText()


@pytest.mark.parametrize("what", [Qt.Key.Key_C, Qt.Key.Key_X])
def test_copying_gives_other_programs_nothing(page: DeskWindow, what: Qt.Key) -> None:
    write(page, MARKER)
    key(page, Qt.Key.Key_A, CTRL)
    key(page, what, CTRL)
    clipped = QGuiApplication.clipboard().mimeData()
    assert not clipped.hasText()
    assert not clipped.hasHtml()
    assert not any(
        MARKER.encode() in bytes(clipped.data(kind).data()) for kind in clipped.formats()
    )
    key(page, Qt.Key.Key_End, CTRL)
    key(page, Qt.Key.Key_V, CTRL)
    assert MARKER in editor(page).value(), "within the program it can be pasted"


def test_what_is_dragged_out_is_only_a_token(page: DeskWindow) -> None:
    write(page, MARKER)
    editor(page).selectAll()
    dragged = editor(page).createMimeDataFromSelection()
    assert not dragged.hasText()
    assert not any(
        MARKER.encode() in bytes(dragged.data(kind).data()) for kind in dragged.formats()
    )


def test_no_title_says_whose_note_it_is(page: DeskWindow) -> None:
    write(page, MARKER)
    titles = {each.windowTitle() for each in QApplication.topLevelWidgets() if each.windowTitle()}
    assert titles == {NAME}


def test_leaving_takes_the_words_out_of_every_widget(page: DeskWindow) -> None:
    write(page, MARKER)
    key(page, Qt.Key.Key_Escape)
    for widget in page.window.findChildren(QWidget):
        for read in ("toPlainText", "text", "accessibleDescription", "toolTip"):
            assert MARKER not in str(getattr(widget, read, str)())


@pytest.mark.screen
def test_another_program_finds_nothing_of_it_in_either_selection(page: DeskWindow) -> None:
    """On X11 whatever is marked can be had by every program at once, with no key pressed."""
    require_selections()
    write(page, MARKER)
    text = editor(page)
    QTest.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    key(page, Qt.Key.Key_A, CTRL)
    assert MARKER in text.textCursor().selectedText()
    assert "Selection []" in seen_by_another_program(page.qtbot)
    key(page, Qt.Key.Key_C, CTRL)
    seen = seen_by_another_program(page.qtbot)
    assert "Clipboard [(" in seen, "the control: it does see what stands there"
    assert MARKER not in seen
