"""Other words in a text: roles for names (policy 3.4, 4.2), and plainer ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

_SPACES: Final = re.compile(r"\s{2,}")
_BEFORE_POINT: Final = re.compile(r"\s+(?=[.,;:!?])")


def with_roles(text: str, roles: Sequence[tuple[str, str]]) -> str:
    """The text with each role wherever its name stands as a word of its own.

    ``roles`` are pairs of a name and a role. "Rob's" becomes "partner's"; a role that opens a
    sentence has a capital.
    """
    for name, role in roles:
        found = re.compile(rf"(?P<opens>^|[.!?]\s+)?(?<!\w){re.escape(name)}(?!\w)")
        text = found.sub(partial(_instead, role), text)
    return text


def with_words(text: str, words: str, instead: str) -> str:
    """The text with ``instead`` wherever ``words`` stand as words of their own.

    With an empty ``instead`` it is the text without them.
    """
    found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    spaced = _SPACES.sub(" ", found.sub(lambda _hit: instead, text))
    changed = _BEFORE_POINT.sub("", spaced).strip(" ,;:")
    return changed[:1].upper() + changed[1:] if text[:1].isupper() else changed


def _instead(role: str, hit: re.Match[str]) -> str:
    opening: str | None = hit["opens"]
    return role if opening is None else opening + role[:1].upper() + role[1:]
