"""The command box: two or three characters and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.frame.command_box import CommandBox, Entry, ranked
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import column
from tests.ui.accessibility import faults

NUMBERS = ("PH-2026-0041-7", "PH-2026-0038-2", "PH-2025-0117-5", "Reduce", "Annual review")
Key = Qt.Key


class Window:
    """A window with a box in it and a line below."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget, layout, self.done = QWidget(), column(), list[str]()
        self.box, self.line = CommandBox(self.widget, "Ctrl+K"), LineInput()
        self.box.add_provider(self.offer)
        layout.addWidget(self.box)
        layout.addWidget(self.line)
        layout.addStretch(1)
        self.widget.setLayout(layout)
        self.line.setAccessibleName("A line")
        qtbot.addWidget(self.widget)
        self.widget.resize(500, 500)
        self.widget.show()
        self.widget.activateWindow()
        qtbot.waitUntil(self.widget.isActiveWindow)
        self.line.setFocus()

    def offer(self, typed: str) -> Sequence[Entry]:
        entries = [
            Entry(words=number, detail="a case", run=partial(self.done.append, number))
            for number in NUMBERS
        ]
        return ranked(typed, entries)

    @property
    def found(self) -> QListView:
        view = self.widget.findChild(QListView)
        assert isinstance(view, QListView)
        return view

    def offered(self) -> list[str]:
        model = self.found.model()
        return [str(model.index(row, 0).data()).split(",")[0] for row in range(model.rowCount())]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot)


def test_characters_of_a_number_are_enough(window: Window) -> None:
    window.box.take_focus()
    QTest.keyClicks(window.box, "41")
    assert window.offered() == ["PH-2026-0041-7"]
    QTest.keyClick(window.box, Key.Key_Return)
    assert window.done == ["PH-2026-0041-7"]
    assert window.box.text() == ""
    assert not window.found.isVisible()


def test_what_begins_with_it_stands_before_what_has_it() -> None:
    entries = [Entry(words=words, run=list) for words in ("Annual review", "Reduce", "Re: x")]
    assert [entry.words for entry in ranked("re", entries)] == ["Reduce", "Re: x", "Annual review"]
    assert ranked("", entries) == entries
    assert ranked("zz", entries) == []


def test_arrows_choose_and_stop_at_the_ends(window: Window) -> None:
    window.box.take_focus()
    QTest.keyClicks(window.box, "ph2026")
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(window.box, key)
    QTest.keyClick(window.box, Key.Key_Return)
    assert window.done == ["PH-2026-0038-2"]


def test_escape_goes_back_to_where_one_was(window: Window) -> None:
    window.box.take_focus()
    QTest.keyClicks(window.box, "41")
    QTest.keyClick(window.box, Key.Key_Escape)
    assert window.widget.focusWidget() is window.line
    assert (window.box.text(), window.found.isVisible(), window.done) == ("", False, [])


def test_everything_is_offered_before_anything_is_typed(window: Window) -> None:
    window.box.take_focus()
    assert window.offered() == list(NUMBERS)
    assert faults(window.widget) == []


def test_what_is_not_found_does_nothing(window: Window) -> None:
    window.box.take_focus()
    QTest.keyClicks(window.box, "zz")
    QTest.keyClick(window.box, Key.Key_Down)
    QTest.keyClick(window.box, Key.Key_Return)
    assert (window.offered(), window.found.isVisible(), window.done) == ([], False, [])


def test_the_mouse_chooses_too(window: Window) -> None:
    window.box.take_focus()
    QTest.keyClicks(window.box, "re")
    at = window.found.visualRect(window.found.model().index(1, 0)).center()
    QTest.mouseClick(window.found.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.done == ["Annual review"]


def test_the_list_stays_in_the_window_and_under_the_box(window: Window) -> None:
    window.box.take_focus()
    window.widget.resize(400, 160)
    QApplication.processEvents()
    assert window.widget.rect().contains(window.found.geometry())
    assert window.found.y() >= window.box.mapTo(window.widget, QPoint(0, window.box.height())).y()


def test_leaving_the_box_closes_the_list(window: Window) -> None:
    window.box.take_focus()
    window.line.setFocus()
    assert not window.found.isVisible()
