"""Where a note says what somebody is: "his wife", "mum", "EAP case mgr"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Span
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import bare, close, name_end

POSSESSIVES: Final = frozenset({"his", "her", "their"})
_PLURALS: Final = frozenset({"children", "grandchildren", "parents", "grandparents"})
_ONE: Final = ("ss", "us")


class Role(NamedTuple):
    """A role at the words ``first`` to ``last``. ``span``: its words, whose it is included.

    "Her mum's partner" is not the client's, so what is written for a name says whose.

    ``professional``: somebody who is named after the work ("interpreter"), not kin.
    """

    first: int
    last: int
    who: Owner
    span: Span
    plural: bool
    professional: bool = False


def roles_in(note: NoteText) -> Iterator[Role]:
    """Every role, the longest where several begin at one word."""
    reached = 0
    hits = lists.roles().hits(note.words)
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if hit.cue.table != lists.NAMING and hit.first >= reached:
            reached = hit.last
            yield _role(note, hit)


def _role(note: NoteText, hit: Hit) -> Role:
    words = note.words
    begin = words[hit.first].start
    before = words[hit.first - 1] if hit.first else None
    whose = hit.first
    if before and bare(before) in lists.kin() and before.plain.endswith("'s"):
        whose, begin = hit.first - 1, before.start
        before = words[whose - 1] if whose else None
    if before and before.plain in POSSESSIVES and close(note.text, before, words[whose]):
        begin = before.start
    who = Owner(OwnerKind.OTHER, hit.cue.label)
    if hit.cue.table == lists.CLIENT:
        who = Owner(OwnerKind.CLIENT)
    plural = hit.cue.label in _PLURALS or _is_plural(words[hit.last - 1].plain)
    span = Span(begin, name_end(words[hit.last - 1]))
    professional = hit.cue.table == lists.PROFESSIONAL
    return Role(hit.first, hit.last, who, span, plural, professional)


def _is_plural(plain: str) -> bool:
    """As in "sons", not in "boss" and "missus"."""
    return plain.endswith("s") and not plain.endswith(_ONE)
