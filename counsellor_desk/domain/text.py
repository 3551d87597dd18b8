"""What typed or pasted text is turned into before anything else sees it.

Qt hands out lone surrogates when a character is cut in half, and files bring NUL, other control
characters and odd line ends. UTF-8 can hold no half characters, SQLite's text no NUL, and a control
character is seen by nobody and printed by no font, so they are replaced here, visibly, and counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_FEW: Final = 12
_UNSTORABLE = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1b\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class CleanText:
    """Text that can be stored, and how many characters had to be replaced for it."""

    text: str
    replaced: int


def clean(raw: str) -> CleanText:
    """Unify line ends; put U+FFFD for lone surrogates and control characters but the tab."""
    unified = _LINE_ENDS.sub("\n", raw)
    text, replaced = _UNSTORABLE.subn(REPLACEMENT, unified)
    return CleanText(text, replaced)


def one_line(raw: str) -> str:
    """Cleaned, trimmed, NFC, with every run of white space as one space: for names and labels."""
    return unicodedata.normalize("NFC", " ".join(clean(raw).text.split()))


def word_count(text: str) -> int:
    """Words as a person would count them: runs of anything but white space."""
    return len(text.split())


def told_apart(characters: Iterable[str]) -> str:
    """Characters in a sentence, a few of them: those that nobody can see by their numbers."""
    each = [c if c.isprintable() else f"U+{ord(c):04X}" for c in characters]
    return " ".join([*each[:_FEW], "…"] if len(each) > _FEW else each)


def preview(text: str, length: int = 40) -> str:
    """The first ``length`` characters on one line, with an ellipsis where something follows."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
