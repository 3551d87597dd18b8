"""Words of safety, which turn a risk round: "feels safe at home", "blades handed to mum"."""

from __future__ import annotations

from collections.abc import Sequence

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.drafting.parsed import ParsedNote


class Safety:
    """Answers for one note."""

    def __init__(self, note: ParsedNote) -> None:
        self._note = note

    def spoken_of(self, hit: Hit) -> bool:
        """Who "feels safe at home" denies a risk, and who does not feel so reports one."""
        words = [self._note.words[n].plain for n in range(hit.first, hit.last)]
        wished = hit.first > 0 and self._note.words[hit.first - 1].plain in {"be", "keep", "stay"}
        return "safe" in words and not wished

    def is_missing(self, first: int) -> bool:
        """Whether the safety named at that word is denied."""
        opens = self._note.clauses[self._note.clause_of(first)].first
        words = [self._note.words[n].plain for n in range(max(opens, first - 3), first)]
        unsafe = self._note.words[first].plain == "unsafe"
        return unsafe or any(word.endswith("n't") or word in {"not", "never"} for word in words)

    def gave_up(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """As in "his morphine went back to the chemist", "blades handed to mum"."""
        clause = self._note.clause_of(hit.first)
        near = {clause, clause + 1} & set(sentence)
        return any(self._note.hits(number, "risk.given_up") for number in near)
