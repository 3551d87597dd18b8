"""How old a reader has to be: Flesch and Kincaid's measure (US Navy, 1975), in years.

A rule of thumb for English text; it knows long sentences and long words, and nothing of sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

OLDEST_READER: Final = 12
"""Years: what a client reads should be plain at that age (forms.md 4.3)."""
LONG_ENOUGH: Final = 12
"""Words: what is shorter is too short to be measured by itself."""
_SCHOOL: Final = 5
"""A reading age is a grade of the American school and five years."""
_SENTENCES: Final = re.compile(r"[.?!:]+")
_WORDS: Final = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_ENDS: Final = (".", "?", "!", ":")


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted: Flesch's own rule of thumb."""
    lowered = word.lower()
    groups = len(re.findall(r"[aeiouy]+", lowered))
    silent = re.search(r"[^aeiouyl]e[sd]?$|[^aeiouy]les?$", lowered)
    if silent and not re.search(r"[^aeiouy]les?$|[td]ed$|[sxzcg]es$", lowered):
        groups -= 1
    return max(1, groups)


def reading_age(text: str) -> float:
    """Years; nothing to read is read by everybody."""
    words = _WORDS.findall(text)
    if not words:
        return 0.0
    sentences = [part for part in _SENTENCES.split(text) if re.search(r"\w", part)]
    spoken = sum(map(syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
    return grade + _SCHOOL


def hard_to_read(text: str) -> int | None:
    """The reading age in whole years where it is long enough to tell, and too old; else nothing."""
    if len(_WORDS.findall(text)) < LONG_ENOUGH:
        return None
    age = reading_age(text)
    return round(age) if round(age) > OLDEST_READER else None


def as_sentences(parts: Iterable[str]) -> str:
    """Several texts as one, each with an end."""
    return " ".join(part if part.endswith(_ENDS) else part + "." for part in parts if part)
