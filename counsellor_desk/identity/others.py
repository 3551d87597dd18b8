"""Other people in a note: the role that the note itself gives is written instead of the name.

Where the note does not say it, the identity card may ("Aoife (sister)"), or a title that nobody
else in the note bears: the one "Dr Keane" is "Dr".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from counsellor_desk.domain.drafts import Replacement, Span
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText, note_text
from counsellor_desk.identity import lists
from counsellor_desk.identity.introductions import Introductions
from counsellor_desk.identity.names import (
    bare,
    close,
    is_month_too,
    looks_like_name,
    name_end,
    name_run,
    written_as,
)
from counsellor_desk.identity.roles import POSSESSIVES, Role, roles_in
from counsellor_desk.identity.spelling import folded

_BY_TITLE: Final = {"dr": "doctor", "fr": "chaplain", "rev": "chaplain", "revd": "chaplain"}
"""Titles that say by themselves what somebody is."""


class OtherPeople:
    """What one note says about who is who. ``clients``: name words that belong to the clients."""

    def __init__(
        self,
        note: NoteText,
        clients: frozenset[str],
        client_label: str,
        cards: Sequence[IdentityCard] = (),
    ) -> None:
        self._text, self._words = note.text, note.words
        self._client_label = client_label
        introduced = Introductions(note, clients)
        self.left_out = introduced.left_out
        self._known = introduced.known
        self._on_cards = _named_on(cards, self._known.keys() | clients)
        self._learn_by_title(clients)
        self.names = frozenset(self._known) | frozenset(self._on_cards)
        """Every name word whose role is known."""

    def mentions(self) -> Iterator[Replacement]:
        """The names where they come again, their role instead."""
        reached = 0
        forms = written_as(self.names)
        for at, word in enumerate(self._words):
            if word.plain not in forms or at < reached or not self._is_meant(at):
                continue
            name = bare(word)
            reached = at + 1
            while reached < len(self._words) and self._goes_on(reached, name):
                reached += 1
            titled = at > 0 and self._words[at - 1].plain in lists.titles()
            start = self._words[at - 1 if titled else at].start
            yield self._instead(Span(start, name_end(self._words[reached - 1])), name)

    def _is_meant(self, at: int) -> bool:
        """In lower case only what is no everyday word, or was introduced as a name like that."""
        word = self._words[at]
        name = bare(word)
        titled = at > 0 and self._words[at - 1].plain in lists.titles()
        if len(name) == 1:
            return titled
        if word.written[0].isupper():
            return name not in lists.not_names() or is_month_too(self._text, self._words, at)
        return titled or name in lists.lowered() or folded(name) in lists.names()

    def _goes_on(self, at: int, name: str) -> bool:
        following = bare(self._words[at])
        same = following in self.names and self._meant(following) is self._meant(name)
        return same and close(self._text, self._words[at - 1], self._words[at])

    def _meant(self, name: str) -> Role | str | None:
        return self._known.get(name) or self._on_cards.get(name)

    def _instead(self, span: Span, name: str) -> Replacement:
        role = self._known.get(name)
        if role is None:
            label = self._on_cards[name]
            return Replacement(span=span, text=label, who=Owner(OwnerKind.OTHER, label))
        if role.who.kind is OwnerKind.CLIENT:
            return Replacement(span=span, text=self._client_label, who=role.who)
        text = self._text[role.span.start : role.span.end]
        opening = text.split()[0].lower()
        if text[:2].istitle() and (opening in POSSESSIVES or opening.endswith("'s")):
            text = text[0].lower() + text[1:]
        if role.plural and not text.endswith("es"):
            text = text.removesuffix("s")
        return Replacement(span=span, text=text, who=role.who, source=role.span)

    def _learn_by_title(self, clients: frozenset[str]) -> None:
        """Where one person alone bears a title that says what somebody is."""
        borne: dict[str, dict[str, int]] = {}
        for at, word in enumerate(self._words):
            if word.plain in _BY_TITLE and at + 1 < len(self._words):
                last = name_run(self._text, self._words, at)
                names = [bare(each) for each in self._words[at + 1 : last]]
                taken = self._taken(names, clients) or self._is_short_for_known(names)
                if names and not taken:
                    borne.setdefault(word.plain, {}).setdefault(names[-1], at)
        for title, found in borne.items():
            if len(found) == 1:
                ((name, at),) = found.items()
                place = Span(self._words[at].start, self._words[at].end)
                who = Owner(OwnerKind.OTHER, _BY_TITLE[title])
                self._known[name] = Role(at, at + 1, who, place, plural=False)

    def _is_short_for_known(self, names: Sequence[str]) -> bool:
        """As in "Dr Q" for Dr Quill; from here on the letter is known too."""
        full = [known for known in self._known if names and known.startswith(names[-1])]
        if len(full) != 1 or len(names[-1]) > 1:
            return False
        self._known[names[-1]] = self._known[full[0]]
        return True

    def _taken(self, names: Iterable[str], clients: frozenset[str]) -> bool:
        """Whether one of the names belongs to somebody already."""
        taken = self._known.keys() | self._on_cards.keys() | clients
        return any(name in taken for name in names)


def _named_on(cards: Sequence[IdentityCard], taken: Iterable[str]) -> dict[str, str]:
    """The people around the client as the cards name them, and what they are."""
    found: dict[str, str] = {}
    others = frozenset(taken)
    for card in cards:
        for part in card.others.split(","):
            person = note_text(part)
            role = next(roles_in(person), None)
            if role is None:
                continue
            for number, word in enumerate(person.words):
                named = looks_like_name(word) and not role.first <= number < role.last
                if named and bare(word) not in others and word.plain not in lists.titles():
                    found.setdefault(bare(word), role.who.who)
    return found
