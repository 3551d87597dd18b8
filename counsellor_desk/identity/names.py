"""What may be somebody's name: capitals, titles, and the capitals that are not names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from counsellor_desk.domain.words import Word
from counsellor_desk.identity import lists
from counsellor_desk.identity.spelling import folded

_ALWAYS_NAMED: Final = frozenset({"mr", "mrs"})
"""Titles that nothing but a name follows, however it is written."""
_LONG_ENOUGH: Final = 3
_MONTHS: Final = frozenset({"jan", "april", "may", "june", "august"})
_BEFORE_MONTHS: Final = frozenset(
    {"in", "by", "since", "until", "till", "early", "mid", "late", "last", "next", "of", "from"}
)


def bare(word: Word) -> str:
    """The plain word without a possessive ending."""
    return word.plain.removesuffix("'s")


def written_as(names: Iterable[str]) -> frozenset[str]:
    """Every plain word whose ``bare`` form is one of the names."""
    return frozenset(form for name in names for form in (name, f"{name}'s"))


def looks_like_name(word: Word) -> bool:
    """Whether it is written as names are: "Mair", "McKay", "O'Neill", not "GP" or "Tuesday"."""
    written = word.written
    if not written[0].isupper():
        return False
    plain = bare(word)
    letters = plain.removeprefix("o'").removeprefix("d'")
    if len(plain) < 2 or not letters.isalpha() or plain in lists.not_names():
        return False
    return not written[: len(plain)].isupper() or _in_capitals(plain)


def _in_capitals(plain: str) -> bool:
    """As in "HER BROTHER SHAUN"; the field's own capitals are no names."""
    known = len(plain) >= _LONG_ENOUGH and folded(plain) in lists.names()
    return known and plain not in lists.abbreviations()


def is_month_too(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the word is a name that is also a month, and nothing beside it makes it one."""
    word = words[at]
    if bare(word) not in _MONTHS or not word.written[0].isupper():
        return False
    before = words[at - 1].plain if at else ""
    after = text[word.end : word.end + 2].strip()[:1]
    return not (before in _BEFORE_MONTHS or before[-1:].isdigit() or before[:1].isdigit()) and (
        not after.isdigit()
    )


def name_end(word: Word) -> int:
    """Where the name itself ends: "Mair's" without its ``'s``."""
    return word.start + len(bare(word)) if word.plain.endswith("'s") else word.end


def close(text: str, before: Word, after: Word) -> bool:
    """Whether two words stand beside each other as the parts of one name do: "Dr. J. Tate"."""
    if len(before.plain) > 1 and before.plain not in lists.titles():
        return text[before.end : after.start] in {" ", "-"}
    return text[before.end : after.start] in {" ", "-", ".", ". "}


def lower_name(word: Word) -> bool:
    """Whether it may be a name typed without its capital: "ifeoma", or "carol" behind a role."""
    plain = bare(word)
    if not word.written[0].islower() or len(plain) < _LONG_ENOUGH:
        return False
    return folded(plain) in lists.names() or plain in lists.lowered()


def lower_run(text: str, words: Sequence[Word], first: int) -> int:
    """The index after one or two names without capitals that begin at ``first``."""
    last = first
    while last < len(words) and last < first + 2 and lower_name(words[last]):
        if last > first and (
            words[last].plain in lists.lowered() or not _spaced(text, words, last)
        ):
            break
        last += 1
        if words[last - 1].plain.endswith("'s"):
            break
    return last


def name_run(text: str, words: Sequence[Word], first: int) -> int:
    """The index after the name that begins at ``first``: a title, then up to three names."""
    last = first
    title = words[last].plain if last < len(words) else ""
    title = title if title in lists.titles() else ""
    last += bool(title)
    named = last
    while last < len(words) and last < named + 3:
        behind = title if last == named else ""
        if not (looks_like_name(words[last]) or _titled_name(words[last], behind)):
            break
        if last > first and not close(text, words[last - 1], words[last]):
            break
        last += 1
        if words[last - 1].plain.endswith("'s"):
            break
    return last if last > named else first


def _titled_name(word: Word, title: str) -> bool:
    """Behind a title also one capital ("Dr Q") and a name without its capital ("mr okoro")."""
    plain = bare(word)
    if not title or not plain.isalpha() or plain in lists.titles():
        return False
    letter = len(plain) == 1 and word.written[0].isupper()
    lower = title in _ALWAYS_NAMED and word.written[0].islower() and len(plain) >= _LONG_ENOUGH
    return letter or lower or lower_name(word)


def _spaced(text: str, words: Sequence[Word], at: int) -> bool:
    return text[words[at - 1].end : words[at].start] == " "
