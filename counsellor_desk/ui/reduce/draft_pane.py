"""The right half: the summary as it is edited, section by section, and what to look at in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from counsellor_desk.domain.reductions import Question
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.actions_part import ActionsPart, Resolve
from counsellor_desk.ui.reduce.draft_head import DraftHead
from counsellor_desk.ui.reduce.line_row import OVERHANG, LineRow
from counsellor_desk.ui.reduce.look_list import LookList
from counsellor_desk.ui.reduce.open_risks_part import OpenRisksPart
from counsellor_desk.ui.reduce.others_part import OthersPart
from counsellor_desk.ui.reduce.reading_view import ReadingView
from counsellor_desk.ui.reduce.risk_chips import RiskChip
from counsellor_desk.ui.reduce.row_tool import RowTool
from counsellor_desk.ui.reduce.section_part import SectionHead, SectionPart
from counsellor_desk.ui.reduce.silent_risk_part import SilentRiskPart
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import column, hairline
from counsellor_desk.ui.widgets.page import Scrolled, into_sight
from counsellor_desk.wording import _

_SIDE: Final = 20 - OVERHANG
_ALL: Final = object()


class DraftPane(Card):
    """Rows that are wanted are gone to. ``turn`` shows it as its reader would read it.

    It is put together part by part once it stands in its window, which stays alive meanwhile:
    all at once a long note held it for half a second.
    """

    def __init__(self, work: Work, resolve: Resolve) -> None:
        super().__init__()
        self.body.setContentsMargins(_SIDE, GRID, _SIDE, GRID)
        self._work = work
        self._sections: dict[Section, SectionPart] = {}
        self._others = OthersPart(work)
        self._silent_risk = SilentRiskPart(work)
        self._risks = OpenRisksPart(work)
        self._resolve = resolve
        self._actions: ActionsPart | None = None
        self.looks = LookList(work)
        self._reading = ReadingView(work)
        self.head = DraftHead(work, self.turn)
        self._inner, self._laid_out = QWidget(), column(gap=GRID, margins=(0, 0, 0, GRID))
        self._inner.setLayout(self._laid_out)
        self._editing = Scrolled(self._inner)
        self._stack = QStackedWidget()
        for shown in (self._editing, Scrolled(_inset(self._reading))):
            self._stack.addWidget(shown)
        self.add(_inset(self.head))
        self.add(self._stack, 1)
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.timeout.connect(self._order_stops)
        self._parts = self._put_together()
        self._building = QTimer(self)
        self._building.timeout.connect(self._go_on)
        self._begins = False
        self._join()
        self.head.show_work()

    @property
    def is_read(self) -> bool:
        """Whether it is shown as its reader would read it."""
        return self._stack.currentIndex() == 1

    def turn(self) -> None:
        """Show it as its reader would read it, or go back to editing."""
        if self.is_read:
            self._edit()
        else:
            self._reading.show_now()
            self._stack.setCurrentIndex(1)
            self.head.say_view(is_read=True)

    def go_to(self, key: int) -> None:
        """Put the cursor into that row."""
        self._begins = False
        self._show_editing()
        if (row := self.row_of(key)) is not None:
            self._work.stand_at(key)
            row.text.setFocus(Qt.FocusReason.OtherFocusReason)
            if self._work.words_wanted:
                row.text.select(self._work.words_wanted)
            self._show(row)
        elif self._actions is not None and self._actions.go_to(key):
            self._show(self._actions)

    def row_of(self, key: int) -> LineRow | None:
        """The row of that line; nothing where it is an action."""
        while True:
            found = (part.row_of(key) for part in self._sections.values())
            row = next((row for row in found if row is not None), None)
            if row is not None or not self._build_some():
                return row

    def confirm_next(self) -> bool:
        """Go to the first risk that is not confirmed; False where all are."""
        self._edit()
        chip = next((each for each in self.findChildren(RiskChip) if each.is_open), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show(chip)
        return chip is not None

    def begin(self) -> None:
        """Put it together, and the cursor where work begins: the first line or choice."""
        self._begins = True
        self._building.start(0)

    def answer(self, question: Question) -> None:
        """Go to where that question is answered."""
        self._edit()
        match question:
            case Question.OTHERS | Question.OTHERS_NAMED:
                self._others.take_focus()
                self._show(self._others)
            case Question.RISK:
                self._risks.take_focus()
                self._show(self._risks)
            case Question.RISK_UNREAD:
                self._silent_risk.take_focus()
                self._show(self._silent_risk)
            case Question.OWNER | Question.WHAT:
                self._go_to_open_action(question)
            case Question.EMPTY:
                self._work.type_below(None, Section.OBSERVED)

    def look_through(self) -> None:
        """Go to what is to be looked at."""
        self._edit()
        self.looks.look()
        self._show(self.looks)
        self.looks.take_focus()

    def forget(self) -> None:
        """Let go of every word."""
        self._order.stop()
        self._building.stop()
        for section in self._sections.values():
            section.forget()
        self._others.forget()
        self._risks.forget()
        if self._actions is not None:
            self._actions.forget()
        self.looks.forget()
        self._reading.forget()

    def _put_together(self) -> Iterator[None]:
        """Put in one part after the other; the window breathes at each ``yield``."""
        for section in Section:
            if section is Section.ACTIONS:
                self._put(_inset(self._actions_with_head()))
            else:
                self._put_section(section)
            yield
            if section is Section.SESSION:
                self._put(_inset(self._others))
            if section is Section.RISK:
                self._put(_inset(self._silent_risk))
                self._put(_inset(self._risks))
                self._silent_risk.show_summary(self._work.summary)
        yield
        self._put(_inset(hairline()))
        self._put(_inset(self.looks))
        self._laid_out.addStretch(1)
        self._order.start(0)

    def _put(self, part: QWidget) -> None:
        self._laid_out.addWidget(part)

    def _put_section(self, section: Section) -> None:
        part = self._section(section)
        self._put(part)
        part.stood.connect(lambda: self._order.start(0))
        part.wants_more.connect(self._want_more)
        part.show_lines(self._work.summary.in_section(section))
        self._sections[section] = part

    def _go_on(self) -> None:
        more = self._build_some()
        if not more and not any(part.build_some() for part in self._sections.values()):
            self._building.stop()
            self.looks.look()  # last: every row that came above would move these
        if not self._begins:
            return
        first = next((x for s in Section for x in self._work.summary.in_section(s)), None)
        if first is not None and first.section in self._sections:
            self._begins = False
            self.go_to(first.key)
            self._editing.verticalScrollBar().setValue(0)
        elif not more:
            self._begins = False
            self._others.take_focus()

    def _build_some(self) -> bool:
        """Put the next part in; False where there is none."""
        return next(self._parts, _ALL) is not _ALL

    def _want_more(self) -> None:
        if not self._building.isActive():
            self._building.start(0)

    def _finish(self) -> None:
        """Have all parts there, for what goes to one of them."""
        self._begins = False
        while self._build_some():
            pass

    def _section(self, section: Section) -> SectionPart:
        add = RowTool(
            "plus",
            _("Add a line to: {section}").format(section=section.label),
            lambda: self._work.type_below(None, section),
            stops=True,
        )
        return SectionPart(
            self._work, section, SectionHead(section.label, add), self._silence(section)
        )

    def _silence(self, section: Section) -> str:
        if section is Section.RISK:
            return ""
        if self._work.reduction.line.note.is_unread:
            return _("Nothing is written here yet.")
        return _("Nothing about this in the note.")

    def _actions_with_head(self) -> QWidget:
        self._actions = ActionsPart(self._work, self._resolve)
        whole, layout = QWidget(), column(gap=0)
        layout.addWidget(SectionHead(Section.ACTIONS.label))
        layout.addWidget(self._actions)
        whole.setLayout(layout)
        return whole

    def _join(self) -> None:
        self._work.changed.connect(self._changed)
        self._work.paused.connect(self.head.show_work)
        self.looks.counted.connect(lambda _count: self._order.start(0))
        self._work.rearranged.connect(self._rearrange)
        self._work.wanted.connect(self.go_to)

    def _changed(self) -> None:
        summary = self._work.summary
        for section, part in self._sections.items():
            part.show_lines(summary.in_section(section))
        if self._actions is not None:
            self._actions.show_summary(summary)
        self._silent_risk.show_summary(summary)
        self._others.show_summary(summary)

    def _rearrange(self) -> None:
        self._changed()
        self._risks.show_open()
        self._order.start(0)

    def _order_stops(self) -> None:
        """Tab goes downwards, also through what came later than what stands below it."""
        for before, after in pairwise(_stops(self._laid_out)):
            QWidget.setTabOrder(before, after)

    def _edit(self) -> None:
        self._finish()
        self._show_editing()

    def _show_editing(self) -> None:
        if self.is_read:
            self._stack.setCurrentIndex(0)
            self._reading.forget()
            self.head.say_view(is_read=False)

    def _go_to_open_action(self, question: Question) -> None:
        for action in self._work.summary.actions:
            wants_owner = question is Question.OWNER and action.owner is None
            if wants_owner or (question is Question.WHAT and not action.what.strip()):
                self.go_to(action.key)
                return

    def _show(self, part: QWidget) -> None:
        self._laid_out.activate()  # rows that came just now have their places
        into_sight(part, 5 * GRID)


def _stops(layout: QLayout) -> Iterator[QWidget]:
    """What Tab stops at, in the order in which it is laid out."""
    items = (layout.itemAt(at) for at in range(layout.count()))
    for item in (each for each in items if each is not None):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            if _is_stop(widget):
                yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _stops(inner)


def _is_stop(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.focusProxy() is None


def _inset(widget: QWidget) -> QWidget:
    """In line with the words of the rows, whose ground reaches further."""
    whole, layout = QWidget(), column(margins=(OVERHANG, 0, OVERHANG, 0))
    layout.addWidget(widget)
    whole.setLayout(layout)
    return whole
