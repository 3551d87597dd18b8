"""What the system tells of the computer: locked, going to sleep, its lid closed, another user.

One kind of ``Hearing`` a system, all with the same signal, so that the desk does not know which one
it has. This one hears nothing: it stands where a system is not known, or nothing answers. Then
only the idle time locks, and ``sources`` says so.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from counsellor_desk.wording import N_, _


class Source(Enum):
    """What there is to hear of, in words for a person."""

    SCREEN_LOCK = N_("this computer’s screen being locked")
    SLEEP = N_("this computer going to sleep")
    LID = N_("its lid being closed")
    OTHER_USER = N_("somebody else using it")

    @property
    def label(self) -> str:
        """For a person to read."""
        return _(self.value)


class Sign(Enum):
    """Something that was told, each a reason to lock."""

    SCREEN_LOCKED = Source.SCREEN_LOCK
    GOING_TO_SLEEP = Source.SLEEP
    LID_CLOSED = Source.LID
    OTHER_USER = Source.OTHER_USER


class Hearing(QObject):
    """``heard`` carries a ``Sign``; ``woke`` comes when the computer has slept."""

    heard = Signal(object)
    woke = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sources: set[Source] = set()

    @property
    def sources(self) -> frozenset[Source]:
        """What can be heard of here, as far as the system has answered by now."""
        return frozenset(self._sources)

    def listen(self) -> None:
        """Begin to listen, and have the system wait with its sleep until ``let_sleep``."""

    def let_sleep(self) -> None:
        """The store is closed: the system may sleep as it likes."""

    def stop(self) -> None:
        """Hear nothing more."""
