"""A place of a screen whose content is drawn anew while what stands beside it stays."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.layouts import column, emptied


class Slot(QWidget):
    """Holds cards one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = column(gap=2 * GRID)
        self.setLayout(self._cards)

    def put(self, *cards: QWidget) -> None:
        """Show these instead of what stood here."""
        emptied(self._cards)
        for card in cards:
            self._cards.addWidget(card)
