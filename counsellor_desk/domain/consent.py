"""A form with a client, of any family, and the states between draft and withdrawn (policy 6).

The state is never stored: it follows from what happened and from the day (forms.md 4.1). What a
form in force opens is asked in ``domain.permissions``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.decisions import Decision
from counsellor_desk.domain.endings import ensure_ahead, ensure_end
from counsellor_desk.domain.form_terms import SignerIf
from counsellor_desk.domain.forms import Answers, FormDefinition
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId, CoveredId, DocumentId
from counsellor_desk.domain.outcomes import (
    GIVING,
    REFUSING,
    UNDECIDED,
    Extent,
    Family,
    Outcome,
    outcomes_of,
)
from counsellor_desk.domain.signatures import MAY_FOLLOW, Signature, SignerRole
from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.wording import N_, _

EXPIRING: Final = timedelta(days=30)


class ConsentState(Worded):
    """Where a consent stands on a given day."""

    DRAFT = "draft", N_("Being prepared")
    OFFERED = "offered", N_("Offered")
    SIGNED = "signed", N_("Signed, not sealed yet")
    IN_FORCE = "in_force", N_("In force")
    EXPIRING = "expiring", N_("In force, ends soon")
    EXPIRED = "expired", N_("Ended")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    SUPERSEDED = "superseded", N_("Replaced")
    REFUSED = "refused", N_("Refused")


class ConsentStepNotPossible(DeskError):
    """The act does not fit the state that the consent is in."""

    happened = N_("That cannot be done now: this consent is “{state}”.")
    next_step = N_("Open the consent to see what happened to it. A new one can be begun any time.")


class WithdrawalHowMissing(InputError):
    """How the client said it."""

    field = "withdrawal"
    happened = N_("How the client withdrew is missing.")
    next_step = N_("One line is enough, such as “by telephone, today”.")


class ClockBehindSignatures(DeskError):
    """A form is never closed before it was signed."""

    happened = N_("This computer’s clock now stands before the time when the form was signed.")
    safe = N_("All answers and signatures are kept, and nothing is sealed.")
    next_step = N_("Set the clock right and seal it then, or take the signatures back.")


class ClockBehindForm(DeskError):
    """Nobody signs a form at a time before it was put before them."""

    happened = N_("This computer’s clock now stands before the time when the form was offered.")
    safe = N_("All answers are kept, and nothing was signed.")
    next_step = N_(
        "Set the clock right and sign then. If it is right now, it was ahead before: begin the "
        "form anew."
    )


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One form gone through with one client.

    ``form_id`` is the public, random ID printed as text and QR; ``records`` are the records it
    covers after the client's decision, ``items`` what else was said yes to; ``text_hash`` is the
    SHA-256 that the signatures are over. ``renews``: the one that it takes the place of once it is
    sealed. ``review_on``: when it is looked at together again. ``on_paper_at``: printed to be
    signed by hand; ``original_place``: where that paper is.
    """

    id: ConsentId
    form_id: str
    form: str
    version: int
    case: CaseId
    client: ClientId
    begun_at: datetime
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    step: str = ""
    offered_at: datetime | None = None
    outcome: Outcome | None = None
    records: tuple[CoveredId, ...] = ()
    items: tuple[str, ...] = ()
    recipient: str = ""
    extent: Extent = Extent.ONCE
    ends_on: date | None = None
    text_hash: str = ""
    signatures: tuple[Signature, ...] = ()
    signed_at: datetime | None = None
    document: DocumentId | None = None
    sealed_at: datetime | None = None
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_how: str = ""
    superseded_by: ConsentId | None = None
    renews: ConsentId | None = None
    review_on: date | None = None
    on_paper_at: datetime | None = None
    original_place: str = ""

    def signature(self, role: SignerRole) -> Signature | None:
        """That role's signature, if given."""
        return next((s for s in self.signatures if s.role is role), None)


def state(consent: Consent, today: date) -> ConsentState:
    """Where the consent stands on ``today``."""
    ended = _ended(consent, today)
    if ended is not None:
        return ended
    if consent.sealed_at is None:
        return _before_sealing(consent)
    if consent.ends_on is not None and consent.ends_on - today <= EXPIRING:
        return ConsentState.EXPIRING
    return ConsentState.IN_FORCE


def _before_sealing(consent: Consent) -> ConsentState:
    if consent.signed_at is not None:
        return ConsentState.SIGNED
    return ConsentState.DRAFT if consent.offered_at is None else ConsentState.OFFERED


