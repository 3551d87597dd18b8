"""Times side by side: product and peer take turns, so that a busy machine is busy for both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

LEAST_REPETITIONS = 5
Timed = Callable[[], float]
"""Does something once; the seconds that count."""


@dataclass(frozen=True)
class Times:
    """Of one thing, in seconds."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{_ms(self.median)} ({_ms(self.least)} to {_ms(self.most)})"


@dataclass(frozen=True)
class Figure:
    """A line of the table. ``size``: of what is measured, for the growth from line to line."""

    row: str
    what: str
    size: str
    product: Times
    peer: Times
    peer_is: str

    @property
    def ratio(self) -> float:
        """How many times as long the product takes."""
        return self.product.median / self.peer.median

    def cells(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "row": self.row,
            "what": self.what,
            "size": self.size,
            "product": vars(self.product),
            "peer": vars(self.peer),
            "peer_is": self.peer_is,
            "ratio": self.ratio,
        }


@dataclass(frozen=True)
class Verdict:
    """A goal of benchmarks.md, what was found, and whether it is met."""

    row: str
    goal: str
    found: str
    met: bool


def seconds(do: Callable[[], object]) -> float:
    """How long that takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def side_by_side(things: Mapping[str, Timed], repetitions: int) -> dict[str, Times]:
    """Each thing so many times, in turns; once more before, which does not count."""
    for thing in things.values():
        thing()
    found: dict[str, list[float]] = {name: [] for name in things}
    for _turn in range(repetitions):
        for name, thing in things.items():
            found[name].append(thing())
    return {name: times_of(all_of_it) for name, all_of_it in found.items()}


def times_of(all_of_it: list[float]) -> Times:
    """Median, least and most."""
    return Times(statistics.median(all_of_it), min(all_of_it), max(all_of_it))


def growth(smaller: Times, larger: Times) -> float:
    """How many times as long the larger takes."""
    return larger.median / smaller.median


def table(figures: list[Figure], verdicts: list[Verdict]) -> str:
    """In Markdown, for the terminal and for docs/benchmarks.md."""
    lines = ["| row | what | size | product | peer | ratio |", "|---|---|---|---|---|---|"]
    for each in figures:
        peer = f"{each.peer} {each.peer_is}"
        cells = (each.row, each.what, each.size, str(each.product), peer, f"{each.ratio:.1f} ×")
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "| row | goal | found | met |", "|---|---|---|---|"]
    for verdict in verdicts:
        met = "yes" if verdict.met else "no"
        lines.append(f"| {verdict.row} | {verdict.goal} | {verdict.found} | {met} |")
    return "\n".join(lines)


def _ms(length: float) -> str:
    return f"{length * 1000:.1f} ms" if length < 1 else f"{length:.2f} s"
