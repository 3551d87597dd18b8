"""A part of a sweep: what one worker does without a break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """Every ``of_slices``-th point, from ``first``; in a quick run every ``stride``-th of those."""

    sweep: str
    deed: str
    first: int = 0
    of_slices: int = 1
    stride: int = 1

    @property
    def name(self) -> str:
        """As progress and results call it."""
        return f"{self.sweep} {self.deed} {self.first + 1}/{self.of_slices}"

    def of(self, points: Iterable[T]) -> Sequence[T]:
        """The points of this part."""
        return list(points)[self.first :: self.of_slices * self.stride]
