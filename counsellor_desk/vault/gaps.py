"""Entries of the trail that a damaged store lost, as its saving wrote them down (FORMAT.md 8).

The entry that follows a gap has its link to one that is gone. So that nobody can change it later,
the entry that tells of the gap, which is linked itself, holds a fingerprint of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from counsellor_desk.vault.connection import Row

_GAP: Final = re.compile(r"(\d{1,18})-(\d{1,18})\.([0-9a-f]{0,32})")
_NAME: Final = "gap_"
_COLUMNS: Final = ("seq", "at", "monotonic", "slot", "act", "about", "facts")


@dataclass(frozen=True)
class Gaps:
    """``followed_by``: the numbers that are gone, and a fingerprint of what comes after them."""

    followed_by: dict[range, str]

    def holds(self, seq: int) -> bool:
        """Whether that number is among them."""
        return any(seq in gone for gone in self.followed_by)

    def tell_of(self, gone: range) -> bool:
        """Whether exactly these were said to be gone."""
        return gone in self.followed_by

    def let_pass(self, gone: range, row: Row) -> bool:
        """Whether this is the entry that followed them when they were said to be gone."""
        return self.followed_by.get(gone) == fingerprint(row)


def declared(rows: Iterable[Row]) -> Gaps:
    """What the entries about saved stores say; the newest is right."""
    found: dict[range, str] = {}
    for row in rows:
        facts = json.loads(row["facts"])
        texts = [facts[name] for name in facts if name.startswith(_NAME)]
        for match in filter(None, (_GAP.fullmatch(str(text)) for text in texts)):
            found[range(int(match[1]), int(match[2]) + 1)] = match[3]
    return Gaps(found)


def facts(rows: Iterable[Row], end: int) -> Iterator[tuple[str, str]]:
    """The gaps in a trail whose next entry is to have a number above ``end``, as facts."""
    last, number = 0, 0
    for row in rows:
        if row["seq"] > last + 1:
            number += 1
            yield f"{_NAME}{number}", f"{last + 1}-{row['seq'] - 1}.{fingerprint(row)}"
        last = row["seq"]
    if end > last:
        yield f"{_NAME}{number + 1}", f"{last + 1}-{end}."


def fingerprint(row: Row) -> str:
    """128 bits over everything that an entry says, and its link."""
    said = "\n".join(str(row[column]) for column in _COLUMNS)
    return sha256(said.encode("utf-8") + bytes(row["link"])).hexdigest()[:32]
