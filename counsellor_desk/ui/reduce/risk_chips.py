"""How a line about risk was understood: a chip a topic, to confirm or to put right.

The chip is a question to the counsellor and never part of the record: what is kept is the line in
its own words (drafting never prints a conclusion).
"""

from __future__ import annotations

from functools import partial
from itertools import groupby

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import Polarity, RiskCue
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.ui.reduce.press_pill import PressPill
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _


class RiskChips(QWidget):
    """The chips of one line. ``settled``: one was confirmed by key."""

    settled = Signal()

    def __init__(self, work: Work, cues: list[RiskCue]) -> None:
        super().__init__()
        layout = Flow()
        self.setLayout(layout)
        self._chips = [RiskChip(work, same) for same in _by_topic(cues)]
        for chip in self._chips:
            chip.settled.connect(self.settled)
            layout.addWidget(chip)

    def show_summary(self, summary: WorkingSummary) -> None:
        """Show what is confirmed now."""
        for chip in self._chips:
            chip.show_summary(summary)


class RiskChip(PressPill):
    """A topic and what the note says of it: with a question mark until it is confirmed.

    ``settled``: it was confirmed by key, and the next one may be gone to.
    """

    settled = Signal()

    def __init__(self, work: Work, cues: list[RiskCue]) -> None:
        told = _("Is that what the note says? Enter confirms it, Space offers the others.")
        super().__init__("", self._ask, tip=told)
        self._work = work
        self._cues = cues
        self.show_summary(work.summary)

    @property
    def is_open(self) -> bool:
        """Whether it is not confirmed yet."""
        return reductions.confirmed_polarity(self._work.summary, self._cues[0]) is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            said = reductions.confirmed_polarity(self._work.summary, self._cues[0])
            self._confirm(said or self._cues[0].polarity)
            self.settled.emit()
        else:
            super().keyPressEvent(event)

    def show_summary(self, summary: WorkingSummary) -> None:
        """Show what is confirmed now."""
        confirmed = reductions.confirmed_polarity(summary, self._cues[0])
        polarity = confirmed or self._cues[0].polarity
        told = _("{topic}: {polarity}").format(
            topic=self._cues[0].topic.capitalize(), polarity=polarity.label
        )
        if confirmed is None:
            self.say(_("{told}?").format(told=told), State.NEUTRAL)
        else:
            self.say(told, State.GREEN, "check")

    def _ask(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = self._cues[0].polarity
        right = menu.addAction(
            _("That is right: {polarity}").format(polarity=own.label), partial(self._confirm, own)
        )
        menu.setDefaultAction(right)
        menu.addSeparator()
        for polarity in Polarity:
            if polarity is not own:
                menu.addAction(polarity.label, partial(self._confirm, polarity))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        menu.setActiveAction(right)

    def _confirm(self, polarity: Polarity) -> None:
        def confirmed(summary: WorkingSummary) -> WorkingSummary:
            for cue in self._cues:
                summary = reductions.polarity_confirmed(summary, cue, polarity)
            return summary

        self._work.edit(confirmed)


def _by_topic(cues: list[RiskCue]) -> list[list[RiskCue]]:
    def kind(cue: RiskCue) -> tuple[str, str]:
        return cue.topic, cue.polarity.value

    return [list(same) for _kind, same in groupby(sorted(cues, key=kind), kind)]
