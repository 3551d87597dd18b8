"""What may be somebody's name: capitals, titles, and the capitals that are not names."""

from __future__ import annotations

from collections.abc import Sequence

from counsellor_desk.domain.words import Word
from counsellor_desk.identity import lists


def bare(word: Word) -> str:
    """The plain word without a possessive ending."""
    return word.plain.removesuffix("'s")


def looks_like_name(word: Word) -> bool:
    """Whether it is written as names are: "Mair", "McKay", "O'Neill", not "GP" or "Tuesday"."""
    written = word.written
    if not written[0].isupper():
        return False
    plain = bare(word)
    letters = plain.removeprefix("o'").removeprefix("d'")
    return (
        len(plain) > 1
        and not written[: len(plain)].isupper()
        and letters.isalpha()
        and plain not in lists.not_names()
    )


def name_end(word: Word) -> int:
    """Where the name itself ends: "Mair's" without its ``'s``."""
    return word.start + len(bare(word)) if word.plain.endswith("'s") else word.end


def close(text: str, before: Word, after: Word) -> bool:
    """Whether two words stand beside each other as the parts of one name do: "Dr. J. Tate"."""
    if len(before.plain) > 1 and before.plain not in lists.titles():
        return text[before.end : after.start] in {" ", "-"}
    return text[before.end : after.start] in {" ", "-", ".", ". "}


def name_run(text: str, words: Sequence[Word], first: int) -> int:
    """The index after the name that begins at ``first``: a title, then up to three names."""
    last = first
    if last < len(words) and words[last].plain in lists.titles():
        last += 1
    named = last
    while last < len(words) and last < named + 3 and looks_like_name(words[last]):
        if last > first and not close(text, words[last - 1], words[last]):
            break
        last += 1
        if words[last - 1].plain.endswith("'s"):
            break
    return last if last > named else first
