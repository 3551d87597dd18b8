"""Where a note speaks of risk, what it says, and which sentences may not be parted from it.

A question and its answer stay together, and so do a cue and the short denial after it: the worst
a draft can do is keep "asked about suicide" and file the "no" elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.drafts import Polarity, RiskCue, Span
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.polarity import Polarities

_GENERAL: Final = "risk"
_CONCERN: Final = frozenset({"child at risk"})
_SHORT_ANSWER: Final = 7
_OPENS_ANSWER: Final = 3


class Risks:
    """The risk cues of one note by clause, and the sentences that belong to them."""

    def __init__(self, note: ParsedNote, contexts: Sequence[Context], year: int) -> None:
        self._note = note
        self._contexts = contexts
        self._hits = self._about_risk()
        self._polarities = Polarities(note, year, [hit for row in self._hits for hit in row])
        self.bound = self._bound()
        self.cues: list[list[RiskCue]] = [[] for _clause in note.clauses]
        for number, sentence in enumerate(note.sentences):
            for clause in sentence:
                self.cues[clause] = [self._cue(hit, number) for hit in self._hits[clause]]

    def _about_risk(self) -> list[list[Hit]]:
        """The cues of each clause: those that always are, and those beside one that is."""
        sure = self._sure()
        spoken = [any(sure[clause] for clause in sentence) for sentence in self._note.sentences]
        for number, sentence in enumerate(self._note.sentences):
            near = any(spoken[max(0, number - 2) : number + 3])
            line = self._note.clauses[sentence[0]].line
            if near or self._contexts[line].section is Section.RISK:
                for clause in sentence[self._prefix(sentence) :]:
                    taken = {n for hit in sure[clause] for n in range(hit.first, hit.last)}
                    sure[clause] = sorted(
                        [
                            *sure[clause],
                            *(
                                hit
                                for hit in self._hits_of(clause, "risk.beside")
                                if hit.first not in taken
                            ),
                        ],
                        key=lambda hit: hit.first,
                    )
                spoken[number] = any(sure[clause] for clause in sentence)
        return sure

    def _sure(self) -> list[list[Hit]]:
        """A heading's own word counts only where its line says nothing else: "Risk: none"."""
        sure = [self._hits_of(number, "risk.topic") for number in range(len(self._note.clauses))]
        for sentence in self._note.sentences:
            prefix = self._prefix(sentence)
            if prefix and (prefix == len(sentence) or any(sure[n] for n in sentence[prefix:])):
                for clause in sentence[:prefix]:
                    sure[clause] = []
        return sure

    def _prefix(self, sentence: Sequence[int]) -> int:
        """How many clauses of the sentence are its line's heading."""
        clauses = self._note.clauses
        first = clauses[sentence[0]]
        opens = sentence[0] == 0 or clauses[sentence[0] - 1].line != first.line
        return min(self._contexts[first.line].prefix, len(sentence)) if opens else 0

    def _hits_of(self, clause: int, table: str) -> list[Hit]:
        """Without those that stand inside a longer phrase about something else, or each other."""
        found: list[Hit] = []
        reached = -1
        for hit in self._note.hits(clause, table):
            if hit.first >= reached and not self._ordinary(hit, clause):
                found.append(hit)
                reached = hit.last
        return found

    def _ordinary(self, hit: Hit, clause: int) -> bool:
        return any(
            other.first <= hit.first and hit.last <= other.last
            for number in (clause - 1, clause)
            if number >= 0
            for other in self._note.hits(number, "risk.not_risk")
        )

    def _bound(self) -> dict[int, int]:
        """Sentences that go with the one before them: answer → question, denial → cue."""
        bound: dict[int, int] = {}
        for number in range(1, len(self._note.sentences)):
            before, sentence = self._note.sentences[number - 1 : number + 1]
            if self._is_risk(number - 1) and self._close(before, sentence):
                asked = self._asks(before)
                alone = not self._is_risk(number)
                answers = (asked or alone) and self._answers(sentence, short=not asked)
                if answers or (alone and self._opens_with_question(sentence)):
                    bound[number] = number - 1
        return bound

    def _is_risk(self, sentence: int) -> bool:
        return any(self._hits[clause] for clause in self._note.sentences[sentence])

    def _close(self, before: Sequence[int], sentence: Sequence[int]) -> bool:
        lines = self._note.clauses[before[-1]].line, self._note.clauses[sentence[0]].line
        return lines[0] == lines[1] or (lines[1] == lines[0] + 1 and self._asks(before))

    def _asks(self, sentence: Sequence[int]) -> bool:
        """Whether it only asks: the answer is still to come."""
        end = self._note.clauses[sentence[-1]].end
        if self._note.text[max(0, end - 2) : end].rstrip("\"'”’)").endswith("?"):
            return True
        return next(self._questions(sentence), None) is not None

    def _questions(self, sentence: Sequence[int]) -> Iterator[Hit]:
        for hit in self._note.sentence_hits(sentence, "risk.asked"):
            if hit.cue.label == "question":
                yield hit

    def _opens_with_question(self, sentence: Sequence[int]) -> bool:
        """As in "Intrusive thoughts, pictures of it. Checked carefully: does not want to"."""
        first = self._note.clauses[sentence[0]].first
        return any(question.first == first for question in self._questions(sentence))

    def _answers(self, sentence: Sequence[int], *, short: bool) -> bool:
        first, last = self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last
        if short and last - first > _SHORT_ANSWER:
            return False
        return any(
            hit.cue.label == "answer" and hit.first < first + _OPENS_ANSWER
            for hit in self._note.hits(sentence[0], "risk.asked")
        )

    def _cue(self, hit: Hit, sentence: int) -> RiskCue:
        words = self._note.words
        span = Span(words[hit.first].start, words[hit.last - 1].end)
        written = self._note.text[span.start : span.end]
        return RiskCue(
            span=span, topic=hit.cue.label, polarity=self._polarity(hit, sentence), cue=written
        )

    def _polarity(self, hit: Hit, number: int) -> Polarity:
        sentence = self._note.sentences[number]
        told = self._polarities.of(hit.first, hit.last, sentence)
        if told is not None:
            return told
        if self._is_asked_about(hit, sentence) or self._asks(sentence):
            return self._answered(hit, number)
        if hit.cue.label in _CONCERN:
            return Polarity.OTHER_PERSON
        return Polarity.UNCERTAIN if hit.cue.label == _GENERAL else Polarity.AFFIRMED

    def _is_asked_about(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """Whether the cue stands in the question, not in an answer that has already begun."""
        asked = max((q.last for q in self._questions(sentence) if q.first < hit.first), default=-1)
        clause = self._note.clause_of(hit.first)
        if any(asked <= other.first for n in sentence if n < clause for other in self._hits[n]):
            return False
        begun = any(
            answer.cue.label == "answer" and asked <= answer.first < hit.first
            for answer in self._note.sentence_hits(sentence, "risk.asked")
        )
        return asked >= 0 and not begun

    def _answered(self, hit: Hit, number: int) -> Polarity:
        """By the rest of the sentence, or by the sentence bound to it."""
        sentence = self._note.sentences[number]
        told = self._polarities.of_answer(sentence, hit.last)
        if told is None and self.bound.get(number + 1) == number:
            answer = self._note.sentences[number + 1]
            told = self._polarities.of_answer(answer, self._note.clauses[answer[0]].first)
            if told is None and hit.cue.label != _GENERAL:
                return Polarity.AFFIRMED
        return told or Polarity.UNCERTAIN

    def speaks(self) -> Iterator[int]:
        """The clauses that hold a risk cue."""
        return (number for number, cues in enumerate(self.cues) if cues)
