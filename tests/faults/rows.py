"""What a sweep counts, and the table of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.faults.trial import Broken

HEADINGS = ("sweep", "deed", "at", "points", "struck", "consistent", "inconsistent", "seconds")


@dataclass
class Row:
    """``struck``: points at which the kill, the fault or the power cut really came."""

    sweep: str
    deed: str
    at: str
    points: int = 0
    struck: int = 0
    consistent: int = 0
    inconsistent: int = 0
    seconds: float = 0.0

    def cells(self) -> dict[str, Any]:
        """By heading."""
        return {name: getattr(self, name) for name in HEADINGS}

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count the seconds that this takes."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self.seconds += time.monotonic() - begun

    def point(self, where: str, look: Callable[[], object], *, struck: bool) -> None:
        """Count a point, and look whether everything is as it has to be.

        Raises:
            Broken: it is not; the row counts it.
        """
        self.points += 1
        self.struck += struck
        try:
            look()
        except Broken as broken:
            self.inconsistent += 1
            raise Broken(f"{self.sweep} {self.deed}, {self.at} {where}: {broken}") from broken
        self.consistent += 1


def together(rows: Iterable[Row]) -> list[Row]:
    """Slices of the same row as one."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        whole = found.setdefault((row.sweep, row.deed, row.at), Row(row.sweep, row.deed, row.at))
        for name in HEADINGS[3:]:
            setattr(whole, name, getattr(whole, name) + getattr(row, name))
    return list(found.values())


def table(rows: Iterable[Row]) -> str:
    """For people, with a last line that adds everything up."""
    listed = sorted(together(rows), key=lambda row: (row.sweep, row.deed, row.at))
    total = Row("all", "", "")
    for row in listed:
        for name in HEADINGS[3:]:
            setattr(total, name, getattr(total, name) + getattr(row, name))
    lines = [[*HEADINGS], *(_words(row) for row in (*listed, total))]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, widths) for line in lines)


def _words(row: Row) -> list[str]:
    cells = row.cells()
    return [f"{cell:.0f}" if isinstance(cell, float) else str(cell) for cell in cells.values()]


def _line(words: list[str], widths: list[int]) -> str:
    names = [word.ljust(width) for word, width in zip(words[:3], widths[:3], strict=True)]
    counts = [word.rjust(width) for word, width in zip(words[3:], widths[3:], strict=True)]
    return "  ".join([*names, *counts]).rstrip()
