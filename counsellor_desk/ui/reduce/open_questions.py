"""Told when somebody wants to accept too early: what is still open, each with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.reductions import Question
from counsellor_desk.ui.widgets.buttons import Button, primary, secondary
from counsellor_desk.ui.widgets.card import Row, Rows
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _, n_


class OpenQuestions(Dialog):
    """``answer`` gets the question that somebody goes to."""

    def __init__(
        self,
        parent: QWidget,
        questions: Sequence[Question],
        answer: Callable[[Question], object],
    ) -> None:
        heading = n_(
            "One thing is open before you can accept",
            "{count} things are open before you can accept",
            len(questions),
        )
        super().__init__(parent, heading, icon_name="circle-question-mark")
        self._answer = answer
        self.add(Words(_("The note and your draft are both kept meanwhile.")))
        self.add(Rows(Row(each.label, ends=[self._way_to(each)]) for each in questions))
        first = primary(_("Go to the first"), partial(self._go, questions[0]))
        self.add_buttons(secondary(_("Close"), self.reject), first)
        first.setFocus()

    def _way_to(self, question: Question) -> Button:
        button = secondary(_("Go to it"), partial(self._go, question))
        button.setAccessibleName(_("Go to: {question}").format(question=question.label))
        return button

    def _go(self, question: Question) -> None:
        self.accept()
        self._answer(question)
