"""A clock that a test moves by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class StoppedClock:
    """Monday 23 November 2026, 14:00, until it is moved."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
        self._seconds = 1000.0
        self._slept = 0.0

    def now(self) -> datetime:
        """The moment it stands at."""
        return self._now

    def monotonic(self) -> float:
        """Seconds since some start."""
        return self._seconds

    def elapsed(self) -> float:
        """Seconds since some start, sleep counted."""
        return self._seconds + self._slept

    def move(self, seconds: float) -> None:
        """Let time go by."""
        self._now += timedelta(seconds=seconds)
        self._seconds += seconds

    def sleep(self, seconds: float) -> None:
        """Let time go by while the computer sleeps: ``monotonic`` stands still."""
        self._now += timedelta(seconds=seconds)
        self._slept += seconds

    def put(self, now: datetime) -> None:
        """Somebody sets the clock; how much time went by is another matter."""
        self._now = now
