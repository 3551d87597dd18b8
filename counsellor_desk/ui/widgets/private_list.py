"""A list whose rows never reach the system's clipboard: Qt's own copies the current one."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView

from counsellor_desk.ui.widgets import inner_clipboard


class PrivateList(QListView):
    """Copies its current row for this program only."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            inner_clipboard.copy(str(self.currentIndex().data() or ""))
        else:
            super().keyPressEvent(event)
