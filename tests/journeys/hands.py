"""The two ways to use the program: with the mouse, and with nothing but the keyboard."""

from __future__ import annotations

from abc import ABC, abstractmethod

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMenu,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from tests.journeys.eyes import Eyes, names_of, row_of

_STOPS = 150
"""More Tabs than any screen has stops."""
_NOTCH = QPoint(0, -120)


class Hands(ABC):
    """Uses what ``eyes`` see. Nothing is called and no focus is set: events go to windows only."""

    def __init__(self, eyes: Eyes) -> None:
        self.eyes = eyes

    @abstractmethod
    def press(self, name: str) -> None:
        """Press the button, answer or tick of that name."""

    @abstractmethod
    def choose(self, name: str, choice: str) -> None:
        """Choose an entry of the list of that name."""

    @abstractmethod
    def do(self, name: str, keys: str) -> None:
        """Do what has a button of that name and a shortcut."""

    @abstractmethod
    def leave_out(self, line: str) -> None:
        """Take that line out of a summary."""

    @abstractmethod
    def open_row(self, view: QAbstractItemView, row: int) -> None:
        """Open what that row of a list is about."""

    @abstractmethod
    def go_to(self, name: str) -> None:
        """Bring the cursor into the control of that name."""

    def open(self, name: str, words: str) -> None:
        """Open the row of the list of that name in which these words stand."""
        view = self.eyes.control(name)
        assert isinstance(view, QAbstractItemView)
        rows = (row for row in range(view.model().rowCount()) if words in row_of(view, row))
        self.open_row(view, next(rows))

    def write(self, name: str, words: str) -> None:
        """Write into the line or text of that name."""
        self.go_to(name)
        self.type(words)

    def type(self, words: str) -> None:
        """Type ASCII words to whatever has the focus; a new line is the Enter key."""
        for letter in words:
            if letter == "\n":
                self.keys("Return")
            else:  # the stub knows only Key and int; QTest takes the letter, and types it
                QTest.keyClick(self._window(), letter)  # type: ignore[call-overload]  # see above
        self.eyes.settle()

    def keys(self, *sequence: str) -> None:
        """Press keys, as Qt writes them, one after the other."""
        for each in sequence:
            QTest.keySequence(self._window(), QKeySequence(each))
            self.eyes.settle()

    def _window(self) -> QWindow:
        """The window that has the keyboard: a desktop gives it back when a dialog goes."""
        handle = self.eyes.window.windowHandle()
        if not handle.isActive():
            handle.requestActivate()
            self.eyes.until(handle.isActive, "the window does not become active")
        return handle


