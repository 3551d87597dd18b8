"""Which step of a form is in hand, and the ways to the others."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.wording import _

WHOLE = "whole"
"""Stands for the form itself, since no step at all has no key."""


class StepWays(QWidget):
    """``chosen`` carries the key of a step, or nothing for the form itself."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[str] = []
        self._choice = ChoiceInput()
        self._choice.setAccessibleName(_("Which step"))
        self._before = secondary(
            _("Before"), lambda: self._go(-1), icon_name="chevron-left", shortcut="Alt+PgUp"
        )
        self._after = secondary(
            _("Next"), lambda: self._go(1), icon_name="chevron-right", shortcut="Alt+PgDown"
        )
        layout = row(gap=GRID)
        layout.addWidget(self._before)
        layout.addWidget(self._choice, 1000)
        layout.addWidget(self._after)
        self._choice.setMaximumWidth(scaled(420))
        layout.addStretch(1)
        self.setLayout(layout)
        self._choice.changed.connect(self._told)

    def offer(self, steps: Sequence[tuple[str, str]]) -> None:
        """The steps by key and name; the one that is chosen stays."""
        self._steps = [key or WHOLE for key, _name in steps]
        self._choice.offer((key or WHOLE, name) for key, name in steps)
        if not self._choice.value():
            self._choice.blockSignals(True)
            self._choice.put(self._steps[0])
            self._choice.blockSignals(False)
        self._enable()

    def go(self, step: str) -> None:
        """To that step; nothing: to the form itself."""
        self._choice.put(step or WHOLE)

    def _go(self, by: int) -> None:
        at = self._steps.index(self._choice.value()) + by
        if 0 <= at < len(self._steps):
            self._choice.put(self._steps[at])

    def _told(self) -> None:
        self._enable()
        key = self._choice.value()
        self.chosen.emit("" if key == WHOLE else key)

    def _enable(self) -> None:
        at = self._steps.index(self._choice.value())
        self._set(self._before, on=at > 0, other=self._after)
        self._set(self._after, on=at < len(self._steps) - 1, other=self._before)

    def _set(self, button: Button, *, on: bool, other: Button) -> None:
        """Focus does not stay on a button that leads nowhere any more."""
        if not on and button.hasFocus():
            other.setEnabled(True)
            other.setFocus()
        button.setEnabled(on)
