"""Text on a screen: plain by itself, never selectable, never taken for markup.

Selectable labels would fill X11's primary selection; automatic rich text would read a client's
name as markup. Lines stand at one and a half times the type size, as long text wants it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counsellor_desk.ui.tokens import (
    HEADING_LINE_HEIGHT,
    LINE_HEIGHT,
    Type,
    figures,
    tabular,
    tokens,
)

Weight = QFont.Weight


_MARKUP: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"})
"""Words stand between tags, never in one; ``html`` would bring its table of 2,000 names."""
_ENDLESS: Final = re.compile(r"\S{30}(?=\S)")
"""Longer than any word: what a line would not hold may be broken there."""
_HEADINGS: Final = (Type.HEADLINE, Type.QUESTION)


class Tone(Enum):
    """What a piece of text is. Values are fields of ``Tokens``."""

    TEXT = "text"
    SECONDARY = "secondary"
    ACCENT = "accent"
    AMBER = "amber"
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight and tone."""

    words: str
    weight: QFont.Weight = Weight.Normal
    tone: Tone | None = None


class Words(QLabel):
    """A text that wraps. Give a string, or runs where weight or tone change on the way."""

    def __init__(
        self,
        words: str | Sequence[Run] = "",
        *,
        type_: Type = Type.BODY,
        tone: Tone = Tone.TEXT,
        weight: QFont.Weight = Weight.Normal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._weight = weight
        self._runs: tuple[Run, ...] = ()
        self._heights: dict[int, int] = {}
        self._apart = HEADING_LINE_HEIGHT if type_ in _HEADINGS else LINE_HEIGHT
        self.setProperty("type", type_.value)
        self.setFont(tabular(QFont()))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(words)

    def say(self, words: str | Sequence[Run]) -> None:
        """Show something else."""
        self._runs = (Run(words),) if isinstance(words, str) else tuple(words)
        self.setAccessibleName(self.text())  # without markup, and never out of step
        self._draw()

    def text(self) -> str:
        """What is read, without markup."""
        return "".join(run.words for run in self._runs)

    def heightForWidth(self, width: int) -> int:
        """Kept for each width: a layout asks for the same ones over and over."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = super().heightForWidth(width)
        return height

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._heights.clear()
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        elif event.type() is QEvent.Type.FontChange:
            self._centre()

    def _centre(self) -> None:
        """Qt adds what sets lines apart below each line, which would lift a single one."""
        lift = self.fontMetrics().lineSpacing() * (self._apart - 100) // 200
        self.setContentsMargins(0, lift, 0, -lift)
        self._heights.clear()

    def _draw(self) -> None:
        self._heights.clear()
        body = "".join(map(self._span, self._runs))
        self.setText(f'<p style="line-height:{self._apart}%">{body}</p>' if body else "")

    def _span(self, run: Run) -> str:
        colour: str = getattr(tokens(), (run.tone or self._tone).value)
        weight = int(max(run.weight, self._weight, key=lambda w: w.value).value)
        words = _ENDLESS.sub("\\g<0>\u200b", figures(run.words)).translate(_MARKUP)
        return f'<span style="color:{colour}; font-weight:{weight}">{words}</span>'


def headline(words: str) -> Words:
    """The one headline of a screen."""
    return Words(words, type_=Type.HEADLINE, weight=Weight.Bold)


def title(words: str) -> Words:
    """The title of a card or a part of a screen."""
    return Words(words, type_=Type.LEAD, weight=Weight.DemiBold)


def secondary(words: str, *, type_: Type = Type.BODY) -> Words:
    """What may be read or passed over."""
    return Words(words, type_=type_, tone=Tone.SECONDARY)


def strong(words: str) -> Run:
    """A run that carries weight, such as a case number."""
    return Run(words, Weight.DemiBold)


def quiet(words: str) -> Run:
    """A run that stands back."""
    return Run(words, tone=Tone.SECONDARY)
