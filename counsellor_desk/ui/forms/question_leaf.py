"""A step of the guide that asks something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal

from counsellor_desk.domain import facts, validity
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.endings import ConsentEndNotPossible, ensure_end
from counsellor_desk.domain.forms import Answer, Answers, Field, FieldKind, Reader, Step, words
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.errors import InputError
from counsellor_desk.ui.forms.entries import Setting
from counsellor_desk.ui.forms.facts_card import FactsCard
from counsellor_desk.ui.forms.leaf import Leaf
from counsellor_desk.ui.forms.step_fields import StepFields
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import Button, primary, secondary
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide

BACK_KEYS, NEXT_KEYS = "Alt+Left", "Alt+Right"


def undone_by(guide: Guide, given: Mapping[str, Answer], step: Step | None) -> str:
    """The field of that step whose answer was given, and undone by what else was answered."""
    asked = step.fields if step is not None else ()
    kept = guide.consent.answers
    return next((f.key for f in asked if given.get(f.key) and not kept.get(f.key)), "")


def facts_of(step: Step, guide: Guide, answers: Answers) -> tuple[facts.Fact, ...]:
    """What this step shows of law and practice, where the work is done."""
    told = words(answers, "jurisdiction")
    place = Jurisdiction.of(told) if told else guide.place
    return facts.shown(guide.facts, step.facts, place)


class QuestionLeaf(Leaf):
    """The question, its fields, and the way on. ``thaw``: a signed form is to be changed."""

    back = Signal()
    forward = Signal()
    thaw = Signal()

    def __init__(
        self,
        step: Step,
        place: str,
        setting: Setting,
        *,
        reads: Callable[[Field], bool],
        first: bool,
    ) -> None:
        """``reads``: which fields are read out; ``first``: there is no way back."""
        super().__init__(place, step.question, step.plain, step.full)
        self._setting = setting
        self._step = step
        self._undone: set[str] = set()
        self.fields = StepFields(step, setting, reads=reads)
        self.fields.explain.connect(self.explain)
        self.fields.changed.connect(self._look_for_undone)
        if setting.guide.consent.signatures:
            self.add(self._signed())
        self._trouble = Banner("", State.AMBER)
        self._trouble.hide()
        self.add(self._trouble)
        self._add_known(first=first)
        self.add(self.fields)
        self._next = primary(_("Next"), self.forward.emit, shortcut="Ctrl+Return")
        before = Button(_("Back"), self.back.emit, told_keys=BACK_KEYS)
        self.add_buttons(before, self._next)
        before.setHidden(first)

    def take_focus(self) -> None:
        """Begin at the first field, or at the way on."""
        if not self.fields.take_focus():
            self._next.setFocus()

    def complain(self, *, later: bool) -> bool:
        """Say what is missing or cannot be; ``later``: what a client says may still wait."""
        if self.fields.complain(lambda field: later and field.kind is FieldKind.UNDERSTOOD):
            return True
        try:
            self._ensure_end()
        except ConsentEndNotPossible as refused:
            self.show_refusal(refused, refused.field)
            return True
        return False

    def show_refusal(self, error: InputError, key: str) -> None:
        """Say at the field of that key, or above what is read out, what an act refused."""
        happened, _safe, next_step = error.sentences()
        sentence = f"{happened} {next_step}"
        if not self.fields.show_error(key, sentence):
            self._trouble.say(sentence)
            self._trouble.show()
            announce(self, sentence)

    def ask_anew(self, key: str) -> None:
        """Say at that field that its answer went with a change, and is asked once more."""
        self.fields.show_error(key, _shown_anew())

    def _add_known(self, *, first: bool) -> None:
        """What is worth saying here, and what the law and practice say."""
        guide, here = self._setting.guide, {field.key for field in self._step.fields}
        for sentence in _once(told.sentence for told in guide.told if told.field in here):
            self.add(Banner(sentence))
        if first and guide.form.intro and self._step.reader is not Reader.COUNSELLOR:
            self.add(Words(guide.form.intro, tone=Tone.SECONDARY))
        known = facts_of(self._step, guide, self._setting.answers)
        if known:
            self.add(FactsCard(known, self._setting.today()))

    def _look_for_undone(self) -> None:
        """What a change on this page undoes is empty at once, so that nobody relies on it."""
        guide, now = self._setting.guide, self.fields.all_answers()
        left = validity.after_change(guide.form, guide.consent.answers, now)
        for key in now.keys() - left.keys() - self._undone:
            self._undone.add(key)
            self.fields.clear(key, _shown_anew())

    def _ensure_end(self) -> None:
        """The day that ends it is checked where it is asked, not only when it is decided."""
        form = self._setting.guide.form
        made = decision(form, self.fields.all_answers())
        asked = {field.key for field in self._step.fields}
        if made.ends_on is not None and form.reads.ends_on in asked:
            ensure_end(form, made.extent, made.ends_on, self._setting.today())

    def _signed(self) -> Banner:
        change = secondary(_("Change something"), self.thaw.emit)
        sentence = _("This form has been signed, so its answers stand as they are.")
        return Banner(sentence, State.NEUTRAL, change)


def _once(sentences: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(sentences)


def _shown_anew() -> str:
    return _("The text has changed. Give the day on which the client first saw it like this.")
