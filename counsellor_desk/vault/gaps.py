"""Entries of the trail that a damaged store lost, as its saving wrote them down (FORMAT.md 8).

The entry that follows a gap has its link to one that is gone. So that nobody can change it later,
the entry that tells of the gap, which is linked itself, holds a fingerprint of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from counsellor_desk.vault.connection import Row

_GAP: Final = re.compile(r"(\d{1,18})-(\d{1,18})\.([0-9a-f]{0,32})")
_NAME: Final = "gap_"
_UNPROVEN: Final = "unproven"
_COLUMNS: Final = ("seq", "at", "monotonic", "slot", "act", "about", "facts")


@dataclass(frozen=True)
class Gaps:
    """``followed_by``: the numbers that are gone, and a fingerprint of what comes after them.

    ``unproven``: entries whose own key is gone, by a fingerprint of all of them.
    """

    followed_by: dict[range, str]
    unproven: dict[range, str] = field(default_factory=dict)

    def holds(self, seq: int) -> bool:
        """Whether that number is among them."""
        return any(seq in gone for gone in self.followed_by)

    def tell_of(self, gone: range) -> bool:
        """Whether exactly these were said to be gone."""
        return gone in self.followed_by

    def let_pass(self, gone: range, row: Row) -> bool:
        """Whether this is the entry that followed them when they were said to be gone."""
        return self.followed_by.get(gone) == fingerprint(row)

    def takes_on_trust(self, seq: int) -> bool:
        """Whether that entry is held by the fingerprint of ``unproven`` and not by its link."""
        return any(seq in held for held in self.unproven)

    def changed(self, rows: Iterable[Row]) -> int | None:
        """The first number of entries on trust that are not as they were; ``rows``: the trail."""
        known = list(rows) if self.unproven else []
        for held, said in self.unproven.items():
            if together([row for row in known if row["seq"] in held]) != said:
                return held.start
        return None


def declared(rows: Iterable[Row]) -> Gaps:
    """What the entries about saved stores say; the newest is right."""
    found = Gaps({})
    for row in rows:
        for name, text in json.loads(row["facts"]).items():
            if (match := _GAP.fullmatch(str(text))) is None:
                continue
            numbers = range(int(match[1]), int(match[2]) + 1)
            if name.startswith(_NAME):
                found.followed_by[numbers] = match[3]
            elif name == _UNPROVEN:
                found.unproven[numbers] = match[3]
    return found


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


def unproven(rows: Iterable[Row], last: int) -> tuple[str, str]:
    """The fact that holds the entries up to that number, whose key is gone."""
    return _UNPROVEN, f"1-{last}.{together([row for row in rows if row['seq'] <= last])}"


def together(rows: Iterable[Row]) -> str:
    """128 bits over several entries."""
    return sha256("".join(map(fingerprint, rows)).encode("ascii")).hexdigest()[:32]


def fingerprint(row: Row) -> str:
    """128 bits over everything that an entry says, and its link."""
    said = "\n".join(str(row[column]) for column in _COLUMNS)
    return sha256(said.encode("utf-8") + bytes(row["link"])).hexdigest()[:32]
