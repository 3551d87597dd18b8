"""Reading a note: who is named in it, then what it says. The two rooms meet here and only here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counsellor_desk.domain.cases import Client
from counsellor_desk.domain.drafts import Draft, SessionFacts
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.words import note_text, words_of
from counsellor_desk.drafting.dates import Calendar
from counsellor_desk.drafting.draft import draft
from counsellor_desk.identity.find import find


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
    note = note_text(text)
    found = find(note, cards, labels(cards))
    return draft(note, facts, found.replacements, found.unknown, share=share)


def labels(cards: Sequence[IdentityCard]) -> tuple[str, ...]:
    """What the record calls each client: "client" alone, first names among several.

    Nothing but first names tells the owners of a couple's actions apart; surnames never stay.
    """
    if len(cards) == 1:
        return (Client(id=cards[0].client, position=0).label(1).lower(),)
    return tuple(card.name.split(maxsplit=1)[0] if card.name.split() else "" for card in cards)


def day_meant(words: str, session_on: date) -> date | None:
    """The day that "tomorrow" or "Fri 21/3" means, said in a session of that day. Pure."""
    days = Calendar(words, session_on).days(words_of(words))
    return next((day.on for day in days if day.on is not None), None)
