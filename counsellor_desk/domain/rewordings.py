"""What a line about risk says after it was edited, beside what was drafted.

A "no" must not go unseen, nor what was asked about. It is looked at, never put right by itself.
"""

from __future__ import annotations

import re
from typing import Final

_NO: Final = re.compile(
    r"\b(?:no|not|none|never|nil|nothing|nobody|nor|neither|without|den(?:y|ies|ied|ying|ial))\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W_]{4,}")


def loses_no(drafted: str, now: str) -> bool:
    """Whether what was drafted says "no", and what stands there now does not."""
    return bool(_NO.search(drafted)) and not _NO.search(now)


def loses_all(drafted: str, now: str) -> bool:
    """Whether no word of any length is left of what was drafted."""
    before, after = (set(_WORD.findall(text.lower())) for text in (drafted, now))
    return bool(before) and before.isdisjoint(after)
