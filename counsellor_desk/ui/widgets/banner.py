"""A line across a screen that stays: the demo says that it is one, a warning says what to mind."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.words import Tone, Words

_ICONS: Final = {
    State.NEUTRAL: ("info", Ink.ON_SELECTION, Tone.TEXT),
    State.AMBER: ("triangle-alert", Ink.AMBER, Tone.AMBER),
    State.RED: ("circle-alert", Ink.RED, Tone.RED),
    State.GREEN: ("circle-check", Ink.GREEN, Tone.GREEN),
}


class Banner(QFrame):
    """A sentence with its icon and, where something can be done about it, a button."""

    def __init__(
        self, sentence: str, state: State = State.NEUTRAL, button: Button | None = None
    ) -> None:
        super().__init__()
        self.setProperty("banner", state.value)
        name, ink, tone = _ICONS[state]
        layout = row(gap=12, margins=(3 * GRID, GRID, 3 * GRID, GRID))
        self.setLayout(layout)
        self._words = Words(sentence, tone=tone)
        layout.addWidget(IconLabel(name, ink), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words, 1)
        if button is not None:
            layout.addWidget(button)

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self._words.say(sentence)