def _ended(consent: Consent, today: date) -> ConsentState | None:
    if consent.withdrawn_at is not None:
        return ConsentState.WITHDRAWN
    if consent.superseded_by is not None:
        return ConsentState.SUPERSEDED
    if consent.sealed_at is None:
        return None
    if consent.outcome in REFUSING:
        return ConsentState.REFUSED
    used_up = consent.extent is Extent.ONCE and consent.used_at is not None
    past = consent.ends_on is not None and consent.ends_on < today
    return ConsentState.EXPIRED if used_up or past else None


ON_PAPER: Final = N_("On paper, awaiting return")
OPEN_STATES: Final = frozenset({ConsentState.DRAFT, ConsentState.OFFERED})
LIVE_STATES: Final = frozenset({ConsentState.IN_FORCE, ConsentState.EXPIRING})


def _ensure(consent: Consent, allowed: Iterable[ConsentState], today: date) -> None:
    now = state(consent, today)
    if now not in set(allowed):
        raise ConsentStepNotPossible(state=now.label)


def _ensure_unsigned(consent: Consent) -> None:
    if consent.signatures:
        raise ConsentStepNotPossible(state=ConsentState.SIGNED.label)


def _is_open(consent: Consent) -> bool:
    return consent.outcome is None or consent.outcome in UNDECIDED


def answered(consent: Consent, answers: Answers, step: str, at: datetime) -> Consent:
    """With answers given so far and the step to resume at. Signing and printing freeze them.

    Raises:
        ConsentStepNotPossible: it has been signed, or lies on paper to be signed.
    """
    _ensure(consent, OPEN_STATES, at.date())
    _ensure_unsigned(consent)
    if consent.on_paper_at is not None:
        raise ConsentStepNotPossible(state=_(ON_PAPER))
    return replace(consent, answers=MappingProxyType(dict(answers)), step=step)


def offered(consent: Consent, at: datetime) -> Consent:
    """Put before the client; a second time changes nothing.

    Raises:
        ConsentStepNotPossible: it has been signed.
    """
    _ensure(consent, OPEN_STATES, at.date())
    return replace(consent, offered_at=consent.offered_at or at)


def decided(
    form: FormDefinition, consent: Consent, made: Decision, *, text_hash: str, at: datetime
) -> Consent:
    """With the client's decision, ready to be signed over ``text_hash``.

    Raises:
        ConsentStepNotPossible: not offered yet, or already signed.
        ConsentEndNotPossible: it would end in the past or too far ahead.
        ValueError: an outcome of another family (a fault of the screen).
    """
    _ensure(consent, [ConsentState.OFFERED], at.date())
    _ensure_unsigned(consent)
    if made.outcome not in outcomes_of(form.family):
        raise ValueError(made.outcome.name)
    if made.outcome in GIVING:
        ensure_end(form, made.extent, made.ends_on, at.date())
    return replace(
        consent,
        outcome=made.outcome,
        records=made.records,
        items=made.items,
        recipient=one_line(made.recipient),
        extent=made.extent,
        ends_on=made.ends_on,
        text_hash=text_hash,
    )


def reopened(consent: Consent, at: datetime) -> Consent:
    """With decision, signatures and printing taken back, so that answers can change once more.

    Raises:
        ConsentStepNotPossible: it is closed for changes.
    """
    _ensure(consent, OPEN_STATES, at.date())
    unsigned = replace(consent, text_hash="", signatures=(), on_paper_at=None, original_place="")
    return replace(unsigned, outcome=None, records=(), items=())


def put_on_paper(consent: Consent, at: datetime) -> Consent:
    """Printed to be signed by hand, and decided there: it waits for its return.

    Raises:
        ConsentStepNotPossible: it was not offered, or somebody signed on screen.
    """
    _ensure(consent, [ConsentState.OFFERED], at.date())
    _ensure_unsigned(consent)
    return replace(consent, on_paper_at=consent.on_paper_at or at)


def back_from_paper(consent: Consent, *, place: str) -> Consent:
    """The signed paper is here again; ``place``: where the original is kept."""
    return replace(consent, original_place=one_line(place))


def with_signature(consent: Consent, signature: Signature) -> Consent:
    """With one more signature, in place of an earlier one of that role.

    Raises:
        ConsentStepNotPossible: no decision yet, or the form changed since it was signed over.
        ClockBehindForm: it was offered later than that.
    """
    today = signature.signed_at.date()
    _ensure(consent, [ConsentState.OFFERED], today)
    if consent.offered_at is not None and signature.signed_at < consent.offered_at:
        raise ClockBehindForm
    if _is_open(consent) or signature.over != consent.text_hash:
        raise ConsentStepNotPossible(state=state(consent, today).label)
    others = tuple(s for s in consent.signatures if s.role is not signature.role)
    return replace(consent, signatures=(*others, signature))


