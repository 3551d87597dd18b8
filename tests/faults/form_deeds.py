"""Forms on screen and on paper, certificates: each step begun, interrupted, and gone on with.

A deed here is a walk of several steps. After each it says how far it is; whatever interrupts it,
that much has to be there afterwards, nothing may be half done, and the walk goes on to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from counsellor_desk.documents import pictures
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.ids import ClientId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.paper_forms import Entered, Original, PaperSigner
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.vault import cases, documents, paper_forms, seal_certificates
from counsellor_desk.workflows import (
    consent,
    own_certificate,
    paper_piles,
    paper_printing,
    paper_returns,
    seal,
    second_signature,
    specimens,
)
from counsellor_desk.workflows.desk import Desk
from tests import brought_certificates as brought
from tests import handwriting, walked_forms
from tests.faults.form_walk import Walk
from tests.faults.promises import Deed, Tried, ensure, ensure_nothing_else_lost, resumed, same_again
from tests.faults.words_deeds import AfterTheSeal, OwnWords
from tests.faults.world import World
from tests.vault.samples import PROFILE

Step = Callable[[], object]
_PAGES = 2


class OnScreen(Walk):
    """From the beginning to the withdrawal."""

    STEPS: ClassVar[Sequence[str]] = (
        "begun",
        "half",
        "answered",
        "offered",
        "decided",
        "one",
        "two",
        "sealed",
        "withdrawn",
    )

    def get_ready(self) -> None:
        """Nothing comes before it."""

    def stage(self) -> int:
        form = self.the_form("F2")
        begun = len(self.acts(Act.FORM_BEGUN))
        ensure("an act of its beginning", holds=begun == (form is not None))
        if form is None:
            return 0
        self.ensure_sealed_or_not(form)
        ended = form.withdrawn_at is not None
        ensure("an act of its end", holds=len(self.acts(Act.CONSENT_WITHDRAWN)) == ended)
        if ended or form.sealed_at is not None:
            return len(self.STEPS) - (not ended)
        if form.outcome is not None:
            return 5 + len(form.signatures)
        if form.offered_at is not None:
            return 4
        return 1 + self._answers().index(dict(form.answers))

    def _answers(self) -> list[dict[str, Answer]]:
        """None of them, half of them, and all."""
        day = self.desk.now().date()
        records = (self._world.settled.summary.id,)
        whole = {**specimens.disclosure_answers(records, day), "outcome": Outcome.GIVEN.value}
        half = dict(list(whole.items())[: len(whole) // 2])
        return [{}, half, whole]

    def step(self, number: int) -> None:
        if number == 0:
            client = self._client()
            consent.begin(self.desk, self.case, client)
            return
        form = self.the_form("F2")
        assert form is not None
        which, desk = form.id, self.desk
        steps: Sequence[Step] = (
            lambda: consent.answer(desk, which, self._answers()[1], "who"),
            lambda: consent.answer(desk, which, self._answers()[2], "decision"),
            lambda: consent.offer(desk, which),
            lambda: consent.decide(desk, which),
            lambda: consent.sign(desk, which, SignerRole.CLIENT, "A client", specimens.ink(1)),
            lambda: consent.sign(desk, which, SignerRole.COUNSELLOR, "Ada", specimens.ink(2)),
            lambda: consent.seal_form(desk, which),
            lambda: consent.withdraw(desk, which, "by telephone"),
        )
        steps[number - 1]()

    def _client(self) -> ClientId:
        return cases.load(self.desk.read(), self.case).clients[0].id


class OnPaper(OnScreen):
    """It was printed; its pages are taken in, typed from and sealed."""

    STEPS = ("taken in", "entered", "sealed")

    def get_ready(self) -> None:
        if self.the_form("F2") is not None:
            return
        guide = consent.begin(self.desk, self.case, self._client())
        consent.answer(self.desk, guide.consent.id, self._answers()[2], "decision")
        paper_printing.print_form(self.desk, guide.consent.id)

    def stage(self) -> int:
        form = self._form()
        self.ensure_sealed_or_not(form)
        came = paper_forms.load(self.desk.read(), form.id)
        kept = self.desk.read().value("SELECT count(*) FROM scanned_pages")
        if form.sealed_at is not None:
            ensure("no page beside the sealed ones", holds=came is None and kept == 0)
            return 3
        taken_in = came is not None
        ensure("all pages or none", holds=kept == _PAGES * taken_in)
        ensure("an act of them", holds=len(self.acts(Act.FORM_PAGES_TAKEN_IN)) == taken_in)
        return 1 + came.entered.signatures_seen if came is not None else 0

    def step(self, number: int) -> None:
        desk, form = self.desk, self._form()
        steps: Sequence[Step] = (
            lambda: paper_piles.take_in(desk, self._pile(form)),
            lambda: paper_returns.enter(desk, form.id, self._entered()),
            lambda: paper_returns.seal_return(desk, form.id),
        )
        steps[number]()

    def _form(self) -> Consent:
        form = self.the_form("F2")
        assert form is not None
        return form

    def _pile(self, form: Consent) -> paper_piles.Pile:
        page = next(pictures.drawn_anew(handwriting.photo()))
        codes = [frozenset({form.form_id}), frozenset[str]()]
        return paper_piles.pile(self.desk, [page] * _PAGES, codes, wanted=form.form_id)

    def _entered(self) -> Entered:
        day = self.desk.now().date()
        return Entered(
            signers=(
                PaperSigner(role=SignerRole.CLIENT, name="A client", on=day),
                PaperSigner(role=SignerRole.COUNSELLOR, name=PROFILE.name, on=day),
            ),
            original=Original.KEPT,
            original_words="locked cabinet",
            every_page=True,
            signatures_seen=True,
        )


class WithCertificates(Walk):
    """A certificate of one's own is brought in, somebody signs after a seal, and it is put back."""

    STEPS = ("brought", "signed", "put back")

    def get_ready(self) -> None:
        if self.the_form("F14") is None:
            walked_forms.sealed(self.desk, cases.load(self.desk.read(), self.case), "F14")
        for name in ("mine", "manager"):
            self._file(name).write_bytes(brought.of_manager(name))

    def stage(self) -> int:
        reader, form = self.desk.read(), self.the_form("F14")
        assert form is not None
        assert form.document is not None
        self.ensure_sealed_or_not(form)
        later = seal_certificates.later(reader, form.document)
        signed = len(self.acts(Act.DOCUMENT_SIGNED))
        found = seal.check(self.desk, documents.pdf(reader, form.document))
        ensure("a signature, its line and its act", holds=len(later) == signed)
        ensure("and its place in the document", holds=len(found.seals) == 1 + signed)
        acts = self.acts(Act.CERTIFICATE_BROUGHT, Act.CERTIFICATE_PUT_BACK)
        keys = reader.value("SELECT count(*) FROM seal_certificates WHERE private_key IS NOT NULL")
        ensure("a key while it is in use only", holds=keys == len(acts) % 2)
        ensure("a certificate that seals", holds=seal.in_use(reader).brought == bool(keys))
        return len(acts) + signed

    def step(self, number: int) -> None:
        desk, form = self.desk, self.the_form("F14")
        assert form is not None
        assert form.document is not None
        paper, role, password = form.document, SignerRole.SERVICE_MANAGER, brought.PASSWORD
        steps: Sequence[Step] = (
            lambda: own_certificate.bring(desk, self._file("mine"), password),
            lambda: second_signature.sign(
                desk, paper, self._file("manager"), password, role=role, name="Owen Price"
            ),
            lambda: own_certificate.put_back(desk),
        )
        steps[number]()

    def _file(self, name: str) -> Path:
        return self._world.home / f"{name}.p12"


WALKS: dict[str, type[Walk]] = {
    "form": OnScreen,
    "paper form": OnPaper,
    "certificate": WithCertificates,
    "own words": OwnWords,
    "after the seal": AfterTheSeal,
}


def _deed(name: str, kind: type[Walk]) -> Deed:
    def ready(world: World) -> Tried:
        walk = kind(world, Desk(world.open(), world.vault.clock))
        walk.get_ready()
        return same_again(walk.go_on)

    def look(world: World) -> bool:
        store = resumed(world)
        ensure_nothing_else_lost(world, store)
        walk = kind(world, Desk(store, world.vault.clock))
        walk.get_ready()
        done = walk.look()
        ensure_nothing_else_lost(world, store)
        return done

    return Deed(name, ready, look)


FORMS = tuple(_deed(name, kind) for name, kind in WALKS.items())
