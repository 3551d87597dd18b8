"""The age of the last backup at the foot of the window, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counsellor_desk.domain.backups import BackupDue
from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui import backup_words
from counsellor_desk.ui.parts import Parts
from counsellor_desk.workflows import backups


class BackupFact(QObject):
    """Asks again whenever a backup was made; days that go by are for ``look``."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        parts.background.changed.connect(self._hear)

    def look(self) -> None:
        """Show how old the last one is now."""
        desk = self._parts.desk
        self._parts.background.ask(lambda _progress: backups.due(desk), self._show, asker=self)

    def _hear(self, kinds: frozenset[Changed]) -> None:
        if Changed.BACKUPS in kinds:
            self.look()

    def _show(self, due: BackupDue) -> None:
        told = backup_words.in_the_strip(due, self._parts.clock.now())
        self._parts.window.strip.offer("backup", told, self._parts.doors.open_backups)
