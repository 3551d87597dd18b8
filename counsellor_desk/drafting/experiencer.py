"""Of whom a note says something: the client, or somebody else.

After ConText's "experiencer" (Harkema et al. 2009), read from grammar: the subject of the clause,
or of the one it goes on from; whose it is ("her brother's overdose"); and a pronoun that cannot be
the client's, since the note else calls the client "he" or "she".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeGuard

from counsellor_desk.domain.summaries import OwnerKind
from counsellor_desk.drafting.parsed import UNNAMED, ParsedNote, Person
from counsellor_desk.drafting.segments import Joint

_OPENERS: Final = frozenset(
    {"his", "her", "their", "my", "the", "a", "an", "and", "but", "so", "ex", "old", "that", "when"}
    | {"worried", "abt", "about", "concerned", "re", "says", "said", "then", "also"}
)
_RELATIVE: Final = frozenset({"who", "who'd", "who's", "whom", "whose"})
_GOES_ON: Final = frozenset({Joint.COMMA, Joint.AND, Joint.PLUS, Joint.DASH, Joint.COLON})
_REPORTED: Final = frozenset(
    {"he", "she", "they", "he'd", "she'd", "they'd", "he's", "she's", "they're", "that"}
)
_BE: Final = frozenset({"is", "was", "been", "being", "gets", "got", "were", "are"})
_DONE: Final = frozenset({"hit", "hurt", "struck", "being", "been", "shook", "cut"})
_FEARS: Final = frozenset({"frightened", "scared", "afraid", "fears"})
_TO: Final = frozenset({"to", "at", "on", "against", "of"})


class Experiencers:
    """Answers for one note."""

    def __init__(self, note: ParsedNote) -> None:
        self._note = note
        self._not_the_client = note.not_the_clients

    def somebody_else(self, first: int, sentence: Sequence[int]) -> bool:
        """Whether what stands at these words is said of somebody who is not the client."""
        return self._owned_by_other(first) or self._done_by_other(first, sentence)

    def befalls_other(self, first: int, last: int) -> bool:
        """Whether harm is done to somebody else: "violent to mum", "her friend is followed"."""
        feared = self._note.words[first].plain in _FEARS
        done_by = any(self._note.words[n].plain == "by" for n in range(first, last))
        within = () if feared or done_by else range(first + 1, min(last, first + 3))
        if any(_is_other(self._note.people.get(number)) for number in within):
            return True
        for number in () if done_by else range(last, last + 2):
            person = self._note.people.get(number)
            if _is_other(person) and (
                number == last or self._note.words[last].plain in _TO | {"her", "his", "their"}
            ):
                return True
        clause = self._note.clauses[self._note.clause_of(first)]
        done = self._note.words[first].plain
        participle = done.endswith(("ed", "en")) or done in _DONE
        passive = participle and any(
            self._note.words[n].plain in _BE for n in range(max(clause.first, first - 2), first + 1)
        )
        return passive and _is_other(self._subject_at(clause.first, first))

    def done_by_client(self, first: int) -> bool:
        """As in "she hit her son": what the client does to others is the client's risk."""
        subject = self._subject_at(self._note.clauses[self._note.clause_of(first)].first, first)
        return bool(subject and subject.owner and subject.owner.kind is OwnerKind.CLIENT)

    def _owned_by_other(self, first: int) -> bool:
        """As in "her brother's suicide", "overdose of her mother"."""
        opens = self._note.clauses[self._note.clause_of(first)].first
        near = range(max(opens, first - 2), first)
        owners = [self._note.people.get(number) for number in near]
        if any(_is_other(o) and self._note.words[o.last - 1].plain.endswith("'s") for o in owners):
            return True
        before = self._note.words[first - 1].plain if first else ""
        return before in self._not_the_client

    def _done_by_other(self, first: int, sentence: Sequence[int]) -> bool:
        clause = self._note.clause_of(first)
        subject = self._subject(clause, first, sentence)
        return _is_other(subject) and not self._client_between(subject.last, first)

    def _subject(self, clause: int, before: int, sentence: Sequence[int]) -> Person | None:
        """Whom the clause tells of, or the clause that it goes on from."""
        for number in range(clause, sentence[0] - 1, -1):
            place = self._note.clauses[number]
            stop = before if number == clause else place.last
            opening = self._note.words[place.first].plain
            if opening in _RELATIVE and number > sentence[0]:
                last = list(self._people(self._note.clauses[number - 1].first, place.first))
                return last[-1] if last else None
            found = self._subject_at(place.first, stop)
            pronoun = found is not None and found.owner is None
            if found is not None and not (pronoun and self._reports(number, sentence)):
                return None if number != clause and found.owner == UNNAMED else found
            if place.joint not in _GOES_ON and not pronoun:
                return None
        return None

    def _reports(self, clause: int, sentence: Sequence[int]) -> bool:
        """As in "Ex texted | that he'd end it": the pronoun is the one who says so."""
        if clause == sentence[0]:
            return False
        before = self._note.clauses[clause - 1]
        return any(
            hit.cue.label == "telling" and hit.last >= before.last - 2
            for hit in self._note.hits(clause - 1, "themes.weight")
        )

    def _subject_at(self, first: int, last: int) -> Person | None:
        """The person with whom that stretch opens."""
        for number in range(first, last):
            person = self._note.people.get(number)
            word = self._note.words[number].plain
            if word in self._not_the_client:
                return Person(number, number + 1, UNNAMED)
            if person is not None:
                return person
            if word not in _OPENERS:
                return None
        return None

    def _client_between(self, first: int, last: int) -> bool:
        """Somebody else came first, then the client: "told mum about the cut"."""
        return first > last or any(
            person.owner and person.owner.kind is OwnerKind.CLIENT
            for person in self._people(first, last)
        )

    def _people(self, first: int, last: int) -> Iterator[Person]:
        people = (self._note.people.get(number) for number in range(first, last))
        return (person for person in people if person is not None)


def _is_other(person: Person | None) -> TypeGuard[Person]:
    return bool(person and person.owner and person.owner.kind is OwnerKind.OTHER)
