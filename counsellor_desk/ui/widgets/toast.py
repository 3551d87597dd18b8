"""A short sentence at the foot of a window that goes by itself: "Saved", "Copied"."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import lift, row
from counsellor_desk.ui.widgets.words import Words

_SHOWN_FOR: Final = 6_000  # ms: time to read a line; it never asks for anything
_ABOVE_FOOT: Final = 56


class Toast(QFrame):
    """The one toast of a window. It takes no focus and hides nothing that has to be pressed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("look", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = Words("")
        self._words.setWordWrap(False)
        layout = row(gap=GRID, margins=(2 * GRID, 12, 2 * GRID, 12))
        layout.addWidget(IconLabel("circle-check", Ink.GREEN), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words)
        self.setLayout(layout)
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.setInterval(_SHOWN_FOR)
        self._going.timeout.connect(self.hide)
        lift(self)
        window.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show ``sentence`` for a few seconds and have it announced."""
        self._words.setWordWrap(False)
        self._words.say(sentence)
        self._place()
        self.show()
        self.raise_()
        self._going.start()
        announce(self._window, sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window
        widest = window.width() - 4 * GRID
        self._words.setWordWrap(self.sizeHint().width() > widest)
        width = min(widest, max(self.sizeHint().width(), scaled(160)))
        height = self.heightForWidth(width) if self.hasHeightForWidth() else 0
        self.resize(width, max(height, self.sizeHint().height()))
        self.move((window.width() - width) // 2, window.height() - self.height() - _ABOVE_FOOT)
