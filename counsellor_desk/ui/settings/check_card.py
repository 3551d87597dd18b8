"""The check of the whole store by hand: when it was last done, how far it is, what came of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.errors import DeskError
from counsellor_desk.ui import store_damaged
from counsellor_desk.ui.checking import Checking
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _
from counsellor_desk.workflows import checks


class CheckCard(Card):
    """Everything else can be done meanwhile."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(_("Is the store whole?"))
        self._parts = parts
        self._last = Words("")
        self._panel = ProgressPanel(parts.clock)
        self._button = secondary(_("Check the store now"), self._check)
        self._checking = Checking(parts.desk, parts.background, self)
        self._checking.moved.connect(self._panel.report)
        self._checking.sound.connect(self._sound)
        self._checking.damaged.connect(self._damaged)
        self._checking.failed.connect(self._failed)
        self._checking.stopped.connect(self._end)
        self.add(
            said_quietly(
                _(
                    "Every page, every row and the whole record of what was done are looked at: by "
                    "themselves each week, and before each backup."
                )
            )
        )
        self.add(self._last)
        self.add(self._panel)
        ways, flow = QWidget(), Flow(gap=GRID)
        flow.addWidget(self._button)
        ways.setLayout(flow)
        self.add(ways)

    def show_now(self) -> None:
        """Say when it was last done."""
        desk = self._parts.desk
        self._parts.background.ask(
            lambda _progress: checks.last_checked(desk), self._say_last, asker=self
        )

    def _say_last(self, last: datetime | None) -> None:
        if last is None:
            self._last.say(_("It was not checked as a whole yet."))
            return
        now = self._parts.clock.now()
        day = dates.near_moment(last.astimezone(now.tzinfo), now)
        self._last.say(_("Last checked as a whole: {day}. All was well.").format(day=day))

    def _check(self) -> None:
        if self._checking.is_running:
            return
        self._button.setEnabled(False)
        self._panel.begin(_("Looking at every page and every row…"), self._checking.cancel)
        self._checking.begin(whole=True)

    def _end(self) -> None:
        self._panel.finish()
        self._button.setEnabled(True)
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sound(self) -> None:
        self._end()
        self._parts.window.say(_("The store is whole."))
        self.show_now()

    def _damaged(self, damage: DeskError) -> None:
        self._end()
        self._last.say(damage.sentences()[0])
        store_damaged.tell(self._parts.window, damage)

    def _failed(self, error: BaseException) -> None:
        self._end()
        self._parts.messages.tell(error)
