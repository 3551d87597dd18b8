"""From the shortest draft to the fullest: which parts of a note are kept at which length."""

from __future__ import annotations

from collections.abc import Sequence


class Order:
    """In which order a note's passages are kept, each with what it leans on.

    ``must``: kept at any length. ``usual``: what fits the note's band beside these. ``fuller``:
    the rest. A longer draft takes a longer beginning of that order, so it has all that a shorter
    one has.
    """

    def __init__(
        self,
        must: frozenset[int],
        usual: Sequence[frozenset[int]],
        fuller: Sequence[frozenset[int]],
        lengths: Sequence[int],
    ) -> None:
        self.must = must
        self._usual = must.union(*usual)
        self._steps = [step for step in (*usual, *fuller) if step]
        self._lengths = lengths

    def kept(self, budget: float | None) -> frozenset[int]:
        """The numbers of the passages that so many words allow; ``None``: the usual ones."""
        if budget is None:
            return self._usual
        kept = set(self.must)
        spent = sum(self._lengths[number] for number in kept)
        for step in self._steps:
            spent += sum(self._lengths[number] for number in step)
            if spent > budget:
                break
            kept |= step
        return frozenset(kept)
