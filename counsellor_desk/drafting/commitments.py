"""The grammar of a commitment: somebody, and what he or she is going to do.

"Cl to ask", "mum will keep", "I'll email", "Rob agreed to tell"; late in a note also the plain
present with a day still to come ("Maureen rings Denise on Friday", "Non is bringing the forms at
Easter") and what follows from a condition ("if it gets worse she goes to A&E").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner, OwnerKind, Section
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Due, Dues
from counsellor_desk.drafting.owners import CLIENT, COUNSELLOR, Owners
from counsellor_desk.drafting.parsed import ParsedNote, Person
from counsellor_desk.drafting.verbs import Verbs

_NOMINATIVE: Final = frozenset({"she", "he", "they", "i", "we"})
_FIRST_PERSON: Final = frozenset({"i", "i'll", "i'm", "we", "we'll", "we're"})
_BEFORE_SUBJECT: Final = frozenset(
    {"then", "and", "that", "so", "agreed", "also", "plan", "action", "but", "suggested", "for"}
)
_LEADS: Final = _BEFORE_SUBJECT | frozenset(
    {"his", "her", "their", "my", "our", "the", "a", "ok", "okay", "right", "now", "again", "well"}
    | {"tonight", "tomorrow", "today", "next", "this", "week", "on", "by", "instead", "meanwhile"}
    | {"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "actions"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "we"}
)
_ASKS: Final = frozenset(
    {"wanted", "wants", "want", "asked", "asks", "told", "tells", "expects", "expected", "needs"}
    | {"needed", "likes", "begged", "let", "let's", "help", "helped", "made", "makes"}
)
_ADVERBS: Final = frozenset({"also", "then", "both", "each", "still", "just", "now", "himself"})
_IS: Final = frozenset({"is", "are", "am"})
_NEEDS: Final = frozenset({"needs", "need", "has", "have"})
_CONTRACTED_IS: Final = ("'m", "'re")
_AGREED_WAS: Final = (["agreed", "was"], ["agreed", "is"])
_TOLD_OF: Final = frozenset({"has", "have"})
_LATE: Final = 2
_EARLY: Final = 3
_OF_CONDITION: Final = 2


class Action(NamedTuple):
    """An action that begins at the word ``first``. ``verb``: where its verb stands."""

    first: int
    verb: int
    owner: Owner | None
    cue: str
    conditional: bool = False


class Commitments:
    """Finds the commitments of one note that name who is bound."""

    def __init__(self, note: ParsedNote, owners: Owners, dues: Dues, verbs: Verbs) -> None:
        self._note = note
        self._owners = owners
        self._dues = dues
        self._verbs = verbs

    def of(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """Those of the sentence, the surest first."""
        yield from self._promised(sentence, context)
        yield from self._by_subject(sentence, context)
        if self._late(sentence) or context.section is Section.ACTIONS:
            yield from self._following_from_if(sentence)
            listed = context.section is Section.ACTIONS
            within = sentence[: context.prefix + 1] if listed else sentence
            yield from self._in_the_present(within, sentence)

    def _late(self, sentence: Sequence[int]) -> bool:
        return sentence[0] * _LATE >= len(self._note.clauses)

    def _end(self, sentence: Sequence[int]) -> int:
        return self._note.clauses[sentence[-1]].last

    def _action(self, first: int, verb: int, owner: Owner | None) -> Action:
        return Action(first, verb, owner, self._verbs.written(first, verb + 1))

    def _promised(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "I'll email", "we agreed she'd try", "he's going to ring"."""
        for hit in self._note.sentence_hits(sentence, "actions.will"):
            if hit.cue.label not in {"contracted", "must"} or self._verbs.not_meant(hit, sentence):
                continue
            verb = self._verbs.at(hit.last, sentence)
            if verb is None and self._note.words[hit.first].plain in _FIRST_PERSON:
                verb = self._verbs.any_at(hit.last, sentence)
            if self._verbs.only_thought(hit.first):
                continue
            if verb is None or (hit.cue.label == "must" and not self._a_task(verb, sentence)):
                continue
            owner = self._owners.of_words(hit, sentence)
            if _ours(owner) or context.section is Section.ACTIONS or self._dated(verb, sentence):
                yield self._action(hit.first, verb, owner)

    def _dated(self, verb: int, sentence: Sequence[int]) -> bool:
        return self._dues.of(verb, self._end(sentence)) is not None

    def _a_task(self, verb: int, sentence: Sequence[int]) -> bool:
        """Not "I must look at why …": a counsellor's task, or something with a day."""
        due = self._dues.of(verb, self._end(sentence))
        return due is not None or self._verbs.usual_owner(verb) == COUNSELLOR

    def _by_subject(self, sentence: Sequence[int], context: Context) -> Iterator[Action]:
        """As in "cl to ask", "mum will keep", "Rob agreed to tell", "K keep" in a list."""
        for person in self._people(sentence):
            verb = self._verb_of(person, sentence, context)
            if verb is None or not self._is_subject(person):
                continue
            first = self._owners.start(person)
            if not self._verbs.only_thought(first) and self._sure(person, verb, sentence, context):
                yield self._action(first, verb, self._owners.of_person(person, sentence))

    def _sure(self, person: Person, verb: int, sentence: Sequence[int], context: Context) -> bool:
        """Not what is only foretold early in a note: "her boss will call her in"."""
        early = sentence[0] * _EARLY < len(self._note.clauses)
        between = [self._note.words[n].plain for n in range(person.last, verb)]
        to = not {"to", "2"}.isdisjoint(between) and _TOLD_OF.isdisjoint(between)
        agreed = any(
            hit.cue.label == "agreed"
            for hit in self._note.sentence_hits(sentence, "actions.agreed")
        )
        owner = self._owners.of_person(person, sentence)
        foretold = owner is not None and owner.kind is OwnerKind.OTHER and not self._late(sentence)
        if to or agreed or context.section is Section.ACTIONS or not (early or foretold):
            return not self._verbs.thought_so(sentence)
        dated = self._dues.of(verb, self._verbs.reach(verb, sentence)) is not None
        return dated and not self._verbs.thought_so(sentence)

    def _people(self, sentence: Sequence[int]) -> Iterator[Person]:
        for person in self._note.people_in(sentence):
            if not self._note.said_in_quotes(person.first):
                yield person

    def _is_subject(self, person: Person) -> bool:
        """Not the object of another verb, as in "wants the girl to be safe"."""
        first = self._owners.start(person)
        opens = self._note.clauses[self._note.clause_of(first)].first
        if self._verbs.word_before(first) in _ASKS:
            return False
        nominative = self._note.words[first].plain in _NOMINATIVE
        if nominative or first - opens <= 1 or self._verbs.word_before(first) in _BEFORE_SUBJECT:
            return True
        if [word.plain for word in self._note.words[max(0, first - 2) : first]] in _AGREED_WAS:
            return True
        return all(
            self._note.words[n].plain in _LEADS or self._note.words[n].plain.isdecimal()
            for n in range(opens, first)
        )

    def _verb_of(self, person: Person, sentence: Sequence[int], context: Context) -> int | None:
        clause = self._note.clause_of(person.first)
        opens = self._note.clauses[clause].first in {person.first, self._owners.start(person)}
        will = person.last
        while will < self._end(sentence) and self._note.words[will].plain in _ADVERBS:
            will += 1
        for hit in self._note.sentence_hits(sentence, "actions.will"):
            if hit.first != will or not self._binds(hit, sentence):
                continue
            if self._verbs.not_meant(hit, sentence):
                continue
            found = self._verbs.at(hit.last, sentence)
            bare = opens and self._note.words[hit.first].plain in {"to", "2"}
            if found is None and bare and self._verbs.is_light(hit.last):
                return hit.last
            if found is None and (bare or self._surely(person, hit, sentence, context)):
                return self._verbs.any_at(hit.last, sentence)
            return found
        starts = clause in sentence[: context.prefix + 1]
        if context.section is Section.ACTIONS and opens and starts:
            return self._present(person.last, sentence)
        return None

    def _binds(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """As in "is to ring", "we agreed she would ring", "needs to ring by Thursday"."""
        if hit.cue.label == "strong" or self._agreed(hit, sentence):
            return True
        due = self._dues.of(hit.last, self._end(sentence))
        needed = self._note.words[hit.first].plain in _NEEDS
        return needed and due is not None and due.on is not None and self._late(sentence)

    def _agreed(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """As in "we agreed that K would speak to HR"."""
        return self._note.words[hit.first].plain == "would" and any(
            other.first < hit.first and self._note.words[other.first].plain in {"agreed", "we"}
            for other in self._note.sentence_hits(sentence, "actions.agreed")
        )

    def _surely(self, person: Person, hit: Hit, sentence: Sequence[int], context: Context) -> bool:
        """Whether a verb that no table has is what was agreed, not what is feared."""
        ours = person.owner is None or person.owner.kind is not OwnerKind.OTHER
        dated = self._dues.of(hit.last, self._end(sentence)) is not None
        return dated or (ours and (context.section is Section.ACTIONS or self._late(sentence)))

    def _present(self, word: int, sentence: Sequence[int]) -> int | None:
        """A verb right there, as in "K keep", "Ray sees": in a list, or with a day to come."""
        if word >= self._end(sentence):
            return None
        helping = self._note.words[word].plain in {"does", "do"} and word + 1 < self._end(sentence)
        if helping and self._note.words[word + 1].plain in {"not", "n't", "so"}:
            return None
        if self._verbs.is_one(word) or self._verbs.is_form(word, "actions.does"):
            return word
        if self._verbs.word_before(word).endswith(_CONTRACTED_IS):
            return word if self._verbs.is_form(word, "actions.doing") else None
        doing = word + 1
        progressive = self._note.words[word].plain in _IS and doing < self._end(sentence)
        return doing if progressive and self._verbs.is_form(doing, "actions.doing") else None

    def _in_the_present(self, within: Sequence[int], sentence: Sequence[int]) -> Iterator[Action]:
        """As in "Maureen rings Denise on Friday", late in the note: the day is still to come."""
        for person in self._people(within):
            verb = self._present(person.last, sentence)
            if verb is None or not self._is_subject(person) or self._verbs.tells(person.last):
                continue
            first = self._owners.start(person)
            reach = self._verbs.reach(verb, sentence)
            due = self._dues.of(verb, reach) or self._led_by_day(first, sentence)
            planned = due is not None and (due.on is not None or verb != person.last)
            if planned and not self._verbs.only_thought(first):
                yield self._action(first, verb, self._owners.of_person(person, sentence))

    def _led_by_day(self, first: int, sentence: Sequence[int]) -> Due | None:
        begin = self._note.clauses[sentence[0]].first
        return self._dues.of(begin, first) if first > begin else None

    def _following_from_if(self, sentence: Sequence[int]) -> Iterator[Action]:
        """As in "if he touches him again he goes to reception", "if worse, ring 999"."""
        condition = next(self._note.sentence_hits(sentence, "actions.if"), None)
        opens = self._note.clauses[sentence[0]].first
        if condition is None or condition.first > opens + 1:
            return
        for person in self._people(sentence):
            apart = self._note.clause_of(person.first) != self._note.clause_of(condition.first)
            far = apart or person.first > condition.last + _OF_CONDITION
            turned = self._verbs.turning_to(person.last, sentence)
            verb = (turned or self._present(person.last, sentence)) if far else None
            if verb is not None:
                owner = self._owners.of_person(person, sentence)
                yield self._action(person.first, verb, owner)
        for clause in sentence[1:]:
            first = self._note.clauses[clause].first
            if self._note.said_in_quotes(first):
                continue
            if self._verbs.is_one(first) or self._verbs.is_form(first, "actions.does"):
                yield self._action(first, first, self._verbs.usual_owner(first) or CLIENT)


def _ours(owner: Owner | None) -> bool:
    return owner is None or owner.kind is not OwnerKind.OTHER
