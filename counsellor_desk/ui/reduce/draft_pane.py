"""The right half: the summary as it is edited, and as its reader would read it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from counsellor_desk.domain.reductions import Question
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.actions_part import Resolve
from counsellor_desk.ui.reduce.draft_head import DraftHead
from counsellor_desk.ui.reduce.draft_parts import DraftParts, inset
from counsellor_desk.ui.reduce.line_row import OVERHANG, LineRow
from counsellor_desk.ui.reduce.reading_view import ReadingView
from counsellor_desk.ui.reduce.risk_chips import RiskChip
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.page import Scrolled, into_sight

_SIDE: Final = 20 - OVERHANG


class DraftPane(Card):
    """Rows that are wanted are gone to. ``turn`` shows it as its reader would read it."""

    def __init__(self, work: Work, resolve: Resolve) -> None:
        super().__init__()
        self.body.setContentsMargins(_SIDE, GRID, _SIDE, GRID)
        self._work = work
        self._parts = DraftParts(work, resolve)
        self.looks = self._parts.looks
        self._reading = ReadingView(work)
        self.head = DraftHead(work, self.turn)
        self._editing = Scrolled(self._parts)
        self._stack = QStackedWidget()
        for shown in (self._editing, Scrolled(inset(self._reading))):
            self._stack.addWidget(shown)
        self.add(inset(self.head))
        self.add(self._stack, 1)
        self._begins = False
        self._parts.grew.connect(self._begin_here)
        work.paused.connect(self.head.show_work)
        work.wanted.connect(self.go_to)
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
        elif (actions := self._parts.agreed) is not None and actions.go_to(key):
            self._show(actions)

    def take_in(self) -> None:
        """Have what is typed in a cell of the actions count, though the cell stays open."""
        if (actions := self._parts.agreed) is not None:
            actions.take_in()

    def row_of(self, key: int) -> LineRow | None:
        """The row of that line; nothing where it is an action."""
        return self._parts.row_of(key)

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
        self._parts.begin()

    def answer(self, question: Question) -> None:
        """Go to where that question is answered."""
        self._edit()
        parts = self._parts
        match question:
            case Question.OTHERS | Question.OTHERS_NAMED:
                parts.others.take_focus()
                self._show(parts.others)
            case Question.RISK:
                parts.risks.take_focus()
                self._show(parts.risks)
            case Question.RISK_UNREAD:
                parts.silent_risk.take_focus()
                self._show(parts.silent_risk)
            case Question.OWNER | Question.WHAT:
                self._go_to_open_action(question)
            case Question.EMPTY | Question.LENGTH:
                self._work.type_below(None, Section.OBSERVED)

    def look_through(self) -> None:
        """Go to what is to be looked at."""
        self._edit()
        self.looks.look()
        self._show(self.looks)
        self.looks.take_focus()

    def forget(self) -> None:
        """Let go of every word."""
        self._parts.forget()
        self._reading.forget()

    def _begin_here(self) -> None:
        """Put the cursor into the first line once it is there; where there is none, to a choice."""
        if not self._begins:
            return
        first = next((x for s in Section for x in self._work.summary.in_section(s)), None)
        if first is not None and first.section in self._parts.sections:
            self.go_to(first.key)
            self._editing.verticalScrollBar().setValue(0)
        elif first is None:
            self._edit()
            self._parts.others.take_focus()

    def _edit(self) -> None:
        self._begins = False
        self._parts.finish()
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
        self._parts.lay_out()
        into_sight(part, 5 * GRID)
