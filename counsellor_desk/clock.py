"""The one place that asks the computer what time it is.

Everything else is handed a ``Clock`` or a moment, so that tests can steer time and a clock that
went back can be noticed.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What a part needs of time."""

    def now(self) -> datetime:
        """This moment, with the local offset."""

    def monotonic(self) -> float:
        """Seconds since some start, never going back."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """This moment, with the local offset."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """Seconds since some start, never going back."""
        return time.monotonic()
