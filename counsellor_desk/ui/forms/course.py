"""The course of a guide: which steps somebody goes through, in which order, and what is done."""

from __future__ import annotations

from counsellor_desk.domain.forms import FieldKind, FormDefinition, Reader, Step
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide


def asks_for_signatures(step: Step) -> bool:
    """Whether it is the step at which the form is signed."""
    return any(field.kind is FieldKind.SIGNATURES for field in step.fields)


class Course:
    """The steps. ``for_client``: those that a client goes through alone, up to the signature."""

    def __init__(self, form: FormDefinition, *, for_client: bool = False) -> None:
        self._form = form
        every = form.steps
        self.signing = next(step for step in every if asks_for_signatures(step))
        alone = every[: every.index(self.signing) + 1]
        self.steps = tuple(
            step
            for step in (alone if for_client else every)
            if not for_client or step.reader is Reader.CLIENT
        )

    @property
    def last(self) -> Step:
        """The step after signing, where the form is on record."""
        return self._form.steps[-1]

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
        at = self.steps.index(step)
        return self.steps[at - 1] if at else None

    def after(self, step: Step) -> Step:
        """The step after; the signing step has none here."""
        return self.steps[self.steps.index(step) + 1]

    def first_open(self, guide: Guide) -> Step:
        """Where somebody begins who goes through these steps: at the first that waits."""
        done = self.done(guide)
        return next((step for step in self.steps if step.key not in done), self.steps[-1])

    def place(self, step: Step) -> str:
        """``Permission to share information · step 5 of 11``."""
        return _("{form} · step {number} of {count}").format(
            form=self._form.title, number=self.steps.index(step) + 1, count=len(self.steps)
        )

    def done(self, guide: Guide) -> tuple[str, ...]:
        """The steps that wait for nothing, the signing one once it is on record."""
        if guide.consent.sealed_at is not None:
            return tuple(step.key for step in self.steps)
        return tuple(step.key for step in self.steps if _is_done(step, guide))


def _is_done(step: Step, guide: Guide) -> bool:
    answers = guide.consent.answers
    if asks_for_signatures(step) or not any(field.required for field in step.fields):
        return False
    return not any(field.is_open(answers) for field in step.fields)
