"""Cases: by their numbers, or found by words of their summaries. Names are nowhere here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import CaseLine, CaseStatus
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.summaries import SearchHit
from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.cases.case_table import ORDERS, CaseTable
from counsellor_desk.ui.cases.lines import Line, LineList
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.page import Page, Scrolled
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.search_line import SearchLine
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import cases
from counsellor_desk.workflows.cases import Found

_EVERY: Final = "every"


class CasesScreen(Screen):
    """The table of all cases; while something is searched for, what was found instead."""

    kinds: ClassVar = frozenset(
        {Changed.CASES, Changed.SESSIONS, Changed.NOTES, Changed.SUMMARIES, Changed.RECORDS}
    )

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._looking: Progress | None = None
        self._search = SearchLine(
            _("Case number, or words of a record"),
            self._go_down,
            name=_("Search numbers, summaries and records"),
        )
        self._search.returnPressed.connect(self._open_first)
        self._table = CaseTable()
        self._found = LineList(_("Found"))
        self._below = _OneOfMany()
        self._page = Page(_("Cases"), scrolls=False)
        self._status = ChoiceInput(
            [(_EVERY, _("Every status")), *((each.value, each.label) for each in CaseStatus)]
        )
        self._order = ChoiceInput([(key, _(order.words)) for key, order in ORDERS.items()])
        self._lay_out()
        self._join()

    def arrive(self) -> None:
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh(self.kinds)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: cases.everything(self._parts.desk), self._show)
        if self._search.value().strip():
            self._look()

    def _lay_out(self) -> None:
        refer = self._parts.doors.new_referral
        self._none_yet = _scrolled(
            EmptyState(
                "folder",
                _("No cases yet"),
                _("A case begins with a referral. Its number stands here; names never do."),
                primary(_("Take a referral"), refer, icon_name="plus"),
            )
        )
        self._nothing = _scrolled(
            EmptyState(
                "search",
                _("Nothing found"),
                _(
                    "Case numbers and the words of accepted summaries and records are searched. "
                    "Session notes never are."
                ),
            )
        )
        self._cases, self._results = _carded(self._table), _carded(self._found)
        self._below.offer(self._cases, self._results, self._none_yet, self._nothing)
        self._tools = QWidget()
        tools = Flow(gap=2 * GRID)
        tools.addWidget(self._search)
        for tool, name in ((self._status, _("Status")), (self._order, _("Order"))):
            tool.setAccessibleName(name)
            tools.addWidget(tool)
        self._tools.setLayout(tools)
        self._refer = primary(_("New referral"), refer, icon_name="plus")
        self._page.aside.addWidget(self._refer)
        self._page.add(self._tools)
        self._page.add(self._below, 1)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _join(self) -> None:
        self._status.put(_EVERY)
        self._order.put("opened")
        self._search.changed.connect(self._look)
        self._status.changed.connect(self._narrow)
        self._order.changed.connect(lambda: self._table.show_order(self._order.value()))
        self._table.ordered.connect(self._order.put)
        self._table.opened.connect(lambda case: self._parts.doors.open_case(CaseId(case)))

    def _show(self, lines: Sequence[CaseLine]) -> None:
        self._tools.setVisible(bool(lines))
        self._refer.setVisible(bool(lines))
        self._table.show_cases(lines)
        self._tell()
        if not self._search.value().strip():
            self._below.show_one(self._cases if lines else self._none_yet)

    def _narrow(self) -> None:
        chosen = self._status.value()
        self._table.show_status(None if chosen == _EVERY else CaseStatus.of(chosen))
        self._tell()

    def _tell(self) -> None:
        shown = self._table.shown
        none = _("No case has that status.") if self._status.value() != _EVERY else ""
        self._page.say_below(n_("{count} case", "{count} cases", shown) if shown else none)

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        typed = self._search.value().strip()
        self._status.setVisible(not typed)
        self._order.setVisible(not typed)
        if not typed:
            self._below.show_one(self._cases)
            return
        self._looking = self.ask(
            lambda _progress: cases.find(self._parts.desk, typed), self._show_found
        )

    def _show_found(self, found: Found) -> None:
        doors = self._parts.doors
        lines = [
            *(_case_line(doors, line) for line in found.cases),
            *(_hit_line(doors, hit) for hit in found.hits),
        ]
        self._found.show_lines(lines)
        self._below.show_one(self._results if lines else self._nothing)

    def _go_down(self) -> None:
        showing = self._below.shown
        if showing is self._results:
            self._found.begin()
        elif showing is self._cases:
            self._table.begin()

    def _open_first(self) -> None:
        if self._below.shown is self._results:
            self._found.open_first()


class _OneOfMany(QWidget):
    """Shows one of several; unlike a stack it asks for no more room than that one needs."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column()
        self.setLayout(self._column)
        self.shown: QWidget = self

    def offer(self, *widgets: QWidget) -> None:
        for each in widgets:
            each.hide()
            self._column.addWidget(each)

    def show_one(self, widget: QWidget) -> None:
        if widget is not self.shown:
            if self.shown is not self:
                self.shown.hide()
            self.shown = widget
            widget.show()


def _carded(widget: QWidget) -> QWidget:
    """In a card that is as high as what is in it, up to the height that there is."""
    card, around = Card(), QWidget()
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    card.add(widget)
    layout = column(gap=0)
    layout.addWidget(card, 1000)
    layout.addStretch(1)
    around.setLayout(layout)
    return around


def _scrolled(empty: EmptyState) -> QWidget:
    return Scrolled(_carded(empty))


def _case_line(doors: Doors, line: CaseLine) -> Line:
    waiting = line.waiting_notes
    return Line(
        key=line.id,
        go=lambda: doors.open_case(line.id),
        icon="folder",
        title=line.number,
        when=line.status.label,
        detail=_("Opened {day}").format(day=dates.day(line.opened_on)),
        pill=n_("{count} note waiting", "{count} notes waiting", waiting) if waiting else "",
        state=State.AMBER,
    )


def _hit_line(doors: Doors, hit: SearchHit) -> Line:
    day, record, summary = dates.day(hit.day), hit.record, hit.summary
    if record is not None:
        go, icon = (lambda: doors.open_record(record)), "book-open"
        when = _("record about {day}").format(day=day)
    else:
        go, icon = (lambda: summary and doors.open_summary(summary)), "file-text"
        when = _("summary of {day}").format(day=day)
    return Line(
        key=record or summary or "",
        go=go,
        icon=icon,
        title=hit.case_number,
        when=when,
        detail=one_line(hit.snippet),
    )
