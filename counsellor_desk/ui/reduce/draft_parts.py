"""The parts of a summary that is edited, put together one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLayout, QWidget

from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.actions_part import ActionsPart, Resolve
from counsellor_desk.ui.reduce.line_row import OVERHANG, LineRow
from counsellor_desk.ui.reduce.look_list import LookList
from counsellor_desk.ui.reduce.open_risks_part import OpenRisksPart
from counsellor_desk.ui.reduce.others_part import OthersPart
from counsellor_desk.ui.reduce.row_tool import RowTool
from counsellor_desk.ui.reduce.section_part import SectionHead, SectionPart
from counsellor_desk.ui.reduce.silent_risk_part import SilentRiskPart
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.layouts import column, hairline
from counsellor_desk.wording import _

_ALL: Final = object()


class DraftParts(QWidget):
    """Sections, questions, actions, and what to look at.

    They are put together in a window that stands already and stays alive meanwhile: all at once a
    long note held it for half a second. ``grew``: another part is there, or all of them are.
    """

    grew = Signal()

    def __init__(self, work: Work, resolve: Resolve) -> None:
        super().__init__()
        self._work = work
        self._resolve = resolve
        self.sections: dict[Section, SectionPart] = {}
        self.others = OthersPart(work)
        self.silent_risk = SilentRiskPart(work)
        self.risks = OpenRisksPart(work)
        self.agreed: ActionsPart | None = None
        self.looks = LookList(work)
        self._laid_out = column(gap=GRID, margins=(0, 0, 0, GRID))
        self.setLayout(self._laid_out)
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.timeout.connect(self._order_stops)
        self._coming = self._put_together()
        self._building = QTimer(self)
        self._building.timeout.connect(self._go_on)
        work.changed.connect(self._changed)
        work.rearranged.connect(self._rearrange)
        self.looks.counted.connect(lambda _count: self._order.start(0))

    def begin(self) -> None:
        """Begin to put them together."""
        self._building.start(0)

    def finish(self) -> None:
        """Have all parts there, for what goes to one of them."""
        while self.build_some():
            pass

    def build_some(self) -> bool:
        """Put the next part in; False where there is none."""
        return next(self._coming, _ALL) is not _ALL

    def row_of(self, key: int) -> LineRow | None:
        """The row of that line; nothing where it is an action."""
        while True:
            found = (part.row_of(key) for part in self.sections.values())
            row = next((row for row in found if row is not None), None)
            if row is not None or not self.build_some():
                return row

    def lay_out(self) -> None:
        """Give rows that came just now their places."""
        self._laid_out.activate()

    def forget(self) -> None:
        """Let go of every word."""
        self._order.stop()
        self._building.stop()
        for section in self.sections.values():
            section.forget()
        self.others.forget()
        self.risks.forget()
        if self.agreed is not None:
            self.agreed.forget()
        self.looks.forget()

    def _put_together(self) -> Iterator[None]:
        """Put in one part after the other; the window breathes at each ``yield``."""
        for section in Section:
            if section is Section.ACTIONS:
                self._put(inset(self._actions_with_head()))
            else:
                self._put_section(section)
            yield
            if section is Section.SESSION:
                self._put(inset(self.others))
            if section is Section.RISK:
                self._put(inset(self.silent_risk))
                self._put(inset(self.risks))
                self._show_risks()
        yield
        self._put(inset(hairline()))
        self._put(inset(self.looks))
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
        self.sections[section] = part

    def _go_on(self) -> None:
        more = self.build_some()
        if not more and not any(part.build_some() for part in self.sections.values()):
            self._building.stop()
            self.looks.look()  # last: every row that came above would move these
        self.grew.emit()

    def _want_more(self) -> None:
        if not self._building.isActive():
            self._building.start(0)

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
        if self._work.reduction.line.note.is_unread:
            return "" if section is Section.RISK else _("Nothing is written here yet.")
        if section not in self._work.draft.silent:
            return _("Nothing of this is kept.")
        return "" if section is Section.RISK else _("Nothing about this in the note.")

    def _actions_with_head(self) -> QWidget:
        self.agreed = ActionsPart(self._work, self._resolve)
        whole, layout = QWidget(), column(gap=0)
        layout.addWidget(SectionHead(Section.ACTIONS.label))
        layout.addWidget(self.agreed)
        whole.setLayout(layout)
        return whole

    def _changed(self) -> None:
        summary = self._work.summary
        for section, part in self.sections.items():
            part.show_lines(summary.in_section(section))
        if self.agreed is not None:
            self.agreed.show_summary(summary)
        self._show_risks()
        self.others.show_summary(summary)

    def _show_risks(self) -> None:
        if self.risks.parentWidget() is not None:
            self.silent_risk.show_summary(self._work.summary)
            self.risks.show_open()

    def _rearrange(self) -> None:
        self._changed()
        self._order.start(0)

    def _order_stops(self) -> None:
        """Tab goes downwards, also through what came later than what stands below it."""
        for before, after in pairwise(_stops(self._laid_out)):
            QWidget.setTabOrder(before, after)


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


def inset(widget: QWidget) -> QWidget:
    """In line with the words of the rows, whose ground reaches further."""
    whole, layout = QWidget(), column(margins=(OVERHANG, 0, OVERHANG, 0))
    layout.addWidget(widget)
    whole.setLayout(layout)
    return whole
