"""The client's names as the identity card gives them, in every form a counsellor types.

"Kayleigh Stott" is also Kayleigh, Stott, K, KS, K.S., Kayleigh S, Ms Stott, Kay, Kayliegh: each
becomes the label that texts without names use. Letters inside other words are never touched, and
names that are also everyday words only with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Replacement, Span
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText, Word, words_of
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import bare, close, looks_like_name, name_end, written_as
from counsellor_desk.identity.spelling import folded, one_slip

_FRAME: Final = re.compile(r"^\s*([SOAPDBIRGE])\s*[:/–-]", re.MULTILINE)
_FRAMES: Final = frozenset("soapdbirge")
_ENDS: Final = re.compile(r"[.!?:\n]")
_AUXILIARIES: Final = frozenset({"will", "may"})
_MONTHS: Final = frozenset({"april", "may", "june", "august"})
_BEFORE_MONTHS: Final = frozenset(
    {"in", "by", "since", "until", "till", "early", "mid", "late", "last", "next", "of", "from"}
)
_NOT_BESIDE: Final = frozenset("&/+")
_SHORTENED_FROM: Final = 3
_FEW_CAPITALS: Final = 0.02
"""Of a note's words. With so few, names have none either."""


class KnownClient(NamedTuple):
    """One client's names in plain words. ``label`` is what the record writes for this client."""

    label: str
    given: frozenset[str]
    parts: frozenset[str]
    initials: frozenset[str]
    nicknames: frozenset[str]

    @property
    def letters(self) -> frozenset[str]:
        """The letters that given names begin with."""
        return frozenset(name[0] for name in self.given)

    @property
    def surname_letters(self) -> frozenset[str]:
        """The letters that surnames begin with: "Miss Z"."""
        return frozenset(letters[-1] for letters in self.initials)

    def shortened(self, plain: str) -> bool:
        """Whether it begins or ends a given name, Kay(leigh), (Olu)Seun, or stands for one: Liz."""
        return plain in self.nicknames or any(
            name.startswith(plain) or (len(plain) > 3 and name.endswith(plain))
            for name in self.given
            if len(plain) < len(name)
        )


def known_client(card: IdentityCard, label: str) -> KnownClient:
    """The client of that card."""
    names = [[folded(word.plain) for word in words_of(name)] for name in card.names()]
    named = [parts for parts in names if parts]
    given = frozenset(parts[0] for parts in named)
    known_as = (lists.nicknames().get(name, ()) for name in given)
    return KnownClient(
        label=label,
        given=given,
        parts=frozenset(part for part in chain.from_iterable(named) if len(part) > 1),
        initials=frozenset("".join(part[0] for part in parts) for parts in named if parts[1:]),
        nicknames=frozenset(chain.from_iterable(known_as)) - given,
    )


