"""Having an act done once, however often its button is pressed before the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from counsellor_desk.ui.background import NOTHING, Changes
from counsellor_desk.ui.screen import Screen

T = TypeVar("T")


class AskingOnce:
    """One act at a time. ``refused`` is told why one was not done."""

    def __init__(self, screen: Screen, refused: Callable[[BaseException], object]) -> None:
        self._screen, self._refused = screen, refused
        self._in_hand = False

    def ask(
        self, work: Callable[[], T], then: Callable[[T], object], changes: Changes = NOTHING
    ) -> None:
        """Have it done by the worker, unless one is being done."""
        if self._in_hand:
            return
        self._in_hand = True

        def done(answer: T) -> None:
            self._in_hand = False
            then(answer)

        def failed(error: BaseException) -> None:
            self._in_hand = False
            self._refused(error)

        self._screen.ask(lambda _progress: work(), done, failed, changes=changes)
