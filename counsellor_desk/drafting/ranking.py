"""Which themes of a long note are kept: by cues, and by how much a sentence shares with the rest.

Short notes are already terse and keep nearly everything; long ones are cut to a band. Bands after
what careful counsellors keep: about all under 200 words, three quarters up to 500, two fifths
above. Session, risk, actions and next session are kept whatever their weight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting import lexicons
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.passages import Passage

_WEIGHTS: Final = {"central": 2.5, "symptom": 2.0, "measured": 2.0, "telling": 0.7, "people": 0.6}
_QUOTED: Final = 1.5
_NUMBER: Final = 0.5
_SETTING: Final = -1.5
_DECLINED: Final = 4.0
_SECTIONS: Final = {Section.DONE: 4.0, Section.VIEW: 1.0, Section.SESSION: 2.5, Section.RISK: 2.0}
_CENTRALITY: Final = 1.5
_OPENS: Final = 1.2
_HANGING: Final = -2.0
_DEPENDENT: Final = frozenset(
    {"and", "but", "that", "who", "whom", "which", "so", "though", "although", "because", "or"}
)
_FEW_TERMS: Final = 3
_CONTENT: Final = 0.25
_SENTENCE: Final = 1.0
_SENTENCE_WORDS: Final = 4
_EVEN_OUT: Final = 4
_LENGTH: Final = 0.6


@dataclass(frozen=True, slots=True)
class Band:
    """Notes of up to ``words`` words keep that share of them."""

    words: int
    share: float


BANDS: Final = (Band(199, 0.98), Band(499, 0.745), Band(10**9, 0.418))


def share_for(words: int) -> float:
    """How much of a note of so many words its draft may keep."""
    return next(band.share for band in BANDS if words <= band.words)


class Ranking:
    """Weighs the passages of one note."""

    def __init__(self, note: ParsedNote, passages: Sequence[Passage]) -> None:
        self._note = note
        frequent = lexicons.frequent()
        self._terms = [
            {
                word.plain
                for word in note.words[passage.first : passage.last]
                if word.plain not in frequent and len(word.plain) > 2
            }
            for passage in passages
        ]
        self._shared = Counter(term for terms in self._terms for term in terms)
        self._of = len(passages)

    def weight(self, number: int, passage: Passage) -> float:
        """The weight of passage ``number`` for its length: what is kept first has most."""
        total = self._cues(passage)
        if passage.whole or self._is_work(passage):
            total += _SECTIONS.get(passage.section, 0.0)
        if self._note.words[passage.first].plain in _DEPENDENT:
            total += _HANGING
        total += _SENTENCE * (passage.last - passage.first >= _SENTENCE_WORDS)
        total += _CONTENT * len(self._terms[number])
        total += _CENTRALITY * self._centrality(number) + _OPENS * self._opens_paragraph(passage)
        length: float = (passage.last - passage.first + _EVEN_OUT) ** _LENGTH
        return total / length

    def _is_work(self, passage: Passage) -> bool:
        """Whether a part of a sentence itself names something that was done."""
        done = (self._note.hits(clause, "sections.interventions") for clause in passage.clauses)
        return passage.section is Section.DONE and any(done)

    def _opens_paragraph(self, passage: Passage) -> bool:
        """The first sentence of a paragraph says what it is about."""
        clause = passage.clauses[0]
        clauses = self._note.clauses
        return clause > 0 and clauses[clause - 1].line != clauses[clause].line

    def _cues(self, passage: Passage) -> float:
        total = 0.0
        for clause in passage.clauses:
            labels = {hit.cue.label for hit in self._note.hits(clause, "themes.weight")}
            total += sum(_WEIGHTS[label] for label in labels)
            total += _SETTING * bool(self._note.hits(clause, "themes.less"))
            total += _DECLINED * bool(self._note.hits(clause, "actions.declined"))
        words = range(passage.first, passage.last)
        total += _QUOTED * (not self._note.quoted.isdisjoint(words))
        return total + _NUMBER * (not self._note.numbers.isdisjoint(words))

    def _centrality(self, number: int) -> float:
        """Term frequency by inverse sentence frequency, for terms that come more than once."""
        terms = self._terms[number]
        if not terms:
            return 0.0
        shared = (self._shared[term] for term in terms)
        total = sum(n * log(1 + self._of / n) for n in shared if n > 1)
        return total / (len(terms) + _FEW_TERMS) / 3
