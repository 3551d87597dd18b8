"""Notes for tests of drafting: the public ones, the shipped ones, and a quick way to read one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from counsellor_desk import resources
from counsellor_desk.domain.drafts import Draft, DraftItem, SessionFacts
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import ClientId
from counsellor_desk.domain.sessions import Mode
from counsellor_desk.domain.text import clean
from counsellor_desk.workflows.reading import read_note
from tests.measure.drafts import MeasuredNote, notes_in

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s?\b")
PUBLIC = Path(__file__).parent / "public"
FACTS = SessionFacts(
    starts=datetime(2026, 3, 2, 14, 0, tzinfo=UTC),
    number=4,
    mode=Mode.IN_PERSON,
    minutes=50,
    author="J. Mercer",
)
"""A Monday."""


def cards(*names: str) -> tuple[IdentityCard, ...]:
    """Identity cards with those names."""
    return tuple(
        IdentityCard(client=ClientId(str(number)), name=name) for number, name in enumerate(names)
    )


def read(text: str, *names: str) -> Draft:
    """The draft of a note of a client, or of clients with those names."""
    return read_note(clean(text).text, FACTS, cards(*(names or ("Kayleigh Stott",))))


@cache
def public_notes() -> tuple[MeasuredNote, ...]:
    """The eight public notes."""

    def refuse(_name: str, fault: Exception) -> None:
        raise fault

    return tuple(notes_in(PUBLIC, refuse))


@cache
def shipped_notes() -> tuple[MeasuredNote, ...]:
    """The notes of the demo desk, with the clients whose they are."""
    entries = resources.table("demo", "desk.toml")["notes"]
    return tuple(
        MeasuredNote(
            id=entry["file"],
            text=resources.text("demo", "notes", entry["file"]),
            facts=FACTS,
            cards=cards(*entry["clients"]),
        )
        for entry in entries
    )


def lines(draft: Draft) -> list[DraftItem]:
    """Every line, carried over or left out."""
    return [*draft.items, *(left.item for left in draft.left_out)]


def untraceable(text: str, draft: Draft, item: DraftItem) -> list[str]:
    """Words of a line that neither its spans nor the two tables beside the draft account for."""
    allowed: Counter[str] = Counter()
    for span in item.spans:
        allowed.update(_words(text[span.start : span.end]))
        for expansion in draft.expansions:
            if span.overlaps(expansion.span):
                allowed.update(_words(expansion.long))
        for replacement in draft.replacements:
            if span.overlaps(replacement.span):
                allowed.update(_words(_written_out(replacement.text)))
    return sorted((Counter(_words(item.text)) - allowed).elements())


def _words(text: str) -> list[str]:
    """A possessive is its word: "Sean's pub" may be written "brother-in-law's pub"."""
    return _WORD.findall(_POSSESSIVE.sub("", text.lower()))


def _written_out(role: str) -> str:
    """A role's own shorthand is written out by the same visible table."""
    table = resources.table("lexicons", "shorthand.toml")["words"]
    return " ".join([role, *(table.get(word, "") for word in _words(role))])
