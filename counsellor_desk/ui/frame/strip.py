"""The strip at the foot: when the desk locks, what waits, and that nothing leaves the computer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _, n_

_LAST_WARNING: Final = 60  # seconds
_SIDE_BY_SIDE: Final = 640  # px of width at 100 % text


class Strip(QFrame):
    """The strip. Facts are added by name and replaced by it."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = _fact()
        self._soon = Pill("", State.AMBER)
        self._soon.hide()
        self._facts: dict[str, Words] = {}
        self._ways: dict[str, Button] = {}
        self._flow = Flow(gap=3 * GRID)
        self._flow.addWidget(self._lock)
        self._flow.addWidget(self._soon)
        promise = _fact()
        promise.say(_("Offline. Nothing leaves this computer."))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setSpacing(4)
        self._layout.setContentsMargins(3 * GRID, GRID - 2, 3 * GRID, GRID - 2)
        self._layout.addLayout(self._flow, 1)
        self._layout.addWidget(promise)

    def locks_in(self, seconds: int) -> None:
        """Say when the desk locks: in minutes, and in the last one by the second."""
        soon = seconds <= _LAST_WARNING
        if soon and self._soon.isHidden():
            announce(self, _("The desk locks in one minute."))
        self._lock.setVisible(not soon)
        self._soon.setVisible(soon)
        if soon:
            left = f"{seconds // 60}:{seconds % 60:02}"
            self._soon.say(_("Locks in {left}").format(left=left), State.AMBER)
        else:
            minutes = -(-seconds // 60)
            self._lock.say(n_("Locks in {count} minute", "Locks in {count} minutes", minutes))

    def tell(self, name: str, sentence: str) -> None:
        """Show a fact, in the place of the one of that name; nothing takes it away."""
        if name not in self._facts:
            self._facts[name] = _fact()
            self._flow.addWidget(self._facts[name])
        self._facts[name].say(sentence)
        self._facts[name].setVisible(bool(sentence))

    def offer(self, name: str, sentence: str, press: Callable[[], object]) -> None:
        """Show a fact that leads somewhere when it is pressed."""
        if name not in self._ways:
            self._ways[name] = Button(sentence, press, look=Look.LINK)
            self._flow.addWidget(self._ways[name])
        self._ways[name].setText(sentence)
        self._ways[name].setToolTip(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        enough = event.size().width() > scaled(_SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if enough else directions.TopToBottom)


def _fact() -> Words:
    words = Words("", type_=Type.SMALL, tone=Tone.SECONDARY)
    words.setWordWrap(False)
    return words
