"""The entries of what was agreed: where each begins, and which lines of a list are one.

An entry is an action with its day, what it is about and what was said of it. One sentence may hold
several ("ring the GP on Monday, and email the form by Friday"); a line of a list is one though no
verb says so ("panic diary").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.actions import Actions
from counsellor_desk.drafting.commitments import Action
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.segments import Joint

FILLERS: Final = frozenset({"so", "okay", "ok", "and", "um", "then", "right"})
"""Words that say nothing by themselves."""
_SHORT_LEAD: Final = 4
_NEAR: Final = 2
_ENTRY_WORDS: Final = 18
_STATING: Final = frozenset(
    {
        "not",
        "was",
        "were",
        "is",
        "are",
        "had",
        "has",
        "did",
        "does",
        "said",
        "says",
        "know",
        "knows",
    }
)
_LEAD_DAY_WORDS: Final = 4
_FRONTED_WORDS: Final = 9
_ABOUT_WORDS: Final = 10
_PRONOUNS: Final = frozenset({"it", "them", "that", "this", "those", "there"})
_FRONTED: Final = frozenset({"the", "a", "an", "as", "this", "that", "her", "his", "their", "any"})


class Entries:
    """Answers for one note. ``found``: the actions of each sentence."""

    def __init__(
        self,
        note: ParsedNote,
        contexts: Sequence[Context],
        actions: Actions,
        dues: Dues,
        *,
        found: Sequence[Sequence[Action]],
        headings: frozenset[int],
    ) -> None:
        self._note = note
        self._contexts = contexts
        self._actions = actions
        self._dues = dues
        self._found = found
        self._headings = headings

    def of(self, number: int, live: Sequence[int], section: Section) -> list[Action]:
        """The sentence's actions; one that is complete with its day ends before "and ring …"."""
        sentence = self._note.sentences[number]
        found = [a for a in self._found[number] if self._note.clause_of(a.verb) in live]
        if not found and self._listed(number, live[0], section):
            first = self._note.clauses[live[0]].first
            found = [
                self._actions.listed(
                    sentence, first, self._contexts[self._note.clauses[live[0]].line]
                )
            ]
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
        due = self._dues.of(verb, stop)
        return apart or (due is not None and due.on is not None)

    def start(self, action: Action, begin: int, sentence: int) -> int:
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
        return any(self._note.clause_of(other.verb) == clause for other in self._found[sentence])

    def _only_when(self, clause: int) -> bool:
        place = self._note.clauses[clause]
        numbers = self._note.numbers.issuperset(range(place.first, place.last))
        short = place.last - place.first <= _LEAD_DAY_WORDS
        return numbers or (short and self._dues.of(place.first, place.last) is not None)

    def _only_agreed(self, first: int, last: int) -> bool:
        """Whether those words only announce the action: "so actions", "plan is"."""
        clause = self._note.clause_of(first)
        announced = {
            number
            for hit in self._note.hits(clause, "actions.agreed")
            for number in range(hit.first, hit.last)
        }
        fillers = {n for n in range(first, last) if self._note.words[n].plain in FILLERS}
        return last > first and announced | fillers >= set(range(first, last))

    def _listed(self, number: int, clause: int, section: Section) -> bool:
        """Under a heading for actions, or between two actions on one line."""
        if section is Section.ACTIONS:
            return self._opens_entry(number, clause)
        if self._is_statement(number):
            return False
        told = any(hit.cue.label == "telling" for hit in self._note.hits(clause, "themes.weight"))
        if told or section is not Section.OBSERVED:
            return False
        line = self._note.clauses[clause].line
        before = range(max(0, number - _NEAR), number)
        after = range(number + 1, min(len(self._found), number + 1 + _NEAR))
        return self._act(before, line) and self._act(after, line)

    def _is_statement(self, number: int) -> bool:
        """As in "she was content with that": something told, and no line of a list."""
        sentence = self._note.sentences[number]
        first, last = self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last
        opening = {word.plain for word in self._note.words[first : min(last, first + _NEAR + 2)]}
        return last - first > _ENTRY_WORDS or bool(opening & _STATING)

    def _opens_entry(self, number: int, clause: int) -> bool:
        """The first sentence of a line, or one that says what to do or when."""
        line, first = self._note.clauses[clause].line, self._note.clauses[clause].first
        above = self._note.sentences[number - 1][-1] if number else None
        if above is None or self._note.clauses[above].line != line or above in self._headings:
            return True
        last = self._note.clauses[self._note.sentences[number][-1]].last
        return self._actions.begins_with_verb(first) or self._dues.of(first, last) is not None

    def _act(self, sentences: range, line: int) -> bool:
        """Whether one of these sentences is an action of that line."""
        return any(
            self._found[n] and self._note.clauses[self._note.sentences[n][0]].line == line
            for n in sentences
        )
