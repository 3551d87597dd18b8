"""A guide's steps beside its pages; where there is no room for both, the pages alone."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.guide_leaf import PageStack
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.steps import StepList

_FILL: Final = 1000
_WITH_STEPS: Final = 880  # px of width at 100 % text


class GuideSpread(QWidget):
    """In the middle of whatever width there is."""

    def __init__(self, steps: StepList, pages: PageStack) -> None:
        super().__init__()
        self._beside = QWidget()
        beside = column(margins=(4 * GRID, 7 * GRID, 0, GRID))
        beside.addWidget(steps)
        self._beside.setLayout(beside)
        layout = row(gap=GRID)
        layout.addStretch(1)
        layout.addWidget(self._beside)
        layout.addWidget(pages, _FILL)
        layout.addStretch(1)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._beside.setVisible(self.width() >= scaled(_WITH_STEPS))
