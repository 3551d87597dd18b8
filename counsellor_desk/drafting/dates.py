"""Days as counsellors write them, resolved from the day of the session.

British order only: 3/4 is the third of April. A weekday means the coming one; "next Tuesday" said
earlier in the same week may mean either of two days and is marked so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Span
from counsellor_desk.domain.words import Word
from counsellor_desk.drafting.counted_days import counted_day

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = tuple(
    "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - one readable row
)
_COUNTS: Final = {"a": 1, "couple": 2} | {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\b"
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_UNITS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "  # noqa: SIM905 - two readable rows
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
)
_ORDINALS: Final = (
    {word: number for number, word in enumerate(_UNITS, 1)}
    | {f"twenty {word}": 20 + number for number, word in enumerate(_UNITS[:9], 1)}
    | {"twentieth": 20, "thirtieth": 30, "thirty first": 31}
)
_ORDINAL: Final = (
    rf"(?:(?:twenty|thirty)[ -](?:{'|'.join(_UNITS[:9])})|{'|'.join(_UNITS)}|twentieth|thirtieth)\b"
)
_SPOKEN: Final = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})[ \t]*)?(?:the\s+)?(?P<ordinal>{_ORDINAL})"
    rf"(?:\s+(?:of\s+)?(?P<month>{_MONTH}))?",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"(?P<month>{_MONTH})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?\b(?![:.]\d)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    rf"(?:(?P<next>next|this|coming)\s+)?(?:(?P<weekday>{_WEEKDAY}))?(?:\.?,?[ \t]*(?:the\s+)?"
    r"(?:(?P<day>\d{1,2})\s*(?P<mark>[/.])\s*(?P<number>\d{1,2})(?![\d%])(?:[/.](?P<year>\d{2,4}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?(?:\s+(?P<year2>\d{{4}}))?"
    r"|(?P<day3>\d{1,2})(?:st|nd|rd|th)\b"
    r"(?!\s+(?:class|floor|years?|yr|time|session|attempt|child|marriage|language|birthday"
    r"|anniversary|wedding|go|half|baby|week|month|appointment|interview|person|place|step)\b)))?",
    re.IGNORECASE,
)
_TOMORROW: Final = re.compile(r"(?:tomorrow|tmrw|tmw|tomoz|2moro)(?![a-z])", re.IGNORECASE)
_AFTER_TOMORROW: Final = re.compile(r"(?:the\s+)?day\s+after\s+tomorrow\b", re.IGNORECASE)
_TODAY: Final = re.compile(
    r"(?:today|tonight|tonite|2day|2nite|2night)\b"
    r"|this\s+(?:pm|am|morning|afternoon|aft|evening|eve)\b"
    r"|(?:straight|right)\s+(?:after|away)(?:\s+(?:the|this|our)\s+session)?\b"
    r"|end\s+of\s+(?:the\s+|my\s+)?(?:day|shift|session)\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(
    r"(?:(?:in|within)\s+)?(?:(?P<count>\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten|(?:a\s+)?couple\s+of)\s+)?"
    r"(?P<unit>days?|weeks?|wks?|fortnight|months?|mths?)['’]?\s*(?P<time>time)?\b",
    re.IGNORECASE,
)
_END_OF: Final = re.compile(r"end\s+of\s+(?:the\s+|this\s+)?(?P<unit>month)\b", re.IGNORECASE)
_ALSO_WORDS: Final = frozenset({"may", "mar", "march"})
_SHORT_IN_S: Final = frozenset({"tues", "weds", "thurs"})
_OPENINGS: Final = frozenset(
    {*_WEEKDAYS, "tues", "weds", "thur", "thurs", "next", "this", "coming", "the"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"week", "easter", "good", "christmas", "xmas", "boxing", "new", "month", "nxt"}
    | {"tomorrow", "tmrw", "tmw", "tomoz", "today", "tonight", "end"}
    | {"in", "within", "one", "two", "three", "four", "six", "a", "fortnight"}
    | {"five", "seven", "eight", "nine", "ten", "day", "thirty", "twenty", "straight", "right"}
    | {"tonite", "2day", "2nite", "2night", "2moro", *_ORDINALS, *_MONTHS, "sept"}
    | {"january", "february", "march", "april", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)
_DOTTED_AFTER: Final = re.compile(
    r"(?:^|\b(?:on|by|since|from|until|till|before|due|for))\s*$", re.IGNORECASE
)


_ALSO_RANKS: Final = frozenset({1, 2, 3})
_LED: Final = re.compile(
    r"(?:^|[\n,:(+&/-]\s*|\b(?:the|on|by|since|from|until|till|before|after|due|for|and|or|b4)\s+)$",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A time as written, and the day it means. ``ambiguous``: it may also mean another one."""

    span: Span
    on: date | None
    ambiguous: bool = False


def opens(word: Word) -> bool:
    """Whether a day may begin with that word."""
    return word.plain.removesuffix("'s") in _OPENINGS or word.plain[0].isdigit()


