"""What was agreed to be done: where an action begins, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from counsellor_desk.domain.summaries import Owner, Section
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.owners import COUNSELLOR, Owners
from counsellor_desk.drafting.parsed import ParsedNote, Person
from counsellor_desk.drafting.segments import Joint
from counsellor_desk.drafting.verbs import Verbs

_NOMINATIVE: Final = frozenset({"she", "he", "they", "i", "we"})
_FIRST_PERSON: Final = frozenset({"i", "i'll", "i'm", "we", "we'll", "we're"})
_BEFORE_SUBJECT: Final = frozenset(
    {"then", "and", "that", "so", "agreed", "also", "plan", "action", "but", "suggested", "for"}
)
_PASSIVE_LEAD: Final = 4
_NOT_PASSIVE: Final = frozenset(
    {"had", "has", "have", "need", "needs", "want", "wants", "wanted", "going", "used", "able"}
)
_REMINDER_WORDS: Final = 14
_JOINERS: Final = frozenset({"and", "then", "also", "plus", "&"})


class Action(NamedTuple):
    """An action that begins at the word ``first``. ``verb``: where its verb stands."""

    first: int
    verb: int
    owner: Owner | None
    cue: str
    conditional: bool = False


class Actions:
    """Finds the actions of one note, sentence by sentence."""

    def __init__(self, note: ParsedNote, owners: Owners, dues: Dues) -> None:
        self._note = note
        self._owners = owners
        self._dues = dues
        self._verbs = Verbs(note)

    def of(self, sentence: Sequence[int], context: Context) -> list[Action]:
        """The actions that begin in the sentence, in order, at most one for each verb."""
        found: dict[int, Action] = {}
        for action in self._candidates(sentence, context):
            if not self._vague(action, sentence):
                found.setdefault(action.verb, action)
        actions = sorted(found.values(), key=lambda action: (action.first, action.verb))
        conditional = self._begins_with_if(sentence)
        return [action._replace(conditional=conditional) for action in _one_each(actions)]

    def _vague(self, action: Action, sentence: Sequence[int]) -> bool:
        """As in "said I'd ask about that": nothing is named, and no day."""
        last = self._note.clauses[sentence[-1]].last
        objects = action.verb + 1
        if objects < last and self._note.words[objects].plain in {"about", "of", "to", "over"}:
            objects += 1
        if objects >= last or self._note.words[objects].plain not in {"that", "it", "this", "so"}:
            return False
        ends = objects + 1 >= last or self._note.words[objects + 1].plain in {"and", "but", "if"}
        return ends and self._dues.of(action.verb, last) is None

    def _candidates(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        yield from self._promised(sentence)
        yield from self._by_subject(sentence, context)
        yield from self._after_prefix(sentence, context)
        yield from self._agreed(sentence, context)
        yield from self._passive(sentence)
        yield from self._noted_to_self(sentence, context)
        yield from self._scheduled(sentence)

    def _begins_with_if(self, sentence: Sequence[int]) -> bool:
        first = self._note.clauses[sentence[0]].first
        return any(hit.first == first for hit in self._note.hits(sentence[0], "actions.if"))

    def _promised(self, sentence: Sequence[int]) -> Iterator[Action]:
        """As in "I'll email", "we agreed she'd try", "he's going to ring"."""
        for hit in self._note.sentence_hits(sentence, "actions.will"):
            if hit.cue.label not in {"contracted", "must"} or self._verbs.not_meant(hit, sentence):
                continue
            verb = self._verbs.at(hit.last, sentence)
            if verb is None and self._note.words[hit.first].plain in _FIRST_PERSON:
                verb = self._verbs.any_at(hit.last, sentence)
            if self._verbs.only_thought(hit.first):
                continue
            if verb is not None and (hit.cue.label != "must" or self._a_task(verb, sentence)):
                owner = self._owners.of_words(hit, sentence)
                yield Action(hit.first, verb, owner, self._verbs.written(hit.first, verb + 1))

    def _a_task(self, verb: int, sentence: Sequence[int]) -> bool:
        """Not "I must look at why …": a counsellor's task, or something with a day."""
        due = self._dues.of(verb, self._note.clauses[sentence[-1]].last)
        return due is not None or self._verbs.usual_owner(verb) == COUNSELLOR

    def _by_subject(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "cl to ask", "mum will keep", "Rob agreed to tell", "K keep" in a list."""
        for person in self._people(sentence):
            verb = self._verb_of(person, sentence, context)
            if verb is None or not self._is_subject(person):
                continue
            first = self._owners.start(person)
            if not self._verbs.only_thought(first):
                owner = self._owners.of_person(person, sentence)
                yield Action(first, verb, owner, self._verbs.written(first, verb + 1))

    def _people(self, sentence: Sequence[int]) -> Iterator[Person]:
        for person in self._note.people_in(sentence):
            if not self._note.said_in_quotes(person.first):
                yield person

    def _is_subject(self, person: Person) -> bool:
        """Not the object of another verb, as in "wants the girl to be safe"."""
        first = self._owners.start(person)
        opens = self._note.clauses[self._note.clause_of(first)].first
        nominative = self._note.words[first].plain in _NOMINATIVE
        return nominative or first - opens <= 1 or self._verbs.word_before(first) in _BEFORE_SUBJECT

    def _verb_of(self, person: Person, sentence: Sequence[int], context: Context) -> int | None:
        clause = self._note.clause_of(person.first)
        opens = self._note.clauses[clause].first in {person.first, self._owners.start(person)}
        for hit in self._note.hits(clause, "actions.will"):
            if hit.first != person.last or self._verbs.not_meant(hit, sentence):
                continue
            if hit.cue.label == "strong":
                found = self._verbs.at(hit.last, sentence)
                if found is None and opens and self._note.words[hit.first].plain == "to":
                    return self._verbs.any_at(hit.last, sentence)
                return found
        if context.section is Section.ACTIONS and opens:
            return self._verbs.at(person.last, sentence, between=0)
        return None

    def _after_prefix(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "me - ring GP", "both: carry on", "hw: urge log daily", lines of a list."""
        place = 0
        owner = context.owner
        if context.prefix and len(sentence) > 1 and self._opens_line(sentence[0]):
            place = 1
        first = self._note.clauses[sentence[place]].first
        listed = context.section is Section.ACTIONS
        if owner and (place or listed) and self._verbs.is_one(first):
            begins = self._note.clauses[sentence[0]].first
            yield Action(begins, first, owner, self._verbs.written(begins, first + 1))
        elif listed and self._verbs.is_one(first):
            yield Action(
                first, first, self._verbs.usual_owner(first), self._verbs.written(first, first + 1)
            )
        yield from self._subjectless(sentence[place], sentence, context)

    def _subjectless(
        self, clause: int, sentence: Sequence[int], context: Context
    ) -> Iterator[Action]:
        """As in "C - will write one page", "Will keep football", "T - to find out"."""
        first = self._note.clauses[clause].first
        for hit in self._note.hits(clause, "actions.will"):
            sure = context.owner is not None or self._note.words[first].plain == "will"
            if hit.first != first or hit.cue.label != "strong" or not sure:
                continue
            verb = self._verbs.at(hit.last, sentence) or self._verbs.any_at(hit.last, sentence)
            if verb is not None and not self._verbs.not_meant(hit, sentence):
                owner = context.owner or self._verbs.usual_owner(verb) or COUNSELLOR
                yield Action(first, verb, owner, self._verbs.written(first, verb + 1))

    def _opens_line(self, clause: int) -> bool:
        clauses = self._note.clauses
        return clause == 0 or clauses[clause - 1].line != clauses[clause].line

    def _agreed(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "agreed to try", "action: email tutor", "homework: panic diary"."""
        for hit in self._note.sentence_hits(sentence, "actions.agreed"):
            verb = self._verbs.at(hit.last, sentence)
            if verb is None or self._note.said_in_quotes(hit.first):
                continue
            if (
                ")"
                in self._note.text[self._note.words[hit.first].end : self._note.words[verb].start]
            ):
                continue
            owner = context.owner or self._verbs.usual_owner(verb)
            yield Action(hit.first, verb, owner, self._verbs.written(hit.first, verb + 1))

    def _passive(self, sentence: Sequence[int]) -> Iterator[Action]:
        """As in "agency to be rung": no one is named, so it is the writer's own."""
        for hit in self._note.sentence_hits(sentence, "actions.passive"):
            clause = self._note.clauses[self._note.clause_of(hit.first)]
            named = self._verbs.word_before(hit.first) not in _NOT_PASSIVE
            if named and hit.first - clause.first <= _PASSIVE_LEAD:
                yield Action(
                    clause.first, hit.first, COUNSELLOR, self._verbs.written(hit.first, hit.last)
                )

    def _noted_to_self(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "Text reminder Weds": a bare verb with a day is the writer's own reminder."""
        first = self._note.clauses[sentence[0]].first
        last = self._note.clauses[sentence[-1]].last
        if context.section not in {None, Section.NEXT} or last - first > _REMINDER_WORDS:
            return
        late = sentence[0] * 2 > len(self._note.clauses)
        if (
            not late
            or last == first + 1
            or not self._verbs.is_one(first)
            or first in self._note.people
        ):
            return
        if self._dues.of(first + 1, last):
            yield Action(first, first, COUNSELLOR, self._verbs.written(first, first + 1))

    def _scheduled(self, sentence: Sequence[int]) -> Iterator[Action]:
        """As in "Maureen rings Denise on Friday", late in the note: the day is still to come."""
        first, last = self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last
        person = self._note.people.get(first)
        if person is None or sentence[0] * 2 < len(self._note.clauses) or person.last >= last:
            return
        clause = self._note.clause_of(person.last)
        tables = ("actions.does", "actions.verb")
        does = any(hit.first == person.last for t in tables for hit in self._note.hits(clause, t))
        tells = any(
            hit.first == person.last and hit.cue.label == "telling"
            for hit in self._note.hits(clause, "themes.weight")
        )
        if does and not tells and self._dues.of(person.last, last):
            owner = self._owners.of_person(person, sentence)
            yield Action(first, person.last, owner, self._verbs.written(first, person.last + 1))

    def joined(self, sentence: Sequence[int], action: Action) -> Iterator[int]:
        """Verbs that go on after "and", "+" or a comma: they may open a further action."""
        for hit in self._note.sentence_hits(sentence, "actions.verb"):
            if hit.first <= action.verb + 1:
                continue
            before = self._note.words[hit.first - 1].plain
            clause = self._note.clauses[self._note.clause_of(hit.first)]
            marked = clause.first == hit.first and clause.joint in {Joint.PLUS, Joint.SEMI}
            if before in _JOINERS or marked:
                yield hit.first

    def listed(self, sentence: Sequence[int], first: int, context: Context) -> Action:
        """A line of an action list that no pattern fits: "panic diary"."""
        verb = next(
            (
                h.first
                for h in self._note.sentence_hits(sentence, "actions.verb")
                if h.first >= first
            ),
            first,
        )
        owner = context.owner or self._verbs.usual_owner(verb)
        conditional = self._begins_with_if(sentence)
        return Action(first, verb, owner, self._verbs.written(first, first + 1), conditional)


def _one_each(actions: Sequence[Action]) -> Iterator[Action]:
    """Of several that begin at the same word only the first."""
    begun: set[int] = set()
    for action in actions:
        if action.first not in begun:
            begun.add(action.first)
            yield action
