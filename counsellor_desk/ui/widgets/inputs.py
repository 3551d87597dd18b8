"""Inputs for a line and for longer text.

Every input, here and in the modules beside, has ``changed``, ``value()`` and ``put()``; ``Field``
gives it its label, its help and its place for an error.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.tokens import GRID, LINE_HEIGHT
from counsellor_desk.ui.widgets.answers import Checkable, Input
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.private_text import PrivateText

__all__ = ("Checkable", "Input", "LineInput", "LongInput")


class LineInput(PrivateLine):
    """One line of text."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("field", parent)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """The line."""
        return self.words()

    def put(self, words: str) -> None:
        """Show ``words``, as one line."""
        self.setText(one_line(words))


class LongInput(PrivateText):
    """Several lines of text; ``lines`` are visible, more are scrolled to."""

    def __init__(
        self, placeholder: str = "", *, lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__("field", parent)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing() * LINE_HEIGHT // 100
        height = line * self._lines + 3 * GRID
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * GRID, self.sizeHint().height())
