"""The agreed actions as they are edited; words for a day are resolved from the session's day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.reductions import WorkingAction, WorkingSummary
from counsellor_desk.ui.reduce.doubts_part import DoubtsPart
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.actions_table import ActionsTable
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _

Days = tuple[date, ...]
Resolve = Callable[[str, Callable[[Days], None]], object]
"""Asks which day some words mean, two where they may mean either; the answer comes later."""


class ActionsPart(QWidget):
    """The table. An action whose words for 'by when' changed gets its day from ``resolve``."""

    def __init__(self, work: Work, resolve: Resolve) -> None:
        super().__init__()
        self._work = work
        self._resolve = resolve
        self._shown: tuple[WorkingAction, ...] | None = None
        self._none = Words(_("No action in this summary."), tone=Tone.SECONDARY)
        self._table = ActionsTable(work.reduction.owners)
        self._doubts = DoubtsPart(work)
        layout = column(gap=GRID // 2)
        for part in (self._none, self._doubts, self._table):
            layout.addWidget(part)
        self.setLayout(layout)
        self._table.edited.connect(self._edited)
        self._table.removed.connect(self._remove)
        self._table.added.connect(self._add)
        self._table.stood_on.connect(work.stand_at)
        self.show_summary(work.summary)

    def show_summary(self, summary: WorkingSummary) -> None:
        """Show the actions as they stand."""
        if summary.actions is not self._shown:
            self._shown = summary.actions
            self._none.setVisible(not summary.actions)
            self._table.show_actions(summary.actions)
            self._doubts.show_actions(summary.actions)

    def go_to(self, key: int) -> bool:
        """Go to that action and edit what is open in it; False where it is not an action."""
        action = next((a for a in self._work.summary.actions if a.key == key), None)
        if action is None:
            return False
        if action.owner is None or not action.what.strip():
            self._table.edit(key)
        else:
            self._table.go_to(key)
        return True

    def take_in(self) -> None:
        """Have what is typed in a cell count, though the cell stays open."""
        self._table.take_in()

    def forget(self) -> None:
        """Let go of every word."""
        self._table.show_actions(())
        self._doubts.forget()

    def _remove(self, key: int) -> None:
        self._work.edit(lambda summary: reductions.removed(summary, key))

    def _add(self) -> None:
        key = self._work.summary.next_key
        self._work.edit(reductions.action_typed)
        self._table.edit(key)

    def _edited(self, action: WorkingAction) -> None:
        wants_day = bool(action.due_words) and action.due_on is None
        self._work.edit(
            lambda summary: reductions.action_edited(summary, action),
            ("day", action.key) if wants_day else None,
        )
        if wants_day:
            self._resolve(action.due_words, lambda days: self._resolved(action, days))

    def _resolved(self, asked: WorkingAction, days: Days) -> None:
        """The day, unless the action has changed again meanwhile."""
        now = next((x for x in self._work.summary.actions if x.key == asked.key), None)
        if not days or now is None or (now.due_words, now.due_on) != (asked.due_words, None):
            return
        dated = replace(now, due_on=days[0], due_or=days[1] if len(days) > 1 else None)
        self._work.edit(
            lambda summary: reductions.action_edited(summary, dated), ("day", asked.key)
        )
