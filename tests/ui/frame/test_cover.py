"""Hide: nothing of anybody stays on the screen, and only the right PIN brings it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.frame.cover import Answer
from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.secret_lines import SecretLine
from tests.ui.accessibility import faults
from tests.ui.stopped_clock import StoppedClock

PIN = "4711"


class NotThePin(DeskError):
    happened = "That is not the PIN."
    safe = "The desk stays hidden."
    next_step = "Try again."


class Writing(Screen):
    """A screen with a line in it."""

    def __init__(self, background: Background, messages: Messages) -> None:
        super().__init__(background, messages)
        self.line, layout, self.left = LineInput(), column(), 0
        self.line.setAccessibleName("What was said")
        layout.addWidget(self.line)
        layout.addStretch(1)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.line.setFocus()

    def leave(self) -> bool:
        self.left += 1
        return True


class Desk:
    """A window with one room; what is asked of the PIN is answered at once."""

    def __init__(self) -> None:
        self.asked = list[str]()
        self.window = MainWindow(StoppedClock(), self.reveal)
        self.messages = Messages(self.window)
        self.background = Background(lambda _asker, error: self.messages.tell(error))
        self.screen = Writing(self.background, self.messages)
        self.window.add_room(Room(key="a", words="A", icon="sun", make=lambda: self.screen))

    def reveal(self, typed: str, answer: Answer) -> None:
        self.asked.append(typed)
        answer(None if typed == PIN else NotThePin())

    @property
    def pin(self) -> SecretLine:
        line = self.window.findChild(SecretLine)
        assert isinstance(line, SecretLine)
        return line

    def type_pin(self, pin: str) -> None:
        self.pin.put(pin)
        QTest.keyClick(self.pin, Qt.Key.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    made.window.resize(1000, 700)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.go("a")
    yield made
    made.background.shutdown()
    made.window.hide()  # a desk that stays hidden goes on taking every other window away
    made.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_nothing_of_the_desk_is_left_to_see_or_reach(desk: Desk) -> None:
    desk.screen.line.put("slept badly")
    desk.window.hide_desk()
    QApplication.processEvents()
    visible = [w for w in desk.window.findChildren(QWidget) if w.isVisible()]
    assert desk.screen.line not in visible
    assert [w for w in visible if isinstance(w, LineInput)] == []
    assert desk.window.focusWidget() is desk.pin
    assert faults(desk.window) == []


def test_only_the_right_pin_brings_it_back_as_it_was(desk: Desk) -> None:
    desk.screen.line.put("slept badly")
    desk.screen.line.setCursorPosition(5)
    desk.window.hide_desk()
    desk.type_pin("0000")
    (field,) = [f for f in desk.window.findChildren(Field) if f.isVisible()]
    assert "That is not the PIN." in field.error
    assert desk.pin.value() == ""
    assert not desk.screen.line.isVisible()
    desk.type_pin(PIN)
    assert desk.screen.line.isVisible()
    assert (desk.screen.line.value(), desk.screen.line.cursorPosition()) == ("slept badly", 5)
    assert desk.window.focusWidget() is desk.screen.line
    assert desk.asked == ["0000", PIN]


def test_an_empty_line_asks_nobody(desk: Desk) -> None:
    desk.window.hide_desk()
    QTest.keyClick(desk.pin, Qt.Key.Key_Return)
    assert desk.asked == []


def test_dialogs_go_and_come_back_as_they_were(desk: Desk) -> None:
    dialog = QDialog(desk.window)
    dialog.open()
    tool = QWidget(desk.window, Qt.WindowType.Tool)
    tool.show()
    desk.window.hide_desk()
    assert not dialog.isVisible()
    assert not tool.isVisible()
    desk.type_pin(PIN)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert tool.isVisible()
    assert not tool.isModal()


def test_what_opens_meanwhile_is_not_seen_either(desk: Desk) -> None:
    desk.window.hide_desk()
    desk.messages.tell(NotThePin())
    late = QDialog(desk.window)
    late.show()
    menu = QMenu(desk.window)
    menu.addAction("x")
    menu.popup(desk.window.pos())
    QApplication.processEvents()
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [desk.window]
    desk.type_pin(PIN)
    QApplication.processEvents()
    assert late.isVisible()
    assert not menu.isVisible()


def test_a_dialog_that_was_closed_meanwhile_stays_closed(desk: Desk) -> None:
    dialog = QDialog(desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    desk.window.hide_desk()
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, 0)
    QApplication.processEvents()
    desk.type_pin(PIN)
    assert desk.screen.line.isVisible()


def test_hiding_twice_is_hiding_once(desk: Desk) -> None:
    desk.window.hide_desk()
    desk.window.hide_desk()
    desk.type_pin(PIN)
    assert desk.screen.line.isVisible()


def test_while_hidden_only_hide_and_lock_work(desk: Desk, qtbot: QtBot) -> None:
    desk.window.hide_desk()
    QTest.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.focusWidget() is desk.pin
    with qtbot.waitSignal(desk.window.lock_wanted):
        QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_one_key_hides_also_from_a_dialog(desk: Desk) -> None:
    dialog = QDialog(desk.window)
    dialog.open()
    desk.window.watch.look_around()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)
    assert not dialog.isVisible()
    assert not desk.screen.line.isVisible()
