"""What another program on the same display can get of what is marked or copied here."""

from __future__ import annotations

import sys

from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.real_parts import require

_PROGRAM = """
from PySide6.QtGui import QClipboard, QGuiApplication
app = QGuiApplication([])
for mode in (QClipboard.Mode.Selection, QClipboard.Mode.Clipboard):
    data = QGuiApplication.clipboard().mimeData(mode)
    print(mode.name, [(kind, bytes(data.data(kind).data())) for kind in data.formats()])
"""


def require_selections() -> None:
    """Go on where the display has X11's selections."""
    supported = QGuiApplication.clipboard().supportsSelection()
    require(there=supported, what="display with X11's selections")


def seen_by_another_program(qtbot: QtBot) -> str:
    """``Selection [...]`` and ``Clipboard [...]``: types and bytes that stand in each."""
    other = QProcess()
    with qtbot.waitSignal(other.finished):
        other.start(sys.executable, ["-c", _PROGRAM])
    assert other.exitCode() == 0, bytes(other.readAllStandardError().data()).decode()
    return bytes(other.readAllStandardOutput().data()).decode()
