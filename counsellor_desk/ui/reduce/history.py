"""The edits of a summary in hand, to go back and forth in. In memory only, as the note is."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final

from counsellor_desk.domain.reductions import WorkingSummary

MOST_KEPT: Final = 300
"""Steps that can be gone back."""


class History:
    """``now`` is the summary as it stands. Steps of one kind run together until ``rest``."""

    def __init__(self, begun: WorkingSummary) -> None:
        self._steps = [begun]
        self._at = 0
        self._kind: Hashable = None

    @property
    def now(self) -> WorkingSummary:
        """The summary as it stands."""
        return self._steps[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to go forth again."""
        return self._at + 1 < len(self._steps)

    def step(self, summary: WorkingSummary, kind: Hashable = None) -> None:
        """``summary`` stands now. With the ``kind`` of the step before, they are one step."""
        running_on = kind is not None and kind == self._kind and self.can_undo
        del self._steps[self._at + (0 if running_on else 1) :]
        self._steps.append(summary)
        del self._steps[:-MOST_KEPT]
        self._at = len(self._steps) - 1
        self._kind = kind

    def rest(self) -> None:
        """What comes next is a step of its own."""
        self._kind = None

    def undo(self) -> None:
        """Go one step back, if there is one."""
        self._at -= int(self.can_undo)
        self.rest()

    def redo(self) -> None:
        """Go one step forth again, if there is one."""
        self._at += int(self.can_redo)
        self.rest()
