"""The words of a text, each with its place: what reading and naming both count in."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_NOT: Final = (
    "ain aren can couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn "
    "weren won wouldn"
)
_APOSTROPHE_LEFT_OUT: Final = {f"{stem}t": f"{stem}'t" for stem in _NOT.split()} | {
    "cannot": "can't",
    "im": "i'm",
    "ive": "i've",
    "hes": "he's",
    "shes": "she's",
    "theyre": "they're",
    "youre": "you're",
}


class Word(NamedTuple):
    """One word: ``text[start:end]`` as ``written``, and ``plain`` for comparing."""

    start: int
    end: int
    written: str
    plain: str


class NoteText(NamedTuple):
    """A note and its words: read once, then handed to everything that looks at it."""

    text: str
    words: list[Word]


def note_text(text: str) -> NoteText:
    """The text with its words."""
    return NoteText(text, words_of(text))


def plain(written: str) -> str:
    """Lower case, straight apostrophes, and the apostrophe put back where haste left it out."""
    lowered = written.lower().replace("’", "'")
    return _APOSTROPHE_LEFT_OUT.get(lowered, lowered)


def words_of(text: str) -> list[Word]:
    """Every run of letters and digits, with the apostrophes inside it, in order."""
    known: dict[str, str] = {}
    words: list[Word] = []
    new = tuple.__new__  # half the time of Word(…), which is Python, for every word of a note
    for found in _WORD.finditer(text):
        written = found.group()
        if written not in known:
            known[written] = plain(written)
        start, end = found.span()
        words.append(new(Word, (start, end, written, known[written])))
    return words
