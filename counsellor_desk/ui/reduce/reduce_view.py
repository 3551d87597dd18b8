"""What a reduction looks like: the note, the summary beside it, and what stands at the foot."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain.reductions import Question
from counsellor_desk.ui.page_pictures import PagePictures
from counsellor_desk.ui.reduce.actions_part import Resolve
from counsellor_desk.ui.reduce.draft_pane import DraftPane
from counsellor_desk.ui.reduce.line_row import LineRow
from counsellor_desk.ui.reduce.note_pane import NotePane
from counsellor_desk.ui.reduce.panes import Panes
from counsellor_desk.ui.reduce.standing import Standing
from counsellor_desk.ui.reduce.unread_pane import UnreadPane
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.wording import _

_NOTE, _SUMMARY = 0, 1


class ReduceView(QWidget):
    """The two panes with their pills. Whoever goes to a row or a question sees its pane.

    ``elsewhere`` carries a question that is answered on another screen.
    """

    elsewhere = Signal(object)

    def __init__(self, work: Work, resolve: Resolve, pictures: PagePictures) -> None:
        super().__init__()
        self._work = work
        work.wanted.connect(lambda _row: self._turn_to(_SUMMARY))  # before it takes the focus
        unread = work.reduction.line.note.is_unread
        self.note = UnreadPane(work, pictures) if unread else NotePane(work)
        self.draft = DraftPane(work, resolve)
        self.standing = Standing(
            work, ask=self.answer_first, look=self.look_through, left=self.go_to_left_out
        )
        names = (_("Session note"), _("Essential summary"))
        self.panes = Panes(self.note, self.draft, names, (6, 7))
        self._folded = False
        layout = column()
        layout.addWidget(self.panes)
        self.setLayout(layout)
        self.panes.widened.connect(self._show_names)
        work.risk_settled.connect(self.answer_first)
        work.paused.connect(self.standing.show_questions)
        self.draft.looks.counted.connect(self.standing.show_looks)

    def fold(self, *, folded: bool) -> None:
        """Where the window is low: keep the height for what is read and written."""
        self._folded = folded
        self.panes.fold(folded=folded)
        self._show_names()

    def show_standing(self) -> None:
        """Show how things stand, once the pills have their place: shown before, they flash up."""
        self.standing.show_questions()
        self.standing.show_looks(self.draft.looks.count)

    def answer(self, question: Question) -> None:
        """Go to where that question is answered."""
        if question in self._work.reduction.unsigned:
            self.elsewhere.emit(question)
            return
        self._turn_to(_SUMMARY)
        self.draft.answer(question)

    def answer_first(self) -> None:
        """Go to the first open question, then to risks to confirm, then to what is to look at."""
        for question in self._work.questions:
            self.answer(question)
            return
        self.look_through()

    def look_through(self) -> None:
        """Go to what is worth a second look."""
        self._turn_to(_SUMMARY)
        if not self.draft.confirm_next():
            self.draft.look_through()

    def go_to_left_out(self) -> None:
        """Go to the next passage of the note that is left out."""
        if self._work.left_out:
            self._turn_to(_NOTE)
            self.note.go_to_left_out()

    def go_across(self) -> None:
        """From the note to the summary, or the other way."""
        in_note = self._holds_focus(self.note)
        if not self.panes.is_wide:
            in_note = not self.note.isHidden()
        self._turn_to(_SUMMARY if in_note else _NOTE)
        if in_note:
            self._go_to_row()
        else:
            self.note.take_focus()

    def step(self, by: int) -> None:
        """To the row after (1) or before (-1) the one at hand."""
        here = self._work.row
        beside = self._work.beside(here, by) if here is not None else None
        if beside is not None:
            self._work.want(beside)
        elif here is None:
            self.draft.begin()

    def leave_out(self) -> None:
        """Take the row at hand out of the summary."""
        if self._work.row is not None and self._holds_focus(self.draft):
            self._work.remove(self._work.row)

    def turn_view(self) -> None:
        """Say of the line at hand that it is a professional view, or a fact after all."""
        if (row := self._row_at_hand()) is not None:
            row.turn_view()

    def say_otherwise(self) -> None:
        """Offer plainer words or roles in the line at hand; else go to what is to look at."""
        row = self._row_at_hand()
        if row is None or not row.say_otherwise():
            self.look_through()

    def let_stand(self) -> None:
        """Say of what is to be looked at, and is at hand, that it stays; else go to the first."""
        if not self.draft.looks.settle():
            self.look_through()

    def step_length(self, by: int) -> None:
        """To the next fuller (1) or shorter (-1) draft."""
        self.draft.head.step_length(by)

    def forget(self) -> None:
        """Let go of every word."""
        self.note.forget()
        self.draft.forget()

    def _show_names(self) -> None:
        """Where only one pane is shown, the switch above says what it is."""
        wide = self.panes.is_wide
        self.draft.head.show_name(shown=wide)
        self.note.show_name(shown=wide, fate=wide or not self._folded)

    def _row_at_hand(self) -> LineRow | None:
        here = self._work.row
        return self.draft.row_of(here) if here is not None else None

    def _go_to_row(self) -> None:
        if self._work.row is not None:
            self.draft.go_to(self._work.row)
        else:
            self.draft.begin()

    def _turn_to(self, pane: int) -> None:
        if not self.panes.is_wide:
            self.panes.turn_to(pane)

    def _holds_focus(self, part: QWidget) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and part.isAncestorOf(focused)
