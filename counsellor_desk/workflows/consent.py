"""Going through a form with a client: begin, answer, decide, sign, seal, withdraw (policy 6).

Answers are kept as they are given, without an audit entry; beginning, sealing and withdrawing are
acts. The preview is composed by the same code as the sealed PDF.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from counsellor_desk.documents.composed import Composed, FormContext, FormLine, RecordLine
from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain import (
    endings,
    forms,
    four_elements,
    purposes,
    signatures,
    validity,
)
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent, ConsentState, state
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.facts import Facts
from counsellor_desk.domain.forms import Answer, AnswerTooLong, FormDefinition
from counsellor_desk.domain.ids import CROCKFORD, CaseId, ClientId, ConsentId
from counsellor_desk.domain.kinds import Export, RecordKind
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.signatures import SignerRole, Stroke
from counsellor_desk.domain.text import preview as preview_of
from counsellor_desk.domain.validity import Told
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import (
    cases,
    consents,
    documents,
    identity_cards,
    ids,
    own_facts,
    records,
    summaries,
)
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import closing, form_definitions, papers, renewal, seal
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import consent_form
else:
    consent_form = lazily("counsellor_desk.documents.consent_form")

DISCLOSURE: Final = "F2"
_ID_CHARACTERS: Final = 8


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A form in hand. ``records``: every accepted record that could be picked.

    ``client`` names nobody (``Client A``); ``counsellor`` is the name that the counsellor signs.
    ``renews``: the ID of the form that this one takes the place of, if any. ``forms``: the client's
    forms that a withdrawal can name. ``told``: sentences worth saying, which stop nothing.
    ``facts``: what its steps show of law, practice and helplines; ``place``: where, unless the form
    says so. ``newer``: it was worded anew since it was begun, and may be gone on with like that.
    """

    form: FormDefinition
    consent: Consent
    state: ConsentState
    case_number: str
    client: str
    client_name: str
    counsellor: str
    records: tuple[RecordLine, ...]
    renews: str = ""
    forms: tuple[FormLine, ...] = ()
    told: tuple[Told, ...] = ()
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))
    place: Jurisdiction = Jurisdiction.ENGLAND_AND_WALES
    newer: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentPage:
    """A form as it is looked at later: what it says now, its paper, and what has gone out.

    Of a withdrawal: what has gone out on the ground of the forms that it withdraws.
    """

    guide: Guide
    document: SealedDocument | None
    gone_out: tuple[Disclosure, ...]

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who has something, each once: whom to tell after a withdrawal."""
        return tuple(dict.fromkeys(line.to for line in self.gone_out))


def begin(
    desk: Desk,
    case: CaseId,
    client: ClientId,
    form: str = DISCLOSURE,
    *,
    renews: ConsentId | None = None,
) -> Guide:
    """Begin a form with a client, in the place of the one that it ``renews``."""
    now = desk.now()
    consent = Consent(
        id=ConsentId(ids.new_id()),
        form_id=new_form_id(),
        form=form,
        version=form_definitions.newest(desk.read(), form).version,
        case=case,
        client=client,
        begun_at=now,
        renews=renews,
    )
    with desk.store.act(Act.FORM_BEGUN, at=now, about=consent.id, form=form) as tx:
        consents.save(tx, consent)
    return guide(desk, consent.id)


def guide(desk: Desk, consent: ConsentId) -> Guide:
    """The form as far as it has come.

    Raises:
        KeyError: no such consent.
    """
    reader = desk.read()
    found = consents.load(reader, consent)
    case = cases.load(reader, found.case)
    card = identity_cards.load(reader, found.client)
    older, today = renewal.renewed(reader, found), desk.now().date()
    form = form_definitions.of(reader, found)
    return Guide(
        form=form,
        consent=found,
        state=state(found, today),
        case_number=case.number,
        client=case.client(found.client).label(of=len(case.clients)),
        client_name=card.name if card else "",
        counsellor=desk.profile().name,
        records=_records(reader, found.case),
        renews=older.form_id if older else "",
        forms=closing.may_be_picked(reader, form, found, today),
        told=validity.told(form, found.answers, closing.around(reader, found, today)),
        facts=form_definitions.facts_of(reader, found),
        place=desk.profile().organisation.jurisdiction,
        newer=form_definitions.may_take_newer(reader, found),
    )


def page(desk: Desk, consent: ConsentId) -> ConsentPage:
    """The consent with its paper and what went out on its ground.

    Raises:
        KeyError: no such consent.
    """
    shown, reader = guide(desk, consent), desk.read()
    document, answers = shown.consent.document, shown.consent.answers
    return ConsentPage(
        guide=shown,
        document=documents.load(reader, document) if document else None,
        gone_out=closing.gone_out(reader, (consent, *closing.picks(shown.form, answers))),
    )


def unfinished(desk: Desk) -> tuple[Guide, ...]:
    """Forms begun and not sealed, the newest first."""
    return tuple(guide(desk, consent.id) for consent in consents.unfinished(desk.read()))


def answer(desk: Desk, consent: ConsentId, answers: Mapping[str, Answer], step: str) -> Guide:
    """Keep what was answered, and the step to resume at.

    Raises:
        AnswerTooLong: that answer is not kept; the others are.
        ConsentStepNotPossible: it is signed.
        DiskFull, DiskFault: what was kept before stays.
    """
    found = consents.load(desk.read(), consent)
    form, kept = form_definitions.of(desk.read(), found), found.answers
    too_long: list[AnswerTooLong] = []
    for key, given in answers.items():
        try:
            kept = forms.with_answer(kept, form.field(key), given)
        except AnswerTooLong as refused:
            too_long.append(refused)
    kept = validity.after_change(form, found.answers, forms.within_bounds(form, kept))
    _keep(desk, consent_rules.answered(found, kept, step, desk.now()))
    if too_long:
        raise too_long[0]
    return guide(desk, consent)


def offer(desk: Desk, consent: ConsentId) -> None:
    """Put the form before the client.

    Raises:
        ConsentStepNotPossible: it is signed.
    """
    _keep(desk, consent_rules.offered(consents.load(desk.read(), consent), desk.now()))


def decide(desk: Desk, consent: ConsentId) -> Guide:
    """Read the decision out of the answers; from here it can be signed.

    Raises:
        FormNotComplete, NotInformed, FormNotValid: something is open, or not as it has to be.
        ConsentEndNotPossible, ConsentStepNotPossible: all answers are kept.
    """
    shown, now = guide(desk, consent), desk.now()
    form, answers = shown.form, shown.consent.answers
    forms.ensure_complete(form, answers)
    four_elements.ensure_informed(form, answers)
    made, reader, today = decision(form, answers), desk.read(), now.date()
    closing.ensure_valid(reader, form, shown.consent, made.outcome, today)
    made = replace(made, ends_on=closing.end_of(reader, form, shown.consent, made, today))
    offered = consent_rules.offered(shown.consent, now)
    decided = consent_rules.decided(form, offered, made, text_hash="", at=now)
    context = form_context(desk, replace(shown, consent=decided))
    over = consent_form.text_hash(form, decided, context)
    with desk.store.quietly() as tx:
        consents.save(tx, replace(decided, text_hash=over))
        own_facts.tell(tx, consent, form_definitions.told_in(form, context.facts), now)
    return guide(desk, consent)


def reopen(desk: Desk, consent: ConsentId) -> Guide:
    """Take the decision and the signatures back so that answers can be changed once more.

    Raises:
        ConsentStepNotPossible: it is sealed.
    """
    _keep(desk, consent_rules.reopened(consents.load(desk.read(), consent), desk.now()))
    return guide(desk, consent)


def sign(
    desk: Desk, consent: ConsentId, role: SignerRole, name: str, strokes: tuple[Stroke, ...]
) -> Guide:
    """Take a signature; it is over the text as it was when the decision was made.

    Raises:
        SignatureTooShort, SignerNameMissing, ConsentStepNotPossible, ClockBehindForm: as they say.
    """
    found = consents.load(desk.read(), consent)
    ink = signatures.signed(
        role=role, name=name, at=desk.now(), strokes=strokes, over=found.text_hash
    )
    _keep(desk, consent_rules.with_signature(found, ink))
    return guide(desk, consent)


def preview(desk: Desk, consent: ConsentId, *, size: float = 1.0) -> Composed:
    """The form as a PDF, as it would be sealed now.

    Raises:
        SignedTextChanged: it was signed, and something on it has changed since.
    """
    shown = guide(desk, consent)
    return consent_form.compose(
        shown.form, shown.consent, context=form_context(desk, shown, size=size)
    )


def seal_form(desk: Desk, consent: ConsentId) -> SealedDocument:
    """Close the form, typeset it, seal it and keep it: consent is in force, or refusal on record.

    A form that it renews ends in the same act, and so do those that it withdraws.

    Raises:
        ConsentStepNotPossible: a signature is missing.
        ClockBehindSignatures, ConsentEndNotPossible, FormNotValid: the time is not right for it.
        SignedTextChanged: something on it has changed since it was signed.
        CharactersMissing: something would stand as a box.
        DiskFull, DiskFault: the form and its signatures are kept, unsealed.
    """
    now, shown = desk.now(), guide(desk, consent)
    closing.ensure_valid(desk.read(), shown.form, shown.consent, shown.consent.outcome, now.date())
    signed = consent_rules.signed(shown.form, shown.consent, now)
    with desk.store.act(
        Act.FORM_SEALED, at=now, about=consent, form=signed.form, outcome=_outcome(signed)
    ) as tx:
        context = form_context(desk, shown, code=tx.code)
        composed = consent_form.compose(shown.form, signed, context=context)
        document = seal.keep(
            desk,
            tx,
            composed,
            kind=DocumentKind.FORM,
            case=signed.case,
            about=consent,
            more_signatures=bool(consent_rules.signs_later(shown.form, signed)),
        )
        review_on = endings.review_of(shown.form, now.date())
        sealed = consent_rules.sealed(signed, document.id, now, review_on=review_on)
        consents.save(tx, sealed)
        closing.take_effect(tx, shown.form, sealed)
    return document


def for_paper(desk: Desk, consent: ConsentId, *, size: float = 1.0) -> SealedDocument:
    """The form as it is filled in, to be printed and signed by hand: it waits for its return.

    ``size``: times the normal type size.

    Raises:
        ConsentStepNotPossible: it is signed on screen already.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    now, shown = desk.now(), guide(desk, consent)
    offered = consent_rules.put_on_paper(consent_rules.offered(shown.consent, now), now)
    with desk.store.act(Act.DOCUMENT_SEALED, at=now, about=consent) as tx:
        context = form_context(desk, shown, code=tx.code, size=size)
        composed = consent_form.compose(shown.form, offered, context=context, by_hand=True)
        consents.save(tx, offered)
        return seal.keep(
            desk, tx, composed, kind=DocumentKind.PAPER_FORM, case=offered.case, about=consent
        )


