"""A Mac tells of its screen by distributed notifications, and of its sleep through IOKit.

Both are plain C: Core Foundation calls back when the screen is locked or its saver begins, and
``IORegisterForSystemPower`` (Apple, Technical Q&A QA1340) when the computer wants to sleep; it
waits up to thirty seconds for ``IOAllowPowerChange``. A closed lid is sleep there, and switching to
another user locks the screen, so neither has a sign of its own.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import c_uint32, c_void_p
from typing import Any, Final, Protocol

from counsellor_desk.ui.computer.hearing import Hearing, Sign, Source

NOTICES: Final[Mapping[str, Sign]] = {
    "com.apple.screenIsLocked": Sign.SCREEN_LOCKED,
    "com.apple.screensaver.didstart": Sign.SCREEN_LOCKED,
}
MAY_SLEEP: Final = 0xE0000270
WILL_SLEEP: Final = 0xE0000280
HAS_WOKEN: Final = 0xE0000300
_UTF_8: Final = 0x08000100
_AT_ONCE: Final = 4

Notice = Callable[[str], object]
Power = Callable[[int, int], object]


class System(Protocol):
    """What is asked of the Mac, so that a test can stand in for it."""

    def tell(self, notice: Notice, power: Power) -> frozenset[Source]:
        """Call ``notice`` with a notification's name, ``power`` with a kind and its number."""

    def allow(self, number: int) -> None:
        """The change of power of that number may go on."""


class MacHearing(Hearing):
    """Listens to notifications and to the power management."""

    def __init__(self, system: System | None = None) -> None:
        super().__init__()
        self._system = system or (_Mac() if sys.platform == "darwin" else None)
        self._waiting: int | None = None
        self._awake = True

    def listen(self) -> None:
        if self._system is not None:
            self._sources |= self._system.tell(self._notice, self._power)

    def let_sleep(self) -> None:
        self._awake = False
        if self._system is not None and self._waiting is not None:
            self._system.allow(self._waiting)
            self._waiting = None

    def stop(self) -> None:
        self.let_sleep()

    def _notice(self, name: str) -> None:
        if sign := NOTICES.get(name):
            self.heard.emit(sign)

    def _power(self, kind: int, number: int) -> None:
        if kind == HAS_WOKEN:
            self.woke.emit()
        elif kind == WILL_SLEEP and self._awake:
            self._waiting = number
            self.heard.emit(Sign.GOING_TO_SLEEP)
        elif kind in {MAY_SLEEP, WILL_SLEEP} and self._system is not None:
            self._system.allow(number)


class _Mac:
    """The system itself. Not run yet: SECURITY.md says so."""

    def __init__(self) -> None:
        frameworks = "/System/Library/Frameworks/{0}.framework/{0}"
        self._core = ctypes.CDLL(frameworks.format("CoreFoundation"))
        self._power_management = ctypes.CDLL(frameworks.format("IOKit"))
        self._kept: list[Any] = []  # whatever C calls back must stay alive
        self._root: Any = 0

    def tell(self, notice: Notice, power: Power) -> frozenset[Source]:
        self._tell_notices(notice)
        self._tell_power(power)
        return frozenset({Source.SCREEN_LOCK, Source.SLEEP, Source.LID, Source.OTHER_USER})

    def allow(self, number: int) -> None:
        self._power_management.IOAllowPowerChange(c_uint32(self._root), c_void_p(number))

    def _tell_notices(self, notice: Notice) -> None:
        core, kind = self._core, ctypes.CFUNCTYPE(None, *(c_void_p,) * 5)
        core.CFNotificationCenterGetDistributedCenter.restype = c_void_p
        core.CFStringCreateWithCString.restype = c_void_p
        centre = c_void_p(core.CFNotificationCenterGetDistributedCenter())
        for name in NOTICES:
            heard = kind(lambda *_about, told=name: notice(told))
            self._kept.append(heard)
            words = core.CFStringCreateWithCString(None, name.encode(), c_uint32(_UTF_8))
            core.CFNotificationCenterAddObserver(
                centre, None, heard, c_void_p(words), None, ctypes.c_long(_AT_ONCE)
            )

    def _tell_power(self, power: Power) -> None:
        kit, core = self._power_management, self._core
        kind = ctypes.CFUNCTYPE(None, c_void_p, c_uint32, c_uint32, c_void_p)
        heard = kind(lambda _self, _service, told, number: power(told, number or 0))
        port, notifier = c_void_p(), c_uint32()
        self._kept += [heard, port, notifier]
        kit.IORegisterForSystemPower.restype = c_uint32
        self._root = kit.IORegisterForSystemPower(
            None, ctypes.byref(port), heard, ctypes.byref(notifier)
        )
        for function in (kit.IONotificationPortGetRunLoopSource, core.CFRunLoopGetMain):
            function.restype = c_void_p
        source = c_void_p(kit.IONotificationPortGetRunLoopSource(port))
        modes = c_void_p.in_dll(core, "kCFRunLoopCommonModes")
        core.CFRunLoopAddSource(c_void_p(core.CFRunLoopGetMain()), source, modes)
