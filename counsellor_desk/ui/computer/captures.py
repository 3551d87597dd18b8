"""Keeps the windows out of pictures of the screen: Recall, recordings, shared screens.

Windows shows such a window as if it were not there (``SetWindowDisplayAffinity`` with
``WDA_EXCLUDEFROMCAPTURE``), a Mac leaves it out (``NSWindow.sharingType`` none). X11 and Wayland
have no such thing, so there is nothing to choose on Linux. The parts for Windows and for a Mac have
not been run yet.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_char_p, c_ulong, c_void_p
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QPlatformSurfaceEvent, QWindow

_LEFT_OUT: Final = 0x11
_SEEN: Final = 0x0
_SHARED_FOR_READING: Final = 1


class System(Protocol):
    """What is asked of the system, so that a test can stand in for it."""

    def leave_out(self, window: int, *, left_out: bool) -> None:
        """Leave this window out of every picture, or no longer."""


class Captures(QObject):
    """Every window that the program makes from ``begin`` on: dialogs, menus and hints, too."""

    def __init__(self, system: System | None = None) -> None:
        """``system``: this computer's own, where it has such a thing."""
        super().__init__()
        self._system = system or _of_this_computer()
        self._left_out = True
        self._windows: set[QWindow] = set()

    @property
    def possible(self) -> bool:
        """Whether this system can do it at all."""
        return self._system is not None

    def begin(self) -> None:
        """Before the first window: leave them out from here on."""
        application = QCoreApplication.instance()
        if self.possible and application is not None:
            application.installEventFilter(self)

    def choose(self, *, left_out: bool) -> None:
        """Leave all of them out, or none."""
        self._left_out = left_out
        for window in self._windows:
            self._apply(window)

    def stop(self) -> None:
        """Look at no further window."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.PlatformSurface
            and isinstance(watched, QWindow)
            and isinstance(event, QPlatformSurfaceEvent)
        ):
            self._changed(watched, event.surfaceEventType())
        return False

    def _changed(self, window: QWindow, how: QPlatformSurfaceEvent.SurfaceEventType) -> None:
        if how is QPlatformSurfaceEvent.SurfaceEventType.SurfaceCreated:
            self._windows.add(window)
            self._apply(window)
        else:
            self._windows.discard(window)

    def _apply(self, window: QWindow) -> None:
        if self._system is not None and window.isTopLevel():
            self._system.leave_out(int(window.winId()), left_out=self._left_out)


def _of_this_computer() -> System | None:
    if sys.platform == "win32":
        found: System | None = _Windows()
    elif sys.platform == "darwin":
        found = _Mac()
    else:
        found = None
    return found


class _Windows:
    def leave_out(self, window: int, *, left_out: bool) -> None:
        affinity = _LEFT_OUT if left_out else _SEEN
        user = getattr(ctypes, "WinDLL")("user32")  # noqa: B009 - there on Windows only
        user.SetWindowDisplayAffinity(c_void_p(window), c_ulong(affinity))


class _Mac:
    """Through Objective-C's own runtime: Qt hands out the ``NSView`` of a window."""

    def __init__(self) -> None:
        self._runtime = ctypes.CDLL("/usr/lib/libobjc.dylib")
        self._runtime.sel_registerName.restype = c_void_p

    def leave_out(self, window: int, *, left_out: bool) -> None:
        asked = ctypes.CFUNCTYPE(c_void_p, c_void_p, c_void_p)
        told = ctypes.CFUNCTYPE(None, c_void_p, c_void_p, c_ulong)
        send = ctypes.cast(self._runtime.objc_msgSend, c_void_p).value or 0
        whole = asked(send)(window, self._name(b"window"))
        sharing = 0 if left_out else _SHARED_FOR_READING
        told(send)(whole, self._name(b"setSharingType:"), sharing)

    def _name(self, selector: bytes) -> c_void_p:
        return c_void_p(self._runtime.sel_registerName(c_char_p(selector)))
