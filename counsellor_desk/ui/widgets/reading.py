"""A calm word where a text is harder to read than forms should be."""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain.readability import OLDEST_READER, hard_to_read
from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import N_, _

_GROWN_UP: Final = 18
"""Years: above it the measure still grows, and says nothing more."""
_HARD: Final = N_(
    "Reads like a text for {age}-year-olds. Forms aim at {aim}: shorter sentences and shorter "
    "words help."
)
_HARDEST: Final = N_(
    "Hard to read, for grown-ups too. Forms aim at twelve-year-olds: shorter sentences and "
    "shorter words help."
)


class ReadingHint(Words):
    """There only while it has something to say."""

    def __init__(self) -> None:
        super().__init__("", type_=Type.SMALL, tone=Tone.AMBER)
        self.hide()

    def look_at(self, text: str) -> None:
        """Say of that text how old its reader has to be, where that is older than it should."""
        age = hard_to_read(text)
        told = _(_HARDEST if age and age >= _GROWN_UP else _HARD)
        self.say(told.format(age=age, aim=OLDEST_READER) if age else "")
        self.setVisible(age is not None)
