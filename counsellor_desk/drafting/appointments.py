"""Where a note says when the next session is, and where a day only looks like it.

"Next Tues 2pm" is one; "next Tuesday is the anniversary", "back on nights from Sunday" and "scan on
Weds 9.30" are not, so that a section of which the notes say nothing stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.dates import Calendar
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.segments import Clause

_CLOCK: Final = re.compile(
    r"\b\d{1,2}(?:[.:]\d{2})?\s*(?:am|pm)\b|\b\d{1,2}[.:][0-5]\d\b|\bnoon\b"
    r"|\bat\s+(?:half\s+past\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
_LATE_PART: Final = 0.5
_OPENING_WORDS: Final = 2
_OF_THE_SESSION: Final = frozenset(
    {"session", "sessions", "appt", "appointment", "slot", "time", "teams", "zoom", "usual", "tel"}
    | {"room", "phone", "f2f", "video"}
)
_BACK: Final = frozenset(
    {"back", "see", "again", "booked", "rebooked", "appt", "appointment", "session", "same", "next"}
    | {"nxt", "ns", "rv", "review", "slot", "meet", "meeting", "confirmed", "for"}
)
_TELLS: Final = frozenset({"is", "was", "are", "were", "she", "he", "they", "it", "will", "for"})
_WEAK: Final = ("booked in", "rebook", "re booked", "see again", "annual leave", "away next")
_NEXT: Final = frozenset({"next", "nxt", "ns"})
_NEXT_WORDS: Final = 16


class Appointments:
    """Answers for one note."""

    def __init__(self, note: ParsedNote, contexts: Sequence[Context], calendar: Calendar) -> None:
        self._note = note
        self._contexts = contexts
        self._calendar = calendar

    def is_one(self, clause: int, number: int, sentence: Sequence[int]) -> bool:
        """Whether the clause says when the next session is."""
        first = self._note.clauses[clause].first
        hits = self._note.hits(clause, "sections.next_session")
        others = [hit for hit in hits if hit.cue.label == "not_next"]
        if others and others[0].first == first:
            return False
        if self._note.words[first].plain in _NEXT and self.names_a_day(clause):
            return not self._goes_on_to_tell(clause)
        if hits:
            timed = self._timed(sentence) and not self.tells_of_client(clause)
            return any(
                (hit.cue.label == "next" and (timed or not hit.cue.phrase.startswith(_WEAK)))
                or (hit.cue.label == "opening" and hit.first == first and timed)
                for hit in hits
                if not any(o.first <= hit.first and hit.last <= o.last for o in others)
            )
        return clause == sentence[0] and self._an_appointment(number, sentence)

    def _timed(self, sentence: Sequence[int]) -> bool:
        """Whether a day, a time or the session itself is named: "back on nights" does not."""
        first, last = self._note.clauses[sentence[0]], self._note.clauses[sentence[-1]]
        words = self._note.words[first.first : last.last]
        named = any(word.plain in _OF_THE_SESSION for word in words)
        clock = _CLOCK.search(self._note.text, first.start, last.end)
        return bool(named or clock or next(self._calendar.days(words), None))

    def _goes_on_to_tell(self, clause: int) -> bool:
        """As in "next Tuesday is the anniversary"."""
        place = self._note.clauses[clause]
        words = [word.plain for word in self._note.words[place.first : place.last]]
        return any(word in _TELLS for word in words[1:4])

    def _an_appointment(self, number: int, sentence: Sequence[int]) -> bool:
        """A day and a time late in the note, and little else."""
        clauses = self._note.clauses
        first, last = clauses[sentence[0]], clauses[sentence[-1]]
        early = number < _LATE_PART * len(self._note.sentences) or number < 2
        listed = self._contexts[first.line].own and self._listed(first.line)
        if early or listed or first.first in self._note.people or not self._opens_with_day(first):
            return False
        if last.last - first.first > _NEXT_WORDS or not _CLOCK.search(
            self._note.text, first.start, last.end
        ):
            return False
        told = any(
            hit.cue.label == "telling"
            for hit in self._note.sentence_hits(sentence, "themes.weight")
        )
        words = self._note.words[first.first : last.last]
        return not told and next(self._calendar.days(words), None) is not None

    def _opens_with_day(self, clause: Clause) -> bool:
        """A day or number at its beginning, or a word for coming back: not "scan Weds 9.30"."""
        opening = self._note.words[clause.first : clause.first + _OPENING_WORDS]
        known = any(word.plain in _BACK for word in opening)
        numbered = clause.first in self._note.numbers
        return known or numbered or next(self._calendar.days(opening[:1]), None) is not None

    def _listed(self, line: int) -> bool:
        return self._contexts[line].section not in {None, Section.NEXT}

    def names_a_day(self, clause: int) -> bool:
        """Whether the clause names a day."""
        place = self._note.clauses[clause]
        days = self._calendar.days(self._note.words[place.first : place.last])
        return next(days, None) is not None

    def tells_of_client(self, clause: int) -> bool:
        """What a message or a call told, though the session was missed."""
        return any(
            hit.cue.label in {"central", "symptom"}
            for hit in self._note.hits(clause, "themes.weight")
        )
