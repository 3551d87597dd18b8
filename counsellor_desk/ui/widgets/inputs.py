"""Inputs for a line and for longer text.

Every input, here and in the modules beside, has ``changed``, ``value()`` and ``put()``; ``Field``
gives it its label, its help and its place for an error.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.tokens import GRID, LINE_HEIGHT
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.private_text import PrivateText


class Input(Protocol):
    """What a ``Field`` needs of the widget in it."""

    changed: SignalInstance

    def setAccessibleName(self, name: str, /) -> None: ...
    def setAccessibleDescription(self, description: str, /) -> None: ...


@runtime_checkable
class Checkable(Protocol):
    """An input that may hold something that it does not understand, such as a date."""

    editingFinished: SignalInstance

    def complaint(self) -> str:
        """What to say about what stands in it; nothing where it is understood or empty."""


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
