"""By when: the words that say so in an action, and the day they mean."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Span
from counsellor_desk.drafting.dates import Calendar
from counsellor_desk.drafting.parsed import ParsedNote

_NOT_DUE: Final = frozenset(
    {"than", "instead", "since", "until", "till", "from", "not", "of", "last"}
)
_BY: Final = frozenset({"by", "before", "on", "due", "booked"})


class Due(NamedTuple):
    """``words`` as written; ``on`` the day, where one is meant."""

    words: str
    span: Span
    on: date | None = None
    ambiguous: bool = False


class Dues:
    """Finds when the actions of one note are due."""

    def __init__(self, note: ParsedNote, calendar: Calendar, session_on: date) -> None:
        self._note = note
        self._calendar = calendar
        self._session_on = session_on

    def of(self, first: int, last: int) -> Due | None:
        """When what stands at these words is due: by a day before by a vague time."""
        days = [day for day in self._days(first, last) if self._still_to_come(day)]
        by = [day for day in days if self._before(day.span.start) in _BY]
        vague = self._vague(first, last)
        earliest = min([*days, *vague], key=lambda due: due.span, default=None)
        return by[0] if by else earliest

    def _days(self, first: int, last: int) -> list[Due]:
        return [
            Due(self._text(day.span), day.span, day.on, day.ambiguous)
            for day in self._calendar.days(self._note.words[first:last])
            if self._before(day.span.start) not in _NOT_DUE
        ]

    def _vague(self, first: int, last: int) -> list[Due]:
        found = []
        for clause in range(self._note.clause_of(first), self._note.clause_of(last - 1) + 1):
            for hit in self._note.hits(clause, "due.due"):
                if first <= hit.first and hit.last <= last:
                    words = self._note.words
                    span = Span(words[hit.first].start, words[hit.last - 1].end)
                    if self._before(span.start) not in _NOT_DUE:
                        found.append(Due(self._text(span), span))
        return found

    def _still_to_come(self, due: Due) -> bool:
        return due.on is None or due.on >= self._session_on

    def _text(self, span: Span) -> str:
        return self._note.text[span.start : span.end].strip()

    def _before(self, start: int) -> str:
        """The word before that place."""
        number = self._note.word_at(start) - 1
        return self._note.words[number].plain if number >= 0 else ""
