"""The passages of a note: which stretch went into which row of the summary, and which was left."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from counsellor_desk.domain.drafts import LeftOut, Span
from counsellor_desk.domain.reductions import WorkingSummary


class _Standing(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=_Standing)


class Along(Generic[T]):
    """Things that stand along a note, each at a stretch of it, found by place."""

    def __init__(self, things: Iterable[T]) -> None:
        self._things = sorted(things, key=lambda thing: thing.span)
        self._starts = [thing.span.start for thing in self._things]
        lengths = (thing.span.end - thing.span.start for thing in self._things)
        self._longest = max(lengths, default=0)

    def touching(self, span: Span) -> list[T]:
        """Those that share at least one character with ``span``, in the note's order."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [thing for thing in self._things[first:last] if thing.span.overlaps(span)]

    def after(self, offset: int) -> T | None:
        """The first one that begins behind that place."""
        place = bisect_right(self._starts, offset)
        return self._things[place] if place < len(self._things) else None

    def up_to(self, offset: int) -> T | None:
        """The last one that begins at that place or before it."""
        place = bisect_right(self._starts, offset) - 1
        return self._things[place] if place >= 0 else None


@dataclass(frozen=True)
class Passage:
    """A stretch with what became of it. ``row``: the key of the line or action that carries it."""

    span: Span
    row: int | None = None
    left: LeftOut | None = None


class Passages:
    """All passages of a note, in its order."""

    def __init__(self, summary: WorkingSummary, left_out: Sequence[LeftOut]) -> None:
        found = [Passage(span, row=row.key) for row in summary.carrying() for span in row.spans]
        found += [Passage(span, left=left) for left in left_out for span in left.item.spans]
        self._passages = Along(found)

    def at(self, offset: int) -> Passage | None:
        """The passage that holds that place of the note."""
        passage = self._passages.up_to(offset)
        inside = passage is not None and offset < passage.span.end
        return passage if inside else None

    def after(self, offset: int) -> Passage | None:
        """The next one behind that place."""
        return self._passages.after(offset)

    def before(self, offset: int) -> Passage | None:
        """The one before the one at that place."""
        here = self._passages.up_to(offset)
        return self._passages.up_to(here.span.start - 1) if here is not None else None

    def left_within(self, span: Span) -> list[Span]:
        """The left-out stretches that touch ``span``."""
        return [p.span for p in self._passages.touching(span) if p.left is not None]
