"""Sealing what is being typed: in every pause, and every few seconds where there is none.

Nothing that is typed stands anywhere but in the editor and, sealed, in the store. So the text that
a crash can cost is what was typed since the last sealing: two seconds of it after a pause, fifteen
where somebody types on and on (security.md 3.4).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counsellor_desk.ui.background import NOTHING, Changes, Progress
from counsellor_desk.ui.screen import Screen

T = TypeVar("T")


@dataclass(frozen=True)
class Rhythm:
    """Milliseconds: a pause after which is sealed; the longest time without; when to try again."""

    pause: int = 2_000
    longest: int = 14_000  # and the rest of the fifteen seconds for sealing it
    again: int = 15_000


USUAL: Final = Rhythm()
PATIENCE: Final = 2.0
"""Seconds that leaving a screen waits for the worker, which needs some hundredths of one."""


class Autosave(QObject, Generic[T]):
    """Has ``keep()`` sealed by the worker. ``kept`` carries what that gave, ``failed`` its error.

    What ``seal_at_once`` sealed is told twice, by itself and by the worker's answer.
    After an error it is tried again by itself, and at every further pause in the typing.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        screen: Screen,
        keep: Callable[[], Callable[[], T]],
        *,
        changes: Changes | Callable[[T], Changes] = NOTHING,
        rhythm: Rhythm = USUAL,
    ) -> None:
        """``keep`` takes a picture of what stands there now and gives the work that seals it."""
        super().__init__(screen)
        self._screen = screen
        self._keep = keep
        self._changes = changes
        self._rhythm = rhythm
        self._touches = 0
        self._sealed = 0
        self._on_its_way = False
        self._pause = self._timer()
        self._longest = self._timer()

    @property
    def is_open(self) -> bool:
        """Whether something was typed that is not sealed yet."""
        return self._touches != self._sealed

    def touch(self) -> None:
        """Something was typed."""
        self._touches += 1
        self._pause.start(self._rhythm.pause)
        if not self._longest.isActive():
            self._longest.start(self._rhythm.longest)

    def seal(self) -> None:
        """Seal it now, unless that is being done; the answer comes by signal."""
        self._pause.stop()
        self._longest.stop()
        if self.is_open and not self._on_its_way:
            work = self._keep()
            self._ask(lambda _progress: work())

    def seal_at_once(self) -> bool:
        """Seal it before going on: whether everything is sealed now. Waits ``PATIENCE`` at most."""
        self._pause.stop()
        self._longest.stop()
        if not self.is_open:
            return True
        work, ended, results = self._keep(), threading.Event(), list[T]()

        def told(_progress: Progress) -> T:
            try:
                results.append(work())
            finally:
                ended.set()
            return results[0]

        self._ask(told)
        ended.wait(PATIENCE)
        for result in results:
            self._done(self._touches, result)
        return bool(results)

    def stop(self) -> None:
        """What it was kept for is done: nothing is left to seal."""
        self._pause.stop()
        self._longest.stop()
        self._sealed = self._touches

    def _ask(self, work: Callable[[Progress], T]) -> None:
        self._on_its_way, touches = True, self._touches
        self._screen.ask(
            work,
            lambda result: self._done(touches, result),
            self._went_wrong,
            changes=self._changes,
        )

    def _done(self, touches: int, result: T) -> None:
        self._on_its_way = False
        self._sealed = max(self._sealed, touches)
        self.kept.emit(result)
        if self.is_open and not self._pause.isActive():
            self._pause.start(self._rhythm.pause)

    def _went_wrong(self, error: BaseException) -> None:
        self._on_its_way = False
        self._pause.start(self._rhythm.again)
        self.failed.emit(error)

    def _timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)  # others may be late by a twentieth
        timer.timeout.connect(self.seal)
        return timer
