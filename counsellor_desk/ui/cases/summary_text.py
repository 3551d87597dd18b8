"""An accepted summary as it is read: its sections, who else was involved, its agreed actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.summaries import (
    ActionPoint,
    Amendment,
    EssentialSummary,
    OthersInvolved,
    Section,
    added_on,
)
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.page import Column
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _

TickOff = Callable[[ActionPoint, bool], object]


def text_card(summary: EssentialSummary) -> Card:
    """The sections in the order in which they are read; actions stand on a card of their own."""
    card, text = Card(), Column(gap=3 * GRID)
    for section in Section:
        if (part := _section(section, summary)) is not None:
            text.add(part)
    card.add(text)
    return card


def actions_card(
    actions: Sequence[ActionPoint],
    today: date,
    tick_off: TickOff,
    amendments: Sequence[Amendment] = (),
) -> Card:
    """What was agreed, each to be ticked off; a tick can be taken back.

    Those that came with one of the amendments say on which day.
    """
    card = Card(Section.ACTIONS.label)
    card.add(
        Rows(ActionRow(action, today, tick_off, added_on(action, amendments)) for action in actions)
    )
    return card


class ActionRow(QWidget):
    """One agreed action: what, who, by when, and whether it is done."""

    def __init__(
        self, action: ActionPoint, today: date, tick_off: TickOff, added: date | None = None
    ) -> None:
        super().__init__()
        who = action.owner.label
        if added is not None:
            day = dates.near_day(added, today)
            who = _("{who}, added {when}").format(who=who, when=day)
        tick = Tick(action.what)
        tick.put(action.done_on is not None)
        tick.setAccessibleDescription(who)
        tick.setToolTip(_("Open it again") if action.done_on else _("Tick off"))
        tick.toggled.connect(lambda on: tick_off(action, on))
        below = row(gap=0, margins=(4 * GRID, 0, 0, 0))
        below.addWidget(standing_back(who))
        said = column(gap=0)
        said.addWidget(tick)
        said.addLayout(below)
        layout = row(gap=2 * GRID, margins=(0, GRID, 0, GRID))
        layout.addLayout(said, 1)
        if words := _when(action, today):
            layout.addWidget(Pill(*words), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)


def _when(action: ActionPoint, today: date) -> tuple[str, State] | None:
    if action.done_on is not None:
        done = dates.near_day(action.done_on, today)
        return _("done {when}").format(when=done), State.GREEN
    if action.due_on is None:
        return (action.due_words, State.NEUTRAL) if action.due_words else None
    due = dates.near_day(action.due_on, today)
    if action.due_on < today:
        return _("overdue, {when}").format(when=due), State.RED
    return due, State.AMBER if action.due_on == today else State.NEUTRAL


def _section(section: Section, summary: EssentialSummary) -> QWidget | None:
    lines = [*_others(section, summary), *summary.sections.get(section, ())]
    if not lines:
        return None
    part, layout = QWidget(), column(gap=GRID // 2)
    layout.addWidget(Words(section.label, weight=Weight.DemiBold))
    if section is Section.VIEW:
        layout.addWidget(standing_back(_("A view of the counsellor’s, not a fact.")))
    for line in lines:
        layout.addWidget(Words(line))
    part.setLayout(layout)
    return part


def _others(section: Section, summary: EssentialSummary) -> Iterator[str]:
    if section is not Section.SESSION:
        return
    if summary.others is OthersInvolved.OTHERS:
        yield _("Others involved: {who}").format(who=summary.others_named)
    else:
        yield f"{summary.others.label}."
