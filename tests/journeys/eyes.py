"""What a person sees of the program: the window in front, what is written there, its controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NeverCame
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from counsellor_desk.ui.widgets.words import Words

_MNEMONIC = re.compile("&(.)")
PATIENCE = 20_000
"""Milliseconds after which a person would say that it hangs; only a fault ever waits so long."""


class Eyes:
    """Looks at whatever is in front. Everything that is not there yet is waited for."""

    def __init__(self, qtbot: QtBot, is_busy: Callable[[], bool]) -> None:
        """``is_busy``: whether the program still works on what it was asked."""
        self._qtbot = qtbot
        self._is_busy = is_busy

    @property
    def front(self) -> QWidget:
        """The menu or list that is open, else the window that has the keyboard."""
        return QApplication.activePopupWidget() or self.window

    @property
    def window(self) -> QWidget:
        """The dialog that is open, else the one window of the program."""
        dialog: QWidget | None = QApplication.activeModalWidget()
        if dialog is not None:
            return dialog
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        windows = [window for window in shown if window.windowType() is Qt.WindowType.Window]
        assert windows, "no window is shown"
        return windows[-1]

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for it; if it never comes, say what was seen instead."""
        try:
            self._qtbot.waitUntil(condition, timeout=PATIENCE)
        except NeverCame:
            raise AssertionError(f"{what}; seen: {self.read()}; {self.names()}") from None

    def settle(self) -> None:
        """Wait until the program has answered, and nothing is on its way: no button, no part."""

        def quiet() -> bool:
            QCoreApplication.sendPostedEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            moves = any(each.isDown() for each in self._buttons()) or self._grows()
            return not self._is_busy() and not moves

        for _round in range(2):  # what was answered may ask for more
            self.until(quiet, "the program goes on working")

    def _grows(self) -> bool:
        """Whether a screen is still put together bit by bit, by a timer of nought."""
        timers = self.window.findChildren(QTimer)
        return any(timer.isActive() and not timer.interval() for timer in timers)

    def texts(self) -> list[str]:
        """Everything that is written in front, piece by piece, lists row by row."""
        return [text for each in self._shown() for text in _texts_of(each) if text]

    def read(self) -> str:
        """Everything that is written in front."""
        return " | ".join(self.texts())

    def see(self, words: str) -> None:
        """Wait until these words stand in front."""
        self.until(lambda: words in self.read(), f"{words!r} is not seen")

    def spoken(self) -> list[str]:
        """What a screen reader calls everything in front."""
        return [each.accessibleName() for each in self._shown() if each.accessibleName()]

    def names(self) -> list[str]:
        """What every control in front is called."""
        return [name for each in self._controls() for name in names_of(each)]

    def has(self, name: str) -> bool:
        """Whether a control of that name can be used now."""
        return self._found(name) is not None

    def control(self, name: str) -> QWidget:
        """The control of that name in front, once it is there and can be used."""
        self.settle()
        self.until(lambda: self.has(name), f"no control {name!r}")
        found = self._found(name)
        assert found is not None
        return found

    def _found(self, name: str) -> QWidget | None:
        named = (each for each in self._controls() if name in names_of(each))
        return next((each for each in named if each.isEnabled()), None)

    def _shown(self) -> Iterator[QWidget]:
        inside = self.front.findChildren(QWidget)
        return (each for each in inside if isValid(each) and each.isVisible())

    def _buttons(self) -> Iterator[QAbstractButton]:
        """Tool buttons of Qt's own dialogs are down for as long as something is on."""
        shown = (each for each in self._shown() if isinstance(each, QAbstractButton))
        return (each for each in shown if not isinstance(each, QToolButton))

    def _controls(self) -> Iterator[QWidget]:
        return (each for each in self._shown() if can_be_used(each))


def _texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | Words):
        yield widget.text()
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(model.rowCount()):
            yield row_of(widget, row)


def row_of(view: QAbstractItemView, row: int) -> str:
    """What is written in a row of a list or table."""
    model = view.model()
    columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    cells = (model.index(row, column).data() for column in range(columns))
    return " ".join(str(cell) for cell in cells if cell)


def can_be_used(widget: QWidget) -> bool:
    """Whether it takes input itself, and does not only stand around what does."""
    takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
    return takes and widget.focusProxy() is None


def names_of(widget: QWidget) -> set[str]:
    """What it is called: its accessible name, and what is written in it."""
    return {name for name in (widget.accessibleName(), _written_in(widget)) if name}


def _written_in(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return _MNEMONIC.sub(r"\1", widget.text())
    return widget.toPlainText() if isinstance(widget, QTextEdit) else ""
