"""Long work in phases, told to a person as one: how far it is, from 0 to 1,000."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Report = Callable[[int, int], object]
"""Told how much of how much is done; what it raises ends the work."""

WHOLE: Final = 1000


def silently(_done: int, _of: int) -> None:
    """For those who need no telling."""


class Phases:
    """``report`` is called with thousandths, never with fewer than before."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.begun = 0
        self._told = 0

    def phase(self, until: int) -> Report:
        """The next phase, which ends at ``until`` thousandths: told in whatever it counts."""
        begun, self.begun = self.begun, until

        def told(done: int, of: int) -> None:
            share = min(done / of, 1.0) if of else 0.0
            self._told = max(self._told, begun + int(share * (until - begun)))
            self._report(self._told, WHOLE)

        return told
