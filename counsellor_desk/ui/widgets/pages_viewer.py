"""Pages of paper, one at a time, with what turns over, turns round and makes larger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.page_files import PaperPage, turned
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.picture_view import PictureView
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _

Sizes = Sequence[QImage]
"""A picture in several sizes, the largest first."""
Load = Callable[[PaperPage, Callable[[Sizes], object]], object]
"""Gets a page and whoever wants its picture."""


class PagesViewer(QWidget):
    """``load`` brings pictures. ``turned`` carries a ``PaperPage`` as somebody turned it.

    ``stood`` comes when another page is gone to.
    """

    turned = Signal(object)
    stood = Signal()

    def __init__(self, load: Load, whose: str = "") -> None:
        """``whose``: how a page is called aloud, with ``{page}`` in it; a note's where empty."""
        super().__init__()
        self._load = load
        self._whose = whose or _("{page} of the session note")
        self._pages: list[PaperPage] = []
        self._at = 0
        self.view = PictureView()
        self._told = Words("", tone=Tone.SECONDARY)
        self._told.setWordWrap(False)
        self._before = _tool("chevron-left", _("Page before"), lambda: self.step(-1), "PgUp")
        self._after = _tool("chevron-right", _("Next page"), lambda: self.step(1), "PgDown")
        self._light = _tool("sun", _("Light or dark paper"), self.view.show_as_it_is, "I")
        self.view.setAccessibleDescription(
            _(
                "Page Up and Page Down turn over, plus and minus change its size, the arrows move "
                "it, R turns it round."
            )
        )
        layout = column(gap=GRID)
        layout.addLayout(self._bar())
        layout.addWidget(self.view, 1)
        self.setLayout(layout)
        self.setTabOrder(self._light, self.view)  # from above to below
        self.view.stepped.connect(self.step)
        self.view.turn_wanted.connect(self.turn)

    @property
    def at(self) -> int:
        """Which page is shown, from 0."""
        return self._at

    @property
    def page(self) -> PaperPage | None:
        """The page that is shown."""
        return self._pages[self._at] if self._pages else None

    def show_pages(self, pages: Sequence[PaperPage], at: int = 0) -> None:
        """Show these pages, beginning with that one."""
        self._pages = list(pages)
        self._at = min(at, max(0, len(pages) - 1))
        self._show()

    def step(self, by: int) -> None:
        """To the page after (1) or before (-1)."""
        to = self._at + by
        if 0 <= to < len(self._pages):
            self._at = to
            self._show()
            announce(self.view, self._told.text())

    def turn(self) -> None:
        """Turn the page by a quarter, clockwise."""
        if self.page is not None:
            now = replace(self.page, turn=turned(self.page.turn, 1))
            self._pages[self._at] = now
            self._show()
            self.turned.emit(now)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._light.setVisible(self.view.may_be_dark)

    def forget(self) -> None:
        """Let go of the pictures."""
        self._pages = []
        self.view.forget()

    def _bar(self) -> Flow:
        bar = Flow(gap=4)
        for widget in (
            self._before,
            self._told,
            self._after,
            _tool("smaller", _("Smaller"), self.view.make_smaller, "-"),
            _tool("larger", _("Larger"), self.view.make_larger, "+"),
            _tool("turn", _("Turn the page by a quarter"), self.turn, "R"),
            self._light,
        ):
            bar.addWidget(widget)
        self._light.setVisible(self.view.may_be_dark)
        return bar

    def _show(self) -> None:
        page = self.page
        told = _("Page {number} of {count}").format(number=self._at + 1, count=len(self._pages))
        self._told.say(told)
        self.view.setAccessibleName(self._whose.format(page=told))
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < len(self._pages))
        if page is not None:
            self._load(page, lambda picture: self._arrived(page, picture))
        self.stood.emit()

    def _arrived(self, page: PaperPage, picture: Sizes) -> None:
        if page == self.page:  # else somebody went on meanwhile
            self.view.show_picture(picture)


def _tool(icon: str, words: str, press: Callable[[], object], keys: str) -> Button:
    button = Button(words, press, look=Look.ICON, icon_name=icon, told_keys=keys)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
