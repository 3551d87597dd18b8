"""How days, moments and small structures stand in a column."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any


def moment(at: datetime) -> str:
    """ISO 8601 with offset and microseconds.

    Raises:
        ValueError: no offset: it would mean another moment elsewhere.
    """
    if at.tzinfo is None:
        raise ValueError("offset")
    return at.isoformat(timespec="microseconds")


def moment_or_none(at: datetime | None) -> str | None:
    """As ``moment``; nothing stays nothing."""
    return None if at is None else moment(at)


def day_or_none(day: date | None) -> str | None:
    """ISO 8601; nothing stays nothing."""
    return None if day is None else day.isoformat()


def read_moment(text: str | None) -> datetime | None:
    """The reverse of ``moment_or_none``."""
    return None if text is None else datetime.fromisoformat(text)


def read_day(text: str | None) -> date | None:
    """The reverse of ``day_or_none``."""
    return None if text is None else date.fromisoformat(text)


def packed(value: Any) -> str:
    """Canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
