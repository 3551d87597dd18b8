"""Going through a form with a client: one question a page, kept as it is answered.

Read together, what is filled in stands there in large type; handed over, the client sees the form
and nothing else, until the counsellor's PIN.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.forms import Answer, Field, FieldKind, Reader, Step
from counsellor_desk.errors import InputError
from counsellor_desk.ui import resuming
from counsellor_desk.ui.autosave import USUAL, Autosave, Rhythm
from counsellor_desk.ui.forms import guide_acts
from counsellor_desk.ui.forms.course import Course, readers_of
from counsellor_desk.ui.forms.entries import Setting
from counsellor_desk.ui.forms.foot import LARGE_KEYS
from counsellor_desk.ui.forms.guiding import Guiding
from counsellor_desk.ui.forms.manner import Manner
from counsellor_desk.ui.forms.question_leaf import (
    BACK_KEYS,
    NEXT_KEYS,
    QuestionLeaf,
    undone_by,
)
from counsellor_desk.ui.forms.signing import Signing
from counsellor_desk.ui.forms.told_once import ToldOnce
from counsellor_desk.ui.parts import Parts
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.consent import Guide

_KEPT: Final = frozenset({Changed.CONSENTS})
_ALWAYS_ASKED: Final = frozenset({FieldKind.UNDERSTOOD, FieldKind.OUTCOME})


class GuideScreen(Guiding):
    """One form, from the first question to the sealed paper."""

    kinds = frozenset[Changed]()

    def __init__(self, parts: Parts, guide: Guide, rhythm: Rhythm = USUAL) -> None:
        super().__init__(parts, guide)
        self._typed: dict[str, Answer] = {}
        self._step = self.course.resumed(guide)
        self._standing = frozenset[str]()
        self._manner = Manner(self, parts, self.foot, self._readers)
        self._hand_over = self._manner.hand_over
        self._signing = Signing(self, self._hand_over)
        self._autosave = Autosave[Guide](self, self._keeping, changes=_KEPT, rhythm=rhythm)
        self._trouble = ToldOnce(self._autosave, self.refused)
        self._client_keys = [
            QShortcut(QKeySequence(keys), self, run)
            for keys, run in (
                (BACK_KEYS, self._back),
                (NEXT_KEYS, self._forward),
                (LARGE_KEYS, self._manner.turn_large),
            )
        ]
        self._join()
        for shortcut in self._client_keys:
            shortcut.setEnabled(False)

    def arrive(self) -> None:
        desk, which = self.parts.desk, self.guide.consent.id
        self.offer(
            *guide_acts.acts(
                back=self._back,
                on=self._forward,
                large=self._manner.turn_large,
                over=self._hand_over.begin if self._readers() else None,
                withdraw=self._withdraw,
            )
        )
        self._manner.wear()
        resuming.remember(self, desk, resuming.at_form(which))
        self.ask(lambda _progress: consent.guide(desk, which), self._arrived)

    def leave(self) -> bool:
        """Handed over, only the PIN leads out; otherwise once everything is kept."""
        self._trouble.forget()
        if self._hand_over.is_over:
            self._autosave.seal()
            self._hand_over.ask_back()
            return False
        if not self._autosave.seal_at_once():
            return False
        self._manner.put_off()
        return True

    def show_step(self, key: str) -> None:
        """Show the page of that step as it can be shown now."""
        self._step = self.course.step(key)
        at_end = self._step.key in {self.course.signing.key, self.course.last.key}
        if at_end or self.guide.consent.sealed_at is not None:
            self._signing.begin()
        else:
            self.put(self._question(self._step), self._step.key)

    def refused(self, error: BaseException) -> None:
        """Show an error at the question that it is about, wherever that stands."""
        key = error.facts.get("key", error.field) if isinstance(error, InputError) else ""
        step = self.course.step_of(str(key))
        if step is None or not isinstance(error, InputError):
            self.tell(error)
            return
        if not (isinstance(self.leaf, QuestionLeaf) and self._step == step):
            self.show_step(step.key)
        if isinstance(self.leaf, QuestionLeaf):
            self.leaf.show_refusal(error, str(key))

    def _readers(self) -> tuple[Reader, ...]:
        return readers_of(self.guide.form, self.guide.consent.answers)

    def _arrived(self, guide: Guide) -> None:
        self.take(guide)
        self.show_step(self._step.key)

    def _question(self, step: Step) -> QuestionLeaf:
        answers = {**self.guide.consent.answers, **self._typed}
        setting = Setting(
            guide=self.guide,
            answers=answers,
            today=lambda: self.parts.clock.now().date(),
        )
        leaf = QuestionLeaf(
            step,
            self.course.place(step),
            setting,
            reads=lambda field: self._reads(step, field),
            first=self.course.before(step) is None,
        )
        leaf.back.connect(self._back)
        leaf.forward.connect(self._forward)
        leaf.thaw.connect(self._signing.thaw)
        leaf.fields.changed.connect(lambda: self._typing(leaf))
        return leaf

    def _reads(self, step: Step, field: Field) -> bool:
        """Read together, what was filled in before is read out; what a client says is asked."""
        if self.guide.consent.signatures:
            return True
        asked = field.kind in _ALWAYS_ASKED or bool(field.default or field.among)
        reading = self._manner.reading and step.reader is not Reader.COUNSELLOR
        return reading and not asked and field.key in self._standing

    def _typing(self, leaf: QuestionLeaf) -> None:
        self._typed.update(leaf.fields.answers())
        self._autosave.touch()

    def _keeping(self) -> Callable[[], Guide]:
        desk, which, typed = self.parts.desk, self.guide.consent.id, dict(self._typed)
        at = self._step.key
        if not typed:
            return lambda: consent.guide(desk, which)
        return lambda: consent.answer(desk, which, typed, at)

    def _forward(self) -> None:
        leaf = self.leaf
        if isinstance(leaf, QuestionLeaf) and not leaf.complain(later=not self._manner.reading):
            self._typed.update(leaf.fields.answers())
            answers = {**self.guide.consent.answers, **self._typed}
            course = Course(self.guide.form, answers, reader=self.course.reader)
            self._go(course.after(self._step).key, done=self._step)

    def _back(self) -> None:
        before = self.course.before(self._step)
        if before is not None:
            self._go(before.key)

    def _go(self, key: str, *, done: Step | None = None) -> None:
        """Keep what stands here, and the step to resume at, then show that step.

        Where an answer of the step that is ``done`` was not kept, it is asked for once more.
        """
        if self.guide.consent.signatures or self.guide.consent.sealed_at:
            self.show_step(key)
            return
        desk, which, typed = self.parts.desk, self.guide.consent.id, dict(self._typed)

        def kept(guide: Guide) -> None:
            if typed == self._typed:
                self._typed.clear()
            self.take(guide)
            undone = undone_by(guide, typed, done)
            self.show_step(done.key if done and undone else key)
            if undone and isinstance(self.leaf, QuestionLeaf):
                self.leaf.ask_anew(undone)

        self.ask(
            lambda _progress: consent.answer(desk, which, typed, key),
            kept,
            self.refused,
            changes=_KEPT,
        )

    def _join(self) -> None:
        self.step_chosen.connect(self._go)
        self._signing.back.connect(self._back)
        self._signing.step.connect(self.show_step)
        self._signing.thawed.connect(self._arrived)
        self._signing.refused.connect(self.refused)
        self._manner.turned.connect(self._turned)
        self.foot.stop.connect(self.parts.window.go_back)

    def _withdraw(self) -> None:
        """What is typed is kept first: afterwards the form takes nothing more."""
        self._autosave.seal()
        self._signing.withdraw()

    def _turned(self) -> None:
        """Show a page in the manner that is now: written, or read by whoever has the computer."""
        reader = self._hand_over.reader
        if reader is not self.course.reader:
            self.follow(Course(self.guide.form, self.guide.consent.answers, reader=reader))
            for shortcut in self._client_keys:
                shortcut.setEnabled(reader is not None)
        here = self._step.key in self.course.keys
        at = self._step if here else self.course.first_open(self.guide)
        self._standing = frozenset(self.guide.consent.answers) | frozenset(self._typed)
        self._manner.wear()
        if self._manner.reading and not self.guide.consent.signatures:
            desk, which = self.parts.desk, self.guide.consent.id
            self.ask(lambda _progress: consent.offer(desk, which), changes=_KEPT)
        self._go(at.key)
