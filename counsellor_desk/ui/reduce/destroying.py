"""The steps of a destruction while it is carried out (security.md 3.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.receipts import Step
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Flow, column, row
from counsellor_desk.ui.widgets.page import Column
from counsellor_desk.ui.widgets.words import Tone, Words, title
from counsellor_desk.wording import _

STEPS: Final = tuple(Step)


class Destroying(Card):
    """Each step gets its tick. ``stop_at`` says why one was not done, and what comes of it."""

    def __init__(self, kept: str) -> None:
        """``kept``: what stays of the session, in a sentence."""
        super().__init__()
        self._column = Column(gap=GRID)
        self._heading = title(_("Destroying the note"))
        self._steps = [_StepLine(step) for step in STEPS]
        self._column.add(self._heading)
        self._column.add(Words(kept, tone=Tone.SECONDARY))
        for step in self._steps:
            self._column.add(step)
        self.add(self._column)
        self.body.addStretch(1)

    def show_done(self, count: int) -> None:
        """So many steps are done."""
        for number, step in enumerate(self._steps):
            step.show_state(done=number < count, here=number == count)

    def stop_at(
        self, error: DeskError, again: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        """Say that it could not be finished now, and that nothing is lost by that."""
        happened, _safe, next_step = error.sentences()
        self._heading.say(_("Not finished yet"))
        self._column.add(Words(happened, tone=Tone.AMBER))
        waits = _("It is finished by itself when the desk is next opened.")
        self._column.add(Words(f"{next_step} {waits}".strip()))
        buttons, flow = QWidget(), Flow(gap=12)
        first = primary(_("Try again"), again)
        flow.addWidget(first)
        flow.addWidget(secondary(_("Go on"), leave))
        buttons.setLayout(flow)
        self._column.add(buttons)
        first.setFocus()


class _StepLine(QWidget):
    def __init__(self, step: Step) -> None:
        super().__init__()
        self._label = step.label
        self._tick = IconLabel("check", Ink.GREEN)
        self._waits = IconLabel("ellipsis", Ink.SECONDARY)
        self._words = Words(step.label, tone=Tone.SECONDARY)
        layout, marks = row(gap=GRID), column()
        for mark in (self._tick, self._waits):
            marks.addWidget(mark)
        layout.addLayout(marks)
        layout.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.show_state(done=False, here=False)

    def show_state(self, *, done: bool, here: bool) -> None:
        """Ticked, being done, or still ahead."""
        self._tick.setVisible(done)
        self._waits.setVisible(not done)
        state = _("done") if done else _("being done") if here else _("still ahead")
        self._words.setAccessibleName(f"{self._label}, {state}")
