"""How long until the desk locks by itself.

Counted is the time that went by, also while the computer slept; the time of day plays no part. A
computer that wakes after the time is over shows nothing more: whatever comes first, a window to be
painted or a key, finds the time over and locks.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from counsellor_desk.clock import Clock
from counsellor_desk.ui.frame.input_watch import InputWatch


class IdleTimer(QObject):
    """``left`` carries the seconds until lock once a second; ``expired`` comes once, at the end."""

    left = Signal(int)
    expired = Signal()

    def __init__(self, clock: Clock, watch: InputWatch, minutes: int) -> None:
        super().__init__(watch)
        self._clock = clock
        self._watch = watch
        self._limit = 60.0 * minutes
        self._since = clock.elapsed()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.look)
        watch.used.connect(self.restart)
        watch.showing.connect(self.look_if_over)

    def start(self) -> None:
        """Begin to count."""
        self._since = self._clock.elapsed()
        self._tick.start()
        self.look()

    def stop(self) -> None:
        """Count no more."""
        self._tick.stop()

    def restart(self) -> None:
        """Somebody is there. Who comes after the time is over comes too late."""
        if not self.look_if_over():
            self._since = self._clock.elapsed()

    def look_if_over(self) -> bool:
        """Lock if the time is over; whether it is."""
        over = self._tick.isActive() and self._left() <= 0
        if over:
            self.look()
        return over

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes without input."""
        self._limit = 60.0 * minutes
        self.look()

    def look(self) -> None:
        """Say how much time is left."""
        self._watch.look_around()
        left = self._left()
        self.left.emit(max(0, round(left)))
        if left <= 0 and self._tick.isActive():
            self.stop()
            self.expired.emit()

    def _left(self) -> float:
        return self._limit - (self._clock.elapsed() - self._since)
