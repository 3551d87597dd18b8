"""What is open about the agreed actions: which of two days is meant, and whether it was agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from counsellor_desk.domain import dates, reductions
from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.text import preview
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, quiet
from counsellor_desk.ui.widgets.layouts import Flow, column, emptied
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _

_QUOTED = 48  # characters


class DoubtsPart(QWidget):
    """A strip for each doubt, with the answers to it. Answered, the next one is gone to."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._shown: Sequence[WorkingAction] = ()
        self._layout = column(gap=GRID // 2)
        self.setLayout(self._layout)
        self.hide()

    def show_actions(self, actions: Sequence[WorkingAction]) -> None:
        """Show what is open in these."""
        wanted = [action for action in actions if action.due_or is not None or action.declined]
        if wanted == self._shown:
            return
        self._shown = wanted
        emptied(self._layout)
        for action in wanted:
            self._layout.addWidget(_Doubt(action, self._answered, self._work))
        self.setVisible(bool(wanted))

    def forget(self) -> None:
        """Let go of every word."""
        emptied(self._layout)

    def _answered(self, action: WorkingAction) -> None:
        self._work.edit(lambda summary: reductions.action_edited(summary, action))
        first = next((b for b in self.findChildren(Button) if b.isVisible()), None)
        if first is not None:
            first.setFocus()
        else:
            self._work.want(action.key)


class _Doubt(QFrame):
    def __init__(
        self, action: WorkingAction, answer: Callable[[WorkingAction], object], work: Work
    ) -> None:
        super().__init__()
        self.setProperty("banner", "amber")
        layout = Flow(gap=GRID)
        asked = Words(_asked(action), tone=Tone.AMBER)
        asked.setWordWrap(False)
        layout.addWidget(asked)
        for words, settled in _answers(action):
            button = quiet(words)
            button.clicked.connect(lambda _on, settled=settled: answer(settled))
            layout.addWidget(button)
        if action.declined:
            layout.addWidget(quiet(_("Leave it out"), partial(work.remove, action.key)))
        around = column(margins=(12, GRID // 2, 12, GRID // 2))
        around.addLayout(layout)
        self.setLayout(around)


def _asked(action: WorkingAction) -> str:
    if action.declined:
        words = preview(action.what, _QUOTED)
        return _("“{words}” reads as not agreed.").format(words=words)
    return _("Which “{words}”?").format(words=preview(action.due_words, _QUOTED))


def _answers(action: WorkingAction) -> Iterator[tuple[str, WorkingAction]]:
    if action.declined:
        yield _("It was agreed"), replace(action, declined=False)
        return
    days = (day for day in (action.due_on, action.due_or) if day is not None)
    for day in sorted(days):
        yield dates.weekday(day), replace(action, due_on=day, due_or=None)
