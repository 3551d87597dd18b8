"""Dates and times as people type them. British order: the day comes before the month."""

from __future__ import annotations

import re
from datetime import date, time

from PySide6.QtCore import QLocale

_FIGURES = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([^\W\d_]{3,})\.?,?(?:\s+(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?")


def date_in(typed: str, today: date) -> date | None:
    """The day that is meant, or nothing where it is not clear.

    ``23/11``, ``23.11.26``, ``23 Nov``, ``23rd November 2026``, ``2026-11-23``. Without a year
    the nearest such day is meant; two figures of a year mean one between 80 years ago and 20 ahead.
    """
    text = typed.strip().lower()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.fullmatch(text):
        return _meant(int(match[1]), int(match[2]), match[3], today)
    if match := _NAMED.fullmatch(text):
        return _meant(int(match[1]), _month(match[2]), match[3], today)
    return None


def time_in(typed: str) -> time | None:
    """The time that is meant, or nothing: ``15:00``, ``1500``, ``9.30``, ``3pm``, ``3:15 pm``."""
    match = _CLOCK.fullmatch(typed.strip().lower())
    if match is None or (match[2] is None and match[3] is None and len(match[1]) > 2):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def shown_date(day: date) -> str:
    """As the input shows it: ``23/11/2026``."""
    return day.strftime("%d/%m/%Y")


def shown_time(moment: time) -> str:
    """As the input shows it: ``15:00``."""
    return moment.strftime("%H:%M")


def _meant(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(_century(int(year), today) if len(year) == 2 else int(year), month, day)
    near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    possible = [each for each in near if each is not None]
    return min(possible, key=lambda each: abs(each - today), default=None)


def _century(short: int, today: date) -> int:
    latest = today.year + 20
    return latest - (latest - short) % 100


def _month(name: str) -> int:
    locale = QLocale()
    for month in range(1, 13):
        if locale.monthName(month).lower().startswith(name):
            return month
    return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
