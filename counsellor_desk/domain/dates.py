"""Days and moments as a person reads them, on paper and on the screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from counsellor_desk.wording import N_, _, n_

_MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_NEAR: Final = {-1: N_("yesterday"), 0: N_("today"), 1: N_("tomorrow")}
_WEEK: Final = 7


def day(on: date) -> str:
    """``24 May 2026``."""
    return f"{on.day} {_(_MONTHS[on.month - 1])} {on.year}"


def local_moment(at: datetime) -> str:
    """``24 May 2026, 14:05``."""
    return f"{day(at)}, {at:%H:%M}"


def moment(at: datetime) -> str:
    """``24 May 2026, 14:05 (UTC+01:00)``, where ``at`` knows its offset."""
    return f"{local_moment(at)}{_offset(at)}"


def weekday(on: date) -> str:
    """``Sunday 24 May``."""
    return f"{_(_WEEKDAYS[on.weekday()])} {on.day} {_(_MONTHS[on.month - 1])}"


def near_day(on: date, today: date) -> str:
    """As it is said on ``today``: ``yesterday``, ``Friday`` of the days ahead, ``24 May``."""
    ahead = (on - today).days
    if ahead in _NEAR:
        return _(_NEAR[ahead])
    if 0 < ahead < _WEEK:
        return _(_WEEKDAYS[on.weekday()])
    if on.year == today.year:
        return f"{on.day} {_(_MONTHS[on.month - 1])}"
    return day(on)


def near_moment(at: datetime, now: datetime) -> str:
    """``yesterday, 15:00``; both moments of one place."""
    return f"{near_day(at.date(), now.date())}, {at:%H:%M}"


def elapsed(time: timedelta) -> str:
    """``26 hours`` up to three days, ``3 days`` from there on."""
    hours = max(0, int(time.total_seconds() // 3600))
    if hours == 0:
        return _("under an hour")
    if hours < 3 * 24:
        return n_("{count} hour", "{count} hours", hours)
    return n_("{count} day", "{count} days", hours // 24)


def _offset(at: datetime) -> str:
    shown = at.strftime("%z")
    return f" (UTC{shown[:3]}:{shown[3:5]})" if shown else ""
