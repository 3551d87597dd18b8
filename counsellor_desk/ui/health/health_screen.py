"""Is my desk in good health? What is worth a look comes first, with one way on from each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.health import Finding, Health, State, Way
from counsellor_desk.domain.surroundings import System
from counsellor_desk.errors import DeskError
from counsellor_desk.ui import store_damaged
from counsellor_desk.ui.checking import Checking
from counsellor_desk.ui.health.finding_row import FindingRow
from counsellor_desk.ui.health.steps_dialog import StepsDialog
from counsellor_desk.ui.health_watch import told_by
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows import health

_HEADINGS: Final = {
    State.LOOK: N_("Worth a look"),
    State.UNKNOWN: N_("What cannot be seen from here"),
    State.GOOD: N_("In good order"),
}


class HealthScreen(Screen):
    """Looks each time that it is come to. Nothing is changed by looking."""

    kinds: ClassVar = frozenset({Changed.BACKUPS})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._been_here = False
        self._system = System.LINUX
        self._checking = Checking(parts.desk, parts.background, self)
        self._panel = ProgressPanel(parts.clock)
        self._page = Page(
            _("Is my desk in good health?"),
            _("Looking at this computer and at your store…"),
            back=parts.window.go_back,
        )
        self._cards = column(gap=16)
        self._lay_out()

    def arrive(self) -> None:
        if not self._been_here:  # Qt has put the focus on the way back
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._been_here = True
        self._look_again()

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self._look_again()

    def _lay_out(self) -> None:
        self._again = secondary(_("Look again"), self._look_again)
        self._page.aside.addWidget(self._again)
        self._page.add(self._panel)
        self._page.body.addLayout(self._cards)
        self._page.body.addStretch(1)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)
        self._checking.moved.connect(self._panel.report)
        self._checking.sound.connect(self._sound)
        self._checking.damaged.connect(self._damaged)
        self._checking.stopped.connect(self._panel.finish)
        self._checking.failed.connect(self._not_checked)

    def _look_again(self) -> None:
        desk, watch = self._parts.desk, self._parts.health
        heard = told_by(self._parts.hearing)
        self.ask(lambda _progress: health.look(desk, heard, watch.around), self._show)

    def _show(self, found: Health) -> None:
        self._system = found.system
        self._parts.health.keep(found)
        self._page.say_below(_below(found))
        with focus_kept(self):
            emptied(self._cards)
            for card in self._found(found):
                self._cards.addWidget(card)
        focused = self.window().focusWidget()
        if self.isVisible() and (focused in {None, self} or not self.isAncestorOf(focused)):
            rows = self.findChildren(FindingRow)
            buttons = [button for row in rows for button in row.findChildren(Button)]
            next(iter(buttons), self._again).setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self, found: Health) -> Iterator[Card]:
        for state, heading in _HEADINGS.items():
            findings = [each for each in found.findings if each.state is state]
            if findings:
                card = Card(_(heading))
                card.add(Rows(FindingRow(finding, self._go) for finding in findings))
                yield card

    def _go(self, finding: Finding) -> None:
        doors = self._parts.doors
        if finding.way is Way.STEPS:
            StepsDialog(self._parts, finding.topic, self._system, finding.told).open()
        elif finding.way is Way.CHECK:
            self._check()
        else:
            {
                Way.BACKUPS: doors.open_backups,
                Way.KEYS: doors.open_keys,
                Way.LOCKING: doors.open_locking,
            }[finding.way]()

    def _check(self) -> None:
        if not self._checking.is_running:
            self._panel.begin(_("Checking the whole store…"), self._checking.cancel)
            self._checking.begin(whole=True)

    def _sound(self) -> None:
        self._panel.finish()
        self._parts.window.say(_("The whole store was checked, and nothing is amiss."))
        self._look_again()

    def _damaged(self, damage: DeskError) -> None:
        self._panel.finish()
        store_damaged.tell(self._parts.window, damage)

    def _not_checked(self, error: BaseException) -> None:
        self._panel.finish()
        self.tell(error)


def _below(found: Health) -> str:
    told = _("Nothing that can be seen is amiss.")
    if count := len(found.to_look_at):
        told = n_("{count} thing is worth a look.", "{count} things are worth a look.", count)
    at = _("Looked at on {moment}.").format(moment=dates.local_moment(found.looked_at))
    return f"{told} {at}"
