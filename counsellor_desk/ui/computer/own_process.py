"""This process kept to itself: no picture of its memory, and no other program that looks into it.

Both are done before anything secret is read, in the window and in the tour. What an administrator
of the computer does is not kept out by any of it.

On Linux a process that may not be dumped may not be looked into either by other programs of the
same account (``prctl(2)``, ``ptrace(2)``); the limit on core dumps is also honoured by
systemd-coredump and apport. On Windows a crash is reported without the memory, and the account's
other programs may only wait for the process or end it. The parts for Windows and for a Mac have
not been run yet.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import Final

OTHERS_MAY_NOTHING: Final = 0o077
_PARENT_DIED: Final = 1
_DUMPABLE: Final = 4
_DENY_ATTACH: Final = 31
_NO_BOXES: Final = 0x1 | 0x2
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX."""
_NO_HEAP: Final = 0x1
_DACL: Final = 0x4
_WAIT_OR_END: Final = "D:P(A;;0x00101001;;;OW)(A;;0x001fffff;;;SY)"
"""SYNCHRONIZE, PROCESS_QUERY_LIMITED_INFORMATION and PROCESS_TERMINATE for the owner."""


def leave_nothing_behind() -> None:
    """A crash leaves no picture of the memory; files are private, also those of what it starts."""
    os.umask(OTHERS_MAY_NOTHING)
    if sys.platform == "win32":
        _report_no_memory()
    else:
        _leave_no_core()


def let_nobody_look() -> None:
    """No other program of this account may look into this one from here on."""
    if sys.platform == "win32":
        _close_to_others()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)
    if sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(_DENY_ATTACH, 0, 0, 0)


def go_with_who_started_it() -> None:
    """This process ends when the one that started it does, even by a kill. On Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGKILL, 0, 0, 0)


if sys.platform == "win32":

    def _report_no_memory() -> None:
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetErrorMode(_NO_BOXES)
        kernel.WerSetFlags(_NO_HEAP)

    def _close_to_others() -> None:
        kernel, rights = ctypes.WinDLL("kernel32"), ctypes.WinDLL("advapi32")
        described = ctypes.c_void_p()
        made = rights.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            _WAIT_OR_END, 1, ctypes.byref(described), None
        )
        if made:
            itself = ctypes.c_void_p(-1)
            rights.SetKernelObjectSecurity(itself, _DACL, described)
            kernel.LocalFree(described)

else:
    import resource

    def _leave_no_core() -> None:
        """What this process starts inherits it."""
        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
