"""That a note has photographed or scanned pages, above its sheet, and the way to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _, n_


class PagesLine(QFrame):
    """Hidden where there are none."""

    def __init__(self, look: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("banner", "neutral")
        self._words = Words("")
        layout = row(gap=12, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        layout.addWidget(IconLabel("camera", Ink.ON_SELECTION), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 1)
        layout.addWidget(secondary(_("Look at the pages"), look))
        self.setLayout(layout)
        self.hide()

    def say(self, pages: int) -> None:
        """So many are sealed with the note."""
        told = n_(
            "{count} page is sealed with this note.",
            "{count} pages are sealed with this note.",
            pages,
        )
        self._words.say(told)
        self.setVisible(pages > 0)
