"""What goes into the draft and what is left out of it, within the note's band of length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.passages import Passage
from counsellor_desk.drafting.ranking import Ranking
from counsellor_desk.drafting.risk import Risks
from counsellor_desk.drafting.segments import Joint

_ALWAYS: Final = frozenset({Section.ACTIONS, Section.NEXT})
_SPLIT_BELOW: Final = 0.6
_SPLIT_WORDS: Final = 5
_APART: Final = frozenset({Joint.COMMA, Joint.AND, Joint.DASH, Joint.COLON, Joint.PLUS})
_SESSION_PASSAGES: Final = 3


class Selection:
    """Chooses among one note's passages. ``lengths``: the words of each when it is written out."""

    def __init__(self, note: ParsedNote, risks: Risks) -> None:
        self._note = note
        self._risks = risks

    def divided(self, passages: Sequence[Passage], share: float) -> list[Passage]:
        """Long notes are chosen from clause by clause, short ones sentence by sentence."""
        if share >= _SPLIT_BELOW:
            return list(passages)
        return [part for passage in passages for part in self._parts(passage)]

    def _parts(self, passage: Passage) -> list[Passage]:
        """A passage cut where a clause can stand alone: its own subject, enough words."""
        if passage.section not in {Section.OBSERVED, Section.DONE} or len(passage.clauses) < 2:
            return [passage]
        cuts = [0, *(n for n in range(1, len(passage.clauses)) if self._stands(passage, n))]
        parts = []
        for start, stop in zip(cuts, [*cuts[1:], len(passage.clauses)], strict=True):
            clauses = passage.clauses[start:stop]
            first = max(passage.first, self._note.clauses[clauses[0]].first)
            last = min(passage.last, self._note.clauses[clauses[-1]].last)
            parts.append(replace(passage, clauses=clauses, first=first, last=last))
        return parts

    def _stands(self, passage: Passage, number: int) -> bool:
        clause = self._note.clauses[passage.clauses[number]]
        if clause.joint not in _APART or clause.last - clause.first < _SPLIT_WORDS:
            return False
        opening = self._note.words[clause.first].plain
        return opening not in {"because", "bc", "cos", "which", "who", "until", "than"}

    def chosen(
        self, passages: Sequence[Passage], lengths: Sequence[int], budget: float
    ) -> frozenset[int]:
        """The numbers of the passages to keep: what must be, then by weight while it fits."""
        ranking = Ranking(self._note, passages)
        kept = {number for number in range(len(passages)) if self._must(number, passages)}
        spent = sum(lengths[number] for number in kept)
        rest = [number for number in range(len(passages)) if number not in kept]
        rest.sort(key=lambda number: (-ranking.weight(number, passages[number]), number))
        for number in rest:
            if spent + lengths[number] <= budget:
                kept.add(number)
                spent += lengths[number]
        return frozenset(kept)

    def _must(self, number: int, passages: Sequence[Passage]) -> bool:
        passage = passages[number]
        if passage.section is Section.RISK:
            return any(self._risks.cues[clause] for clause in passage.clauses)
        if passage.section is Section.SESSION:
            return number < _SESSION_PASSAGES
        return passage.section in _ALWAYS
