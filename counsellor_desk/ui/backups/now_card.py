"""The last verified backup, large and calm, and the one button that makes the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.clock import Clock
from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import Backup, BackupDue
from counsellor_desk.ui.backup_words import age, counted, folder, size
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Flow, column, emptied, row
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import _

_SIDE = 40  # px of the icon


class NowCard(Card):
    """``panel`` shows a backup that is being made; ``make`` is the button that begins one."""

    def __init__(self, clock: Clock, *, heading: str = "") -> None:
        super().__init__(heading)
        self._clock = clock
        self._icon = row(gap=0)
        self._large = Words("", type_=Type.HEADLINE, weight=Weight.Bold)
        self._where, self._holds = Words("", tone=Tone.SECONDARY), Words("", tone=Tone.SECONDARY)
        self._result = Words("", tone=Tone.GREEN, weight=Weight.Medium)
        self.make = primary(_("Make a backup now"), icon_name="hard-drive")
        self._acts, self.panel = QWidget(), ProgressPanel(clock)
        self._lay_out()

    def show_state(self, due: BackupDue, last: Backup | None) -> None:
        """``last``: the newest one that was verified and is not gone."""
        now = self._clock.now()
        emptied(self._icon)
        if last is None:
            self._say_none(due)
        else:
            self._say_last(due, last, now)

    def begin(self, cancel: Callable[[], None]) -> None:
        """A backup is being made."""
        self._result.hide()
        self._acts.hide()
        self.panel.begin(_("Copying your records, and opening the copy to count them…"), cancel)

    def finish(self, told: str = "") -> None:
        """It is made, or it is not: ``told`` says what came of it."""
        self.panel.finish()
        self._acts.show()
        self._result.say(told)
        self._result.setVisible(bool(told))
        if told:
            announce(self, told)

    def _say_none(self, due: BackupDue) -> None:
        ink = Ink.AMBER if due.is_due else Ink.SECONDARY
        self._icon.addWidget(IconLabel("hard-drive", ink, _SIDE))
        self._large.say(_("No backup yet"))
        self._where.say(
            _(
                "If this computer breaks or is lost, your records are lost with it. A backup on a "
                "stick, kept in another place, brings them back."
            )
        )
        self._holds.hide()

    def _say_last(self, due: BackupDue, last: Backup, now: datetime) -> None:
        name, ink = ("clock", Ink.AMBER) if due.is_due else ("shield-check", Ink.GREEN)
        self._icon.addWidget(IconLabel(name, ink, _SIDE))
        made = last.made_at.astimezone(now.tzinfo)
        told = _("Last verified backup: {day}")
        self._large.say(told.format(day=dates.near_day(made.date(), now.date())))
        days = (now.date() - made.date()).days
        when = age(made, now) if days > 1 else f"{made:%H:%M}"  # else the day says it
        self._where.say(_("in {folder} · {when}").format(folder=folder(last.place), when=when))
        self._holds.say(f"{counted(last.counts)} · {size(last.size)}")
        self._holds.show()

    def _lay_out(self) -> None:
        head, line, said = QWidget(), row(gap=2 * GRID), column(gap=4)
        icon = column(gap=0)
        icon.addLayout(self._icon)
        line.addLayout(icon)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        for words in (self._large, self._where, self._holds):
            said.addWidget(words)
        line.addLayout(said, 1)
        head.setLayout(line)
        flow = Flow(gap=12)
        flow.addWidget(self.make)
        self._acts.setLayout(flow)
        self.body.setSpacing(2 * GRID)
        self._result.hide()
        for widget in (head, self.panel, self._result, self._acts):
            self.add(widget)
        self.add(
            Words(
                _(
                    "Session notes are never in a backup. Your recovery sheet opens it; your "
                    "passphrase does not."
                ),
                type_=Type.SMALL,
                tone=Tone.SECONDARY,
            )
        )
