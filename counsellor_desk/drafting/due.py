"""By when: the words that say so in an action, and the day they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Span
from counsellor_desk.drafting.dates import Calendar, Day, opens
from counsellor_desk.drafting.parsed import ParsedNote

_NOT_DUE: Final = frozenset(
    {"than", "instead", "since", "until", "till", "from", "not", "of", "last"}
    | {"given", "signed", "told"}
)
_TAKEN_BACK: Final = frozenset({"no", "nope", "actually", "wait", "sorry", "rather", "correction"})
_NEXT_SESSION: Final = frozenset(
    {"session", "time", "appt", "appointment", "meet", "ns", "meeting"}
)
_AFTER_THEN: Final = frozenset({"for", "about", "abt", "re", "if", "whether", "in", "too"})
_THEN_REACH: Final = 60
_SAME_DAY_REACH: Final = 12
_CLOCK: Final = re.compile(r"\b(?:at|by) (?:\d{1,2}(?:[.:]\d\d)?(?:am|pm)?|noon)\b", re.IGNORECASE)
_WITH: Final = frozenset({"+", "&", "and", "/"})
_BY: Final = frozenset({"by", "before", "due", "booked"})


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
        self._openings = [number for number, word in enumerate(note.words) if opens(word)]
        self._hours = [
            number for number, word in enumerate(note.words) if word.plain.endswith(("at", "by"))
        ]
        self._known: dict[tuple[int, int], Due | None] = {}

    def of(self, first: int, last: int) -> Due | None:
        """When what stands at these words is due: by a day before by a vague time.

        Nothing where no words stand there, as behind the "will" that a note breaks off with.
        """
        if first >= last:
            return None
        if (first, last) not in self._known:
            self._known[first, last] = self._read(first, last)
        return self._known[first, last]

    def _read(self, first: int, last: int) -> Due | None:
        days = [day for day in self._days(first, last) if self._still_to_come(day)]
        days = self._after_retraction(days)
        days = self._taken_together(days)
        by = [day for day in days if self._before(day.span.start) in _BY]
        if by:
            return by[0]
        found = days or self._vague(first, last) or self._starting(first, last)
        found = found or self._same_day(first, last)
        earliest = min(found, key=lambda due: due.span, default=None)
        return self._resolved(earliest, first) if earliest else None

    def _same_day(self, first: int, last: int) -> list[Due]:
        """As in "Cl to ring today. If not, I ring at 5": only a time, of the day named before."""
        if not _among(self._hours, first, last):
            return []
        begin, end = self._note.words[first].start, self._note.words[last - 1].end
        clock = _CLOCK.search(self._note.text, begin, end)
        on = self._named_before(first, _SAME_DAY_REACH) if clock else None
        if clock is None or on is None:
            return []
        return [Due(clock.group(), Span(*clock.span()), on)]

    def _after_retraction(self, days: list[Due]) -> list[Due]:
        """As in "Tues, no, Thurs": what stands before the "no" is taken back."""
        kept = 0
        for number in range(1, len(days)):
            gap = range(
                self._note.word_at(days[number - 1].span.end),
                self._note.word_at(days[number].span.start),
            )
            if any(self._note.words[n].plain in _TAKEN_BACK for n in gap):
                kept = number
        return days[-1:] if kept else days

    def _taken_together(self, days: list[Due]) -> list[Due]:
        """As in "Tues + Thurs": both days, so that neither is the one day it is due."""
        together: list[Due] = []
        for day in days:
            gap = self._note.text[together[-1].span.end : day.span.start] if together else ""
            if together and gap.strip(" ,") in _WITH and gap:
                span = Span(together[-1].span.start, day.span.end)
                together[-1] = Due(self._text(span), span, None)
            else:
                together.append(day)
        return together

    def _starting(self, first: int, last: int) -> list[Due]:
        """As in "from tomorrow": the day on which it begins."""
        days = (
            Due(self._text(day.span), day.span, day.on, day.ambiguous)
            for day in self._named(first, last)
            if self._before(day.span.start) == "from"
        )
        return [day for day in days if self._still_to_come(day)]

    def _resolved(self, due: Due, first: int) -> Due:
        """As "next time" is the next session's day, and "then" the day named last."""
        if due.on is not None:
            return due
        words = due.words.lower().split()
        if words[-1] == "then":
            return due._replace(on=self._named_before(first))
        numbered = words[-1].isdecimal()
        if words[0] != "for" and not numbered and any(word in _NEXT_SESSION for word in words):
            return due._replace(on=self.next_session)
        return due

    def _named_before(self, word: int, reach: int = _THEN_REACH) -> date | None:
        days = self._days(max(0, word - reach), word)
        coming = [day.on for day in days if day.on and self._still_to_come(day)]
        return coming[-1] if coming else None

    @cached_property
    def next_session(self) -> date | None:
        """The day of the next session, where the note names one."""
        for number, sentence in enumerate(self._note.sentences):
            if not self._of_next_session(number):
                continue
            first = self._note.clauses[sentence[0]].first
            last = self._note.clauses[sentence[-1]].last
            for day in self._after_retraction(self._days(first, last)):
                if day.on and day.on > self._session_on:
                    return day.on
        return None

    def _of_next_session(self, number: int) -> bool:
        """Whether the sentence says when it is, or stands under a heading that does."""
        above, sentence = self._note.sentences[max(0, number - 1)], self._note.sentences[number]
        headed = any(
            hit.cue.label == "next_session"
            and hit.last == self._note.clauses[above[-1]].last
            and hit.first == self._note.clauses[above[-1]].first
            for hit in self._note.sentence_hits(above, "headings.heading")
        )
        said = list(self._note.sentence_hits(sentence, "sections.next_session"))
        first = self._note.clauses[sentence[0]].first
        sure = any(
            hit.cue.label == "next" or (hit.cue.label == "opening" and hit.first == first)
            for hit in said
        )
        other = any(hit.cue.label == "not_next" for hit in said)
        none = self._note.words[first].plain in {"no", "not"}
        opens = self._note.words[first].plain in {"next", "nxt", "ns"}
        return (headed or sure or opens) and not other and not none

    def _days(self, first: int, last: int) -> list[Due]:
        return [
            Due(self._text(day.span), day.span, day.on, day.ambiguous)
            for day in self._named(first, last)
            if self._before(day.span.start) not in _NOT_DUE
        ]

    def _named(self, first: int, last: int) -> Iterator[Day]:
        openings = _among(self._openings, first, last)
        words = [self._note.words[number] for number in openings]
        return self._calendar.days(words) if words else iter(())

    def _vague(self, first: int, last: int) -> list[Due]:
        found = []
        for clause in range(self._note.clause_of(first), self._note.clause_of(last - 1) + 1):
            for hit in self._note.hits(clause, "due.due"):
                if first <= hit.first and hit.last <= last:
                    words = self._note.words
                    span = Span(words[hit.first].start, words[hit.last - 1].end)
                    then = words[hit.last - 1].plain == "then" and hit.last - hit.first == 1
                    if then and not self._at_that_time(hit.first, clause):
                        continue
                    if self._before(span.start) not in _NOT_DUE:
                        found.append(Due(self._text(span), span))
        return found

    def _at_that_time(self, number: int, clause: int) -> bool:
        """As in "ask her then for respite", and not "she thought yes, then no"."""
        place = self._note.clauses[clause]
        if number == place.first:
            return False
        following = self._note.words[number + 1].plain if number + 1 < place.last else "for"
        return following in _AFTER_THEN

    def _still_to_come(self, due: Due) -> bool:
        return due.on is None or due.on >= self._session_on

    def _text(self, span: Span) -> str:
        return self._note.text[span.start : span.end].strip()

    def _before(self, start: int) -> str:
        """The word before that place."""
        number = self._note.word_at(start) - 1
        return self._note.words[number].plain if number >= 0 else ""


def _among(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]
