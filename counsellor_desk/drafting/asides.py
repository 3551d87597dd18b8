"""Chat, and the counsellor's own process: what fills the edges of a session and is no record of it.

Some is known by its words (``lexicons/chat.toml``), the rest by its grammar: in a counsellor's
note "I" and "my" mean the counsellor, so a clause of theirs that names nobody else, no day and no
work of theirs tells only how the counsellor fared ("my chair squeaked", "I had to stop the car").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.drafts import Reason
from counsellor_desk.domain.summaries import OwnerKind, Section
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.owners import CLIENT
from counsellor_desk.drafting.parsed import ParsedNote, Person

PEOPLE: Final = frozenset({"people.kin", "people.social"})
_TELLS: Final = PEOPLE | {"themes.weight"}
_OWN: Final = frozenset({"my", "mine", "myself"})
_SELF: Final = frozenset({"i", "i'm", "i'd", "i've", "me"})
_RECORDED: Final = frozenset({Section.RISK, Section.DONE, Section.VIEW})
_TO_DO: Final = frozenset({Section.ACTIONS, Section.NEXT})
_DOING: Final = frozenset({"actions.verb", "actions.passive"})
_WORK: Final = frozenset(
    {
        "chat.work",
        "actions.does",
        "sections.interventions",
        "sections.view",
        "sections.next_session",
        "sections.attendance",
        "actions.agreed",
        "people.professional",
        "risk.topic",
    }
)
_RECORD: Final = _WORK | PEOPLE
_PROMISE: Final = frozenset({"contracted", "must"})
_SELF_OPENS: Final = 2
_FEWEST: Final = 3
_SPEECH: Final = frozenset(
    {"said", "says", "saying", "told", "reports", "reported", "describes", "described", "feels"}
    | {"felt", "thinks", "thought", "wants", "believes", "admits", "explained", "shared"}
)
_SUBORDINATE: Final = frozenset(
    {"while", "when", "as", "if", "unless", "before", "after", "until", "since", "that", "which"}
)
_NUMBERS: Final = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
    | {"fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred"}
)


class Asides:
    """Tells the asides of one note from what belongs in the record."""

    def __init__(self, note: ParsedNote, contexts: Sequence[Context], dues: Dues) -> None:
        self._note = note
        self._contexts = contexts
        self._dues = dues
        self._spelt = frozenset(
            number for number, word in enumerate(note.words) if word.plain in _NUMBERS
        )

    def reason(self, clause: int, sentence: Sequence[int]) -> Reason | None:
        """Why the clause is an aside; ``None`` where it is none."""
        context = self._contexts[self._note.clauses[clause].line]
        if context.process or (self._own_process(clause) and context.owner != CLIENT):
            return Reason.OWN_PROCESS
        if self._is_chat(clause, context):
            return Reason.CHAT
        own = self._of_oneself(clause, sentence, context)
        return Reason.OWN_PROCESS if own else None

    def _own_process(self, clause: int) -> bool:
        """The words of own process, unless somebody else is their subject."""
        return any(
            not self._note.said_in_quotes(hit.first) and not self._of_somebody(clause, hit.first)
            for hit in self._note.hits(clause, "chat.own")
        )

    def _of_somebody(self, clause: int, before: int) -> bool:
        """Whether the first person named before that word is somebody but the counsellor."""
        first = self._note.clauses[clause].first
        people = (self._note.people.get(number) for number in range(first, before))
        subject = next((person for person in people if person), None)
        return subject is not None and not _is_counsellor(subject)

    def _is_chat(self, clause: int, context: Context) -> bool:
        if self._outside_quotes(clause, "chat.chat"):
            return True
        if context.own and context.section in _RECORDED | _TO_DO:
            return False
        if self.counts(clause):
            return False
        if self._outside_quotes(clause, "chat.everyday") and not self.tells(clause):
            return True
        return self._outside_quotes(clause, "chat.around") and not self._matters(clause)

    def _matters(self, clause: int) -> bool:
        """Whether the clause tells more than that somebody had something with them."""
        labels = {hit.cue.label for hit in self._note.hits(clause, "themes.weight")}
        told = labels - {"telling"} or self._note.shows(clause, PEOPLE)
        return bool(told) or self.names_others(clause)

    def counts(self, clause: int) -> bool:
        """Whether the clause gives a number or a day."""
        place = self._note.clauses[clause]
        words = range(place.first, place.last)
        return (
            not self._spelt.isdisjoint(words)
            or not self._note.numbers.isdisjoint(words)
            or self._dues.of(place.first, place.last) is not None
        )

    def _outside_quotes(self, clause: int, table: str) -> bool:
        return any(
            not self._note.said_in_quotes(hit.first) for hit in self._note.hits(clause, table)
        )

    def tells(self, clause: int) -> bool:
        """Whether the clause tells about the client or people of the client's."""
        return self._note.shows(clause, _TELLS)

    def names_others(self, clause: int) -> bool:
        """Whether somebody of the client's is named in the clause."""
        kinds = (person.owner.kind for person in self._others(clause) if person.owner)
        return OwnerKind.OTHER in kinds

    def _others(self, clause: int) -> Iterator[Person]:
        place = self._note.clauses[clause]
        people = (self._note.people.get(number) for number in range(place.first, place.last))
        return (person for person in people if person and not _is_counsellor(person))

    def _of_oneself(self, clause: int, sentence: Sequence[int], context: Context) -> bool:
        """Whether the clause is about the counsellor, and about nothing that they did as one."""
        if context.owner or (context.own and context.section in _RECORDED):
            return False
        if context.own and context.section in _TO_DO and self._note.shows(clause, _DOING):
            return False
        if not self._says_self(clause) or self._reported(clause, sentence):
            return False
        if self._note.shows(clause, _RECORD) or self._promises(clause):
            return False
        if any(self._others(clause)):
            return False
        return not self.counts(clause)

    def _promises(self, clause: int) -> bool:
        """As in "I'll": not "I had to"."""
        return any(hit.cue.label in _PROMISE for hit in self._note.hits(clause, "actions.will"))

    def _says_self(self, clause: int) -> bool:
        """An "I" or "me" that opens the clause, or a "my" anywhere in it."""
        place = self._note.clauses[clause]
        opening = self._note.words[place.first].plain
        if place.last - place.first < _FEWEST or opening in _SUBORDINATE:
            return False
        for number in range(place.first, place.last):
            word = self._note.words[number].plain
            opens = number - place.first < _SELF_OPENS and word in _SELF
            if (opens or word in _OWN) and not self._note.said_in_quotes(number):
                return True
        return False

    def _reported(self, clause: int, sentence: Sequence[int]) -> bool:
        """Whether somebody else speaks in the sentence: "she says my mum never"."""
        first = self._note.clauses[sentence[0]].first
        for telling in self._note.sentence_hits(sentence, "themes.weight"):
            speech = self._note.words[telling.last - 1].plain in _SPEECH
            if speech and telling.first < self._note.clauses[clause].last:
                teller = self._note.people.get(telling.first - 1)
                told = telling.first == first or (teller and not _is_counsellor(teller))
                if told:
                    return True
        return False


def _is_counsellor(person: Person) -> bool:
    return person.owner is not None and person.owner.kind is OwnerKind.COUNSELLOR
