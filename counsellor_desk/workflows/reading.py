"""Reading a note: who is named in it, then what it says. The two rooms meet here and only here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from counsellor_desk.domain.cases import Client
from counsellor_desk.domain.drafts import Draft, DraftItem, SessionFacts
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.text import word_count
from counsellor_desk.domain.words import note_text, words_of
from counsellor_desk.drafting.dates import Calendar
from counsellor_desk.drafting.draft import Reading
from counsellor_desk.identity.find import find

_WEEKDAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def read_note(
    text: str,
    facts: SessionFacts,
    cards: Sequence[IdentityCard],
    *,
    share: float | None = None,
) -> Draft:
    """The drafted summary of a note, names replaced. Pure: no store, no clock.

    ``cards``: the identity cards of the case's clients, in the clients' order. ``share``: how much
    of the note's words to keep where the counsellor asks for a shorter or fuller draft.
    """
    return _read(text, facts, cards).draft(share)


def labels(cards: Sequence[IdentityCard]) -> tuple[str, ...]:
    """What the record calls each client: "client" alone, first names among several.

    Nothing but first names tells the owners of a couple's actions apart; surnames never stay.
    """
    if len(cards) == 1:
        return (Client(id=cards[0].client, position=0).label(1).lower(),)
    return tuple(card.name.split(maxsplit=1)[0] if card.name.split() else "" for card in cards)


def drafts(
    text: str, facts: SessionFacts, cards: Sequence[IdentityCard]
) -> Mapping[Fullness, Draft]:
    """The drafts of a note at every length that can be chosen: read once. Pure."""
    reading = _read(text, facts, cards)
    shortest = reading.draft(0)
    least = sum(word_count(item.text) for item in shortest.items) / max(1, shortest.note_words)
    shares = {each: each.share(least, reading.usual_share) for each in Fullness}
    found = {fullness: reading.draft(share) for fullness, share in shares.items()}
    return {each: _with_other_days(draft, facts) for each, draft in found.items()}


def days_meant(words: str, session_on: date) -> tuple[date, ...]:
    """The day that "tomorrow" or "Fri 21/3" means, said in a session of that day. Pure.

    Two days, the likelier one first, where the words may mean either; none where they name none.
    """
    for day in Calendar(words, session_on).days(words_of(words)):
        if day.on is not None:
            other = _other_day(words, day.on, session_on) if day.ambiguous else None
            return (day.on,) if other is None else (day.on, other)
    return ()


def _read(text: str, facts: SessionFacts, cards: Sequence[IdentityCard]) -> Reading:
    note = note_text(text)
    found = find(note, cards, labels(cards))
    return Reading(note, facts, found.replacements, found.unknown)


def _other_day(words: str, on: date, session_on: date) -> date | None:
    """The nearest other day that a weekday among these words may mean."""
    named = (_WEEKDAYS.get(word.plain[:3]) for word in words_of(words))
    weekday = next((each for each in named if each is not None), None)
    if weekday is None:
        return None
    around = [on + timedelta(days=days) for days in (-7, -3, -2, -1, 1, 2, 3, 7)]
    meant = [day for day in around if day.weekday() == weekday and day > session_on]
    return min(meant, key=lambda day: abs(day - on), default=None)


def _with_other_days(draft: Draft, facts: SessionFacts) -> Draft:
    session_on = facts.starts.date()

    def told(item: DraftItem) -> DraftItem:
        if not item.due_ambiguous or item.due_on is None:
            return item
        days = {item.due_on, *days_meant(item.due_words, session_on)} - {item.due_on}
        return replace(item, due_or=min(days, default=None))

    return replace(
        draft,
        items=tuple(map(told, draft.items)),
        left_out=tuple(replace(left, item=told(left.item)) for left in draft.left_out),
    )
