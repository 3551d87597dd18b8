"""A window that shows records while no desk is open, left alone: it is locked like a desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counsellor_desk.clock import Clock
from counsellor_desk.ui.computer.hearing import Hearing
from counsellor_desk.ui.frame.idle import IdleTimer
from counsellor_desk.ui.frame.input_watch import InputWatch

_MINUTES = 5
"""As at a desk for which nothing else was chosen."""


class Unattended(QObject):
    """``over``: records are shown, and nobody is there, or the computer tells of a reason."""

    over = Signal()

    def __init__(
        self,
        clock: Clock,
        watch: InputWatch,
        shows_records: Callable[[], bool],
        hears: Callable[[], Hearing],
    ) -> None:
        """``hears`` makes what listens, once there are records to hide."""
        super().__init__(watch)
        self._shows_records, self._hears = shows_records, hears
        self._hearing: Hearing | None = None
        self.idle = IdleTimer(clock, watch, _MINUTES)
        self.idle.left.connect(lambda _left: self._listen())
        self.idle.expired.connect(self._end)
        self.idle.start()

    def stop(self) -> None:
        """A desk stands open now, and looks after itself."""
        self.idle.stop()
        if self._hearing is not None:
            self._hearing.stop()

    def _listen(self) -> None:
        if self._hearing is None and self._shows_records():
            self._hearing = self._hears()
            self._hearing.heard.connect(lambda _sign: self._end())
            self._hearing.woke.connect(self._end)
            self._hearing.listen()

    def _end(self) -> None:
        if self._shows_records():
            self.stop()
            self.over.emit()
        else:
            self.idle.start()
