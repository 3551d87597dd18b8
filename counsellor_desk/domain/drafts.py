"""What reading a raw note yields: a sectioned draft whose every line points to its source.

Offsets are Python string indices (code points) into the note's text, end exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.sessions import Mode
from counsellor_desk.domain.summaries import Owner, Section
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_

_QUOTED: Final = re.compile("“([^”]+)”")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the note: ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether they share at least one character."""
        return self.start < other.end and other.start < self.end


class Stretches:
    """Stretches of a note, for asking of many others whether they touch one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touch(self, span: Span) -> bool:
        """Whether one of them shares at least one character with ``span``."""
        before = bisect_left(self._starts, span.end) - 1
        return before >= 0 and self._ends[before] > span.start

    def hold(self, span: Span) -> bool:
        """Whether one of them has all of ``span``."""
        before = bisect_left(self._starts, span.start + 1) - 1
        return before >= 0 and self._ends[before] >= span.end


class Polarity(Worded):
    """What a note says about a risk. Shown as a chip to confirm, never as a conclusion."""

    AFFIRMED = "affirmed", N_("reported")
    DENIED = "denied", N_("asked, denied")
    HISTORICAL = "historical", N_("in the past")
    HYPOTHETICAL = "hypothetical", N_("if it happens")
    UNCERTAIN = "uncertain", N_("unclear")
    OTHER_PERSON = "other_person", N_("someone else")
    NOT_ASSESSED = "not_assessed", N_("not asked")


class FlagKind(Worded):
    """What a flag asks the counsellor to look at."""

    JUDGEMENTAL = "judgemental", N_("Judgement")
    CERTAINTY = "certainty", N_("Certainty or diagnosis")
    RISK = "risk", N_("Risk")
    IDENTIFIER = "identifier", N_("Somebody's name")
    NOISE = "noise", N_("Chat or own process")


class Reason(Worded):
    """Why a clause is left out; ``REMOVED`` only of what was drafted and then taken out."""

    CHAT = "chat", N_("Chat")
    OWN_PROCESS = "own_process", N_("Your own process")
    JUDGEMENT = "judgement", N_("Judgement")
    LESS_CENTRAL = "less_central", N_("Less central")
    HEADING = "heading", N_("Heading")
    REMOVED = "removed", N_("Left out by you")


@dataclass(frozen=True, kw_only=True)
class Expansion:
    """A shorthand that was written out: the only words a draft adds, all of them listed."""

    span: Span
    short: str
    long: str


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """What to write instead of a stretch of the note that names somebody, and who that is.

    ``source``: where the note itself gives the role or the short name that is written; ``None``
    for "Client". An empty ``text`` leaves the stretch out (a surname beside its first name);
    ``who`` is ``None`` where it names nobody, but a place.
    """

    span: Span
    text: str
    who: Owner | None
    source: Span | None = None


@dataclass(frozen=True, kw_only=True)
class RiskCue:
    """A risk word in the note, its topic and what the note says about it."""

    span: Span
    topic: str
    polarity: Polarity
    cue: str


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Something to look at, with the reason and, where there is one, a plainer wording."""

    kind: FlagKind
    span: Span
    reason: str
    suggestion: str = ""
    topic: str = ""
    polarity: Polarity | None = None

    def instead_of(self, words: str) -> tuple[str, ...]:
        """What can be written for these flagged words as it stands: what the suggestion quotes."""
        return tuple(each.replace("…", words) for each in _QUOTED.findall(self.suggestion))


@dataclass(frozen=True, kw_only=True)
class DraftItem:
    """One line of the draft: its words, where they stand in the note, and which cues fired.

    ``due_or``: the other day that ambiguous words may mean.
    """

    key: int
    section: Section
    text: str
    spans: tuple[Span, ...]
    cues: tuple[str, ...] = ()
    risks: tuple[RiskCue, ...] = ()
    owner: Owner | None = None
    due_words: str = ""
    due_on: date | None = None
    due_ambiguous: bool = False
    due_or: date | None = None
    conditional: bool = False
    declined: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A clause that the draft does not carry. ``item``: what restoring it would add."""

    reason: Reason
    item: DraftItem


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A drafted summary. Sections of ``silent`` have nothing in the note and stay empty.

    ``present``: the roles of others whom the note names where it says who came.
    """

    items: tuple[DraftItem, ...]
    left_out: tuple[LeftOut, ...]
    flags: tuple[Flag, ...]
    expansions: tuple[Expansion, ...]
    replacements: tuple[Replacement, ...]
    silent: frozenset[Section]
    note_words: int
    present: tuple[str, ...] = ()

    def risks(self) -> tuple[RiskCue, ...]:
        """Every risk cue found in the note, whether its line was carried over or not."""
        lines = [*self.items, *(left.item for left in self.left_out)]
        return tuple(sorted({r for i in lines for r in i.risks}, key=lambda r: (r.span, r.topic)))


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """What the store knows of the session: the reader resolves dates and owners with it."""

    starts: datetime
    number: int
    mode: Mode
    minutes: int
    author: str
