"""Choosing a PIN: typed twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.secret_lines import PinField
from counsellor_desk.wording import _


class NewPin(QWidget):
    """``value()`` is the PIN and its repetition. ``entered``: Enter in the second line."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first, self._again = PinField(), PinField()
        self._first.entered.connect(self._again.setFocus)
        self._again.entered.connect(self.entered)
        self._first.changed.connect(self.changed)
        side_by_side = Columns((1, 1), least=200)
        side_by_side.add(Field("pin", _("PIN, 4 to 8 digits"), self._first), 0)
        side_by_side.add(Field("pin_again", _("The same again"), self._again), 1)
        side_by_side.fill_up()
        layout = column(gap=2 * GRID)
        layout.addWidget(side_by_side)
        self.setLayout(layout)
        self.setFocusProxy(self._first)

    def value(self) -> tuple[str, str]:
        """What was typed first, and again."""
        return self._first.value(), self._again.value()

    def forget(self) -> None:
        """Empty both lines."""
        self._first.put("")
        self._again.put("")
