"""What is entered from a paper that came back: answers, who signed, the original, and two ticks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counsellor_desk.domain.forms import Answer, Answers
from counsellor_desk.domain.paper_forms import Entered, Original
from counsellor_desk.errors import InputError
from counsellor_desk.ui.forms.entries import Setting
from counsellor_desk.ui.forms.paper_signers import Signers
from counsellor_desk.ui.forms.step_fields import StepFields
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.field import Field, all_understood
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.ticks import OptionList, TickList
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.ui.widgets.words import title
from counsellor_desk.wording import _
from counsellor_desk.workflows.paper_returns import Back

_EVERY, _SEEN = "every", "seen"
_BY_ROLE: Final = frozenset({"signed_on", "signers", "signer_name"})


class PaperEntries(QWidget):
    """Asked below one another, in the order in which they stand on the paper."""

    changed = Signal()

    def __init__(self, back: Back, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._asked = {each.key for each in back.may_enter}
        self._among = _among(back)
        self._fields, self._held = _answers(back, today), column()
        self._signers = Signers(today)
        self._original = OptionList([(each.value, each.label) for each in Original])
        self._words, self._checked = LineInput(), TickList(_checks())
        self._hold()
        self._put(back)
        layout = column(gap=2 * GRID)
        self._lay_out(layout, asks=bool(back.may_enter))
        self.setLayout(layout)
        for each in (self._signers, self._original, self._words, self._checked):
            each.changed.connect(self.changed)

    def entered(self) -> Entered:
        """Everything as it stands here now."""
        ticked = self._checked.value()
        chosen = self._original.value()
        return Entered(
            answers=self._answered(),
            signers=self._signers.signers(),
            original=Original.of(chosen) if chosen else None,
            original_words=self._words.value(),
            every_page=_EVERY in ticked,
            signatures_seen=_SEEN in ticked,
        )

    def follow(self, back: Back) -> None:
        """Ask for those who have to have signed by what is entered, and offer what it leaves."""
        self._signers.show_signers(back.signers)
        if (among := _among(back)) != self._among:
            self._among = among
            with focus_kept(self):
                self._fields = _answers(back, self._today)
                self._hold()

    def put_checks(self, back: Back) -> None:
        """Show again what is confirmed: other pages have to be looked at once more."""
        entered = back.came.entered
        ticks = {_EVERY: entered.every_page, _SEEN: entered.signatures_seen}
        self._checked.put(key for key, ticked in ticks.items() if ticked)

    def complain(self) -> bool:
        """Say where something is missing or not understood; whether anything is."""
        return not all_understood(self) or self._fields.complain(lambda _field: False)

    def show_refusal(self, error: InputError) -> bool:
        """Say at its field what is wrong; False where it is none of these."""
        happened, _safe, next_step = error.sentences()
        said = f"{happened} {next_step}"
        key = str(error.facts.get("key", error.field))
        if error.field in _BY_ROLE:
            field = self._signers.field_of(error.field, str(error.facts.get("role", "")))
            if field is not None:
                field.show_error(said)
            return field is not None
        return key in self._asked and self._fields.show_error(key, said)

    def _answered(self) -> Answers:
        """Only what is answered: an empty field says nothing of the paper."""
        given = self._fields.answers()
        return MappingProxyType({key: answer for key, answer in given.items() if answer})

    def _hold(self) -> None:
        emptied(self._held)
        self._held.addWidget(self._fields)
        self._fields.changed.connect(self.changed)

    def _put(self, back: Back) -> None:
        entered = back.came.entered
        self._signers.show_signers(back.signers)
        self._original.put(entered.original.value if entered.original else "")
        self._words.put(entered.original_words)
        self.put_checks(back)

    def _lay_out(self, layout: QVBoxLayout, *, asks: bool) -> None:
        if asks:
            layout.addWidget(title(_("What stands on the paper")))
            layout.addWidget(beside(_("As it was ticked and written there, and nothing else.")))
            layout.addLayout(self._held)
        layout.addWidget(title(_("Who signed it")))
        layout.addWidget(self._signers)
        layout.addWidget(title(_("The original")))
        layout.addWidget(Field("original", _("What became of the paper"), self._original))
        layout.addWidget(
            Field(
                "original_words",
                _("Where it is, who has it, or how it was destroyed"),
                self._words,
            )
        )
        layout.addWidget(title(_("Looked at")))
        layout.addWidget(Field("checked", _("You have looked at each page"), self._checked))
        layout.addStretch(1)


def _among(back: Back) -> dict[str, Answer]:
    """What was chosen of that among which another field's answer is to be chosen."""
    answers = {**back.guide.consent.answers, **back.came.entered.answers}
    return {each.among: answers.get(each.among, "") for each in back.may_enter if each.among}


def _checks() -> list[tuple[str, str]]:
    return [
        (_EVERY, _("Every page of the form is here")),
        (_SEEN, _("The signatures can be seen")),
    ]


def _answers(back: Back, today: Callable[[], date]) -> StepFields:
    guide, asked = back.guide, back.may_enter
    step = replace(guide.form.steps[0], fields=asked, facts=())
    answers = {**guide.consent.answers, **back.came.entered.answers}
    setting = Setting(guide=guide, answers=answers, today=today)
    return StepFields(step, setting, reads=lambda _field: False)
