"""Forms at every stage with all that belongs to them, in a real store without screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.facts import Fact
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_questions import Question
from counsellor_desk.domain.form_versions import FormEdits, FormVersion
from counsellor_desk.domain.forms import FieldKind
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.later import LaterLine
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.domain.outcomes import Extent, Outcome
from counsellor_desk.domain.own_facts import OwnFact
from counsellor_desk.domain.paper_forms import BlankForm, Bound, Entered
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.domain.sealed_documents import (
    DocumentKind,
    LaterSignature,
    SealedDocument,
    SealIdentity,
)
from counsellor_desk.domain.signatures import Point, Signature, SignerRole
from counsellor_desk.vault import (
    consents,
    documents,
    form_versions,
    later_lines,
    own_facts,
    paper_forms,
    seal_certificates,
)
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Transaction
from tests.vault.samples import NOON

OVER = "ab" * 32
INK = ((Point(0.1, 0.2, 0.7), Point(1 / 3, 0.30000000000000004)), (Point(0.5, 0.5),))
PDF = b"%PDF-1.7 a sealed form, " * 40
LATER = PDF + b"and somebody's signature after its seal"
FACT = Fact(
    key="samaritans",
    text="Our own line: call 01234 567890.",
    source="Our own list",
    jurisdictions=frozenset({Jurisdiction.SCOTLAND}),
    checked_on=NOON.date(),
    verified=True,
    subject="Who can be called",
    added=True,
)
CHANGES = FormChanges(
    sentences=MappingProxyType({"title": "May we tell them?"}),
    questions=(
        Question(
            key="added_1", kind=FieldKind.CHOICE, label="How?", at="why", options=("Now", "Later")
        ),
    ),
    left_out=frozenset({"not_when"}),
)
VERSION = FormVersion(
    form="F2",
    version=2,
    shipped_version=1,
    changes=CHANGES,
    reason="",
    made_at=NOON,
    made_by="Ada Reyes",
    table={"id": "F2", "steps": [{"key": "why", "fields": []}]},
)
EDITS = FormEdits(form="F2", shipped_version=1, changes=CHANGES, edited_at=NOON)
PICTURE = b"\xff\xd8 a scanned page \xff\xd9" * 60


@dataclass(frozen=True)
class Kept:
    """``draft``: being filled in; ``paper``: came back and is not sealed; ``sealed``: in force."""

    draft: Consent
    paper: Consent
    sealed: Consent
    blank: BlankForm
    certificate: bytes


def form_id(number: int) -> str:
    """As it is printed on a form."""
    return f"2F7K-{number:04}"


def begun(case: Case, number: int, form: str = "F2") -> Consent:
    """A form that was begun with the first client of a case."""
    return Consent(
        id=ConsentId(new_id()),
        form_id=form_id(number),
        form=form,
        version=1,
        case=case.id,
        client=case.clients[0].id,
        begun_at=NOON,
        answers=MappingProxyType({"why": "GP’s letter", "records": ("s1", "s2")}),
        step="decide",
        offered_at=NOON,
        recipient="Dr Żak, Surgery",
    )


def closed(consent: Consent) -> Consent:
    """Decided, signed by two and sealed."""
    signers = (SignerRole.CLIENT, SignerRole.COUNSELLOR)
    return replace(
        consent,
        outcome=Outcome.IN_PART,
        items=("phone",),
        extent=Extent.STANDING,
        ends_on=date(2026, 6, 1),
        review_on=date(2026, 4, 20),
        text_hash=OVER,
        signatures=tuple(
            Signature(role=role, name=f"Name {role.value}", signed_at=NOON, strokes=INK, over=OVER)
            for role in signers
        ),
        signed_at=NOON,
        document=DocumentId(new_id()),
        sealed_at=NOON,
        on_paper_at=NOON,
        original_place="Cabinet 2",
    )


def add_all(store: Store, case: Case, number: int = 0) -> Kept:
    """A form of each stage with its pages, its document and the certificates of that."""
    draft, paper = begun(case, number * 10), begun(case, number * 10 + 1)
    sealed = closed(begun(case, number * 10 + 2))
    blank = BlankForm(
        form_id=form_id(number * 10 + 3), form="F2", version=1, large=True, printed_at=NOON
    )
    kept = Kept(draft, replace(paper, on_paper_at=NOON), sealed, blank, f"DER {number}".encode())
    with store.act(Act.FORM_SEALED, at=NOON, about=sealed.id) as tx:
        for consent in (kept.draft, kept.paper, kept.sealed):
            consents.save(tx, consent)
        paper_forms.keep_blank(tx, blank)
        paper_forms.begin_return(tx, paper.id, Entered(original_words="drawer"), NOON)
        paper_forms.add_pages(tx, paper.id, [(PICTURE, Bound.CODE), (PICTURE, Bound.EYE)])
        _add_document(tx, kept)
        later_lines.add(tx, _later(kept))
        own_facts.tell(tx, kept.sealed.id, [FACT], NOON)
        _word(tx, number)
    return kept


def _word(tx: Transaction, number: int) -> None:
    """One more version of the organisation's own, something in hand, and a number of its own."""
    version = replace(VERSION, version=number + 2, reason=f"Reason {number}")
    form_versions.add(tx, version)
    form_versions.keep_edits(tx, replace(EDITS, form=f"F{number}"))
    own_facts.keep(tx, OwnFact(fact=replace(FACT, key=f"added_{number}")), NOON)


