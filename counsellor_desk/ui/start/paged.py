"""A way of several pages before the desk, one at a time and in the middle of the window."""

from __future__ import annotations

from typing import Final

from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.guide_page import GuidePage, PageStack
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.layouts import row

_FILL: Final = 1000


class Paged(Screen):
    """Show each page with ``show_page``; the one before it is let go."""

    def __init__(self, parts: StartParts) -> None:
        super().__init__(parts.background, parts.messages)
        self.parts = parts
        self._stack = PageStack()
        layout = row()
        layout.addStretch(1)
        layout.addWidget(self._stack, _FILL)
        layout.addStretch(1)
        self.setLayout(layout)

    @property
    def page(self) -> GuidePage | None:
        """The page that stands."""
        page = self._stack.currentWidget()
        return page if isinstance(page, GuidePage) else None

    def arrive(self) -> None:
        if self.page is not None:
            self.page.arrive()

    def show_page(self, page: GuidePage) -> None:
        """Show ``page`` in the place of the one that stands."""
        before = self.page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        page.arrive()
