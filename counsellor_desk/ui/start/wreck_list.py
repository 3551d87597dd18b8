"""A damaged store to look at: its cases, and what cannot be read. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import CaseLine
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.salvage_page import about_pages, part_row
from counsellor_desk.ui.start.wreck_case import WreckCase
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.damage import CaseRead, ReadOnlyDesk

_AT_ONCE: Final = 50


class WreckList(Screen):
    """``back`` leaves it; what was read is forgotten then."""

    shows_records: ClassVar[bool] = True

    def __init__(
        self,
        parts: StartParts,
        desk: ReadOnlyDesk,
        *,
        back: Callable[[], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._desk, self._after = parts, desk, back
        self._shown = _AT_ONCE
        self._cases: tuple[CaseLine, ...] = ()
        self._rows = Rows()
        self._more = secondary(_("Show more"), self._show_more)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list(lambda: self._leave_for(save)))
        layout = column(gap=0)
        layout.addWidget(Banner(_("Read only: damaged store. Nothing is written."), State.RED))
        layout.addWidget(self._stack, 1)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: self._desk.cases(), self._show)

    def _list(self, save: Callable[[], object]) -> Page:
        page = Page(_("What can be read"), about_pages(self._desk.survey), back=self._leave)
        inside = Columns()
        cases = Card(_("Cases"))
        cases.add(self._rows)
        cases.add(self._more)
        counted = Card(_("Everything by kind"))
        counted.add(Rows(part_row(part) for part in self._desk.survey.parts))
        counted.add(
            said_quietly(
                _("Session notes stay sealed here. Saved into a fresh store, they open as before.")
            )
        )
        inside.add(cases, 0)
        inside.add(counted, 1)
        inside.fill_up()
        page.add(inside)
        page.body.addStretch(1)
        self._save = primary(_("Save what can be read…"), save)
        page.add_actions(secondary(_("Back"), self._leave), self._save)
        return page

    def _show(self, cases: tuple[CaseLine, ...]) -> None:
        self._cases = cases
        self._rows.show_rows([self._row(line) for line in cases[: self._shown]])
        self._more.setVisible(len(cases) > self._shown)
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_more(self) -> None:
        self._shown += _AT_ONCE
        self._show(self._cases)

    def _row(self, line: CaseLine) -> Row:
        told = line.status.label
        if line.last_session_on is not None:
            last = _("last session {day}").format(day=dates.day(line.last_session_on))
            told = f"{told} · {last}"
        button = secondary(_("Read"), lambda: self._open(line.id))
        button.setAccessibleName(_("Read {case}").format(case=line.number))
        return Row((strong(line.number),), below=told, ends=(button,))

    def _open(self, case: CaseId) -> None:
        self.ask(lambda _progress: self._desk.case(case), self._show_case)

    def _show_case(self, read: CaseRead) -> None:
        self._above(WreckCase(self._parts, self._desk, read, self._back_to_list, self._above))

    def _above(self, screen: Screen) -> None:
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        screen.arrive()

    def _back_to_list(self) -> None:
        top = self._stack.currentWidget()
        if top is not None:
            self._stack.removeWidget(top)
            top.deleteLater()
        self._stack.setCurrentIndex(self._stack.count() - 1)

    def _leave(self) -> None:
        self._leave_for(self._after)

    def _leave_for(self, then: Callable[[], object]) -> None:
        desk = self._desk
        self.ask(lambda _progress: desk.close())
        then()