def required_signers(form: FormDefinition, consent: Consent) -> frozenset[SignerRole]:
    """Who has to sign: as the form says, and more by its answers, such as an interpreter.

    A no may go without anybody's ink but those whom the form names for it.
    """
    if consent.outcome in REFUSING:
        return frozenset(form.refusal_signers)
    more = (s.role for s in form.signers_if if _applies(s, consent.answers))
    return frozenset({*form.signers, *more})


def signs_first(form: FormDefinition, consent: Consent) -> frozenset[SignerRole]:
    """Whose ink has to be there before it is sealed; of a record, others may sign after that.

    A consent or an agreement opens something once it is sealed, so nobody's ink may be missing.
    """
    return required_signers(form, consent) - _may_follow(form)


def signs_later(form: FormDefinition, consent: Consent) -> frozenset[SignerRole]:
    """Who signs after the seal: those who may, and did not sign in ink."""
    inked = {signature.role for signature in consent.signatures}
    return (required_signers(form, consent) & _may_follow(form)) - inked


def _may_follow(form: FormDefinition) -> frozenset[SignerRole]:
    return MAY_FOLLOW if form.family is Family.RECORD else frozenset()


def _applies(signer: SignerIf, answers: Answers) -> bool:
    found = answers.get(signer.field, "")
    return signer.value in found if isinstance(found, tuple) else signer.value == found


def signed(form: FormDefinition, consent: Consent, at: datetime) -> Consent:
    """Closed for changes: it is decided, and every signature that is needed is there.

    Raises:
        ConsentStepNotPossible: nothing is decided, or a signature is missing.
        ClockBehindSignatures: one is of a later time than this.
        ConsentEndNotPossible: its end has come in the meantime.
        ValueError: that is the definition of another form.
    """
    if form.id != consent.form:
        raise ValueError(form.id)
    _ensure(consent, [ConsentState.OFFERED], at.date())
    signatures = [s for s in consent.signatures if s.over == consent.text_hash]
    if _is_open(consent) or signs_first(form, consent) - {s.role for s in signatures}:
        raise ConsentStepNotPossible(state=ConsentState.OFFERED.label)
    if any(signature.signed_at > at for signature in consent.signatures):
        raise ClockBehindSignatures
    if consent.outcome in GIVING:
        ensure_ahead(form, consent.ends_on, at.date())
    return replace(consent, signed_at=at)


def sealed(
    consent: Consent, document: DocumentId, at: datetime, *, review_on: date | None = None
) -> Consent:
    """In force from now (or on record as refused), to be looked at again on ``review_on``.

    Raises:
        ConsentStepNotPossible: not signed.
    """
    _ensure(consent, [ConsentState.SIGNED], at.date())
    gives = consent.outcome in GIVING
    return replace(consent, document=document, sealed_at=at, review_on=review_on if gives else None)


def used(consent: Consent, at: datetime) -> Consent:
    """Used for a disclosure: a single-use consent ends here.

    Raises:
        ConsentStepNotPossible: not in force.
    """
    _ensure(consent, LIVE_STATES, at.date())
    return replace(consent, used_at=at)


def can_be_withdrawn(consent: Consent) -> bool:
    """Whether it holds something that a client can take back: a yes, written or spoken.

    What is only recorded, such as another withdrawal, stays on record.
    """
    return consent.outcome in GIVING or is_spoken(consent)


def is_spoken(consent: Consent) -> bool:
    """Whether it keeps a yes said aloud: the one record that has an end."""
    return consent.outcome is Outcome.RECORDED and consent.ends_on is not None


def reviewed(consent: Consent, *, again_on: date | None, at: datetime) -> Consent:
    """Looked at together again, and left as it is until ``again_on``.

    Raises:
        ConsentStepNotPossible: not in force.
    """
    _ensure(consent, LIVE_STATES, at.date())
    return replace(consent, review_on=again_on)


def withdrawn(consent: Consent, *, how: str, at: datetime) -> Consent:
    """Withdrawn, effective at once for what has not happened; by any means (forms.md, F9).

    What was used for once can be taken back too, so that whoever has something is told.

    Raises:
        WithdrawalHowMissing: no word on how.
        ConsentStepNotPossible: it has ended already.
    """
    tidy = one_line(how)
    if not tidy:
        raise WithdrawalHowMissing
    ended_by_use = {ConsentState.EXPIRED} if consent.used_at else set()
    _ensure(consent, {*OPEN_STATES, ConsentState.SIGNED, *LIVE_STATES, *ended_by_use}, at.date())
    if consent.sealed_at is not None and not can_be_withdrawn(consent):
        raise ConsentStepNotPossible(state=consent.outcome.label if consent.outcome else "")
    return replace(consent, withdrawn_at=at, withdrawn_how=tidy)
