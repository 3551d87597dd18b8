"""Pages at the left, what is entered from them at the right; where it is narrow, one of the two."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.wording import _

_BESIDE: Final = 760  # px at 100 % text
_PAGES, _ENTRIES = "pages", "entries"


class PaperSpread(QWidget):
    """Shows both, or lets one of them be chosen."""

    def __init__(self, pages: QWidget, entries: QWidget) -> None:
        super().__init__()
        self._pages = pages
        self._entries = Card()
        self._entries.add(Scrolled(entries), 1)
        self._chosen = OptionList(
            [(_PAGES, _("The pages")), (_ENTRIES, _("What stands on them"))], beside=True
        )
        self._chosen.setAccessibleName(_("What to show"))
        self._chosen.put(_PAGES)
        self._chosen.changed.connect(self._fit)
        beside = row(gap=2 * GRID)
        beside.addWidget(self._pages, 1)
        beside.addWidget(self._entries, 1)
        layout = column(gap=GRID)
        layout.addWidget(self._chosen)
        layout.addLayout(beside, 1)
        self.setLayout(layout)

    def show_entries(self) -> None:
        """Something there is to be seen to."""
        if not self._is_wide:
            self._chosen.put(_ENTRIES)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    @property
    def _is_wide(self) -> bool:
        return self.width() >= scaled(_BESIDE)

    def _fit(self) -> None:
        wide, chosen = self._is_wide, self._chosen.value()
        self._chosen.setVisible(not wide)
        self._pages.setVisible(wide or chosen == _PAGES)
        self._entries.setVisible(wide or chosen == _ENTRIES)
