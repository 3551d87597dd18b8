"""The summary as somebody reads who asked to see it: the client has that right (policy 4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.reductions import WorkingAction, WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved, Section
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.page import Column
from counsellor_desk.ui.widgets.words import Tone, Words, title
from counsellor_desk.wording import _


class ReadingView(QWidget):
    """Plain sections, nothing to press."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._column = Column(gap=GRID)
        layout = column()
        layout.addWidget(self._column)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_now(self) -> None:
        """Show the summary as it stands."""
        self.forget()
        self._column.add(
            Words(
                _("Read it as the person it is about. Is every sentence fair, and needed?"),
                tone=Tone.SECONDARY,
            )
        )
        for section in Section:
            lines = list(_lines(self._work.summary, section))
            if lines:
                self._column.body.addSpacing(GRID)
                self._column.add(title(section.label))
            for line in lines:
                self._column.add(Words(line, type_=Type.LEAD))

    def forget(self) -> None:
        """Let go of every word."""
        emptied(self._column.body)


def _lines(summary: WorkingSummary, section: Section) -> Iterator[str]:
    for line in summary.in_section(section):
        if line.text.strip():
            yield line.text
    if section is Section.SESSION and summary.others is not OthersInvolved.NOT_SAID:
        others = summary.others is OthersInvolved.OTHERS
        named = _("Also involved: {who}.").format(who=summary.others_named)
        yield named if others else _("No one else was present.")
    if section is Section.ACTIONS:
        yield from map(_action, summary.actions)


def _action(action: WorkingAction) -> str:
    who = action.owner.label if action.owner else _("Not said who")
    told = _("{who}: {what}").format(who=who, what=action.what)
    if action.due_on is not None:
        day = dates.weekday(action.due_on)
        return _("{told} (by {day})").format(told=told, day=day)
    return f"{told} ({action.due_words})" if action.due_words else told
