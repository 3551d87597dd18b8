"""Two panes side by side; where the width does not do for both, one of them, and a switch."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.layouts import column, row

TURN_KEYS: Final = "F6"
_LEAST: Final = 340  # px at 100 %: a pane that can be read
_LOWEST: Final = 220  # px at 100 %: below that the page scrolls
_LOWEST_FOLDED: Final = 120


class Panes(QWidget):
    """``turned`` carries which pane is shown where only one is: 0 the left one, 1 the right one.

    ``widened`` carries whether both are shown, whenever that changes.
    """

    turned = Signal(int)
    widened = Signal(bool)

    def __init__(
        self, left: QWidget, right: QWidget, names: tuple[str, str], shares: tuple[int, int]
    ) -> None:
        super().__init__()
        self._panes = (left, right)
        self._at = 1
        self._was_wide = True
        self._lowest = _LOWEST
        self._switch, self._tabs = QWidget(), QButtonGroup(self)
        self._lay_out_switch(names)
        side_by_side = row(gap=2 * GRID)
        for pane, share in zip(self._panes, shares, strict=True):
            side_by_side.addWidget(pane, share)
        layout = column(gap=GRID)
        layout.addWidget(self._switch)
        layout.addLayout(side_by_side, 1)
        self.setLayout(layout)
        self._arrange()

    @property
    def is_wide(self) -> bool:
        """Whether both panes are shown."""
        return self.width() >= 2 * scaled(_LEAST) + 2 * GRID

    def turn_to(self, at: int) -> None:
        """Show that pane where only one can be shown."""
        self._at = at
        self._arrange()
        self.turned.emit(at)

    def fold(self, *, folded: bool) -> None:
        """Where the window is low: be content with fewer lines before the page scrolls."""
        self._lowest = _LOWEST_FOLDED if folded else _LOWEST
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(scaled(_LEAST), scaled(self._lowest))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, scaled(self._lowest))

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _lay_out_switch(self, names: tuple[str, str]) -> None:
        layout = row(gap=GRID)
        for at, name in enumerate(names):
            tab = Button(name, told_keys=TURN_KEYS)
            tab.setCheckable(True)
            self._tabs.addButton(tab, at)
            layout.addWidget(tab)
        layout.addStretch(1)
        self._switch.setLayout(layout)
        self._tabs.idClicked.connect(self.turn_to)

    def _arrange(self) -> None:
        wide = self.is_wide
        self._switch.setVisible(not wide)
        self._tabs.button(self._at).setChecked(True)
        for at, pane in enumerate(self._panes):
            pane.setVisible(wide or at == self._at)
        if wide is not self._was_wide:
            self._was_wide = wide
            self.widened.emit(wide)
