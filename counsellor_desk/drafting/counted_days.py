"""Days that are counted from another one, or have a name of their own.

"A week on Friday", "tomorrow week", "two weeks today", "next week Tues", "the Monday after next",
"end of March", "Easter Monday", "2/52": told from the day of the session.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from counsellor_desk.domain.drafts import Span

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = tuple(
    "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - one readable row
)
_NUMBERS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)
_WEEK: Final = r"(?:weeks?|wks?)"
_AFTER: Final = re.compile(
    rf"(?:(?P<count>a|one|two|three|four|six|[1-8])\s+)?(?P<unit>{_WEEK}|fortnight)\s+"
    rf"(?:(?:on|from)\s+)?(?P<day>today|tomorrow|{_WEEKDAY})",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"(?P<day>today|tomorrow|{_WEEKDAY})\s+(?P<unit>week|wk|fortnight)\b(?!\s*end)", re.IGNORECASE
)
_NEXT_WEEK: Final = re.compile(
    rf"(?:(?P<day>{_WEEKDAY})\s+(?:of\s+)?(?:next|nxt)\s+{_WEEK}\b"
    rf"|(?:next|nxt)\s+{_WEEK},?\s+(?:on\s+)?(?P<later>{_WEEKDAY}))",
    re.IGNORECASE,
)
_AFTER_NEXT: Final = re.compile(rf"(?:the\s+)?(?P<day>{_WEEKDAY})\s+after\s+next\b", re.IGNORECASE)
_NUMERIC: Final = re.compile(
    r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"
    r"|(?P<day2>\d{1,2})-(?P<month2>\d{1,2})-(?P<year2>(?:20)?\d\d)\b"
)
_OF_WEEKS: Final = re.compile(r"(?P<count>\d{1,2})/52\b")
_MONTHS_END: Final = re.compile(
    r"(?:the\s+)?end\s+of\s+(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|month\s+end\b",
    re.IGNORECASE,
)
_FEAST: Final = re.compile(
    r"(?P<feast>good friday|easter sunday|easter monday|christmas eve|christmas day|xmas eve"
    r"|xmas day|boxing day|new year['’]?s eve|new year['’]?s day)\b",
    re.IGNORECASE,
)
_FROM_EASTER: Final = {"good friday": -2, "easter sunday": 0, "easter monday": 1}
_FIXED: Final = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "xmas eve": (12, 24),
    "xmas day": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
}


def counted_day(text: str, start: int, session: date) -> tuple[Span, date | None] | None:
    """The day that is written there in such a way, and where; ``None``: none is."""
    for pattern, resolve in _READERS:
        if found := pattern.match(text, start):
            return Span(*found.span()), resolve(found, session)
    return None


def _coming(day: str, session: date) -> date:
    day = day.lower()
    if day in {"today", "tomorrow"}:
        return session + timedelta(days=day == "tomorrow")
    wanted = _WEEKDAYS.index(day[:3])
    return session + timedelta(days=(wanted - session.weekday()) % 7 or 7)


def _weeks_later(found: re.Match[str], session: date) -> date:
    named = found.groupdict()
    count = (named.get("count") or "a").lower()
    weeks = int(count) if count.isdecimal() else _NUMBERS[count]
    double = 2 if found["unit"].lower() == "fortnight" else 1
    return _coming(found["day"], session) + timedelta(weeks=weeks * double)


def _next_week(found: re.Match[str], session: date) -> date:
    wanted = _WEEKDAYS.index((found["day"] or found["later"])[:3].lower())
    return session + timedelta(days=7 - session.weekday() + wanted)


def _after_next(found: re.Match[str], session: date) -> date:
    return _coming(found["day"], session) + timedelta(weeks=1)


def _numeric(found: re.Match[str], _session: date) -> date | None:
    year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("year", "month", "day"))
    try:
        return date(year + (2000 if year < 100 else 0), month, day)
    except ValueError:
        return None


def _of_weeks(found: re.Match[str], session: date) -> date:
    return session + timedelta(weeks=int(found["count"]))


def _months_end(found: re.Match[str], session: date) -> date:
    named = found["month"]
    month = _MONTHS.index(named[:3].lower()) + 1 if named else session.month
    year = session.year + (month < session.month)
    return date(year, month, monthrange(year, month)[1])


def _feast(found: re.Match[str], session: date) -> date:
    name = found["feast"].lower().replace("'", "").replace("’", "")
    this_year = _feast_of(name, session.year)
    return this_year if this_year >= session else _feast_of(name, session.year + 1)


def _feast_of(name: str, year: int) -> date:
    if name in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[name])
    return date(year, *_FIXED[name])


def _easter(year: int) -> date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


_READERS: Final = (
    (_AFTER, _weeks_later),
    (_BEFORE, _weeks_later),
    (_NEXT_WEEK, _next_week),
    (_AFTER_NEXT, _after_next),
    (_NUMERIC, _numeric),
    (_OF_WEEKS, _of_weeks),
    (_MONTHS_END, _months_end),
    (_FEAST, _feast),
)
