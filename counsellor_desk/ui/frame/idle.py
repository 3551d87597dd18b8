"""How long until the desk locks by itself."""

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
        self._since = clock.monotonic()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.look)
        watch.used.connect(self.restart)

    def start(self) -> None:
        """Begin to count."""
        self.restart()
        self._tick.start()
        self.look()

    def stop(self) -> None:
        """Count no more."""
        self._tick.stop()

    def restart(self) -> None:
        """Somebody is there."""
        self._since = self._clock.monotonic()

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes without input."""
        self._limit = 60.0 * minutes
        self.look()

    def look(self) -> None:
        """Say how much time is left."""
        self._watch.look_around()
        left = self._limit - (self._clock.monotonic() - self._since)
        self.left.emit(max(0, round(left)))
        if left <= 0 and self._tick.isActive():
            self.stop()
            self.expired.emit()
