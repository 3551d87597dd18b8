"""What an empty list says: what belongs there, and the button that makes the first one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Column
from counsellor_desk.ui.widgets.words import Tone, Words, title


class EmptyState(QWidget):
    """An icon, what is missing here, what belongs here, and buttons below each other."""

    def __init__(self, icon_name: str, heading: str, sentence: str, *buttons: Button) -> None:
        super().__init__()
        layout = column(gap=GRID, margins=(2 * GRID, 3 * GRID, 2 * GRID, 3 * GRID))
        self.setLayout(layout)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(IconLabel(icon_name, Ink.SECONDARY, 32), 0, middle)
        layout.addSpacing(GRID)
        said = Column(gap=GRID, middle=True)
        for words in (title(heading), Words(sentence, tone=Tone.SECONDARY)):
            words.setAlignment(middle)
            said.add(words)
        layout.addWidget(said)
        for button in buttons:
            layout.addSpacing(GRID)
            layout.addWidget(button, 0, middle)
        layout.addStretch(1)  # the words stay together, however high the place is
