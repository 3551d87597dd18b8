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
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.risk import Risks
from counsellor_desk.drafting.segments import Joint

_PREFIX_LEFT_OUT: Final = frozenset({Section.ACTIONS, Section.DONE, Section.OBSERVED, Section.VIEW})
_SHORT_LEAD: Final = 4
_NEAR: Final = 2
_REMARK_WORDS: Final = 10
_LEAD_DAY_WORDS: Final = 4
_FRONTED_WORDS: Final = 9
_ABOUT_WORDS: Final = 10
_PRONOUNS: Final = frozenset({"it", "them", "that", "this", "those", "there"})
_FRONTED: Final = frozenset({"the", "a", "an", "as", "this", "that", "her", "his", "their", "any"})
_FILLERS: Final = frozenset({"so", "okay", "ok", "and", "um", "then", "right"})
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
        self._actions = actions
        self._dues = dues
        self.found = [
            actions.of(sentence, self._context(sentence[0])) for sentence in note.sentences
        ]
        self.headings = frozenset(
            clause for sentence in note.sentences for clause in self._heading(sentence)
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
        return any(word.plain not in _FILLERS for word in words)

    def _goes_with_last(self, passages: list[Passage], passage: Passage) -> bool:
        """Join an answer to its question, a denial to its cue, a remark to its action."""
        if not passages or passage.section is not passages[-1].section:
            return False
        last = passages[-1]
        bound = self._risks.bound.get(passage.sentence) == last.sentence
        answers = passage.section is Section.RISK and bound
        if not answers and not self._remarks_on(last, passage):
            return False
        passages[-1] = last._replace(
            clauses=(*last.clauses, *passage.clauses),
            last=passage.last,
            sentence=passage.sentence,
        )
        return True

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
        actions = self._divided(number, live, sections)
        starts = [self._start(action, begin, number) for action in actions]
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

    def _start(self, action: Action, begin: int, sentence: int) -> int:
        """Where the action's passage begins: with its clause, unless much stands before it."""
        number = self._note.clause_of(action.first)
        clause = self._note.clauses[number]
        if action.first == action.verb and action.first > clause.first:
            return action.first
        lead = self._note.words[clause.first].plain
        near = action.first - clause.first <= _SHORT_LEAD
        fronted = lead in _FRONTED and action.first - clause.first <= _FRONTED_WORDS
        if not near and not fronted:
            about = action.first - clause.first <= _ABOUT_WORDS and self._of_something(action)
            return max(begin, clause.first if about else action.first)
        led_in = self._led_in(number, action, sentence)
        if led_in == number and self._only_agreed(clause.first, action.first):
            return max(begin, action.first)
        return max(begin, self._note.clauses[led_in].first)

    def _led_in(self, number: int, action: Action, sentence: int) -> int:
        """The clauses before that say when ("Wed 3rd, 2.30, me to bring it") or what "it" is."""
        meant = self._of_something(action)
        opens = self._note.sentences[sentence][0]
        while number > opens and not self._told(number - 1, sentence):
            if not (meant or self._only_when(number - 1)):
                break
            meant, number = False, number - 1
        return number

    def _of_something(self, action: Action) -> bool:
        """As in "think about it", "write in it": what is meant was said before."""
        last = self._note.clauses[self._note.clause_of(action.verb)].last
        objects = range(action.verb + 1, min(action.verb + 3, last))
        return any(self._note.words[n].plain in _PRONOUNS for n in objects)

    def _told(self, clause: int, sentence: int) -> bool:
        """Whether the clause holds an action of its own."""
        return any(self._note.clause_of(other.verb) == clause for other in self.found[sentence])

    def _only_when(self, clause: int) -> bool:
        place = self._note.clauses[clause]
        numbers = self._note.numbers.issuperset(range(place.first, place.last))
        short = place.last - place.first <= _LEAD_DAY_WORDS
        return numbers or (short and self._dues.of(place.first, place.last) is not None)

    def _listed(self, number: int, clause: int, sections: Sequence[Section]) -> bool:
        """Under a heading for actions, or between two actions on one line."""
        if sections[clause] is Section.ACTIONS:
            return self._opens_entry(number, clause)
        told = self._note.hits(clause, "themes.weight")
        if told or sections[clause] is not Section.OBSERVED:
            return False
        line = self._note.clauses[clause].line
        before = range(max(0, number - _NEAR), number)
        after = range(number + 1, min(len(self.found), number + 1 + _NEAR))
        return self._act(before, line) and self._act(after, line)

    def _opens_entry(self, number: int, clause: int) -> bool:
        """The first sentence of a line, or one that says what to do or when."""
        line, first = self._note.clauses[clause].line, self._note.clauses[clause].first
        above = self._note.sentences[number - 1][-1] if number else None
        if above is None or self._note.clauses[above].line != line or above in self.headings:
            return True
        last = self._note.clauses[self._note.sentences[number][-1]].last
        return self._actions.begins_with_verb(first) or self._dues.of(first, last) is not None

    def _act(self, sentences: range, line: int) -> bool:
        """Whether one of these sentences is an action of that line."""
        return any(
            self.found[n] and self._note.clauses[self._note.sentences[n][0]].line == line
            for n in sentences
        )

    def _only_agreed(self, first: int, last: int) -> bool:
        """Whether those words only announce the action: "so actions", "plan is"."""
        clause = self._note.clause_of(first)
        announced = {
            number
            for hit in self._note.hits(clause, "actions.agreed")
            for number in range(hit.first, hit.last)
        }
        fillers = {n for n in range(first, last) if self._note.words[n].plain in _FILLERS}
        return last > first and announced | fillers >= set(range(first, last))

    def _divided(
        self, number: int, live: Sequence[int], sections: Sequence[Section]
    ) -> list[Action]:
        """The sentence's actions; one that is complete with its day ends before "and ring …"."""
        sentence = self._note.sentences[number]
        found = [a for a in self.found[number] if self._note.clause_of(a.verb) in live]
        if not found and self._listed(number, live[0], sections):
            first = self._note.clauses[live[0]].first
            found = [self._actions.listed(sentence, first, self._context(live[0]))]
        found = self._without_lead_in(found)
        divided: list[Action] = []
        for action, following in zip(found, [*found, None][1:], strict=True):
            divided.append(action)
            for verb in self._actions.joined(sentence, action):
                before_next = following is None or verb < following.first
                if before_next and self._complete(
                    divided[-1].first, verb, self._stop(following, live)
                ):
                    divided.append(action._replace(first=verb, verb=verb))
        return divided

    def _without_lead_in(self, found: list[Action]) -> list[Action]:
        """As in "Continue graded driving: Grace to drive …": the second says it."""
        if len(found) < 2:
            return found
        first, second = found[:2]
        clause = self._note.clauses[self._note.clause_of(second.first)]
        lead_in = clause.joint is Joint.COLON and clause.first == second.first
        if lead_in and second.first - first.first <= _SHORT_LEAD:
            return [second._replace(first=first.first), *found[2:]]
        return found

    def _stop(self, following: Action | None, live: Sequence[int]) -> int:
        return following.first if following else self._note.clauses[live[-1]].last

    def _complete(self, first: int, verb: int, stop: int) -> bool:
        """Whether what stands before the verb has its own day, and what follows is set apart."""
        if not self._dues.of(first, verb):
            return False
        gap = self._note.text[self._note.words[verb - 2].end : self._note.words[verb].start]
        apart = bool({"+", ";", "&"} & set(gap)) or gap.strip().endswith(", and")
        return apart or self._dues.of(verb, stop) is not None

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
        goes_on = self._note.clauses[clause].joint in _GOES_ON
        if begins_action or goes_on or own not in _STARTS_ANEW:
            return Section.ACTIONS
        return Section.ACTIONS if own is Section.RISK and not self._risks.cues[clause] else own

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


def _closed(text: str, start: int, end: int) -> int:
    """Past a bracket that closes right there."""
    return end + (text[end : end + 1] == ")" and "(" in text[start:end])
