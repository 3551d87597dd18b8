"""Where the store will lie: whether this computer's disk is encrypted, and whether that is wise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import health
from counsellor_desk.domain.surroundings import Surroundings
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _


class PlaceNote(QWidget):
    """Empty until it was looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._disk = Words("", tone=Tone.SECONDARY)
        self._line = QWidget()
        line = row(gap=12)
        line.addWidget(IconLabel("hard-drive", Ink.SECONDARY), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._disk, 1)
        self._line.setLayout(line)
        self._warning = Banner("", State.AMBER)
        layout = column(gap=2 * GRID)
        for part in (self._warning, self._line):
            part.hide()
            layout.addWidget(part)
        self.setLayout(layout)

    def show_place(self, around: Surroundings) -> None:
        """Say what was seen."""
        self._disk.say(health.disk_in_words(around.disk))
        self._line.show()
        if told := health.where_not_to_be(around):
            advice = _(
                "Better close this window now, and start Counsellor Desk with a folder that "
                "nothing copies, by the option “--store”."
            )
            self._warning.say(f"{told} {advice}")
            self._warning.show()
