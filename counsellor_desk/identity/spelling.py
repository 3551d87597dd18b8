"""Slips of the pen in a name."""

from __future__ import annotations

import unicodedata
from typing import Final

LONG_ENOUGH: Final = 5
"""Letters from which a name with one slip is still recognisably that name."""
_NO_PARTS: Final = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "’": "'"}
)
"""Letters that Unicode does not take apart."""


def folded(name: str) -> str:
    """Without accents: "Zoë" is also typed "Zoe", "Łukasz" also "Lukasz"."""
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFD", name.translate(_NO_PARTS))
    return "".join(part for part in parts if not unicodedata.combining(part))


def one_slip(written: str, name: str) -> bool:
    """Whether one letter was missed, doubled, changed, or two neighbours swapped.

    Never true for short names: Ann and Dan, Jon and Joan are different people.
    """
    if min(len(written), len(name)) < LONG_ENOUGH or written[0] != name[0] or written == name:
        return False
    if abs(len(written) - len(name)) > 1:
        return False
    same = 0
    while same < min(len(written), len(name)) and written[same] == name[same]:
        same += 1
    rest, wanted = written[same:], name[same:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
