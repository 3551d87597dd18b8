"""What Today reminds of about the desk's health. It is looked for when the desk is opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.health import Finding, Health
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.computer.hearing import Hearing, Source
from counsellor_desk.ui.messages import Messages
from counsellor_desk.workflows import health
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.health import Heard, LookAround

_NEEDED: Final = (Source.SCREEN_LOCK, Source.SLEEP)
"""What every computer should tell of: a lid, or a second user, not every one has."""


class HealthWatch(QObject):
    """``around`` looks at the computer. ``found`` comes when there is something else to remind of.

    Nothing is looked at before ``look`` is called.
    """

    found = Signal()

    def __init__(self, around: LookAround = health.look_around) -> None:
        super().__init__()
        self.around = around
        self.reminders: tuple[Finding, ...] = ()

    def look(
        self, background: Background, desk: Desk, hearing: Hearing, messages: Messages
    ) -> None:
        """Look at everything, on the worker."""
        heard = told_by(hearing)
        background.ask(
            lambda _progress: health.look(desk, heard, self.around),
            self.keep,
            messages.tell,
            asker=self,
        )

    def keep(self, seen: Health) -> None:
        """Remember what there is to remind of."""
        if seen.to_remind_of != self.reminders:
            self.reminders = seen.to_remind_of
            self.found.emit()


def told_by(hearing: Hearing) -> Heard:
    """What this computer tells of, and what it should and does not."""
    sources = hearing.sources
    return Heard(
        tuple(source.label for source in Source if source in sources),
        tuple(source.label for source in _NEEDED if source not in sources),
    )
