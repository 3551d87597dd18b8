"""What was agreed to be done: where an action begins, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.summaries import Owner, OwnerKind, Section
from counsellor_desk.drafting.commitments import Action, Commitments
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.emergencies import Emergencies
from counsellor_desk.drafting.owners import CLIENT, COUNSELLOR, Owners
from counsellor_desk.drafting.parsed import ParsedNote, Person
from counsellor_desk.drafting.segments import Joint
from counsellor_desk.drafting.undone import Undone
from counsellor_desk.drafting.verbs import Verbs

_PASSIVE_LEAD: Final = 4
_NOT_PASSIVE: Final = frozenset(
    {"had", "has", "have", "need", "needs", "want", "wants", "wanted", "going", "used", "able"}
)
_REMINDER_WORDS: Final = 14
_TASK_WORDS: Final = 12
_TITLE_WORDS: Final = 2
_BEFORE_IF: Final = 5
_AGREED_IF: Final = frozenset(
    {"he", "she", "they", "client", "cl", "we", "agreed", "agrees", "that", "said", "says", "so"}
    | {"and", "but", "also", "knows", "then"}
)
_OTHER_PLANS: Final = frozenset({"no", "not", "any", "safety", "care", "crisis", "suicide"})
_DO_IT: Final = (["do", "that"], ["do", "it"], ["do", "this"], ["do", "so"])
_WILL_MYSELF: Final = frozenset({"i'll", "ill"})
_OWN_ROOM: Final = frozenset({"supervision", "supervisor", "supn"})
_MARKED: Final = frozenset({Joint.PLUS, Joint.SEMI, Joint.COMMA})
_JOINERS: Final = frozenset({"and", "then", "also", "plus", "&"})


class Actions:
    """Finds the actions of one note, sentence by sentence."""

    def __init__(self, note: ParsedNote, owners: Owners, dues: Dues) -> None:
        self._note = note
        self._owners = owners
        self._dues = dues
        self._verbs = Verbs(note)
        self._undone = Undone(note, dues)
        self._emergencies = Emergencies(note, self._verbs)
        self._says_i = any(
            word.plain in _WILL_MYSELF and not note.said_in_quotes(number)
            for number, word in enumerate(note.words)
        )
        self._commitments = Commitments(note, owners, dues, self._verbs)

    def of(self, sentence: Sequence[int], context: Context) -> list[Action]:
        """The actions that begin in the sentence, in order, at most one for each verb."""
        found: dict[int, Action] = {}
        for action in self._candidates(sentence, context):
            if not self._undone.not_to_do(action, sentence):
                found.setdefault(action.verb, action)
        if not found:
            found = {
                step.verb: step
                for step in self._emergencies.of(
                    sentence, conditional=self._begins_with_if(sentence, context)
                )
            }
        actions = sorted(found.values(), key=lambda action: (action.first, action.verb))
        actions = self._joined_up(actions)
        signed = self.signed(sentence)
        if signed is not None and len(actions) == 1:
            actions = [actions[0]._replace(owner=signed)]
        if self._begins_with_if(sentence, context):
            return [action._replace(conditional=True) for action in actions[:1]]
        return list(_one_each(actions))

    def signed(self, sentence: Sequence[int]) -> Owner | None:
        """Whose it is where that stands behind: "letter to school (me)", "ring mum Sat - K"."""
        first = self._note.clauses[sentence[0]].first
        end = self._note.clauses[sentence[-1]].last
        for person in self._note.people_in(sentence):
            start = self._note.words[person.first].start
            stop = self._note.words[person.last - 1].end
            before = self._note.text[max(0, start - 2) : start]
            after = self._note.text[stop : stop + 1]
            bracketed = before.endswith("(") and after == ")"
            dashed = before in {"- ", "– "} and (person.last == end or self._alone(person))
            if (bracketed or dashed) and person.first > first:
                ours = person.owner and person.owner.kind is not OwnerKind.OTHER
                return person.owner if ours else None
        return None

    def _alone(self, person: Person) -> bool:
        clause = self._note.clauses[self._note.clause_of(person.first)]
        return clause.first == person.first and clause.last == person.last

    def _joined_up(self, actions: list[Action]) -> list[Action]:
        """Without what only says of the first one when, or by whom, it is done.

        As in "he'll ring the school, he'll do that on Tuesday".
        """
        words = [
            [word.plain for word in self._note.words[action.verb : action.verb + 2]]
            for action in actions
        ]
        more = [actions[n] for n in range(1, len(actions)) if words[n] in _DO_IT]
        if more and "to be" in actions[0].cue:
            actions[0] = actions[0]._replace(owner=more[0].owner)
        return [action for action in actions if action not in more]

    def _candidates(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        yield from self._commitments.of(sentence, context)
        yield from self._after_prefix(sentence, context)
        yield from self._agreed(sentence, context)
        yield from self._passive(sentence)
        yield from self._noted_to_self(sentence, context)

    def _begins_with_if(self, sentence: Sequence[int], context: Context) -> bool:
        place = min(context.prefix, len(sentence) - 1) if self._opens_line(sentence[0]) else 0
        if not place and len(sentence) > 1 and _titled(self._note, sentence):
            place = 1
        first = self._note.clauses[sentence[place]].first
        for number in range(first, min(first + _BEFORE_IF, self._note.clauses[sentence[-1]].last)):
            clause = self._note.clause_of(number)
            if any(hit.first == number for hit in self._note.hits(clause, "actions.if")):
                return True
            if self._word(number) not in _AGREED_IF:
                return False
        return False

    def _after_prefix(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "me - ring GP", "both: carry on", "hw: urge log daily", lines of a list."""
        place = 0
        owner = context.owner
        if context.prefix and len(sentence) > 1 and self._opens_line(sentence[0]):
            place = 1
        first = self._note.clauses[sentence[place]].first
        listed = context.section is Section.ACTIONS
        late = sentence[0] * 2 >= len(self._note.clauses)
        dated = self._dues.of(first, self._note.clauses[sentence[-1]].last) is not None
        if owner and (listed or (place and (late or dated))) and self._verbs.is_one(first):
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
            opening = self._word(first)
            sure = context.owner is not None or opening in {"will", "going"}
            sure = sure or self._short_task(hit.last, sentence)
            if hit.first != first or hit.cue.label != "strong" or not sure:
                continue
            verb = self._verbs.at(hit.last, sentence) or self._verbs.any_at(hit.last, sentence)
            if verb is not None and not self._verbs.not_meant(hit, sentence):
                owner = context.owner or self._unnamed(verb, sentence)
                yield Action(first, verb, owner, self._verbs.written(first, verb + 1))
        for later in sentence[1:]:
            yield from self._will_too(later, sentence, context)

    def _unnamed(self, verb: int, sentence: Sequence[int]) -> Owner:
        """Whose a bare "will ring" is: where the writer says "I'll" elsewhere, the client's."""
        place = range(self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last)
        if any(self._word(number) in _OWN_ROOM for number in place):
            return COUNSELLOR
        return self._verbs.usual_owner(verb) or (CLIENT if self._says_i else COUNSELLOR)

    def _short_task(self, verb: int, sentence: Sequence[int]) -> bool:
        """As in "To practise grounding nightly": late, short, and a task by its verb."""
        late = sentence[0] * 2 >= len(self._note.clauses)
        first, last = self._note.clauses[sentence[0]].first, self._note.clauses[sentence[-1]].last
        known = self._verbs.is_one(verb) and self._verbs.usual_owner(verb) is not None
        return late and known and last - first <= _TASK_WORDS

    def _will_too(self, clause: int, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "GP appt on the 15th, will ask about the dose"."""
        place = self._note.clauses[clause]
        first = place.first + (self._word(place.first) in _JOINERS and place.last > place.first + 1)
        verb = self._verbs.at(first + 1, sentence) if self._word(first) == "will" else None
        if verb is not None and sentence[0] * 2 >= len(self._note.clauses):
            begins = self._note.clauses[sentence[0]].first
            subject = self._note.people.get(begins)
            owner = context.owner or (subject.owner if subject else None)
            owner = owner or self._verbs.usual_owner(verb) or CLIENT
            yield Action(begins, verb, owner, self._verbs.written(first, verb + 1))

    def _word(self, number: int) -> str:
        return self._note.words[number].plain

    def _opens_line(self, clause: int) -> bool:
        clauses = self._note.clauses
        return clause == 0 or clauses[clause - 1].line != clauses[clause].line

    def _agreed(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "agreed to try", "action: email tutor", "homework: panic diary"."""
        for hit in self._note.sentence_hits(sentence, "actions.agreed"):
            verb = self._verbs.at(hit.last, sentence)
            if verb is None or self._note.said_in_quotes(hit.first):
                continue
            if self._verbs.word_before(hit.first) in _OTHER_PLANS:
                continue
            if (
                ")"
                in self._note.text[self._note.words[hit.first].end : self._note.words[verb].start]
            ):
                continue
            agreed_to = self._word(hit.first) == "agreed" and self._word(verb - 1) == "to"
            usual = self._verbs.usual_owner(verb) or (CLIENT if agreed_to else None)
            owner = context.owner or usual
            yield Action(hit.first, verb, owner, self._verbs.written(hit.first, verb + 1))

    def _passive(self, sentence: Sequence[int]) -> Iterator[Action]:
        """As in "agency to be rung": no one is named, so it is the writer's own."""
        for hit in self._note.sentence_hits(sentence, "actions.passive"):
            clause = self._note.clauses[self._note.clause_of(hit.first)]
            named = self._verbs.word_before(hit.first) not in _NOT_PASSIVE
            asked = self._note.words[clause.first].plain in {"what", "which", "how"}
            if named and not asked and hit.first - clause.first <= _PASSIVE_LEAD:
                doer = self._owners.behind_by(hit.last, sentence) or COUNSELLOR
                yield Action(
                    clause.first, hit.first, doer, self._verbs.written(hit.first, hit.last)
                )

    def _noted_to_self(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "Text reminder Weds": a bare verb with a day is the writer's own reminder."""
        first = self._note.clauses[sentence[0]].first
        last = self._note.clauses[sentence[-1]].last
        if context.section not in {None, Section.NEXT} or last - first > _REMINDER_WORDS:
            return
        late = sentence[0] * 2 > len(self._note.clauses)
        idiom = any(
            hit.first == first for hit in self._note.hits(sentence[0], "actions.not_action")
        )
        if (
            not late
            or idiom
            or last == first + 1
            or self._verbs.heads(first)
            or not self._verbs.is_one(first)
            or first in self._note.people
        ):
            return
        if self._dues.of(first + 1, last):
            owner = self._verbs.usual_owner(first) or COUNSELLOR
            yield Action(first, first, owner, self._verbs.written(first, first + 1))

    def begins_with_verb(self, word: int) -> bool:
        """Whether a verb of doing stands there."""
        return self._verbs.is_one(word)

    def joined(self, sentence: Sequence[int], action: Action) -> Iterator[int]:
        """Verbs that go on after "and", "+" or a comma: they may open a further action."""
        for hit in self._note.sentence_hits(sentence, "actions.verb"):
            if hit.first <= action.verb + 1:
                continue
            before = self._note.words[hit.first - 1].plain
            clause = self._note.clauses[self._note.clause_of(hit.first)]
            marked = clause.first == hit.first and clause.joint in _MARKED
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
        named = self._owners.subject(first)
        whose = self._owners.of_person(named, sentence) if named else None
        forgone = CLIENT if self._word(first) == "no" else None
        usual = forgone or self._verbs.usual_owner(verb)
        owner = self.signed(sentence) or context.owner or whose or usual
        conditional = self._begins_with_if(sentence, context)
        return Action(first, verb, owner, self._verbs.written(first, first + 1), conditional)


def _one_each(actions: Sequence[Action]) -> Iterator[Action]:
    """Of several that begin at the same word only the first."""
    begun: set[int] = set()
    for action in actions:
        if action.first not in begun:
            begun.add(action.first)
            yield action


def _titled(note: ParsedNote, sentence: Sequence[int]) -> bool:
    """As in "Conditional: if targets go up, she'll ask"."""
    opens = note.clauses[sentence[0]]
    named = note.clauses[sentence[1]].joint is Joint.COLON
    return named and opens.last - opens.first <= _TITLE_WORDS
