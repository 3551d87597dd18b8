"""Watches when and with what the person last did something, in any window of the program.

It listens at the windows, not at every widget: a filter on the application would see each paint
and timer event too. New windows (dialogs, menus) are found when they get the focus, and at every
tick of the idle clock.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

_POINTER: Final = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TabletPress,
    QEvent.Type.TouchBegin,
}
_MOVEMENT: Final = {
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TabletMove,
    QEvent.Type.TouchUpdate,
    QEvent.Type.KeyRelease,
    QEvent.Type.InputMethod,
}
_SHOWING: Final = {QEvent.Type.Expose, QEvent.Type.UpdateRequest}


class InputWatch(QObject):
    """``used`` is sent at every input; ``by_keyboard`` when keys or the pointer were taken up.

    ``showing``: a window is about to be painted.
    """

    used = Signal()
    by_keyboard = Signal(bool)
    showing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: list[tuple[QKeySequence, Callable[[], object]]] = []
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        if parent is not None:
            parent.installEventFilter(self)  # a widget's own wish to be painted passes no window
        self.look_around()

    def look_around(self) -> None:
        """Listen at every window that there is now."""
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def on_key(self, keys: str, run: Callable[[], object]) -> None:
        """Have ``run`` called at that shortcut in any window, also where a dialog stands before it.

        A ``QShortcut`` of the main window is dead while a dialog is open.
        """
        self._keys.append((QKeySequence(keys), run))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SHOWING:
            self.showing.emit()
        elif not isinstance(watched, QWindow):
            return False
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.by_keyboard.emit(True)
            self.used.emit()
            return self._ran(event)
        if kind in _POINTER:
            self.by_keyboard.emit(False)
            self.used.emit()
        elif kind in _MOVEMENT:
            self.used.emit()
        return super().eventFilter(watched, event)

    def _ran(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        for keys, run in self._keys:
            if keys == pressed:
                run()
                return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
