"""A walk of several steps: begun, interrupted at any of them, and gone on with to its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from hashlib import sha256
from typing import ClassVar

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument, SealState
from counsellor_desk.vault import audit, consents, documents
from counsellor_desk.workflows import seal
from counsellor_desk.workflows.desk import Desk
from tests.faults.promises import ensure
from tests.faults.world import World


class Walk(ABC):
    """A walk over an open desk. ``STEPS``: their names; a stage is how many of them are done."""

    STEPS: ClassVar[Sequence[str]]

    def __init__(self, world: World, desk: Desk) -> None:
        self._world, self.desk = world, desk
        self.case = world.settled.session.case

    @abstractmethod
    def get_ready(self) -> None:
        """What comes before the first step; another time it does nothing."""

    @abstractmethod
    def stage(self) -> int:
        """How many steps are done, as the store tells it.

        Raises:
            Broken: something is half done.
        """

    @abstractmethod
    def step(self, number: int) -> None:
        """Do the step of that number, from 0."""

    def go_on(self) -> None:
        """Do what is not done yet, and say after each step how far it is."""
        for number in range(self.stage(), len(self.STEPS)):
            self.step(number)
            self._world.told.say(number + 1)

    def look(self) -> bool:
        """Whether it was at its end; it is gone on with otherwise."""
        stage = self.stage()
        said = self._world.told.stage
        ensure(f"{self.STEPS[:said]}, as was said", holds=stage >= said)
        self.go_on()
        ensure("the end of the walk", holds=self.stage() == len(self.STEPS))
        return stage == len(self.STEPS)

    # --- what the store tells of it -------------------------------------------------------------

    def the_form(self, form: str) -> Consent | None:
        """The one form of that kind with this client."""
        found = [
            each for each in consents.of_case(self.desk.read(), self.case) if each.form == form
        ]
        ensure("one form", holds=len(found) <= 1)
        return found[0] if found else None

    def acts(self, *kinds: Act) -> Sequence[Act]:
        """Acts of these kinds, the oldest first."""
        return [
            e.act for e in reversed(audit.entries(self.desk.read(), limit=999)) if e.act in kinds
        ]

    def ensure_sealed_or_not(self, form: Consent) -> None:
        """It is closed with its document, its signatures and its act; or none of these is there."""
        reader = self.desk.read()
        papers = [
            each
            for each in documents.of_case(reader, self.case)
            if each.about == form.id and each.kind is DocumentKind.FORM
        ]
        closed = form.sealed_at is not None
        ensure("a document of what is sealed only", holds=len(papers) == closed)
        ensure("signed and sealed together", holds=(form.signed_at is not None) is closed)
        ensure("an act of it", holds=len(self.acts(Act.FORM_SEALED)) == closed)
        in_force = consents.in_force(reader, self.desk.now().date())
        opens = closed and form.outcome is Outcome.GIVEN and form.withdrawn_at is None
        ensure(
            "in force when it is sealed", holds=[each.id for each in in_force] == [form.id] * opens
        )
        if closed:
            ensure(
                "everybody's signature",
                holds=all(s.over == form.text_hash for s in form.signatures),
            )
            self.ensure_holds(papers[0], form)

    def ensure_holds(self, paper: SealedDocument, form: Consent) -> None:
        """The document is what was sealed, to the last byte."""
        pdf = documents.pdf(self.desk.read(), paper.id)
        ensure("the form's own document", holds=form.document == paper.id)
        ensure("its bytes", holds=sha256(pdf).hexdigest() == paper.sha256)
        found = seal.check(self.desk, pdf)
        ensure("its seal", holds=found.state is SealState.UNCHANGED and found.own_certificate)
