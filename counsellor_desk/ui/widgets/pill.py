"""A state in a word, with a colour beside it: never the colour alone."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counsellor_desk.ui.tokens import Type, figures, tabular


class State(Enum):
    """What a pill says: nothing special; due or ageing; overdue or on hold; in force, verified."""

    NEUTRAL = "neutral"
    AMBER = "amber"
    RED = "red"
    GREEN = "green"


class Pill(QLabel):
    """A word or two in a coloured field."""

    def __init__(
        self, words: str, state: State = State.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", Type.SMALL.value)
        self.setFont(tabular(QFont()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(words, state)

    def say(self, words: str, state: State) -> None:
        """Show another state."""
        self.setText(figures(words))
        self.setAccessibleName(words)
        self.setProperty("pill", state.value)
        self.style().polish(self)


class KeyCap(QLabel):
    """The keys of a shortcut, as they stand on a keyboard."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(keys)
        self.setProperty("look", "key")
        self.setProperty("type", Type.SMALL.value)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
