"""A marker is written and destroyed in the real window; then it is looked for around the window.

``tests/test_nothing_leaks.py`` looks into the store, its keys and its copies; this looks into what
a window adds: titles, clipboards, widgets, Qt's own settings, recent files, what is printed to the
terminal, and the temporary folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from counsellor_desk import logs
from counsellor_desk.domain.cases import Case
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.workflows import cases, reduce
from tests.desks import NOTE, add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.notes import writing
from tests.ui.notes.writing import editor, key, only_note, press, write
from tests.ui.reduce import reducing
from tests.ui.story import consented, reduced

MARKER = "Quillfeather-58231"
CLIENT = "Zirkelmann-Obadiah"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
CTRL = Qt.KeyboardModifier.ControlModifier
_READ = ("text", "toPlainText", "toolTip", "accessibleName", "accessibleDescription", "windowTitle")


class _Titles(QObject):
    """Every title that any window ever had."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(watched, QWidget) and watched.isWindow() and watched.windowTitle():
            self.seen.add(watched.windowTitle())
        return super().eventFilter(watched, event)


@pytest.fixture
def titles(qapp: QApplication) -> Iterator[_Titles]:
    """Watched from here on."""
    watch = _Titles()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder that nobody else uses."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def _written_and_destroyed(desk_window: DeskWindow) -> Case:
    """Typed, pasted, marked, copied, reduced with no word of it kept, destroyed."""
    case = desk_window.do(lambda desk: add_case(desk, CLIENT))
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    write(desk_window, f"{NOTE}{MARKER} came up.\n")
    QTest.keyClicks(editor(desk_window), f"{MARKER} again")
    key(desk_window, Qt.Key.Key_A, CTRL)
    key(desk_window, Qt.Key.Key_C, CTRL)
    key(desk_window, Qt.Key.Key_End, CTRL)
    key(desk_window, Qt.Key.Key_V, CTRL)
    writing.seal(desk_window)
    note = only_note(desk_window)
    key(desk_window, Qt.Key.Key_Return, CTRL)
    assert reducing.screen(desk_window).note == note
    desk_window.window.hide_desk()
    desk_window.window._cover.revealed.emit()
    press(desk_window, "Nothing essential")
    reducing.number_typed(desk_window, case.number)
    press(desk_window, "Destroy the note")
    assert desk_window.do(reduce.queue) == ()
    return case


def test_the_window_keeps_no_word_of_a_destroyed_note(
    desk_window: DeskWindow,
    titles: _Titles,
    temporary: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    logs.start()
    _written_and_destroyed(desk_window)
    desk_window.go("today")
    assert titles.seen == {NAME}
    assert not [widget for widget in QApplication.allWidgets() if MARKER in _said_by(widget)]
    assert not any(MARKER in line for line in logs.recent())
    assert MARKER not in "".join(capfd.readouterr())
    assert list(temporary.rglob("*")) == []
    assert not [path for path in _files(tmp_path) if _holds(path.read_bytes(), MARKER)]


def test_no_clipboard_held_a_word(desk_window: DeskWindow) -> None:
    _written_and_destroyed(desk_window)
    data = QGuiApplication.clipboard().mimeData()
    assert data.formats() == [inner_clipboard.TYPE]
    assert not _holds(bytes(data.data(inner_clipboard.TYPE).data()), MARKER)


def test_what_was_copied_goes_when_the_note_goes(desk_window: DeskWindow) -> None:
    """The token that stands on the clipboard leads to nothing any more."""
    _written_and_destroyed(desk_window)
    assert MARKER not in inner_clipboard.pasted()


def test_a_copy_that_is_saved_leaves_no_name_behind(
    desk_window: DeskWindow, titles: _Titles, own_home: Path, tmp_path: Path
) -> None:
    """File names, titles, Qt's settings and lists of recent files: neutral or not there."""
    case = desk_window.do(lambda desk: add_case(desk, CLIENT))
    desk_window.do(lambda desk: reduced(desk, case))
    desk_window.do(lambda desk: consented(desk, case, case.clients[0].id))
    (form,) = desk_window.do(lambda desk: cases.page(desk, case.id)).documents
    place = tmp_path / CLIENT
    place.mkdir()
    Copies(desk_window.screen, desk_window.parts).save(form)
    press(desk_window, "Choose a place")
    (asked,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    (name,) = asked.findChildren(QLineEdit, "fileNameEdit")
    suggested = name.text()
    asked.setDirectory(str(place))
    name.setText(suggested)
    asked.accept()
    desk_window.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    (saved,) = place.iterdir()
    assert saved.name == form.name
    assert CLIENT not in suggested
    assert titles.seen == {NAME}
    assert not [path for path in _files(own_home) if _holds(path.read_bytes(), CLIENT)]


def _said_by(widget: QWidget) -> str:
    return " ".join(str(getattr(widget, read, str)()) for read in _READ)


def _files(*folders: Path) -> Iterator[Path]:
    return (path for folder in folders for path in folder.rglob("*") if path.is_file())


def _holds(raw: bytes, words: str) -> bool:
    return any(words.encode(encoding) in raw for encoding in ENCODINGS)
