"""The pages of a note: looked at, turned, put in order, and taken out where one is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.page_files import PaperPage
from counsellor_desk.ui.page_pictures import of_note
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.pages_viewer import PagesViewer
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import note_pages

_CHANGES: Final = frozenset({Changed.NOTES, Changed.AUDIT})


class PagesScreen(Screen):
    """Above the page of the note; going back leads there."""

    kinds: ClassVar = frozenset({Changed.HOLDS})

    def __init__(self, parts: Parts, note: NoteId) -> None:
        super().__init__(parts.background, parts.messages)
        self.note = note
        self._parts = parts
        self._pages: Sequence[PaperPage] = ()
        pictures = of_note(self, parts.desk, note)
        self.viewer = PagesViewer(pictures.load)
        self._earlier = secondary(_("Earlier"), lambda: self._move(-1), tip=_("Move it forward"))
        self._later = secondary(_("Later"), lambda: self._move(1), tip=_("Move it back"))
        self._out = quiet(_("Take this page out…"), self._ask_to_take_out)
        self._page = Page(_("Pages of the note"), scrolls=False, back=parts.window.go_back)
        self.viewer.turned.connect(pictures.keep_turn)
        self.viewer.turned.connect(self._turned)
        self.viewer.stood.connect(self._show_acts)
        self._lay_out()

    def arrive(self) -> None:
        self._load(0)
        self.viewer.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        self.viewer.forget()
        return True

    def _lay_out(self) -> None:
        card, layout = Card(), column()
        card.add(self.viewer, 1)
        self._page.add(card, 1)
        done = primary(_("Done"), self._parts.window.go_back)
        self._page.add_actions(self._out, self._earlier, self._later, done)
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _load(self, at: int) -> None:
        self.ask(
            lambda _progress: note_pages.of_note(self._parts.desk, self.note),
            lambda pages: self._show(pages, at),
        )

    def _show(self, pages: Sequence[PaperPage], at: int) -> None:
        if not pages:
            self._parts.window.go_back()
            return
        self._pages = pages
        self._page.say_below(n_("{count} page", "{count} pages", len(pages)))
        self.viewer.show_pages(pages, at)

    def _show_acts(self) -> None:
        at = self.viewer.at
        self._earlier.setEnabled(at > 0)
        self._later.setEnabled(at + 1 < len(self._pages))

    def _turned(self, page: PaperPage) -> None:
        self._pages = [page if each.id == page.id else each for each in self._pages]

    def _move(self, by: int) -> None:
        at = self.viewer.at
        to = at + by
        if not 0 <= to < len(self._pages):
            return
        order = [page.id for page in self._pages]
        order[at], order[to] = order[to], order[at]
        self.ask(
            lambda _progress: note_pages.put_in_order(self._parts.desk, self.note, order),
            lambda _none: self._load(to),
        )

    def _ask_to_take_out(self) -> None:
        if (page := self.viewer.page) is not None:
            Confirmation(
                self,
                _("Take this page out of the note?"),
                (
                    _("It is deleted here. Its key goes with the note, when that is destroyed."),
                    _("The file or the sheet that it came from is not touched."),
                ),
                do=_("Take it out"),
                then=lambda: self._take_out(page),
                cannot_be_undone=True,
            ).open()

    def _take_out(self, page: PaperPage) -> None:
        at = self.viewer.at
        self.ask(
            lambda _progress: note_pages.remove(self._parts.desk, self.note, page.id),
            lambda _none: self._load(max(0, at - 1)),
            changes=_CHANGES,
        )
