"""Whose an action is: from the subject before it, from a list's heading, from what it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.drafting.parsed import ParsedNote, Person

CLIENT: Final = Owner(OwnerKind.CLIENT)
COUNSELLOR: Final = Owner(OwnerKind.COUNSELLOR)
BOTH: Final = Owner(OwnerKind.BOTH)
_JOINED: Final = frozenset({"and", "n"})
_JOINING_MARKS: Final = frozenset({"+", "&", "/", "and"})
_FIRST_PERSON: Final = ("i", "my", "me", "let")
_REACH: Final = 60
_WHOSE: Final = frozenset({"her", "his", "their", "my", "our", "the"})
_PLURAL: Final = ("we", "let's", "they", "both")


class Owners:
    """Answers for one note."""

    def __init__(self, note: ParsedNote) -> None:
        self._note = note
        named = (person.owner for person in note.people.values() if person.owner)
        self._clients = list(
            dict.fromkeys(owner for owner in named if owner.kind is OwnerKind.CLIENT and owner.who)
        )

    @property
    def all_clients(self) -> Owner:
        """Both of a couple, everyone of a family; the client where there is one."""
        if len(self._clients) < 2:
            return CLIENT
        return Owner(OwnerKind.BOTH, " and ".join(owner.who for owner in self._clients))

    def of_person(self, person: Person, sentence: Sequence[int]) -> Owner | None:
        """The owner that the subject means, those joined to it included."""
        owner = person.owner
        if owner is None:
            return self._of_pronoun(person, sentence)
        if owner == BOTH and self._note.words[person.first].plain in {"both", "couple"}:
            return self.all_clients if self._clients else BOTH
        if owner == CLIENT and self._note.words[person.first].plain in {"clients", "couple"}:
            return self.all_clients
        joined = self._joined_before(person)
        return self._together(joined.owner, owner) if joined and joined.owner else owner

    def subject(self, word: int) -> Person | None:
        """The person that a line begins with: the sister of "Y's sister has the girls"."""
        person = self._note.people.get(word)
        if person and self._note.words[person.last - 1].plain.endswith(("'s", "s'")):
            return self._note.people.get(person.last, person)
        return person

    def behind_by(self, first: int, sentence: Sequence[int]) -> Owner | None:
        """Who is named behind "by", from that word on: "to be asked by her mother"."""
        for person in self._note.people_in(sentence):
            start = self.start(person)
            while start > first and self._note.words[start - 1].plain in _WHOSE:
                start -= 1
            if start > first and self._note.words[start - 1].plain == "by":
                return self.of_person(person, sentence)
        return None

    def start(self, person: Person) -> int:
        """The word at which the subject begins: "Seun" of "Seun + Tola to go"."""
        joined = self._joined_before(person)
        if joined is not None:
            return joined.first
        whose = self._note.people.get(person.first - 1)
        owned = whose is not None and self._note.words[person.first - 1].plain.endswith("'s")
        return person.first - owned

    def _joined_before(self, person: Person) -> Person | None:
        before = person.first - 1
        if before >= 0 and self._note.words[before].plain in _JOINED:
            before -= 1
        if before < 0:
            return None
        gap = self._note.text[self._note.words[before].end : self._note.words[person.first].start]
        found = self._note.people.get(before)
        return found if found and gap.strip() in _JOINING_MARKS else None

    def _together(self, first: Owner, second: Owner) -> Owner:
        """A client with a partner is the client's action; with the counsellor it is both's."""
        kinds = {first.kind, second.kind}
        if kinds == {OwnerKind.CLIENT}:
            return self.all_clients
        if kinds == {OwnerKind.CLIENT, OwnerKind.COUNSELLOR}:
            return BOTH
        return first if first.kind is OwnerKind.CLIENT else second

    def of_words(self, hit: Hit, sentence: Sequence[int]) -> Owner | None:
        """The owner inside a contracted form: "I'll", "we will", "she's going to"."""
        word = self._note.words[hit.first].plain.partition("'")[0]
        if word in {"must", "need"}:
            return COUNSELLOR
        if word in {"we", "let"}:
            return self._said_then(hit, sentence) or BOTH
        if word == "i":
            return COUNSELLOR
        return self._of_pronoun(Person(hit.first, hit.first + 1, None), sentence)

    def _said_then(self, hit: Hit, sentence: Sequence[int]) -> Owner | None:
        """As in "we agreed she'd": the second subject counts."""
        last = self._note.words[hit.last - 1].plain.partition("'")[0]
        inner = {
            self._note.words[n].plain.partition("'")[0] for n in range(hit.first + 1, hit.last)
        }
        if last == "i" or "i" in inner:
            return COUNSELLOR
        if {"she", "he"} & inner:
            return self._of_pronoun(Person(hit.last - 1, hit.last, None), sentence)
        return None

    def _of_pronoun(self, person: Person, sentence: Sequence[int]) -> Owner | None:
        """Who "she" is: somebody else only where a sentence begins with somebody else."""
        if self._note.words[person.first].plain in self._note.not_the_clients:
            return self._last_other(person.first)
        plural = self._note.words[person.first].plain.startswith("they")
        if plural and self._clients:
            return self.all_clients
        first = self._note.clauses[sentence[0]].first
        subject = self._note.people.get(first)
        if subject and subject.owner and subject.first < person.first:
            named = subject.owner.kind is OwnerKind.OTHER or subject.owner in self._clients
            if named:
                return subject.owner
        return self._last_client(person.first) if self._clients else CLIENT

    def _last_other(self, before: int) -> Owner | None:
        """Of the others the one named last."""
        for number in range(before - 1, max(-1, before - _REACH), -1):
            person = self._note.people.get(number)
            if person and person.owner and person.owner.kind is OwnerKind.OTHER:
                return person.owner
        return None

    def _last_client(self, before: int) -> Owner | None:
        """Of several clients the one named last."""
        for number in range(before - 1, max(-1, before - _REACH), -1):
            person = self._note.people.get(number)
            if person and person.owner in self._clients:
                return person.owner
        return None
