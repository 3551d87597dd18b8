"""Sentences about risk that the note has and the summary has not: kept, or left out on purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import LeftOut, RiskCue
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import Flow, column, emptied
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import _


class OpenRisksPart(QWidget):
    """One panel for each such sentence."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._shown: Sequence[LeftOut] = ()
        self._layout = column(gap=GRID)
        self.setLayout(self._layout)
        self.hide()  # until it has its place: shown before, it would flash up as a window

    def show_open(self) -> None:
        """Show what is open now."""
        wanted = sentences(self._work)
        if wanted != self._shown:
            self._shown = wanted
            emptied(self._layout)
            for left in wanted:
                self._layout.addWidget(_OpenRisk(self._work, left, self._dismiss))
        self.setVisible(bool(wanted))

    def take_focus(self) -> bool:
        """Go to the first of them, if there is one."""
        keep = next((b for b in self.findChildren(Button) if b.isVisible()), None)
        if keep is not None:
            keep.setFocus()
        return keep is not None

    def _dismiss(self, left: LeftOut) -> None:
        """Leave it out on purpose, and go to the next one, or to what is kept of risk."""
        _dismiss(self._work, left)
        kept = self._work.summary.in_section(Section.RISK)
        if not self.take_focus() and kept:
            self._work.want(kept[0].key)

    def forget(self) -> None:
        """Let go of every word."""
        emptied(self._layout)


class _OpenRisk(QFrame):
    def __init__(self, work: Work, left: LeftOut, dismiss: Callable[[LeftOut], object]) -> None:
        super().__init__()
        self.setProperty("banner", "amber")
        layout = column(gap=GRID // 2, margins=(12, GRID, 12, GRID))
        asked = _("In the note, and not in the summary:")
        layout.addWidget(Words(asked, type_=Type.SMALL, tone=Tone.AMBER, weight=Weight.DemiBold))
        layout.addWidget(Words(left.item.text))
        buttons = Flow()
        buttons.addWidget(Button(_("Keep it"), partial(work.restore, left)))
        buttons.addWidget(
            Button(_("Leave it out on purpose"), partial(dismiss, left), look=Look.QUIET)
        )
        layout.addLayout(buttons)
        self.setLayout(layout)


def sentences(work: Work) -> list[LeftOut]:
    """The left-out sentences that hold an open risk cue, in the note's order."""
    found = [work.passages.at(cue.span.start) for cue in work.open_risks]
    left = [passage.left for passage in found if passage is not None and passage.left is not None]
    return list(dict.fromkeys(left))


def _dismiss(work: Work, left: LeftOut) -> None:
    cues: Sequence[RiskCue] = work.risks_at(left.item.spans)

    def dismissed(summary: WorkingSummary) -> WorkingSummary:
        for cue in cues:
            summary = reductions.risk_dismissed(summary, cue.span)
        return summary

    work.edit(dismissed)
