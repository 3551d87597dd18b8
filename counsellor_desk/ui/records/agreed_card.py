"""What was agreed to be done: who, what and by when, where the purposes of a record have that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import Owner
from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.widgets.actions_table import ActionsTable
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.tables import RecordTable
from counsellor_desk.wording import _

Resolve = Callable[[str, Callable[[date | None], None]], object]
"""Asks which day words mean; the answer comes later."""


class AgreedCard(Card):
    """``changed``: something in the table did."""

    changed = Signal()

    def __init__(self, owners: Sequence[Owner], resolve: Resolve) -> None:
        super().__init__(_("Agreed actions"))
        self._resolve = resolve
        self._rows: tuple[WorkingAction, ...] = ()
        self._table = ActionsTable(owners)
        self.add(self._table)
        self._table.edited.connect(self._edited)
        self._table.removed.connect(self._removed)
        self._table.added.connect(self._added)

    def value(self) -> tuple[WorkingAction, ...]:
        """The rows."""
        return self._rows

    def take_in(self) -> None:
        """Have what is typed in a cell count, before the screen is left."""
        self._table.take_in()

    def put(self, rows: Sequence[WorkingAction]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        self._table.show_actions(self._rows)

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return [*self._table.findChildren(RecordTable), *self._table.findChildren(Button)]

    def edit_open(self) -> None:
        """Go to the first that does not say who or what."""
        for row in self._rows:
            if row.owner is None or not one_line(row.what):
                self._table.go_to(row.key)
                self._table.edit(row.key)
                return

    def _added(self) -> None:
        key = max((row.key for row in self._rows), default=0) + 1
        self.put((*self._rows, WorkingAction(key=key, owner=None, what="")))
        self.changed.emit()
        self._table.edit(key)

    def _removed(self, key: int) -> None:
        self.put(tuple(row for row in self._rows if row.key != key))
        self.changed.emit()

    def _edited(self, row: WorkingAction) -> None:
        self._take(row)
        if row.due_words and row.due_on is None:
            self._resolve(row.due_words, lambda on: self._resolved(row, on))

    def _resolved(self, row: WorkingAction, on: date | None) -> None:
        """Unless its words were changed again in the meantime."""
        now = next((each for each in self._rows if each.key == row.key), None)
        if now is not None and on is not None and now.due_words == row.due_words:
            self._take(replace(now, due_on=on))

    def _take(self, row: WorkingAction) -> None:
        self.put(tuple(row if each.key == row.key else each for each in self._rows))
        self.changed.emit()
