"""How old the last backup is, and after how many days Today reminds of the next one."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

from counsellor_desk.domain.backups import REMINDER_DAYS, BackupDue
from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui import backup_words
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.widgets.boxed import NumberInput
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import emptied
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import backups
from counsellor_desk.workflows.preferences import Preferences

_KINDS: Final = frozenset({Changed.BACKUPS})


class BackupsSection(Section):
    """The screen of backups is behind its button."""

    heading: ClassVar[str] = N_("Backups")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._kept: int | None = None
        self._days = NumberInput(REMINDER_DAYS.start, REMINDER_DAYS.stop - 1, unit=_("days"))
        self._days.setKeyboardTracking(False)
        self._days.changed.connect(self.keep)
        self._state, reminder = Card(), Card()
        reminder.add(
            Field(
                "reminder_days",
                _("Remind me when the last backup is older than"),
                self._days,
                help_=_("Today then shows a card. A demo does not remind you."),
            )
        )
        for card in (self._state, reminder):
            self.body.addWidget(card)

    def show_now(self, preferences: Preferences) -> None:
        del preferences
        desk = self.parts.desk
        self.place.ask(lambda _progress: backups.due(desk), self._show)

    def keep(self) -> None:
        self._days.interpretText()
        days, desk = self._days.value(), self.parts.desk
        if self._kept is None or days == self._kept:
            return
        self._kept = days
        self.place.ask(
            lambda _progress: backups.change_reminder(desk, days),
            lambda _done: self.parts.window.say(_("Kept.")),
            changes=_KINDS,
        )

    def _show(self, due: BackupDue) -> None:
        if self._kept in {None, self._days.value()}:
            self._kept = due.after
            self._days.blockSignals(True)
            self._days.put(due.after)
            self._days.blockSignals(False)
        emptied(self._state.body)
        open_ = secondary(_("Open backups"), self.parts.doors.open_backups, icon_name="hard-drive")
        self._state.add(Row(_words(due, self.parts.clock.now()), below=_below(), ends=[open_]))


def _words(due: BackupDue, now: datetime) -> str:
    if due.last_verified is None:
        return _("No backup yet")
    return _("The last backup was made {age}").format(age=backup_words.age(due.last_verified, now))


def _below() -> str:
    return _("A copy of your records on a stick, for the day this computer is lost or breaks.")
