"""Who is named in a note, and what the record writes instead (policy 3.4, 4.2, 4.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Replacement, Span, Stretches
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText, Word
from counsellor_desk.identity import lists
from counsellor_desk.identity.known import KnownNames, known_client
from counsellor_desk.identity.names import bare, looks_like_name, name_end, name_run
from counsellor_desk.identity.others import OtherPeople
from counsellor_desk.identity.places import Places
from counsellor_desk.identity.spelling import folded

_SENTENCE_GAP: Final = re.compile(r"[.!?:;\n\r(\[\"“•>]|\s[-–—]\s")
_LONG_ENOUGH: Final = 4
_TITLES: Final = frozenset({"mr", "mrs", "dr", "ms", "miss", "fr"})
_CONTACT_GAP: Final = r"[\s()./-]{0,3}"


class Found(NamedTuple):
    """``replacements`` never overlap and stand in order; ``unknown``: names without a role."""

    replacements: tuple[Replacement, ...]
    unknown: tuple[Span, ...]


def find(note: NoteText, cards: Sequence[IdentityCard], labels: Sequence[str]) -> Found:
    """Read a note for names. ``labels``: what the record calls each client, in order of the cards.

    One client is called by a general word ("client"); each of several by the first name, as the
    note writes it, because nothing else tells the owners of a couple's actions apart.
    """
    clients = [known_client(card, label) for card, label in zip(cards, labels, strict=True)]
    parts = frozenset(part for client in clients for part in client.parts)
    label = labels[0] if len(labels) == 1 else "client"
    capitals = [number for number, word in enumerate(note.words) if word.written[0].isupper()]
    others = OtherPeople(note, parts, label, cards)
    known = KnownNames(note, capitals, clients)
    replacements = _apart(
        [
            *others.left_out,
            *_contacts(note.text, cards),
            *known.replacements(others.names),
            *others.mentions(),
            *Places(note, capitals, parts | others.names).replacements(),
        ]
    )
    unknown = [
        *_unknown(note, capitals, replacements),
        *_in_lower_case(note, replacements),
    ]
    return Found(replacements=tuple(replacements), unknown=tuple(sorted(unknown)))


def _apart(candidates: Iterable[Replacement]) -> list[Replacement]:
    """Of overlapping ones the first in the list; in the order of the text."""
    taken: dict[int, Replacement] = {}
    for replacement in candidates:
        places = range(replacement.span.start, replacement.span.end)
        if not any(place in taken for place in places):
            taken.update(dict.fromkeys(places, replacement))
    return sorted(set(taken.values()), key=lambda replacement: replacement.span)


def _contacts(text: str, cards: Sequence[IdentityCard]) -> Iterator[Replacement]:
    """Telephone numbers in any spacing, e-mail and postal addresses of the cards."""
    for card in cards:
        who = Owner(OwnerKind.CLIENT)
        for pattern in _contact_patterns(card):
            for found in re.finditer(pattern, text, re.IGNORECASE):
                yield Replacement(span=Span(*found.span()), text="…", who=who)


def _contact_patterns(card: IdentityCard) -> Iterator[str]:
    digits = re.sub(r"\D", "", card.phone)
    if len(digits) > 5:
        yield r"(?<!\d)" + _CONTACT_GAP.join(digits) + r"(?!\d)"
    for line in (card.email, *card.address.split(",")):
        if len(line.strip()) > 5:
            yield r"(?<!\w)" + re.escape(line.strip()) + r"(?!\w)"


def _unknown(
    note: NoteText, capitals: Sequence[int], replacements: Sequence[Replacement]
) -> Iterator[Span]:
    """Names whose role the note does not give: they stay, and the counsellor is asked."""
    replaced = Stretches(replacement.span for replacement in replacements)
    named = {bare(word) for word in _inside_sentences(note, capitals)}
    reached = 0
    for at in capitals:
        if at < reached:
            continue
        word = note.words[at]
        reached = max(name_run(note.text, note.words, at), at + 1)
        surely = word.plain in lists.titles() and reached > at + 1
        name = bare(word) in named or folded(bare(word)) in lists.names()
        span = Span(word.start, name_end(note.words[reached - 1]))
        if not replaced.touch(span) and (surely or (name and looks_like_name(word))):
            yield span


def _in_lower_case(note: NoteText, replacements: Sequence[Replacement]) -> Iterator[Span]:
    """Names that are no everyday words, typed without their capital."""
    told = {word.plain for word in note.words if len(word.plain) >= _LONG_ENOUGH}
    named = {plain for plain in told if folded(plain.removesuffix("'s")) in lists.names()}
    replaced = Stretches(replacement.span for replacement in replacements)
    sought, reached = named | _TITLES, 0
    for at, word in enumerate(note.words):
        if word.plain not in sought or word.plain != word.written or at < reached:
            continue
        reached = name_run(note.text, note.words, at) if word.plain in _TITLES else at + 1
        span = Span(word.start, name_end(note.words[reached - 1]))
        if reached > at and not replaced.touch(span):
            yield span


def _inside_sentences(note: NoteText, capitals: Sequence[int]) -> Iterator[Word]:
    """Words with a capital that no sentence begins with."""
    for at in capitals:
        word = note.words[at]
        gap = note.text[note.words[at - 1].end : word.start] if at else "\n"
        if looks_like_name(word) and not _SENTENCE_GAP.search(gap):
            yield word
