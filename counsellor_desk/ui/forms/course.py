"""The course of a guide: which steps somebody goes through, in which order, and what is done.

What nobody signs is sealed at a step of its own, and what has no page for its copy ends with one.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.forms import Answers, FieldKind, FormDefinition, Reader, Step
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide

SIGNS: Final = MappingProxyType(
    {Reader.CLIENT: SignerRole.CLIENT, Reader.PARENT: SignerRole.PARENT}
)
"""In which role somebody signs who has the computer."""


def asks_for_signatures(step: Step) -> bool:
    """Whether it is the step at which the form is signed."""
    return any(field.kind is FieldKind.SIGNATURES for field in step.fields)


def readers_of(form: FormDefinition, answers: Answers) -> tuple[Reader, ...]:
    """For whom beside the counsellor there is a page now: who can be given the computer."""
    asking = _asking(form, answers)
    return tuple(each for each in SIGNS if any(step.reader is each for step in asking))


class Course:
    """The steps that apply to these answers.

    ``reader``: those that this person goes through alone, up to the signature.
    """

    def __init__(
        self, form: FormDefinition, answers: Answers, *, reader: Reader | None = None
    ) -> None:
        self._form = form
        self.reader = reader
        at = _signing_at(form)
        self.signing = form.steps[at] if at < len(form.steps) else _keeping()
        self.last = form.steps[at + 1] if at + 1 < len(form.steps) else _recorded()
        asking = _asking(form, answers)
        self.steps: tuple[Step, ...] = (*asking, self.signing, self.last)
        if reader is not None:
            if not _may_sign(form, SIGNS[reader]):
                self.signing = replace(self.signing, short=_("Hand it back"))
            own = (step for step in asking if step.reader is reader)
            self.steps = (*own, self.signing)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the steps, in order."""
        return tuple(step.key for step in self.steps)

    def step(self, key: str) -> Step:
        """The step of that key, or the first."""
        return next((step for step in self.steps if step.key == key), self.steps[0])

    def step_of(self, field: str) -> Step | None:
        """The step that asks for that field."""
        found = (step for step in self.steps if any(each.key == field for each in step.fields))
        return next(found, None)

    def resumed(self, guide: Guide) -> Step:
        """Where a form is gone on with; one that has been signed, where it is signed."""
        signed = guide.consent.signatures or guide.consent.sealed_at
        return self.signing if signed else self.step(guide.consent.step)

    def before(self, step: Step) -> Step | None:
        """The step before, if there is one."""
        at = self.keys.index(step.key)
        return self.steps[at - 1] if at else None

    def after(self, step: Step) -> Step:
        """The step after; the signing step has none here."""
        return self.steps[self.keys.index(step.key) + 1]

    def first_open(self, guide: Guide) -> Step:
        """Where somebody begins who goes through these steps: at the first that waits."""
        done = self.done(guide)
        return next((step for step in self.steps if step.key not in done), self.steps[-1])

    def place(self, step: Step) -> str:
        """``Permission to share information · step 5 of 11``."""
        return _("{form} · step {number} of {count}").format(
            form=self._form.title, number=self.keys.index(step.key) + 1, count=len(self.steps)
        )

    def done(self, guide: Guide) -> tuple[str, ...]:
        """The steps that wait for nothing, the signing one once it is on record."""
        if guide.consent.sealed_at is not None:
            return self.keys
        answers = guide.consent.answers
        reached = self.keys.index(self.step(guide.consent.step).key)
        return tuple(
            step.key
            for number, step in enumerate(self.steps[:-1])
            if step.key != self.signing.key and _is_done(step, answers, passed=number < reached)
        )


def _is_done(step: Step, answers: Answers, *, passed: bool) -> bool:
    """What need not be answered is done once somebody went past it."""
    if any(field.is_open(answers) for field in step.fields):
        return False
    asked = any(field.required and field.asked(answers) for field in step.fields)
    return asked or passed


def _asking(form: FormDefinition, answers: Answers) -> tuple[Step, ...]:
    """The steps before the signatures, without those that ask nothing of these answers."""
    before = form.steps[: _signing_at(form)]
    return tuple(
        step
        for step in before
        if not step.fields or any(field.asked(answers) for field in step.fields)
    )


def _signing_at(form: FormDefinition) -> int:
    signing = (at for at, step in enumerate(form.steps) if asks_for_signatures(step))
    return next(signing, len(form.steps))


def _may_sign(form: FormDefinition, role: SignerRole) -> bool:
    return role in {*form.signers, *(signer.role for signer in form.signers_if)}


def _keeping() -> Step:
    return Step(
        key="keep",
        short=_("Put on record"),
        question=_("Is this how it is to stand on record?"),
        plain=_("Nobody has to sign this. Read it through together, then seal it."),
        reader=Reader.COUNSELLOR,
    )


def _recorded() -> Step:
    return Step(
        key="recorded",
        short=_("On record"),
        question=_("It is on record"),
        plain=_("It stands as it is from now on, and a copy can be given at any time."),
        reader=Reader.COUNSELLOR,
    )
