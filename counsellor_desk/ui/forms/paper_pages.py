"""The pages of a form that came back, looked at one by one beside what is entered from them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.page_files import PaperPage
from counsellor_desk.ui.page_pictures import PagePictures
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.pages_viewer import PagesViewer
from counsellor_desk.wording import _
from counsellor_desk.workflows import paper_returns


class PaperPages(Card):
    """The viewer, and what can be done with the page that is shown.

    ``order`` carries the pages' ids as they are to follow each other, and which page to show;
    ``take_out`` a page that is to go.
    """

    order = Signal(object, int)
    take_out = Signal(str, int)

    def __init__(self, screen: Screen, parts: Parts, which: ConsentId) -> None:
        super().__init__()
        self._pages: Sequence[PaperPage] = ()
        desk = parts.desk
        pictures = PagePictures(
            screen,
            lambda page: paper_returns.picture(desk, which, page),
            lambda page: paper_returns.turn(desk, which, page),
        )
        self.viewer = PagesViewer(pictures.load, _("{page} of the form that came back"))
        self._earlier = secondary(_("Earlier"), lambda: self._move(-1), tip=_("Move it forward"))
        self._later = secondary(_("Later"), lambda: self._move(1), tip=_("Move it back"))
        self._out = quiet(_("Take this page out…"), self._ask_to_take_out)
        self.viewer.turned.connect(pictures.keep_turn)
        self.viewer.turned.connect(self._turned)
        self.viewer.stood.connect(self._show_acts)
        self.add(self.viewer, 1)
        acts, line = QWidget(), Flow(gap=GRID)
        for button in (self._earlier, self._later, self._out):
            line.addWidget(button)
        acts.setLayout(line)
        self.add(acts)

    def show_pages(self, pages: Sequence[PaperPage], at: int) -> None:
        """Show these, beginning with that one."""
        self._pages = pages
        self.viewer.show_pages(pages, at)
        self._show_acts()

    def _show_acts(self) -> None:
        at = self.viewer.at
        self._earlier.setEnabled(at > 0)
        self._later.setEnabled(at + 1 < len(self._pages))
        self._out.setEnabled(bool(self._pages))

    def _turned(self, page: PaperPage) -> None:
        self._pages = [page if each.id == page.id else each for each in self._pages]

    def _move(self, by: int) -> None:
        at, order = self.viewer.at, [page.id for page in self._pages]
        to = at + by
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            self.order.emit(order, to)

    def _ask_to_take_out(self) -> None:
        if (page := self.viewer.page) is not None:
            at = self.viewer.at
            Confirmation(
                self,
                _("Take this page out?"),
                (
                    _("It is deleted here. The file or the sheet that it came from stays."),
                    _("Then look once more whether every page is here."),
                ),
                do=_("Take it out"),
                then=lambda: self.take_out.emit(page.id, at),
                cannot_be_undone=True,
            ).open()