def withdraw(desk: Desk, consent: ConsentId, how: str) -> ConsentPage:
    """Withdraw a consent, effective at once; what already went out is listed.

    Raises:
        WithdrawalHowMissing, ConsentStepNotPossible: as they say.
    """
    now = desk.now()
    withdrawn = consent_rules.withdrawn(consents.load(desk.read(), consent), how=how, at=now)
    with desk.store.act(Act.CONSENT_WITHDRAWN, at=now, about=consent) as tx:
        consents.save(tx, withdrawn)
    return page(desk, consent)


def _keep(desk: Desk, consent: Consent) -> None:
    with desk.store.quietly() as tx:
        consents.save(tx, consent)


def new_form_id() -> str:
    """An ID that a form bears in public: eight letters and digits."""
    letters = "".join(secrets.choice(CROCKFORD) for _letter in range(_ID_CHARACTERS))
    return f"{letters[:4]}-{letters[4:]}"


def _outcome(consent: Consent) -> str:
    outcome: Outcome = consent.outcome or Outcome.NOT_DECIDED
    return str(outcome.value)


def _records(reader: Reader, case: CaseId) -> tuple[RecordLine, ...]:
    """All that a consent may cover, the newest first: summaries, and records whose purpose does."""
    found = [
        RecordLine(
            id=summary.id,
            day=summary.session_on,
            kind=RecordKind.SUMMARY.label,
            preview=preview_of(summary.first_line()),
        )
        for summary in summaries.of_case(reader, case)
    ]
    found += [
        RecordLine(
            id=record.id,
            day=record.about_on,
            kind=purposes.told(record.purposes),
            preview=preview_of(record.first_line()),
        )
        for record in records.of_case(reader, case)
        if Export.CONSENTED_DISCLOSURE in purposes.rule(record.purposes).exports
    ]
    return tuple(sorted(found, key=lambda line: line.day, reverse=True))


def form_context(desk: Desk, shown: Guide, *, code: str = "", size: float = 1.0) -> FormContext:
    """What the form shows that is not an answer. ``code``: of the act that makes the document."""
    return FormContext(
        letterhead=papers.letterhead(desk, shown.consent.case, code, size=size),
        client_name=shown.client_name,
        counsellor=desk.profile(),
        records=shown.records,
        renews=shown.renews,
        forms=shown.forms,
        gone_out=closing.gone_out(desk.read(), closing.picks(shown.form, shown.consent.answers)),
        facts=form_definitions.facts_of(desk.read(), shown.consent),
    )
