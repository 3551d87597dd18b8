"""Places of a text as it stands in the store, and where an editor shows them.

The store counts characters, Qt counts UTF-16 units (an emoji has two), and an editor breaks
paragraphs without a single space, which puts a line end in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from counsellor_desk.ui.widgets.private_text import in_paragraphs

_TWO_UNITS: Final = re.compile("[\U00010000-\U0010ffff]")


class Places:
    """Translates between both, for one text."""

    def __init__(self, text: str) -> None:
        shown = in_paragraphs(text)
        self._breaks = [] if len(shown) == len(text) else list(_breaks(text, shown))
        self._wide = [found.start() for found in _TWO_UNITS.finditer(shown)]
        self._wide_shown = [at + before for before, at in enumerate(self._wide)]

    def shown(self, offset: int) -> int:
        """Where the editor shows the character at ``offset`` of the text."""
        at = offset + bisect_right(self._breaks, offset)
        return at + bisect_left(self._wide, at)

    def stored(self, position: int) -> int:
        """Which character of the text the editor shows there."""
        at = position - bisect_left(self._wide_shown, position)
        low, high = 0, len(self._breaks)
        while low < high:  # the break after which ``at`` stands: each one moved it by one
            middle = (low + high) // 2
            if self._breaks[middle] + middle < at:
                low = middle + 1
            else:
                high = middle
        return at - low


def _breaks(text: str, shown: str) -> Iterator[int]:
    """Before which characters of the text a line end was put in."""
    at = 0
    for line in shown.split("\n")[:-1]:
        at += len(line)
        if text[at : at + 1] in {" ", "\n"}:
            at += 1
        else:
            yield at
