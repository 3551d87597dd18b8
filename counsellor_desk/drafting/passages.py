"""The stretches of a note that can become a line of the draft, each with its section.

A passage is what a sentence says about one section: clauses that belong together stay together, an
action with its day, a question about risk with its answer, an "if" with what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Reason, Span
from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.actions import Actions
from counsellor_desk.drafting.commitments import Action
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.entries import FILLERS, Entries
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.risk import Risks
from counsellor_desk.drafting.segments import Joint

_PREFIX_LEFT_OUT: Final = frozenset({Section.ACTIONS, Section.DONE, Section.OBSERVED, Section.VIEW})
_DATING_WORDS: Final = 8
_SAME: Final = frozenset({"both", "it", "they", "this", "that", "letter", "form", "email", "to"})
_REMARK_WORDS: Final = 10
_SCORE_WORDS: Final = 8
_MEASURES: Final = frozenset({"sections.measure"})
_GOES_ON: Final = frozenset({Joint.PLUS, Joint.AND, Joint.BRACKET, Joint.RESUMED})
_STARTS_ANEW: Final = frozenset({Section.NEXT, Section.RISK})


class Passage(NamedTuple):
    """Words ``first`` to ``last`` of one sentence, or of two that may not be parted.

    ``clauses``: those that are carried; a gap between them is a clause that was left out.
    ``whole``: not one of several parts that a long note's sentence was cut into.
    """

    section: Section
    clauses: tuple[int, ...]
    first: int
    last: int
    sentence: int
    action: Action | None = None
    whole: bool = True


class Passages:
    """Cuts one note into passages, and tells which clauses are headings."""

    def __init__(
        self,
        note: ParsedNote,
        contexts: Sequence[Context],
        risks: Risks,
        actions: Actions,
        dues: Dues,
    ) -> None:
        self._note = note
        self._contexts = contexts
        self._risks = risks
        self._dues = dues
        self.found = [
            actions.of(sentence, self._context(sentence[0])) for sentence in note.sentences
        ]
        self.headings = frozenset(
            clause for sentence in note.sentences for clause in self._heading(sentence)
        )
        self._entries = Entries(
            note, contexts, actions, dues, found=self.found, headings=self.headings
        )

    def needed(self) -> frozenset[int]:
        """Clauses that hold a risk cue or the beginning of an action: never dropped for tone."""
        speaking = set(self._risks.speaks())
        for actions in self.found:
            for action in actions:
                speaking |= {self._note.clause_of(action.first), self._note.clause_of(action.verb)}
        return frozenset(speaking)

    def _context(self, clause: int) -> Context:
        return self._contexts[self._note.clauses[clause].line]

    def _heading(self, sentence: Sequence[int]) -> Sequence[int]:
        """The sentence's clauses that are only a heading, and say nothing of their own."""
        first = self._note.clauses[sentence[0]]
        opens = sentence[0] == 0 or self._note.clauses[sentence[0] - 1].line != first.line
        context = self._context(sentence[0])
        if not opens or not context.prefix:
            return ()
        if context.heading or context.process:
            return sentence[: context.prefix]
        if len(self._note.text[first.start : first.end]) == 1:
            return sentence[: context.prefix]
        titled = context.own and context.section in _PREFIX_LEFT_OUT
        known = titled and any(
            hit.cue.label != "themes" for hit in self._note.hits(sentence[0], "headings.heading")
        )
        return sentence[: context.prefix] if known else ()

    def carried(self, sections: Sequence[Section], left_out: Mapping[int, Reason]) -> list[Passage]:
        """The passages of all clauses but headings and those left out, in order."""
        passages: list[Passage] = []
        for number, sentence in enumerate(self._note.sentences):
            live = [c for c in sentence if c not in left_out and c not in self.headings]
            for passage in self._of_sentence(number, live, sections):
                if self._says(passage) and not self._goes_with_last(passages, passage):
                    passages.append(passage)
        return passages

    def _says(self, passage: Passage) -> bool:
        """More than an "and" or a "so"."""
        words = self._note.words[passage.first : passage.last]
        return any(word.plain not in FILLERS for word in words)

    def _goes_with_last(self, passages: list[Passage], passage: Passage) -> bool:
        """Join an answer to its question, a denial to its cue, a remark to its action."""
        if not passages:
            return False
        last = passages[-1]
        if self._turns_down(last, passage) or self._scores_on(last, passage):
            passages[-1] = _joined(last, passage)
            return True
        if passage.section is not last.section and not self._dates(last, passage):
            return False
        bound = self._risks.bound.get(passage.sentence) == last.sentence
        answers = passage.section is Section.RISK and bound
        if not answers and not self._dates(last, passage) and not self._remarks_on(last, passage):
            return False
        passages[-1] = _joined(last, passage)
        return True

    def _scores_on(self, last: Passage, passage: Passage) -> bool:
        """As in "PHQ-9 17, item 9 = 1. GAD-7 12": scores of one line stay together."""
        lines = {self._note.clauses[part.clauses[0]].line for part in (last, passage)}
        following = passage.sentence == last.sentence + 1 and len(lines) == 1
        return following and self._scored(last) and self._scored(passage)

    def _scored(self, passage: Passage) -> bool:
        short = passage.last - passage.first <= _SCORE_WORDS
        numbered = not self._note.numbers.isdisjoint(range(passage.first, passage.last))
        shows = any(self._note.shows(clause, _MEASURES) for clause in passage.clauses)
        return short and numbered and shows and passage.action is None

    def _turns_down(self, last: Passage, passage: Passage) -> bool:
        """As in "put the blades away? not agreed, will think about it"."""
        if last.action is None or passage.sentence != last.sentence + 1:
            return False
        place = self._note.clauses[passage.clauses[0]]
        asked = self._note.text[: place.start].rstrip().endswith("?")
        same = place.line == self._note.clauses[last.clauses[0]].line
        declined = any(
            hit.first == place.first
            for hit in self._note.hits(passage.clauses[0], "actions.declined")
        )
        return asked and same and declined

    def _dates(self, last: Passage, passage: Passage) -> bool:
        """As in "I will write to the housing officer; letter by Tuesday"."""
        opens = self._note.clauses[passage.clauses[0]]
        short = passage.last - passage.first <= _DATING_WORDS
        if last.action is None or opens.joint is not Joint.SEMI or not short:
            return False
        own = passage.action is not None and self._note.words[passage.first].plain not in _SAME
        fits = passage.section in {Section.ACTIONS, Section.OBSERVED, Section.NEXT}
        dated = self._dues.of(last.first, last.last) is not None
        return (
            fits
            and not own
            and not dated
            and (self._dues.of(passage.first, passage.last) is not None)
        )

    def _remarks_on(self, last: Passage, passage: Passage) -> bool:
        """As in "me: ring the school today. H told, not happy": no action of its own."""
        if passage.section is not Section.ACTIONS or passage.action:
            return False
        lines = {self._note.clauses[part.clauses[0]].line for part in (last, passage)}
        short = passage.last - passage.first <= _REMARK_WORDS
        return short and len(lines) == 1 and passage.sentence == last.sentence + 1

    def _of_sentence(
        self, number: int, live: Sequence[int], sections: Sequence[Section]
    ) -> Iterator[Passage]:
        if not live:
            return
        begin, end = self._note.clauses[live[0]].first, self._note.clauses[live[-1]].last
        actions = self._entries.of(number, live, sections[live[0]])
        starts = [self._entries.start(action, begin, number) for action in actions]
        if actions and actions[0].conditional:
            starts[0] = begin
        if not starts or starts[0] > begin:
            first_end = starts[0] if starts else end
            yield from self._runs(number, live, sections, range(begin, first_end), None)
        for action, start, stop in zip(actions, starts, [*starts, end][1:], strict=True):
            joined = stop - 1 if stop < end and self._joins(stop - 1) else stop
            yield from self._runs(number, live, sections, range(start, joined), action)

    def _joins(self, word: int) -> bool:
        return self._note.words[word].plain in {"and", "then", "also", "plus"}

    def _runs(
        self,
        number: int,
        live: Sequence[int],
        sections: Sequence[Section],
        within: range,
        action: Action | None,
    ) -> Iterator[Passage]:
        """The passages between two words: a new one wherever the section changes."""
        run: list[int] = []
        section = Section.ACTIONS if action else None
        for clause in live:
            place = self._note.clauses[clause]
            if place.last <= within.start or place.first >= within.stop:
                continue
            own = self._own_section(clause, sections[clause], section, action)
            if run and own is not section and section is not None:
                yield self._passage(section, run, number, within, action)
                run, action = [], None
            section = own
            run.append(clause)
        if run and section is not None:
            yield self._passage(section, run, number, within, action)

    def _own_section(
        self, clause: int, own: Section, running: Section | None, action: Action | None
    ) -> Section:
        """A clause after an action belongs to it unless it clearly begins something else."""
        if running is not Section.ACTIONS or action is None:
            return own
        begins_action = clause <= self._note.clause_of(action.verb)
        place = self._note.clauses[clause]
        goes_on = place.joint in _GOES_ON
        if begins_action or goes_on or own not in _STARTS_ANEW:
            return Section.ACTIONS
        known = {
            Section.RISK: bool(self._risks.cues[clause]),
            Section.NEXT: bool(self._note.hits(clause, "sections.next_session"))
            or not self._note.numbers.isdisjoint(range(place.first, place.last)),
        }
        return own if known[own] else Section.ACTIONS

    def _passage(
        self,
        section: Section,
        run: Sequence[int],
        number: int,
        within: range,
        action: Action | None,
    ) -> Passage:
        begin = max(within.start, self._note.clauses[run[0]].first)
        end = min(within.stop, self._note.clauses[run[-1]].last)
        opens = run[0] == self._note.sentences[number][0]
        if not opens and end - begin > 1 and self._note.words[begin].plain == "and":
            begin += 1
        return Passage(section, tuple(run), begin, end, number, action)


def spans_of(note: ParsedNote, passage: Passage) -> tuple[Span, ...]:
    """Where the passage's clauses stand: one span for each unbroken run on a line."""
    spans: list[Span] = []
    before = None
    for clause in passage.clauses:
        place = note.clauses[clause]
        start, end = place.start, place.end
        if passage.first > place.first:
            start = note.words[passage.first].start
        if passage.last < place.last:
            end = _closed(note.text, start, note.words[passage.last - 1].end)
        if before == clause - 1 and note.clauses[before].line == place.line:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        before = clause
    return tuple(spans)


def _joined(last: Passage, passage: Passage) -> Passage:
    clauses = (*last.clauses, *passage.clauses)
    return last._replace(clauses=clauses, last=passage.last, sentence=passage.sentence)


def _closed(text: str, start: int, end: int) -> int:
    """Past a bracket that closes right there."""
    return end + (text[end : end + 1] == ")" and "(" in text[start:end])
