"""Where a note speaks of risk, what it says, and which sentences may not be parted from it.

A question and its answer stay together, and so do a cue and the short denial after it: the worst
a draft can do is keep "asked about suicide" and file the "no" elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from counsellor_desk.domain.drafts import Polarity, RiskCue, Span
from counsellor_desk.domain.phrases import Cue, Hit
from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.answers import Answers
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.polarity import Polarities

_GENERAL: Final = "risk"
_RHETORICAL: Final = "what"
_CONCERN: Final = frozenset({"child at risk"})
_NEAR: Final = 22
_NEXT: Final = 9
_QUESTION_WORDS: Final = 6
_ASKED: Final = Cue("risk.beside", "asked about", "?")
_ONWARD: Final = frozenset({"out", "to", "for", "away", "through", "into", "with", "off", "about"})
_SUBJECTS: Final = frozenset({"i", "she", "he", "we", "they"})
_ABOUT_OTHER_THINGS: Final = frozenset({Section.ACTIONS, Section.NEXT, Section.SESSION})


class Risks:
    """The risk cues of one note by clause, and the sentences that belong to them."""

    def __init__(self, note: ParsedNote, contexts: Sequence[Context], when: date) -> None:
        self._note = note
        self._contexts = contexts
        self._hits = self._about_risk()
        self._polarities = Polarities(note, when, [hit for row in self._hits for hit in row])
        self._answers = Answers(note, self._is_risk)
        self.bound = self._answers.bound
        self.cues: list[list[RiskCue]] = [[] for _clause in note.clauses]
        for number, sentence in enumerate(note.sentences):
            for clause in sentence:
                self.cues[clause] = [self._cue(hit, number) for hit in self._hits[clause]]

    def _about_risk(self) -> list[list[Hit]]:
        """The cues of each clause: those that always are, and those near one that is."""
        hits = self._sure()
        count = len(self._note.sentences)
        for numbers in (range(count), range(count - 1, -1, -1)):
            last, reach = 0, 0
            for number in numbers:
                sentence = self._note.sentences[number]
                headed = self._headed(sentence) is Section.RISK
                near = reach and self._words_between(number, last) <= reach
                if headed or (near and self._together(number, last)):
                    self._add_beside(sentence, hits)
                if any(hits[clause] for clause in sentence):
                    known = any(
                        hit.cue.table == "risk.topic" for clause in sentence for hit in hits[clause]
                    )
                    last, reach = number, _NEAR if known else _NEXT
        return hits

    def _headed(self, sentence: Sequence[int]) -> Section | None:
        context = self._contexts[self._note.clauses[sentence[0]].line]
        return context.section if context.own or context.section is Section.RISK else None

    def _together(self, number: int, other: int) -> bool:
        """Whether both stand in one block, and not under a heading about other things."""
        sentence = self._note.sentences[number]
        lines = [self._note.clauses[self._note.sentences[n][0]].line for n in (number, other)]
        parted = any(
            self._note.lines[line].after_gap for line in range(min(lines) + 1, max(lines) + 1)
        )
        return not parted and self._headed(sentence) not in _ABOUT_OTHER_THINGS

    def _words_between(self, number: int, other: int) -> int:
        first, second = sorted((number, other))
        end = self._note.clauses[self._note.sentences[first][-1]].last
        return self._note.clauses[self._note.sentences[second][0]].first - end

    def _add_beside(self, sentence: Sequence[int], hits: list[list[Hit]]) -> None:
        for clause in sentence[self._prefix(sentence) :]:
            taken = {n for hit in hits[clause] for n in range(hit.first, hit.last)}
            beside = (hit for hit in self._hits_of(clause, "risk.beside") if hit.first not in taken)
            hits[clause] = sorted([*hits[clause], *beside], key=lambda hit: hit.first)
        self._add_question(sentence, hits)

    def _add_question(self, sentence: Sequence[int], hits: list[list[Hit]]) -> None:
        """A short question among others about risk is one too: "Sweats? No"."""
        place, end = self._note.clauses[sentence[0]], self._note.clauses[sentence[-1]].end
        short = self._note.clauses[sentence[-1]].last - place.first <= _QUESTION_WORDS
        asks = self._note.text[end - 1 : end] == "?"
        headed = (
            self._note.lines[place.line].after_gap or self._note.text[place.start : end].isupper()
        )
        other = any(self._note.hits(clause, "risk.not_risk") for clause in sentence)
        known = other or any(hits[clause] for clause in sentence)
        if asks and short and not headed and not known:
            hits[sentence[0]].append(Hit(place.first, place.last, _ASKED))

    def _sure(self) -> list[list[Hit]]:
        """A heading's own word counts only where its line says nothing else: "Risk: none"."""
        sure = [self._named(number) for number in range(len(self._note.clauses))]
        for sentence in self._note.sentences:
            prefix = self._prefix(sentence)
            if prefix and (prefix == len(sentence) or any(sure[n] for n in sentence[prefix:])):
                for clause in sentence[:prefix]:
                    sure[clause] = []
        return sure

    def _named(self, clause: int) -> list[Hit]:
        """The topics, and blows that fall on somebody: "reported pushing Jess"."""
        topics = self._hits_of(clause, "risk.topic")
        taken = {n for hit in topics for n in range(hit.first, hit.last)}
        blows = (hit for hit in self._hits_of(clause, "risk.blow") if self._on_somebody(hit))
        fallen = [hit for hit in blows if hit.first not in taken]
        return sorted([*topics, *fallen], key=lambda hit: hit.first) if fallen else topics

    def _on_somebody(self, hit: Hit) -> bool:
        person = self._note.people.get(hit.last)
        if person is None or self._note.said_in_quotes(hit.first):
            return False
        if self._note.words[hit.last].plain.partition("'")[0] in _SUBJECTS:
            return False
        following = self._note.words[person.last : person.last + 1]
        return not following or following[0].plain not in _ONWARD

    def _prefix(self, sentence: Sequence[int]) -> int:
        """How many clauses of the sentence are its line's heading."""
        clauses = self._note.clauses
        first = clauses[sentence[0]]
        opens = sentence[0] == 0 or clauses[sentence[0] - 1].line != first.line
        return min(self._contexts[first.line].prefix, len(sentence)) if opens else 0

    def _is_risk(self, sentence: int) -> bool:
        return any(self._hits[clause] for clause in self._note.sentences[sentence])

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

    def _cue(self, hit: Hit, sentence: int) -> RiskCue:
        words = self._note.words
        span = Span(words[hit.first].start, words[hit.last - 1].end)
        written = self._note.text[span.start : span.end]
        return RiskCue(
            span=span, topic=hit.cue.label, polarity=self._polarity(hit, sentence), cue=written
        )

    def _polarity(self, hit: Hit, number: int) -> Polarity:
        sentence = self._note.sentences[number]
        told = self._polarities.of(hit, sentence)
        if told is not None:
            return told
        asked = self._is_asked_about(hit, sentence) or self._answers.asks_up_to(hit, sentence)
        if asked and not hit.cue.phrase.startswith(_RHETORICAL):
            return self._answered(hit, number)
        if hit.cue.label in _CONCERN:
            return Polarity.OTHER_PERSON
        return Polarity.UNCERTAIN if hit.cue.label == _GENERAL else Polarity.AFFIRMED

    def _is_asked_about(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """Whether the cue stands in the question, not in an answer that has already begun."""
        asked = max(
            (q.last for q in self._answers.questions(sentence) if q.first < hit.first), default=-1
        )
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
        answered = False
        if self._answers.not_agreed(number + 1):
            return Polarity.UNCERTAIN
        while told is None and self.bound.get(number + 1) == number:
            number, answered = number + 1, True
            answer = self._note.sentences[number]
            told = self._polarities.of_answer(answer, self._note.clauses[answer[0]].first)
            told = told or self._said_of_first(answer)
        if told is None and answered and hit.cue.label != _GENERAL:
            return Polarity.AFFIRMED
        return told or Polarity.UNCERTAIN

    def _said_of_first(self, answer: Sequence[int]) -> Polarity | None:
        """As in "asked about the drinking, he said he has not had a drink": the cue turns both."""
        first = next((hit for clause in answer for hit in self._hits[clause]), None)
        return self._polarities.of(first, answer) if first else None

    def speaks(self) -> Iterator[int]:
        """The clauses that hold a risk cue."""
        return (number for number, cues in enumerate(self.cues) if cues)
