"""The sentences of one step of a form, or of the form itself, and one's own questions there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import form_changes
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_questions import Question, places
from counsellor_desk.domain.form_sentences import Sentence, Table, sentences
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.buttons import secondary as button
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import secondary, strong
from counsellor_desk.ui.wording.question_dialog import KIND_WORDS
from counsellor_desk.ui.wording.sentence_field import SentenceField
from counsellor_desk.wording import _


class StepLeaf(QWidget):
    """``worded`` carries a path and its words; ``asked_for`` a question to write, or to change.

    ``dropped`` carries the key of a question to take out, ``left_out`` that of a shipped one and
    whether it is left out. ``step``: its key; nothing: the form itself.
    """

    worded = Signal(str, str)
    asked_for = Signal(object)
    dropped = Signal(str)
    left_out = Signal(str, bool)

    def __init__(self, table: Table, changes: FormChanges, step: str) -> None:
        super().__init__()
        self._table, self._changes, self.step = table, changes, step
        self.fields = [self._field(each) for each in self._sentences()]
        card = Card()
        card.body.setSpacing(2 * GRID)
        for field in self.fields:
            card.add(field)
        for tick in self._optional():
            card.add(tick)
        self._layout = column(gap=2 * GRID)
        self._layout.addWidget(card)
        if step:
            self._own = self._questions()
            self._layout.addWidget(self._own)
        self.setLayout(self._layout)

    def begin(self) -> None:
        """Put the focus where writing begins."""
        self.fields[0].field.entry.setFocus()

    def go_to(self, path: str) -> None:
        """Put the focus on that sentence, if it is here."""
        for each in self.fields:
            if each.sentence.path == path:
                each.field.entry.setFocus()
                into_sight(each, GRID)

    def show_questions(self, changes: FormChanges) -> None:
        """Show one's own questions as they are now."""
        self._changes = changes
        fresh = self._questions()
        self._layout.replaceWidget(self._own, fresh)
        self._own.hide()
        self._own.deleteLater()
        self._own = fresh
        fresh.findChildren(QWidget)[-1].setFocus()

    def _sentences(self) -> Iterator[Sentence]:
        gone = tuple(f"/{key}/" for key in self._changes.left_out)
        for each in sentences(self._table):
            if each.step == self.step and not any(key in each.path for key in gone):
                yield each

    def _field(self, sentence: Sentence) -> SentenceField:
        words = self._changes.sentences.get(sentence.path, sentence.text)
        field = SentenceField(sentence, words)
        field.changed.connect(self.worded)
        return field

    def _optional(self) -> Iterator[Tick]:
        here = {
            field["key"]
            for step in self._table["steps"]
            if step["key"] == self.step
            for field in step.get("fields", ())
        }
        for field in form_changes.may_go(self._table):
            if field.key in here:
                words = _("Leave out the question “{label}”").format(label=field.label)
                tick = Tick(words)
                tick.put(field.key in self._changes.left_out)
                tick.toggled.connect(lambda on, key=field.key: self.left_out.emit(key, on))
                yield tick

    def _questions(self) -> Card:
        card = Card(_("Your own questions here"))
        here = [each for each in self._changes.questions if each.at == self.step]
        if here:
            card.add(Rows(map(self._row, here)))
        if self.step in dict(places(self._table)):
            add = button(_("Add a question…"), lambda: self.asked_for.emit(None), icon_name="plus")
            card.add(add)
        else:
            card.add(
                secondary(
                    _("Everything that a decision rests on is asked before it, so nothing is here.")
                )
            )
        return card

    def _row(self, question: Question) -> Row:
        told = [_(KIND_WORDS[question.kind])]
        if question.required:
            told.append(_("has to be answered"))
        if question.page:
            told.append(_("on a page of its own"))
        change = quiet(_("Change…"), lambda: self.asked_for.emit(question))
        drop = quiet(_("Take it out"), lambda: self.dropped.emit(question.key))
        change.setAccessibleName(_("Change: {label}").format(label=question.label))
        drop.setAccessibleName(_("Take out: {label}").format(label=question.label))
        return Row([strong(question.label)], below=" · ".join(told), ends=(change, drop))
