"""The one place that asks the computer what time it is.

Everything else is handed a ``Clock`` or a moment, so that tests can steer time and a clock that
went back can be noticed.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import Final, Protocol

_COUNTS_SLEEP: Final[int | None] = {
    "linux": getattr(time, "CLOCK_BOOTTIME", None),
    "darwin": getattr(time, "CLOCK_MONOTONIC", None),  # not what ``time.monotonic`` asks there
}.get(sys.platform)


class Clock(Protocol):
    """What a part needs of time."""

    def now(self) -> datetime:
        """This moment, with the local offset."""

    def monotonic(self) -> float:
        """Seconds since some start, never going back."""

    def elapsed(self) -> float:
        """Seconds since some start, those in which the computer slept counted too."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """This moment, with the local offset."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """Seconds since some start, never going back."""
        return time.monotonic()

    def elapsed(self) -> float:
        """Seconds since some start, those in which the computer slept counted too.

        ``time.monotonic`` stands still in sleep on Linux and on a Mac; on Windows it does not.
        """
        return time.monotonic() if _COUNTS_SLEEP is None else time.clock_gettime(_COUNTS_SLEEP)
