"""The scaffold of what stands before an existing store: one narrow column in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Flow, column, row
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.words import Tone, Weight, Words, secondary

_AIR: Final = 12  # px between the edge of a quiet button and its words
_WIDTH: Final = 432 + 2 * _AIR


class StartPage(Screen):
    """An icon, a headline, and what is put below with ``add``.

    ``said`` is a quiet line for the page to put in its place.
    """

    def __init__(
        self,
        parts: StartParts,
        heading: str,
        below: str = "",
        *,
        icon_name: str = "lock",
        ink: Ink = Ink.ACCENT,
    ) -> None:
        super().__init__(parts.background, parts.messages)
        self.parts = parts
        self._box, self._whole = QWidget(), column(gap=2 * GRID)
        self._inside = column(gap=2 * GRID, margins=(_AIR, 0, _AIR, 0))
        self._inside.addWidget(IconLabel(icon_name, ink, 32), 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.addWidget(Words(heading, type_=Type.HEADLINE, weight=Weight.Bold))
        if below:
            self._inside.addWidget(secondary(below))
        self._whole.addLayout(self._inside)
        self._box.setLayout(self._whole)
        self.said = Words("", type_=Type.SMALL, tone=Tone.SECONDARY)
        self.said.hide()
        middle, layout, across = QWidget(), column(margins=(GRID, 3 * GRID, GRID, 3 * GRID)), row()
        across.addStretch(1)
        across.addWidget(self._box)
        across.addStretch(1)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        middle.setLayout(layout)
        outer = column()
        outer.addWidget(Scrolled(middle))
        self.setLayout(outer)
        self._set_width()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the column."""
        self._inside.addWidget(widget)

    def add_actions(self, *buttons: Button) -> None:
        """Put buttons below, the one that leads on last."""
        self._inside.addLayout(_line(buttons, gap=12))

    def add_ways_out(self, *buttons: Button) -> None:
        """Put quiet buttons below, their words in line with the column."""
        self._whole.addLayout(_line(buttons, gap=GRID))

    def say(self, sentence: str) -> None:
        """Say ``sentence`` where ``said`` was put; nothing takes it away."""
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_width()

    def _set_width(self) -> None:
        self._box.setFixedWidth(scaled(_WIDTH))


def _line(buttons: Sequence[Button], *, gap: int) -> Flow:
    line = Flow(gap=gap)
    for button in buttons:
        line.addWidget(button)
    return line
