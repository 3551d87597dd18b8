"""A form that lies on paper: it is awaited, or what came back is looked at, entered and sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui import resuming
from counsellor_desk.ui.autosave import USUAL, Rhythm
from counsellor_desk.ui.forms.paper_awaited import AwaitedCard
from counsellor_desk.ui.forms.paper_in import PaperIn, dropped
from counsellor_desk.ui.forms.paper_returning import (
    PaperReturning,
    ask_to_put_aside,
    missing_sentence,
)
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.page import Page, Scrolled
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.wording import _
from counsellor_desk.workflows import paper_printing, paper_returns
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.paper_printing import PaperLine
from counsellor_desk.workflows.paper_returns import Back


@dataclass(frozen=True, kw_only=True)
class _Found:
    """``line``: it is awaited; ``back``: pages came; ``known``: it is a client's still."""

    line: PaperLine | None
    back: Back | None
    known: bool


class PaperScreen(WorkScreen):
    """One form, by the number of its case."""

    kinds: ClassVar = frozenset({Changed.CONSENTS})

    def __init__(self, parts: Parts, which: ConsentId, rhythm: Rhythm = USUAL) -> None:
        super().__init__(parts)
        self.which = which
        self._rhythm = rhythm
        self._line: PaperLine | None = None
        self._returning: PaperReturning | None = None
        self._out = PaperOut(self, parts)
        self._page = Page("", scrolls=False, back=parts.window.go_back)
        self._missing = Banner("", State.AMBER)
        self._place = column(gap=2 * GRID)
        self._lay_out()
        self.setAcceptDrops(True)

    def arrive(self) -> None:
        resuming.remember(self, self.parts.desk, resuming.at_form(self.which))
        self._load()

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        if self._returning is None or not self._returning.is_sealing:
            self._load(self._at)

    def leave(self) -> bool:
        return self._returning is None or self._returning.leave()

    def tell(self, error: BaseException) -> None:
        """At its field, where it is about something that is entered here."""
        if self._returning is None or not self._returning.tell(error):
            super().tell(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._line is not None and dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (paths := dropped(event)) and (taking := self._taking()) is not None:
            event.acceptProposedAction()
            taking.take(paths)

    @property
    def _at(self) -> int:
        return self._returning.at if self._returning is not None else 0

    def _lay_out(self) -> None:
        self._page.add(self._missing)
        self._missing.hide()
        self._page.body.addLayout(self._place, 1)
        self._page.add_actions(
            quiet(
                _("Put the pages aside…"), lambda: ask_to_put_aside(self, self.parts, self.which)
            ),
            secondary(_("Add pages…"), self._choose, icon_name="plus"),
            primary(_("Seal the form"), self._seal, shortcut="Ctrl+Return"),
        )
        self._page.show_foot(shown=False)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _load(self, at: int = 0) -> None:
        desk, which = self.parts.desk, self.which
        self.ask(lambda _progress: _look(desk, which), lambda found: self._show(found, at))

    def _show(self, found: _Found, at: int) -> None:
        self._line = line = found.line
        if line is None:
            self._is_over(known=found.known)
            return
        self.case_in_hand = line.case
        self._page.heading.say(line.title)
        facts = (line.case_number, line.client, _("form {id}").format(id=line.form_id))
        self._page.say_below(" · ".join(facts))
        if found.back is None:
            self._show_awaited(line)
        else:
            self._show_back(found.back, at)

    def _is_over(self, *, known: bool) -> None:
        """It was sealed or called back: go to where it stands now, if it is anybody’s."""
        window, which = self.parts.window, self.which
        if self._returning is not None:
            self._returning.drop()
        if window.rooms.standing is self and window.go_back() and known:
            self.parts.doors.open_form(which)

    def _show_awaited(self, line: PaperLine) -> None:
        if self._returning is not None:
            self._returning.drop()
            self._returning = None
        self._missing.hide()
        self._page.show_foot(shown=False)
        awaited = AwaitedCard(line, self._out, self._choose)
        self._put(Scrolled(awaited))
        awaited.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_back(self, back: Back, at: int) -> None:
        if self._returning is None:
            self._returning = self._begun(back)
        self._returning.show(back, at)
        said = missing_sentence(len(back.came.pages), back.printed_pages)
        self._missing.say(said)
        self._missing.setVisible(bool(said))
        self._page.show_foot(shown=True)

    def _begun(self, back: Back) -> PaperReturning:
        returning = PaperReturning(self, self.parts, self.which, back, self._rhythm)
        returning.moved.connect(self._load)
        returning.sealed.connect(self._sealed)
        self._put(returning.spread)
        returning.take_focus()
        return returning

    def _put(self, widget: QWidget) -> None:
        emptied(self._place)
        self._place.addWidget(widget, 1)

    def _taking(self) -> PaperIn | None:
        """What takes pages of this form in; what is typed meanwhile is kept first."""
        if self._line is None:
            return None
        if self._returning is not None:
            self._returning.keep()
        return PaperIn(
            self, self.parts, wanted=self._line.form_id, then=lambda _which: self._load(self._at)
        )

    def _choose(self) -> None:
        if (taking := self._taking()) is not None:
            taking.choose()

    def _seal(self) -> None:
        if self._returning is not None:
            self._returning.seal()

    def _sealed(self) -> None:
        self._is_over(known=True)
        self.parts.window.say(_("Sealed, with the pages as they were scanned."))


def _look(desk: Desk, which: ConsentId) -> _Found:
    line = paper_printing.line_of(desk, which)
    back = paper_returns.begun(desk, which) if line is not None else None
    known = line is not None or paper_printing.is_anybodys(desk, which)
    return _Found(line=line, back=back, known=known)
