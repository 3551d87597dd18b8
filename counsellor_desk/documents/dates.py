"""Days and moments as a person reads them on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from counsellor_desk.wording import N_, _

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


def day(on: date) -> str:
    """``24 May 2026``."""
    return f"{on.day} {_(_MONTHS[on.month - 1])} {on.year}"


def local_moment(at: datetime) -> str:
    """``24 May 2026, 14:05``."""
    return f"{day(at)}, {at:%H:%M}"


def moment(at: datetime) -> str:
    """``24 May 2026, 14:05 (UTC+01:00)``, where ``at`` knows its offset."""
    return f"{local_moment(at)}{_offset(at)}"


def _offset(at: datetime) -> str:
    shown = at.strftime("%z")
    return f" (UTC{shown[:3]}:{shown[3:5]})" if shown else ""
