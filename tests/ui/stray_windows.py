"""Parts of a page that are shown before they have their place: each is a window for a moment.

It flashes on the screen and takes the keyboard away, so that a key that is just down does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_OUGHT_TO_BE = {Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool}


class _Watch(QObject):
    def __init__(self, allowed: QWidget) -> None:
        super().__init__()
        self._allowed = allowed
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            ought = isinstance(watched, QDialog) or watched.windowType() in _OUGHT_TO_BE
            if watched.isWindow() and not ought and watched is not self._allowed:
                self.found.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@contextmanager
def stray_windows(application: QApplication, allowed: QWidget) -> Iterator[list[str]]:
    """What becomes a window meanwhile and is neither a dialog, a popup nor ``allowed``."""
    watch = _Watch(allowed)
    application.installEventFilter(watch)
    try:
        yield watch.found
    finally:
        application.removeEventFilter(watch)