def ensure_worded(store: Store, number: int) -> None:
    """The wording and the number of that ``add_all`` are there."""
    reader = store.read()
    version = replace(VERSION, version=number + 2, reason=f"Reason {number}")
    assert version in form_versions.of_form(reader, "F2")
    assert form_versions.edits(reader, f"F{number}") == replace(EDITS, form=f"F{number}")
    assert OwnFact(fact=replace(FACT, key=f"added_{number}")) in own_facts.everything(reader)


def _later(kept: Kept) -> LaterLine:
    return LaterLine(
        id=kept.draft.id[::-1],
        consent=kept.sealed.id,
        what=Later.HANDED_OVER,
        on=NOON.date(),
        told="By hand, to the client",
        added_at=NOON,
        added_by="Ada Reyes",
    )


def _add_document(tx: Transaction, kept: Kept) -> None:
    which = kept.sealed.document
    assert which is not None
    document = SealedDocument(
        id=which,
        kind=DocumentKind.FORM,
        case=kept.sealed.case,
        about=kept.sealed.id,
        name="CD-2F7K.pdf",
        made_at=NOON,
        pages=1,
        sha256=sha256(LATER).hexdigest(),
        record_code="",
    )
    documents.add(tx, document, PDF)
    documents.take_signed(tx, which, LATER, document.sha256)
    identity = SealIdentity(kept.certificate, b"a key", (b"one behind", b"root"), brought=True)
    seal_certificates.take_up(tx, identity, at=NOON)
    later = LaterSignature(role=SignerRole.SERVICE_MANAGER, name="Owen Price", signed_at=NOON)
    manager = replace(identity, certificate=b"DER of a manager")
    seal_certificates.add_later(tx, which, later, manager)


def ensure_all(store: Store, kept: Kept) -> None:
    """All of it is there, as it was kept."""
    reader = store.read()
    for consent in (kept.draft, kept.paper, kept.sealed):
        assert consents.load(reader, consent.id) == consent
    assert own_facts.told(reader, kept.sealed.id) == {FACT.key: FACT}
    assert paper_forms.blank(reader, kept.blank.form_id) == kept.blank
    came = paper_forms.load(reader, kept.paper.id)
    assert came is not None
    assert came.entered.original_words == "drawer"
    assert [page.bound for page in came.pages] == [Bound.CODE, Bound.EYE]
    assert {paper_forms.picture(reader, kept.paper.id, p.page.id) for p in came.pages} == {PICTURE}
    assert later_lines.of_consent(reader, kept.sealed.id) == (_later(kept),)
    document = kept.sealed.document
    assert document is not None
    assert documents.pdf(reader, document) == LATER
    assert documents.load(reader, document).sha256 == sha256(LATER).hexdigest()
    (later,) = seal_certificates.later(reader, document)
    assert later.name == "Owen Price"
    assert kept.certificate in seal_certificates.ours(reader)
    assert set(seal_certificates.known(reader)) >= {b"DER of a manager", b"one behind", b"root"}
