"""The scaffold of a page of the guide: a question in large type, what belongs to it, two buttons.

The buttons stand right below what is asked; where that is higher than the window it scrolls and
they stay in sight.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counsellor_desk.ui.background import Background
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.words import Tone, Weight, Words, secondary

_FILL: Final = 1000
_EDGE: Final = 4 * GRID
_BAR: Final = 2 * GRID  # px beside the page for the scroll bar
_WIDTH: Final = 624  # px at 100 % text: about 70 characters of the type that a page is written in


class PageStack(QStackedWidget):
    """Shows one page at a time, never wider than is comfortable to read."""

    def __init__(self) -> None:
        super().__init__()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(scaled(_WIDTH) + 2 * _EDGE)


class _Yielding(Scrolled):
    """Asks for no height of its own: it gets what the buttons leave."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class GuideLeaf(Screen):
    """One page. ``above`` says where in the guide it stands."""

    def __init__(
        self,
        background: Background,
        messages: Messages,
        heading: str,
        below: str = "",
        *,
        above: str = "",
    ) -> None:
        super().__init__(background, messages)
        self.heading = Words(heading, type_=Type.QUESTION, weight=Weight.Bold)
        self._column = QWidget()
        self._body: QVBoxLayout = column(gap=3 * GRID, margins=(0, 0, _BAR, 0))
        self._column.setLayout(self._body)
        self._busy = Words("", tone=Tone.SECONDARY)
        self._buttons, self._acts = QWidget(), Flow(gap=12)
        self._buttons.setLayout(self._acts)
        self._scrolled = _Yielding(self._column)
        self._head(above, below)
        self._lay_out()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the page."""
        self._body.addWidget(widget)

    def add_actions(self, *buttons: Button) -> None:
        """Put buttons below the page, the one that leads on last."""
        for button in buttons:
            self._acts.addWidget(button)

    def work(self, sentence: str) -> None:
        """Say what is being worked on; nothing can be pressed meanwhile. Nothing: it is done."""
        self._busy.say(sentence)
        self._busy.setVisible(bool(sentence))
        self._buttons.setEnabled(not sentence)
        self._column.setEnabled(not sentence)

    def tell(self, error: BaseException) -> None:
        self.work("")
        super().tell(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Give the page the height of what is on it, so that the buttons follow it."""
        width = self._scrolled.viewport().width()
        self._scrolled.setMaximumHeight(self._column.heightForWidth(width))

    def _head(self, above: str, below: str) -> None:
        head, layout = QWidget(), column(gap=GRID // 2)
        if above:
            layout.addWidget(secondary(above))
        layout.addWidget(self.heading)
        if below:
            layout.addWidget(Words(below, type_=Type.LARGE))
        head.setLayout(layout)
        self._body.addWidget(head)

    def _lay_out(self) -> None:
        self._busy.hide()
        self._column.installEventFilter(self)
        layout = column(gap=3 * GRID, margins=(_EDGE, 6 * GRID, _EDGE - _BAR, 3 * GRID))
        layout.addWidget(self._scrolled, _FILL)
        layout.addWidget(self._busy)
        layout.addWidget(self._buttons)
        layout.addStretch(1)
        self.setLayout(layout)
