"""Windows tells a window that asked for it, by messages that Qt hands on as they are.

``WM_WTSSESSION_CHANGE`` and ``WM_POWERBROADCAST``, as Microsoft documents them under Remote Desktop
Services and Power Management. Sleep cannot be put off here: a program has about two seconds from
the message on, and closing the store takes some hundredths of one.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping
from ctypes import wintypes
from typing import Final, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.computer.hearing import Hearing, Sign, Source

SESSION_CHANGE: Final = 0x02B1
POWER: Final = 0x0218
_SESSION: Final[Mapping[int, Sign]] = {
    0x2: Sign.OTHER_USER,  # WTS_CONSOLE_DISCONNECT
    0x4: Sign.OTHER_USER,  # WTS_REMOTE_DISCONNECT
    0x6: Sign.OTHER_USER,  # WTS_SESSION_LOGOFF
    0x7: Sign.SCREEN_LOCKED,  # WTS_SESSION_LOCK
}
_MESSAGE: Final = b"windows_generic_MSG"
_SUSPENDS: Final = 0x4
_RESUMED: Final = frozenset({0x7, 0x12})  # by a person, by itself
_SETTING: Final = 0x8013
LID_GUID: Final = bytes.fromhex("4d0f3eba17b89440a2d1d56379e6a0f3")
"""GUID_LIDSWITCH_STATE_CHANGE as it lies in memory: {BA3E0F4D-B817-4094-A2D1-D56379E6A0F3}."""


class PowerSetting(ctypes.Structure):
    """``POWERBROADCAST_SETTING`` with one number as its data."""

    _fields_ = (("guid", ctypes.c_ubyte * 16), ("length", wintypes.DWORD), ("data", wintypes.DWORD))


class System(Protocol):
    """What is asked of Windows, so that a test can stand in for it."""

    def tell(self, window: int) -> frozenset[Source]:
        """Send the messages to this window; which of them it promised."""


class WindowsHearing(Hearing):
    """Listens to the messages of one window."""

    def __init__(self, window: QWidget, system: System | None = None) -> None:
        super().__init__()
        self._window, self._system = window, system
        self._filter = _Filter(self)
        self._lid_closed: bool | None = None

    def listen(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        system = self._system or (_Windows() if sys.platform == "win32" else None)
        if system is not None:
            self._sources |= system.tell(int(self._window.winId()))

    def stop(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)

    def message(self, kind: int, about: int, data: int) -> None:
        """One message: its number, its first word, and where its data lies or nothing."""
        if kind == SESSION_CHANGE and (sign := _SESSION.get(about)):
            self.heard.emit(sign)
        elif kind == POWER and about == _SUSPENDS:
            self.heard.emit(Sign.GOING_TO_SLEEP)
        elif kind == POWER and about in _RESUMED:
            self.woke.emit()
        elif kind == POWER and about == _SETTING and data:
            self._setting(PowerSetting.from_address(data))

    def _setting(self, told: PowerSetting) -> None:
        """The lid as it is when the listening begins is told, too, and is no news."""
        if bytes(told.guid) != LID_GUID:
            return
        before, self._lid_closed = self._lid_closed, told.data == 0
        if before is False and self._lid_closed:
            self.heard.emit(Sign.LID_CLOSED)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, hearing: WindowsHearing) -> None:
        super().__init__()
        self._hearing = hearing

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if QByteArray(kind) == _MESSAGE:
            told = wintypes.MSG.from_address(int(message))
            self._hearing.message(told.message, told.wParam, told.lParam)
        return False, 0


class _Windows:
    """The system itself. Not run yet: SECURITY.md says so."""

    def tell(self, window: int) -> frozenset[Source]:
        load = getattr(ctypes, "WinDLL")  # noqa: B009 - there on Windows only
        sources = set[Source]()
        if load("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(window), 0):
            sources |= {Source.SCREEN_LOCK, Source.OTHER_USER}
        sources.add(Source.SLEEP)  # every window is told
        register = load("user32").RegisterPowerSettingNotification
        register.restype = wintypes.HANDLE
        if register(wintypes.HWND(window), ctypes.c_char_p(LID_GUID), wintypes.DWORD(0)):
            sources.add(Source.LID)
        return frozenset(sources)
