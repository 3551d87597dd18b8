"""A form put in the organisation's own words: kept as it is typed, in force as a new version."""

from __future__ import annotations

from counsellor_desk.domain import form_changes
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_questions import Question, places
from counsellor_desk.errors import InputError
from counsellor_desk.ui.autosave import USUAL, Rhythm
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.wording import told
from counsellor_desk.ui.wording.acts import WordingActs
from counsellor_desk.ui.wording.in_hand import WordingInHand
from counsellor_desk.ui.wording.question_dialog import NewQuestion, QuestionDialog
from counsellor_desk.ui.wording.step_leaf import StepLeaf
from counsellor_desk.ui.wording.step_ways import StepWays
from counsellor_desk.ui.wording.whole_card import WholeCard
from counsellor_desk.wording import _
from counsellor_desk.workflows.form_wording import Editing


class WordingScreen(WordingInHand):
    """One step at a time, the shipped words beside; nothing typed is lost."""

    def __init__(self, parts: Parts, form: str, rhythm: Rhythm = USUAL) -> None:
        super().__init__(parts, form, rhythm)
        self._step = ""
        self._carried = Banner("", State.AMBER)
        self._ways, self._held = StepWays(), Column()
        self.leaf: StepLeaf | None = None
        self._ends = WordingActs(self)
        self._whole = WholeCard(self._ends)
        self._make = primary(_("Make this the new version…"), self._ends.make)
        self._lay_out()
        self._ways.chosen.connect(self._go_to)

    def _lay_out(self) -> None:
        self._page = Page(_("Wording of a form"), back=self.parts.window.go_back)
        self._carried.hide()
        for widget in (self.sealed.trouble, self._carried, self._ways, self._held):
            self._page.add(widget)
        self._page.body.addStretch(1)
        self._page.show_notes(self.sealed.words)
        self._page.aside.addWidget(secondary(_("What is changed"), self._ends.compare))
        self._page.aside.addWidget(secondary(_("See it on paper"), self._ends.preview))
        self._page.add_actions(self._make)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def show_form(self, editing: Editing) -> None:
        self.editing, self.changes = editing, editing.changes
        self._page.heading.say(editing.form.title)
        self._page.say_below(told.version(editing.form))
        sentence = told.carried(editing)
        self._carried.say(sentence)
        self._carried.setVisible(bool(sentence))
        self._tell()
        self._go_to(self._step)

    def _tell(self) -> None:
        """Names of the steps with what is changed there, and whether a version can be made."""
        if self.editing is not None:
            self._ways.offer(told.steps(self.editing.shipped, self.changes))
            open_ = self.changes != self.editing.in_use or self.editing.carried is not None
            self._make.setEnabled(open_)

    def _go_to(self, step: str) -> None:
        if self.editing is None:
            return
        self._step = step
        table = self.editing.shipped
        leaf = StepLeaf(table, self.changes, step)
        leaf.worded.connect(
            lambda path, words: self.take(form_changes.typed(table, self.changes, path, words))
        )
        leaf.asked_for.connect(self._question)
        leaf.dropped.connect(self._drop)
        leaf.left_out.connect(self._leave_out)
        if self.leaf is not None:
            self.leaf.hide()
            self.leaf.deleteLater()
        self.leaf = leaf
        self._held.body.insertWidget(0, leaf)
        if self._held.body.indexOf(self._whole) < 0:
            self._held.add(self._whole)
        self._whole.setVisible(not step)

    def _question(self, question: Question | None) -> None:
        if self.editing is None:
            return
        table = self.editing.shipped

        def taken(asked: Question) -> None:
            self.take(form_changes.with_question(table, self.changes, asked))
            self._show_questions()

        if question is None:
            NewQuestion(self.parts, self._step, places(table), taken).open()
        else:
            QuestionDialog(self.parts, question, places(table), taken).open()

    def _drop(self, key: str) -> None:
        self.take(form_changes.without_question(self.changes, key))
        self._show_questions()

    def _show_questions(self) -> None:
        if self.leaf is not None and self._step:
            self.leaf.show_questions(self.changes)

    def _leave_out(self, key: str, out: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self.editing is not None:
            table, now = self.editing.shipped, self.changes
            again = form_changes.asking_again(now, key)
            self.start_from(form_changes.leaving_out(table, now, key) if out else again)

    def take(self, changes: FormChanges) -> None:
        super().take(changes)
        self._tell()

    def start_from(self, changes: FormChanges) -> None:
        self.take(changes)
        self._go_to(self._step)

    def go_to_sentence(self, wrong: InputError) -> None:
        if self.editing is not None:
            self._ways.go(told.step_of(self.editing.shipped, wrong))
        if self.leaf is not None:
            self.leaf.go_to(str(wrong.facts.get("path", "")))