class Mouse(Hands):
    """Clicks on places; only words are typed."""

    def press(self, name: str) -> None:
        self.click(self.eyes.control(name))

    def choose(self, name: str, choice: str) -> None:
        box = self.eyes.control(name)
        assert isinstance(box, QComboBox)
        self.click(box)
        self._click_entry(box.view(), choice)

    def do(self, name: str, keys: str) -> None:
        del keys
        self.press(name)

    def leave_out(self, line: str) -> None:
        self.go_to(line)
        self.press("Leave it out")

    def go_to(self, name: str) -> None:
        """At the end of what is written there."""
        control = self.eyes.control(name)
        edge = control.rect().bottomRight() - QPoint(2, 2)
        self.click(control, edge if isinstance(control, QTextEdit) else None)

    def open_row(self, view: QAbstractItemView, row: int) -> None:
        at = view.visualRect(view.model().index(row, 0)).center()
        self.click(view.viewport(), at)
        place, window = view.viewport().mapTo(view.window(), at), view.window().windowHandle()
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseDClick(window, left, none, place)
        self.eyes.settle()

    def click(self, control: QWidget, at: QPoint | None = None) -> None:
        """Press and let go of the left button on a control, in its middle or at ``at``."""
        window = control.window()
        self.eyes.settle()  # what comes late moves what stands below it
        self._scroll_to(control, at or control.rect().center())
        place = control.mapTo(window, at or control.rect().center())
        QTest.mouseMove(window.windowHandle(), place)
        QTest.mouseClick(
            window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )
        self.eyes.settle()

    def drag(self, control: QWidget, *points: tuple[float, float]) -> None:
        """Draw a line with the button held, through points as shares of the control."""
        wide, high = control.width(), control.height()
        places = [QPoint(round(wide * x), round(high * y)) for x, y in points]
        window = control.window()
        self._scroll_to(control, control.rect().center())
        handle = window.windowHandle()
        first, *others = (control.mapTo(window, place) for place in places)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(handle, left, none, first)
        for place in others:
            QTest.mouseMove(handle, place)
        QTest.mouseRelease(handle, left, none, others[-1])
        self.eyes.settle()

    def choose_in_menu(self, words: str) -> None:
        """Click on the entry of the menu that is open whose words begin like that."""
        menu = self.eyes.front
        assert isinstance(menu, QMenu)
        action = next(each for each in menu.actions() if each.text().startswith(words))
        self.click(menu, menu.actionGeometry(action).center())

    def _click_entry(self, entries: QAbstractItemView, words: str) -> None:
        model = entries.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        index = next(each for each in rows if each.data() == words)
        entries.scrollTo(index)
        self.click(entries.viewport(), entries.visualRect(index).center())

    def _scroll_to(self, control: QWidget, at: QPoint) -> None:
        """Turn the wheel over the page until that place of the control is in sight."""
        for _notch in range(_STOPS):
            if control.visibleRegion().contains(at):
                return
            self._turn_wheel(control, at)
        raise AssertionError(f"{names_of(control)} cannot be scrolled to")

    def _turn_wheel(self, control: QWidget, at: QPoint) -> None:
        area = _scrolled_in(control)
        window = area.window()
        above = control.mapTo(area, at).y() < area.height() // 2
        over = QPointF(area.mapTo(window, area.rect().center()))
        QTest.wheelEvent(window.windowHandle(), over, -_NOTCH if above else _NOTCH)
        self.eyes.settle()


class Keyboard(Hands):
    """Tab, arrows, Space, Enter and shortcuts."""

    def press(self, name: str) -> None:
        self.go_to(name)
        self.keys("Space")

    def choose(self, name: str, choice: str) -> None:
        self.go_to(name)
        box = self.focused()
        assert isinstance(box, QComboBox)
        self.keys("Space", "Home")
        for _entry in range(box.count()):
            if box.view().currentIndex().data() == choice:
                self.keys("Return")
                return
            self.keys("Down")
        raise AssertionError(f"no {choice!r} in {name!r}")

    def do(self, name: str, keys: str) -> None:
        del name
        self.keys(keys)

    def leave_out(self, line: str) -> None:
        self.go_to(line)
        self.keys("Ctrl+Shift+D")

    def go_to(self, name: str) -> None:
        self.eyes.control(name)
        stops: list[str] = []
        for _stop in range(_STOPS):
            here = self.focused()
            if name in names_of(here):
                return
            stops.append(" or ".join(names_of(here)) or type(here).__name__)
            self.keys("Down" if _among_options(here, name) else "Tab")
        raise AssertionError(f"Tab never comes to {name!r}, but to {stops}")

    def open_row(self, view: QAbstractItemView, row: int) -> None:
        self.go_to(view.accessibleName())
        self.keys("Home")
        for _row in range(view.model().rowCount()):
            if view.currentIndex().row() == row:
                break
            self.keys("Down")
        self.keys("Return")

    def focused(self) -> QWidget:
        """What keys go to."""
        self._window()
        here = QApplication.focusWidget()
        assert here is not None, "nothing has the focus"
        return here


def _among_options(here: QWidget, name: str) -> bool:
    """Whether the one that is wanted is another answer to the question that has the focus."""
    around = here.parentWidget()
    if not isinstance(here, QRadioButton) or around is None:
        return False
    return any(name in names_of(each) for each in around.findChildren(QRadioButton))


def _scrolled_in(control: QWidget) -> QWidget:
    """The innermost part of the page around a control in which it does not fit."""
    around = control.parentWidget()
    while around is not None:
        parent = around.parentWidget()
        if parent is not None and not parent.rect().contains(around.geometry()):
            return parent
        around = parent
    raise AssertionError(f"{names_of(control)} is hidden, and nothing scrolls")
