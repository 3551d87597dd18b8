"""Who can open the store, and since when, as the screens show it (security.md 3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_

_FEBRUARY: Final = 2


class Why(Worded):
    """Why all keys are changed. The value is a fact of the audit entry."""

    SOMEONE_MAY_KNOW = "someone_may_know", N_("Somebody may know the passphrase or have the sheet")
    YEARLY = "yearly", N_("The yearly change of keys")


@dataclass(frozen=True, kw_only=True)
class SheetState:
    """The recovery sheet in force. ``rehearsed_at``: when it was last tried, if ever."""

    made_at: datetime
    revision: int
    rehearsed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ManagerState:
    """The service manager who has a way in. ``fingerprint``: of their public key."""

    fingerprint: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class OtherOpening:
    """The store was opened by something else than the passphrase."""

    at: datetime
    by_manager: bool


@dataclass(frozen=True, kw_only=True)
class Access:
    """``other_openings``: the newest first."""

    sheet: SheetState
    manager: ManagerState | None
    keys_changed_at: datetime
    other_openings: tuple[OtherOpening, ...]

    @property
    def keys_due_on(self) -> date:
        """A year after the last change of keys, or after the store was made."""
        return a_year_after(self.keys_changed_at.date())


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after a 29th."""
    if (day.month, day.day) == (_FEBRUARY, 29):
        return date(day.year + 1, _FEBRUARY, 28)
    return day.replace(year=day.year + 1)
