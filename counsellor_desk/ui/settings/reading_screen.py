"""A long text to read: scrolled by wheel, arrows and page keys."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import measure
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.private_text import PrivateText


class ReadingScreen(Screen):
    """The text, and the way back."""

    def __init__(self, parts: Parts, heading: str, text: str) -> None:
        super().__init__(parts.background, parts.messages)
        page = Page(heading, scrolls=False, back=parts.window.go_back)
        self._text = PrivateText()
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName(heading)
        self._text.setMaximumWidth(measure())
        self._text.put(text)
        page.add(self._text, 1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
