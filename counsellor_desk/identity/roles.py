"""Where a note says what somebody is: "his wife", "mum", "EAP case mgr"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Span
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import close, name_end

POSSESSIVES: Final = frozenset({"his", "her", "their"})
_PLURALS: Final = frozenset({"children", "grandchildren", "parents", "grandparents"})


class Role(NamedTuple):
    """A role at the words ``first`` to ``last``. ``span``: its words, "his" or "her" included.

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
    if before and before.plain in POSSESSIVES and close(note.text, before, words[hit.first]):
        begin = before.start
    who = Owner(OwnerKind.OTHER, hit.cue.label)
    if hit.cue.table == lists.CLIENT:
        who = Owner(OwnerKind.CLIENT)
    plural = hit.cue.label in _PLURALS or words[hit.last - 1].plain.endswith("s")
    span = Span(begin, name_end(words[hit.last - 1]))
    professional = hit.cue.table == lists.PROFESSIONAL
    return Role(hit.first, hit.last, who, span, plural, professional)
