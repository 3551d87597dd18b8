"""A page of the guide: one question in large type, what it means, and room for the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import Flow, column, row
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import _

_WIDEST: Final = 740
"""Pixels at 100 %: about 75 characters of large type."""
_FILL: Final = 1000
EDGE: Final = 12
"""Pixels left of a page, for the grounds of quiet buttons whose words stand in line with it."""


class Roll(Scrolled):
    """Scrolled, and content with any height: what stands beside it never has to give way."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class Leaf(QWidget):
    """The page. ``place`` says in small type where one is, ``full`` stands behind a quiet button.

    Put things in with ``add``, buttons below them with ``add_buttons``, the one to press last.
    """

    def __init__(self, place: str, question: str, plain: str = "", full: str = "") -> None:
        super().__init__()
        self.question = question
        self.body: QVBoxLayout = column(gap=3 * GRID)
        self.buttons = Flow(gap=12)
        self._full = Words(full, type_=Type.LEAD, tone=Tone.SECONDARY)
        self._more = Button("", self._turn, look=Look.QUIET)
        self._held = QWidget()
        self._lay_out(self._head(place, plain))
        self._show_full(shown=False)
        self._fit()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the page."""
        self.body.addWidget(widget)

    def add_buttons(self, *buttons: Button) -> None:
        """Put buttons below what stands on the page."""
        for button in buttons:
            self.buttons.addWidget(button)

    def explain(self) -> None:
        """Open the full text, if there is one."""
        self._show_full(shown=bool(self._full.text()))
        announce(self, self._full.text())

    def go_to(self, control: QWidget) -> None:
        """Put the focus there, and it into sight."""
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, control, lambda: self._roll.ensureWidgetVisible(control))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        announce(self, self.question)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._held.setMaximumWidth(scaled(_WIDEST))

    def _lay_out(self, head: QVBoxLayout) -> None:
        inside = column(gap=3 * GRID)
        inside.addLayout(head)
        below = column(gap=3 * GRID, margins=(EDGE, 0, 0, 0))
        below.addLayout(self.body)
        below.addLayout(self.buttons)
        inside.addLayout(below)
        inside.addStretch(1)
        self._held.setLayout(inside)
        across, inner = row(gap=0, margins=(0, 0, GRID, 2 * GRID)), QWidget()
        across.addWidget(self._held, _FILL)
        across.addStretch(1)
        inner.setLayout(across)
        self._roll = Roll(inner)
        outer = column()
        outer.addWidget(self._roll)
        self.setLayout(outer)

    def _head(self, place: str, plain: str) -> QVBoxLayout:
        """The words stand in from the edge; the quiet button's own ground makes up for it."""
        head, said = column(gap=GRID), column(gap=GRID, margins=(EDGE, 0, 0, 0))
        said.addWidget(Words(place, tone=Tone.SECONDARY))
        said.addWidget(Words(self.question, type_=Type.QUESTION, weight=Weight.Bold))
        if plain:
            said.addSpacing(GRID)
            said.addWidget(Words(plain, type_=Type.LARGE))
        head.addLayout(said)
        if self._full.text():
            told = column(margins=(EDGE, 0, 0, 0))
            told.addWidget(self._full)
            head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
            head.addLayout(told)
        return head

    def _turn(self) -> None:
        self._show_full(shown=self._full.isHidden())

    def _show_full(self, *, shown: bool) -> None:
        self._full.setVisible(shown)
        self._more.setText(_("Less") if shown else _("Full text"))


def paragraphs(sentences: Sequence[str]) -> list[Words]:
    """Sentences in large type, each a paragraph."""
    return [Words(sentence, type_=Type.LARGE) for sentence in sentences]
