"""The desktop's portals get to know this program while they still may look at its process.

At the first question of a program they look into ``/proc`` to find out what it is, and refuse one
that does not let them; afterwards they know its connection to the bus (seen with
xdg-desktop-portal 1.16). So they are asked something before ``own_process.let_nobody_look``:
else Qt could not learn from them whether the desktop is dark.
"""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

_DESKTOP: Final = "org.freedesktop.portal.Desktop"
_PLACE: Final = "/org/freedesktop/portal/desktop"
_SETTINGS: Final = "org.freedesktop.portal.Settings"
_PATIENCE: Final = 300
"""Milliseconds. They answer in a few, and where there are none the bus says so at once."""


def introduce() -> None:
    """Ask them something of no importance, on the connection that Qt uses too."""
    if sys.platform != "linux":
        return
    question = QDBusMessage.createMethodCall(_DESKTOP, _PLACE, _SETTINGS, "Read")
    question.setArguments(["org.freedesktop.appearance", "color-scheme"])
    question.setAutoStartService(False)  # nobody is started only to be asked
    QDBusConnection.sessionBus().call(question, QDBus.CallMode.Block, _PATIENCE)
