"""Whether a text says something as others' texts do, which are not ours to ship.

``others_words.txt`` holds hashes alone: of every run of six words in the policy that the product
was built for, and of every sentence in the pages that it was built from. No word can be read there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

RUN: Final = 6
_HASHES: Final = Path(__file__).with_name("others_words.txt")
_ENDS: Final = re.compile(r"[.?!:;·→|()\n]+")


def hashed(words: tuple[str, ...]) -> str:
    """What stands in the file for these words."""
    return blake2b(" ".join(words).encode(), digest_size=4).hexdigest()


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of six words, whatever stands between them."""
    words = _words(text)
    yield from (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def sentences(text: str) -> Iterator[tuple[str, ...]]:
    """Every sentence of six words or more."""
    for sentence in _ENDS.split(text):
        words = _words(sentence)
        if len(words) >= RUN:
            yield tuple(words)


def shared_with_others(text: str) -> list[str]:
    """The runs and sentences of that text which others have too."""
    found = {*runs(text), *sentences(text)}
    return sorted(" ".join(words) for words in found if hashed(words) in _known())


@cache
def _known() -> frozenset[str]:
    return frozenset(_HASHES.read_text(encoding="ascii").split())


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("’", "").replace("'", ""))
