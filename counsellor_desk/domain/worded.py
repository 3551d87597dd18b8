"""Enumerations whose members carry the words that a person reads."""

from __future__ import annotations

from enum import Enum
from typing import Self

from counsellor_desk.wording import _


class Worded(Enum):
    """Members are written ``NAME = "stored value", N_("What a person reads")``."""

    sentence: str
    __hash__ = object.__hash__
    """Each member is there once. Enum's own hash asks for the name's, each time, in Python."""

    def __new__(cls, value: str, sentence: str = "") -> Self:
        member = object.__new__(cls)
        member._value_ = value
        member.sentence = sentence
        return member

    @property
    def label(self) -> str:
        """The words in the installed language."""
        return _(self.sentence)

    @classmethod
    def of(cls, stored: str) -> Self:
        """The member whose stored value that is.

        Raises:
            ValueError: none has it.
        """
        for member in cls:
            if member.value == stored:
                return member
        raise ValueError(stored)