class KnownNames:
    """Finds the clients of one case in one note."""

    def __init__(
        self, note: NoteText, capitals: Sequence[int], clients: Sequence[KnownClient]
    ) -> None:
        self._text, self._words = note.text, note.words
        self._clients = clients
        self._parts = frozenset(part for client in clients for part in client.parts)
        self._framed = len(set(_FRAME.findall(note.text))) > 2
        self._initials = frozenset(letters for client in clients for letters in client.initials)
        self._nicknames = frozenset(name for client in clients for name in client.nicknames)
        self._low = len(capitals) < _FEW_CAPITALS * len(note.words)
        forms = written_as(self._parts | self._nicknames)
        in_lower_case = (
            n
            for n, word in enumerate(note.words)
            if folded(word.plain) in forms or self._low_initials(word)
        )
        self._candidates = sorted({*capitals, *in_lower_case})
        self._others: frozenset[str] = frozenset()
        self._surely = {
            bare(note.words[at])
            for at in self._candidates
            if bare(note.words[at]) in self._parts and self._inside_a_sentence(at)
        }
        self._first_written: dict[str, Span] = {}
        for at in capitals:
            word = note.words[at]
            self._first_written.setdefault(bare(word), Span(word.start, name_end(word)))

    def replacements(self, others: frozenset[str]) -> Iterator[Replacement]:
        """Every mention. ``others``: names that the note gives to somebody else."""
        self._others = others
        reached = 0
        for at in self._candidates:
            meant = self._meant(at) if at >= reached else []
            if meant:
                reached = self._run_end(at, meant)
                yield self._replacement(at, reached, meant)

    def _meant(self, at: int) -> list[KnownClient]:
        """The clients that the word may name; several share a surname."""
        word = self._words[at]
        capital, plain = word.written[0].isupper(), folded(bare(word))
        if plain in self._others:
            return []
        if len(plain) == 1:
            return self._by_letter(at)
        if not capital and self._low_initials(word):
            return [client for client in self._clients if plain in client.initials]
        if not (capital or self._safe_in_lower_case(plain)):
            return []
        exact = [client for client in self._clients if plain in client.parts]
        if exact:
            return exact if self._as_a_name(at) else []
        return self._by_form(at, plain)

    def _low_initials(self, word: Word) -> bool:
        """Initials in lower case: first on their line, or in a note that has hardly a capital."""
        if word.plain not in self._initials or word.plain in lists.abbreviations():
            return False
        if self._low:
            return True
        line = self._text.rfind("\n", 0, word.start) + 1
        return not any(character.isalnum() for character in self._text[line : word.start])

    def _safe_in_lower_case(self, plain: str) -> bool:
        return len(plain) > 3 and plain not in lists.everyday()

    def _as_a_name(self, at: int) -> bool:
        """A name that is also a word, opening a sentence, needs a verb after it: "Will said"."""
        plain = bare(self._words[at])
        before = self._words[at - 1].plain if at else ""
        if plain in _MONTHS and (before in _BEFORE_MONTHS or before.isdecimal()):
            return False
        if plain not in lists.everyday() or self._inside_a_sentence(at):
            return True
        if (plain in self._surely and plain not in _AUXILIARIES) or self._before_surname(at):
            return True
        following = self._words[at + 1].plain if at + 1 < len(self._words) else ""
        third_person = following.endswith("s") and len(following) > _SHORTENED_FROM
        possessive = self._words[at].plain.endswith("'s")
        named = following in self._parts
        return named or third_person or possessive or following in lists.predicates()

    def _before_surname(self, at: int) -> bool:
        """As in "Dean K": the letter of a surname behind a name that is also a word."""
        if at + 1 >= len(self._words) or not close(self._text, *self._words[at : at + 2]):
            return False
        plain = bare(self._words[at])
        known = (client for client in self._clients if plain in client.given)
        letters = {name[-1].upper() for client in known for name in client.initials}
        return self._words[at + 1].written in letters

    def _inside_a_sentence(self, at: int) -> bool:
        if at == 0:
            return False
        gap = self._text[self._words[at - 1].end : self._words[at].start]
        return not _ENDS.search(gap)

    def _by_form(self, at: int, plain: str) -> list[KnownClient]:
        """Initials, shortened forms and slips of the pen."""
        word = self._words[at]
        if word.written[: len(plain)].isupper() and len(plain) < 4:
            initials = plain not in lists.abbreviations() or self._names_the_client(at)
            return [c for c in self._clients if initials and plain in c.initials]
        nickname = plain in self._nicknames and self._as_a_name(at)
        everyday = plain in lists.everyday() or not looks_like_name(word)
        if len(plain) < _SHORTENED_FROM or (everyday and not nickname):
            return []
        return [
            client
            for client in self._clients
            if client.shortened(plain) or any(one_slip(plain, part) for part in client.parts)
        ]

    def _names_the_client(self, at: int) -> bool:
        """Whether initials that mean something else too open the note, or stand behind "Client"."""
        return at == 0 or (at == 1 and self._words[0].plain in lists.client_words())

    def _by_letter(self, at: int) -> list[KnownClient]:
        word, plain = self._words[at], bare(self._words[at])
        titled = at > 0 and self._words[at - 1].plain in lists.titles() and self._follows(at)
        found = [
            client
            for client in self._clients
            if plain in (client.surname_letters if titled else client.letters)
        ]
        if len(found) != 1 or plain == "i" or self._is_a_mark(at):
            return []
        if plain == "a" and not self._a_is_a_name(at, word):
            return []
        return found

    def _is_a_mark(self, at: int) -> bool:
        """A&E, R/ship, plan B, vitamin D, and the letters of SOAP and DAP."""
        word = self._words[at]
        before, after = self._text[max(word.start - 1, 0) : word.start], self._text[word.end :][:1]
        if after == "/" and self._opens_slashed(word):
            return self._framed and word.plain in _FRAMES
        if {before, after} & _NOT_BESIDE and not self._text.startswith(
            "w/", max(word.start - 2, 0)
        ):
            return True
        if self._framed and self._text[word.end : word.end + 2].lstrip()[:1] in {":", "-", "–"}:
            return True
        beside = at > 0 and self._text[self._words[at - 1].end : word.start].isspace()
        return beside and self._words[at - 1].plain in lists.labelled()

    def _opens_slashed(self, word: Word) -> bool:
        """As in "W/ ring the school", on a line of its own: whose it is."""
        line = self._text.rfind("\n", 0, word.start) + 1
        opens = not self._text[line : word.start].strip()
        return opens and word.written.isupper() and self._text[word.end + 1 :][:1].isspace()

    def _a_is_a_name(self, at: int, word: Word) -> bool:
        following = self._words[at + 1].plain if at + 1 < len(self._words) else ""
        before = self._words[at - 1].plain if at else ""
        return word.plain == "a's" or following in lists.predicates() or before in lists.told()

    def _run_end(self, at: int, meant: Sequence[KnownClient]) -> int:
        """The index after a name of several words: "Priya N", "P.N.", "Anne-Marie Stott"."""
        last = at + 1
        while last < len(self._words) and close(
            self._text, self._words[last - 1], self._words[last]
        ):
            plain = folded(bare(self._words[last]))
            capital = self._words[last].written[0].isupper()
            known = any(plain in client.parts for client in meant)
            letter = len(plain) == 1 and any(
                name[-1] == plain for client in meant for name in client.initials
            )
            short = len(plain) >= _SHORTENED_FROM and any(
                part.startswith(plain) for client in meant for part in client.parts - client.given
            )
            named = short or (known and (capital or self._safe_in_lower_case(plain)))
            if not (named or (capital and letter)) or self._words[last - 1].plain.endswith("'s"):
                break
            last += 1
        return last

    def _replacement(self, at: int, last: int, meant: Sequence[KnownClient]) -> Replacement:
        if at > 0 and self._words[at - 1].plain in lists.client_words() and self._follows(at):
            who = Owner(OwnerKind.CLIENT)
            span = Span(self._words[at - 1].end, name_end(self._words[last - 1]))
            return Replacement(span=span, text="", who=who)
        titled = at > 0 and self._words[at - 1].plain in lists.titles()
        first = at - 1 if titled and self._follows(at) else at
        span = Span(self._words[first].start, self._name_ends(last))
        words = {bare(word) for word in self._words[at:last]}
        sure = [client for client in meant if words & client.given] or meant
        if len(sure) > 1:
            return Replacement(span=span, text="client", who=Owner(OwnerKind.CLIENT))
        return self._written_for(sure[0], span)

    def _name_ends(self, last: int) -> int:
        """Initials end after their full stop, where the sentence goes on: "K.S. slept"."""
        end = name_end(self._words[last - 1])
        stops = len(bare(self._words[last - 1])) == 1 and self._text[end : end + 1] == "."
        return end + (stops and self._text[end + 1 : end + 3].lstrip()[:1].islower())

    def _follows(self, at: int) -> bool:
        return close(self._text, self._words[at - 1], self._words[at])

    def _written_for(self, client: KnownClient, span: Span) -> Replacement:
        if len(self._clients) == 1:
            return Replacement(span=span, text=client.label, who=Owner(OwnerKind.CLIENT))
        who = Owner(OwnerKind.CLIENT, client.label)
        source = self._first_written.get(client.label.lower(), span)
        text = self._text[source.start : source.end]
        return Replacement(span=span, text=text, who=who, source=source)
