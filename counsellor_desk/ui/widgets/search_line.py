"""A line that something is searched for in, as wide as a few words, whatever the text size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.inputs import LineInput

_WIDTH: Final = 46 * GRID


class SearchLine(LineInput):
    """Down goes to what was found, by ``down``. ``name`` is what a screen reader says."""

    def __init__(
        self, placeholder: str, down: Callable[[], object] | None = None, *, name: str = ""
    ) -> None:
        super().__init__(placeholder)
        self._down = down
        self.setAccessibleName(name or placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._down is not None:
            self._down()
        else:
            super().keyPressEvent(event)
