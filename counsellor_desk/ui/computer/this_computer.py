"""Which of the systems this computer has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.computer.hearing import Hearing

if TYPE_CHECKING:
    from counsellor_desk.ui.computer import linux_hearing, mac_hearing, windows_hearing
else:
    linux_hearing = lazily("counsellor_desk.ui.computer.linux_hearing")
    mac_hearing = lazily("counsellor_desk.ui.computer.mac_hearing")
    windows_hearing = lazily("counsellor_desk.ui.computer.windows_hearing")


def hearing(window: QWidget) -> Hearing:
    """The hearing that this system has; ``window``: Windows tells what it tells to a window."""
    if sys.platform == "win32":
        found: Hearing = windows_hearing.WindowsHearing(window)
    elif sys.platform == "darwin":
        found = mac_hearing.MacHearing()
    elif sys.platform == "linux":
        found = linux_hearing.LinuxHearing()
    else:
        found = Hearing()
    return found
