"""A question of the organisation's own: what is asked, how it is answered, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.form_questions import CHOOSING, KINDS, Question
from counsellor_desk.domain.forms import FieldKind, Reader
from counsellor_desk.errors import InputError
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LongInput
from counsellor_desk.ui.widgets.reading import ReadingHint
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.wording import N_, _

KIND_WORDS: Final = {
    FieldKind.LINE: N_("A line of text"),
    FieldKind.LONG: N_("Several lines of text"),
    FieldKind.CHOICE: N_("One of several answers"),
    FieldKind.TICKS: N_("As many answers as fit, ticked"),
    FieldKind.CHECK: N_("A single tick"),
}


class QuestionDialog(Dialog):
    """``then`` gets the question and may refuse it with an ``InputError``."""

    def __init__(
        self,
        parts: Parts,
        question: Question,
        places: Sequence[tuple[str, str]],
        then: Callable[[Question], object],
    ) -> None:
        heading = _("Change the question") if question.key else _("Add a question")
        super().__init__(parts.window, heading, icon_name="circle-question-mark")
        self._parts, self._question, self._then = parts, question, then
        self._label, self._help = LongInput(lines=2), LongInput(lines=2)
        self._kind = ChoiceInput([(kind.value, _(KIND_WORDS[kind])) for kind in KINDS])
        self._options = LongInput(lines=4)
        self._at = ChoiceInput(places)
        self._page = Tick(_("On a page of its own, behind that step"))
        self._client = Tick(_("The client reads that page"))
        self._required = Tick(_("It has to be answered"))
        self._hint = ReadingHint()
        self._options_field = Field(
            "options", _("Answers to choose from"), self._options, help_=_("One on each line.")
        )
        self._lay_out()
        self._put(question)
        for entry in (self._kind, self._page, self._label, self._help):
            entry.changed.connect(self._follow)
        self._follow()
        self._label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.add(Field("label", _("What is asked"), self._label))
        self.add(
            Field(
                "help",
                _("A sentence that explains it"),
                self._help,
                help_=_("Shown with the question. A page of its own needs one."),
            )
        )
        self.add(self._hint)
        self.add(Field("kind", _("How it is answered"), self._kind))
        self.add(self._options_field)
        self.add(Field("at", _("At which step"), self._at))
        for tick in (self._page, self._client, self._required):
            self.add(tick)
        keep = primary(_("Keep it"), self._keep, shortcut="Ctrl+Return")
        self.add_buttons(secondary(_("Cancel"), self.reject), keep)

    def _put(self, question: Question) -> None:
        self._label.put(question.label)
        self._help.put(question.help)
        self._kind.put(question.kind.value)
        self._options.put("\n".join(question.options))
        self._at.put(question.at)
        self._page.put(question.page)
        self._client.put(question.reader is Reader.CLIENT)
        self._required.put(question.required)

    def _follow(self) -> None:
        self._options_field.setVisible(FieldKind(self._kind.value()) in CHOOSING)
        self._client.setVisible(self._page.value())
        self._hint.look_at(f"{self._label.value()}. {self._help.value()}")

    def _keep(self) -> None:
        question = Question(
            key=self._question.key,
            kind=FieldKind(self._kind.value()),
            label=self._label.value(),
            at=self._at.value(),
            help=self._help.value(),
            required=self._required.value(),
            options=tuple(self._options.value().splitlines()),
            page=self._page.value(),
            reader=Reader.CLIENT if self._client.value() else Reader.COUNSELLOR,
        )
        try:
            self._then(question)
        except InputError as refused:
            self._parts.messages.tell(refused, near=self)
            return
        self.accept()


class NewQuestion(QuestionDialog):
    """One that is not there yet."""

    def __init__(
        self,
        parts: Parts,
        at: str,
        places: Sequence[tuple[str, str]],
        then: Callable[[Question], object],
    ) -> None:
        empty = Question(key="", kind=FieldKind.LINE, label="", at=at)
        super().__init__(parts, empty, places, then)
