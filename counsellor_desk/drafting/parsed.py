"""One note, parsed: its words, lines and clauses, the cues in each, and who is who."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Replacement, Span
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText, words_of
from counsellor_desk.drafting import lexicons
from counsellor_desk.drafting.pronouns import not_the_clients
from counsellor_desk.drafting.segments import Clause, Line, Segmenter, lines_of

_ROLES: Final = frozenset({"people.kin", "people.social", "people.professional"})
_OWNERS: Final = {
    "client": Owner(OwnerKind.CLIENT),
    "counsellor": Owner(OwnerKind.COUNSELLOR),
    "both": Owner(OwnerKind.BOTH),
}
_RUNS_ON: Final = ("risk.", "actions.")
UNNAMED: Final = Owner(OwnerKind.OTHER)
"""Somebody else of whom the note gives a name and no role."""
PRONOUN: Final = "pronoun"
"""She, he, they: somebody, but who is told by what stands before."""


class Person(NamedTuple):
    """Somebody named or meant by the words ``first`` to ``last``; ``owner`` ``None``: a pronoun."""

    first: int
    last: int
    owner: Owner | None


class ParsedNote:
    """Everything that later steps ask about a note. Built once, never changed."""

    def __init__(
        self,
        source: NoteText,
        replacements: Sequence[Replacement],
        author: str,
        unknown: Sequence[Span] = (),
    ) -> None:
        self.text, self.words = source.text, source.words
        self.lines: list[Line] = lines_of(self.text)
        self._starts = [word.start for word in self.words]
        hits = self._outside_names(lexicons.cues().hits(self.words), replacements)
        joints = [hit for hit in hits if hit.cue.table == "segments.joint"]
        segmenter = Segmenter(self.text, self.words, joints)
        self.clauses: list[Clause] = segmenter.clauses(self.lines)
        self.sentences: list[list[int]] = [
            [number for number, _clause in group]
            for _sentence, group in groupby(enumerate(self.clauses), lambda pair: pair[1].sentence)
        ]
        self._clause_at = self._clause_numbers()
        self.quoted = segmenter.quoted_words()
        self.numbers = frozenset(
            number for number, word in enumerate(self.words) if word.written[0].isdigit()
        )
        self._hits: list[dict[str, list[Hit]]] = [{} for _clause in self.clauses]
        self._sort(hits)
        self.author_words = list(self._author_words(author, unknown))
        self.people: dict[int, Person] = {
            person.first: person
            for person in (*self._unnamed(unknown), *self._named(replacements, hits))
        }
        self._people_firsts = sorted(self.people)
        self.not_the_clients = not_the_clients(
            self.words, (person.owner for person in self.people.values())
        )

    def clause_of(self, word: int) -> int:
        """The number of the clause that holds the word, or of the one before it."""
        return self._clause_at[word]

    def _outside_names(self, hits: Iterable[Hit], replacements: Sequence[Replacement]) -> list[Hit]:
        """A name is no cue, though it be a word: "Will came", "Grace and Hope"."""
        named = {
            number
            for replaced in replacements
            for number in range(self.word_at(replaced.span.start), self.word_at(replaced.span.end))
        }
        return [
            hit for hit in hits if hit.first not in named or hit.cue.table.startswith("people.")
        ]

    def _clause_numbers(self) -> list[int]:
        numbers: list[int] = []
        for number, clause in enumerate(self.clauses):
            numbers.extend([number - 1] * (clause.first - len(numbers)))
            numbers.extend([number] * (clause.last - clause.first))
        numbers.extend([len(self.clauses) - 1] * (len(self.words) - len(numbers) + 1))
        return numbers

    def people_in(self, sentence: Sequence[int]) -> list[Person]:
        """Everybody named or meant in the sentence, in reading order."""
        low = bisect_left(self._people_firsts, self.clauses[sentence[0]].first)
        high = bisect_left(self._people_firsts, self.clauses[sentence[-1]].last)
        return [self.people[first] for first in self._people_firsts[low:high]]

    def word_at(self, place: int) -> int:
        """The number of the first word that begins at that character or after it."""
        return bisect_left(self._starts, place)

    def _sort(self, hits: Iterable[Hit]) -> None:
        """Give each cue to its clause; only cues of risk and action run on to the next one."""
        at = self._clause_at
        for hit in hits:
            number, end = at[hit.first], at[hit.last - 1]
            if number < 0 or hit.first >= self.clauses[number].last:
                continue
            runs_on = hit.cue.table.startswith(_RUNS_ON)
            if end == number or (
                runs_on and self.clauses[end].sentence == self.clauses[number].sentence
            ):
                self._hits[number].setdefault(hit.cue.table, []).append(hit)

    def hits(self, clause: int, table: str) -> Sequence[Hit]:
        """The cues of that table that begin in the clause."""
        return self._hits[clause].get(table, ())

    def shows(self, clause: int, tables: frozenset[str]) -> bool:
        """Whether a cue of any of these tables begins in the clause."""
        return not tables.isdisjoint(self._hits[clause])

    def sentence_hits(self, sentence: Sequence[int], table: str) -> Iterator[Hit]:
        """The cues of that table in a whole sentence, in reading order."""
        for clause in sentence:
            yield from self._hits[clause].get(table, ())

    def said_in_quotes(self, word: int) -> bool:
        """Whether the word stands inside quotation marks: somebody's own words."""
        return word in self.quoted

    def _unnamed(self, unknown: Sequence[Span]) -> Iterator[Person]:
        for span in unknown:
            first, last = self.word_at(span.start), self.word_at(span.end)
            short = first < last and self.words[first].plain in lexicons.shorthand()
            if first < last and not short:
                yield Person(first, last, UNNAMED)

    def _named(self, replacements: Sequence[Replacement], hits: Iterable[Hit]) -> Iterator[Person]:
        """People by role, then the author by name or initials, then names: the surest last.

        A name that is left out behind its role belongs to it: "wife Trish to ring".
        """
        named = [(self.word_at(r.span.start), self.word_at(r.span.end), r) for r in replacements]
        left_out = {first: last for first, last, r in named if not r.text}
        for hit in hits:
            last = left_out.get(hit.last, hit.last)
            if hit.cue.table in _ROLES:
                yield Person(hit.first, last, Owner(OwnerKind.OTHER, hit.cue.label))
            elif hit.cue.table == "people.owner":
                yield Person(hit.first, last, _OWNERS.get(hit.cue.label))
        for number in self.author_words:
            yield Person(number, number + 1, _OWNERS["counsellor"])
        for first, last, replacement in named:
            if last > first and replacement.text and replacement.who is not None:
                yield Person(first, last, replacement.who)

    def _author_words(self, author: str, unknown: Sequence[Span]) -> Iterator[int]:
        """The author's initials in capitals ("LB to ring"), and first name."""
        names_of_nobody = {self.word_at(span.start) for span in unknown}
        parts = [word.written for word in words_of(author)]
        initials = "".join(part[0] for part in parts).upper()
        names = {part for part in parts[:1] if len(part) > 2}
        letter = initials[:1] if not names and initials[:1] != "I" else ""
        own = names | {initials} if len(initials) > 1 else names
        own |= {name.upper() for name in names}
        for number, word in enumerate(self.words):
            if (
                word.written in own
                or (
                    len(initials) > 1
                    and word.written == initials.lower()
                    and self._heads_a_task(number)
                )
                or (
                    letter
                    and word.written[0] == letter
                    and (number in names_of_nobody or not word.written[1:])
                    and self._heads_a_task(number)
                )
            ):
                yield number

    def _heads_a_task(self, number: int) -> bool:
        """As in "Bruce: text details", "Clare to write" where the author is B. or C. Somebody."""
        word = self.words[number]
        clause = self.clauses[self._clause_at[number]]
        follows = self.text[word.end : word.end + 4]
        listed = follows.startswith((": ", " to ", " - "))
        named = not word.written[1:] or word.written[1:].islower()
        return listed and clause.first == number and named