class Calendar:
    """Resolves the days of one note."""

    def __init__(self, text: str, session_on: date) -> None:
        self._text = text
        self._session = session_on
        self._known: dict[int, Day | None] = {}

    def days(self, words: Sequence[Word]) -> Iterator[Day]:
        """The days named among these words, in order."""
        reached = -1
        for word in words:
            if word.start >= reached and opens(word) and (day := self._at(word.start)):
                reached = day.span.end
                yield day

    def _at(self, start: int) -> Day | None:
        """The day that is written there; read once, asked for often."""
        if start not in self._known:
            self._known[start] = self._read(start)
        return self._known[start]

    def _read(self, start: int) -> Day | None:
        if counted := self._counted(start):
            return counted
        for pattern, days in ((_AFTER_TOMORROW, 2), (_TOMORROW, 1), (_TODAY, 0)):
            if found := pattern.match(self._text, start):
                return Day(Span(*found.span()), self._after(days))
        for spoken in (_SPOKEN, _MONTH_FIRST):
            if (found := spoken.match(self._text, start)) and (day := self._in_words(found)):
                return day
        if found := _END_OF.match(self._text, start):
            last = monthrange(self._session.year, self._session.month)[1]
            return Day(Span(*found.span()), self._session.replace(day=last))
        if (found := _LATER.match(self._text, start)) and (found["time"] or found["count"]):
            return self._later(found)
        found = _DAY.match(self._text, start)
        return self._day(found) if found and found.end() > start else None

    def _counted(self, start: int) -> Day | None:
        try:
            found = counted_day(self._text, start, self._session)
        except OverflowError:
            return None
        return Day(*found) if found else None

    def _after(self, days: int) -> date | None:
        try:
            return self._session + timedelta(days=days)
        except OverflowError:
            return None

    def _in_words(self, found: re.Match[str]) -> Day | None:
        """As in "tuesday the twenty fifth", "the first of April", "June 5th"."""
        named = found.groupdict()
        spoken = named.get("ordinal")
        day = (
            _ORDINALS[" ".join(re.split(r"[ -]", spoken.lower()))] if spoken else int(found["day"])
        )
        weekday, month = named.get("weekday"), found["month"]
        surely = month or weekday or " " in (spoken or "")
        if not surely or (not spoken and month.lower() in _ALSO_WORDS and not found["th"]):
            return None
        if month:
            on = self._near(_MONTHS.index(month[:3].lower()) + 1, day)
        else:
            on = self._coming_day(day)
        if on is None:
            return None
        told = weekday is None or _WEEKDAYS[on.weekday()] == weekday[:3].lower()
        return Day(Span(*found.span()), on, ambiguous=not told)

    def _later(self, found: re.Match[str]) -> Day | None:
        """As in "in two weeks", "in 3 weeks' time": a day only where it is counted from today."""
        counted_from_today = found["time"] or found.group().lower().startswith(("in ", "within "))
        unit = found["unit"].lower()
        if not counted_from_today or unit.startswith("m"):
            return None
        words = (found["count"] or "a").lower().split()
        count = next((_COUNTS[word] for word in words if word in _COUNTS and word != "a"), 1)
        count = int(words[0]) if words[0].isdigit() else count
        days = count if unit.startswith("d") else count * (14 if unit == "fortnight" else 7)
        return Day(Span(*found.span()), self._after(days))

    def _day(self, found: re.Match[str]) -> Day | None:
        span = Span(*found.span())
        weekday = found["weekday"]
        number = found["day"] or found["day2"] or found["day3"]
        if number is None:
            if weekday is None:
                return None
            return self._weekday(span, weekday, following=(found["next"] or "").lower() == "next")
        if found["mark"] == "." and not (found["year"] or weekday or self._dotted(found.start())):
            return None
        if (
            found["day3"]
            and int(number) in _ALSO_RANKS
            and not (weekday or self._led(found.start()))
        ):
            return None
        on = self._dated(int(number), found)
        if on is None:
            return None
        told = weekday is None or _WEEKDAYS[on.weekday()] == weekday[:3].lower()
        return Day(span, on, ambiguous=not told)

    def _dotted(self, start: int) -> bool:
        """Whether 14.10 there is a date, not a time: after "on", "by", or opening the note."""
        return bool(_DOTTED_AFTER.search(self._text[max(0, start - 8) : start]))

    def _led(self, start: int) -> bool:
        """Whether "1st" there is a day: behind "the", "on", "by", not "check with her 1st"."""
        return bool(_LED.search(self._text[max(0, start - 8) : start]))

    def _dated(self, day: int, found: re.Match[str]) -> date | None:
        month = self._month(found)
        year = found["year"] or found["year2"]
        if month is None:
            return self._coming_day(day)
        if year is not None:
            return _date(int(year) + (2000 if len(year) < 4 else 0), month, day)
        return self._near(month, day)

    def _near(self, month: int, day: int) -> date | None:
        """That day of this year, or of the one before or after where that is much nearer."""
        on = _date(self._session.year, month, day)
        if on is not None and (self._session - on).days > 180:
            return _date(self._session.year + 1, month, day)
        if on is not None and (on - self._session).days > 180:
            return _date(self._session.year - 1, month, day)
        return on

    @staticmethod
    def _month(found: re.Match[str]) -> int | None:
        if found["month"]:
            return _MONTHS.index(found["month"][:3].lower()) + 1
        return int(found["number"]) if found["number"] else None

    def _coming_day(self, day: int) -> date | None:
        """The next day of that number, this month or one of the two after it."""
        year, month = self._session.year, self._session.month
        for later in range(3):
            years, index = divmod(month - 1 + later, 12)
            on = _date(year + years, index + 1, day)
            if on is not None and on >= self._session:
                return on
        return None

    def _weekday(self, span: Span, weekday: str, *, following: bool) -> Day:
        if weekday[-1] in "sS" and weekday.lower() not in _SHORT_IN_S:
            return Day(span, None)
        wanted, today = _WEEKDAYS.index(weekday[:3].lower()), self._session.weekday()
        days = (wanted - today) % 7 or 7
        two_readings = following and wanted > today
        return Day(span, self._after(days + 7 * two_readings), ambiguous=two_readings)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
