"""Consent: four elements, four outcomes, and the states between draft and withdrawn (policy 6).

The state is never stored: it follows from what happened and from the day (forms.md 4.1). Only
consent in force opens the exit door, and ``may_disclose`` says why when it stays shut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.forms import Answers, words
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId, CoveredId, DocumentId
from counsellor_desk.domain.signatures import Signature, SignerRole
from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.wording import N_

LONGEST_DISCLOSURE: Final = timedelta(days=92)
LONGEST_STANDING: Final = timedelta(days=183)
EXPIRING: Final = timedelta(days=30)


class Outcome(Worded):
    """What a client decided. Four, equal on screen; none is chosen beforehand."""

    GIVEN = "given", N_("Yes")
    IN_PART = "in_part", N_("Yes, for some of it")
    REFUSED = "refused", N_("No")
    NOT_DECIDED = "not_decided", N_("I have not decided yet")


GIVING: Final = frozenset({Outcome.GIVEN, Outcome.IN_PART})


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


class Extent(Worded):
    """How often it may be used."""

    ONCE = "once", N_("Once")
    STANDING = "standing", N_("Again, until it ends")


class ConsentStepNotPossible(DeskError):
    """The act does not fit the state that the consent is in."""

    happened = N_("That cannot be done now: this consent is “{state}”.")
    next_step = N_("Open the consent to see what happened to it. A new one can be begun any time.")


class WithdrawalHowMissing(InputError):
    """How the client said it."""

    field = "withdrawal"
    happened = N_("How the client withdrew is missing.")
    next_step = N_("One line is enough, such as “by telephone, today”.")


class ConsentEndNotPossible(InputError):
    """Never 'until further notice'."""

    field = "ends_on"
    happened = N_("The end date has to lie ahead, {days} days at the most.")
    safe = N_("All your answers are kept.")
    next_step = N_("Choose another day. It can be renewed with the client when it ends.")


class ClockBehindSignatures(DeskError):
    """A form is never closed at a time before it was signed."""

    happened = N_("This computer’s clock now stands before the time when the form was signed.")
    safe = N_("All answers and signatures are kept, and nothing is sealed.")
    next_step = N_("Set the clock right and seal it then, or take the signatures back.")


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One form gone through with one client.

    ``form_id`` is the public, random ID printed as text and QR; ``records`` are the records it
    covers after the client's decision; ``text_hash`` is the SHA-256 that the signatures are over.
    ``renews``: the one that it was begun from, and takes the place of once it is sealed.
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
    if consent.outcome is Outcome.REFUSED:
        return ConsentState.REFUSED
    used_up = consent.extent is Extent.ONCE and consent.used_at is not None
    past = consent.ends_on is not None and consent.ends_on < today
    return ConsentState.EXPIRED if used_up or past else None


OPEN_STATES: Final = frozenset({ConsentState.DRAFT, ConsentState.OFFERED})
LIVE_STATES: Final = frozenset({ConsentState.IN_FORCE, ConsentState.EXPIRING})


def _ensure(consent: Consent, allowed: Iterable[ConsentState], today: date) -> None:
    now = state(consent, today)
    if now not in set(allowed):
        raise ConsentStepNotPossible(state=now.label)


def answered(consent: Consent, answers: Answers, step: str, at: datetime) -> Consent:
    """With answers given so far and the step to resume at. Signing freezes them.

    Raises:
        ConsentStepNotPossible: it has been signed.
    """
    _ensure(consent, OPEN_STATES, at.date())
    if consent.signatures:
        raise ConsentStepNotPossible(state=ConsentState.SIGNED.label)
    return replace(consent, answers=MappingProxyType(dict(answers)), step=step)


def offered(consent: Consent, at: datetime) -> Consent:
    """Put before the client; a second time changes nothing.

    Raises:
        ConsentStepNotPossible: it has been signed.
    """
    _ensure(consent, OPEN_STATES, at.date())
    return replace(consent, offered_at=consent.offered_at or at)


def decided(
    consent: Consent,
    *,
    outcome: Outcome,
    records: tuple[CoveredId, ...],
    recipient: str,
    extent: Extent,
    ends_on: date | None,
    text_hash: str,
    at: datetime,
) -> Consent:
    """With the client's decision, ready to be signed over ``text_hash``.

    Raises:
        ConsentStepNotPossible: not offered yet, or already signed.
        ConsentEndNotPossible: it would end in the past or too far ahead.
    """
    _ensure(consent, [ConsentState.OFFERED], at.date())
    if consent.signatures:
        raise ConsentStepNotPossible(state=ConsentState.SIGNED.label)
    if outcome in GIVING:
        ensure_end(extent, ends_on, at.date())
    return replace(
        consent,
        outcome=outcome,
        records=records,
        recipient=one_line(recipient),
        extent=extent,
        ends_on=ends_on,
        text_hash=text_hash,
    )


def reopened(consent: Consent, at: datetime) -> Consent:
    """With the decision and the signatures taken back, so that answers can change once more.

    Raises:
        ConsentStepNotPossible: it is closed for changes.
    """
    _ensure(consent, OPEN_STATES, at.date())
    return replace(consent, outcome=None, records=(), text_hash="", signatures=())


def ensure_end(extent: Extent, ends_on: date | None, today: date) -> None:
    """Refuse an end in the past or beyond the longest time allowed.

    Raises:
        ConsentEndNotPossible: with the number of days allowed.
    """
    longest = LONGEST_DISCLOSURE if extent is Extent.ONCE else LONGEST_STANDING
    if ends_on is None or not today <= ends_on <= today + longest:
        raise ConsentEndNotPossible(days=longest.days)


def with_signature(consent: Consent, signature: Signature) -> Consent:
    """With one more signature, in place of an earlier one of the same role.

    Raises:
        ConsentStepNotPossible: no decision yet, or the form changed since it was signed over.
    """
    today = signature.signed_at.date()
    _ensure(consent, [ConsentState.OFFERED], today)
    undecided = consent.outcome in {None, Outcome.NOT_DECIDED}
    if undecided or signature.over != consent.text_hash:
        raise ConsentStepNotPossible(state=state(consent, today).label)
    others = tuple(s for s in consent.signatures if s.role is not signature.role)
    return replace(consent, signatures=(*others, signature))


def required_signers(consent: Consent) -> frozenset[SignerRole]:
    """Who has to sign: both when something is given, and the interpreter where one was needed.

    A refusal may go without anybody's ink but the counsellor's.
    """
    if consent.outcome is Outcome.REFUSED:
        return frozenset({SignerRole.COUNSELLOR})
    both = frozenset({SignerRole.CLIENT, SignerRole.COUNSELLOR})
    interpreted = words(consent.answers, "language") == SignerRole.INTERPRETER.value
    return both | {SignerRole.INTERPRETER} if interpreted else both


def signed(consent: Consent, at: datetime) -> Consent:
    """Closed for changes: every signature that is needed is there.

    Raises:
        ConsentStepNotPossible: one is missing.
        ClockBehindSignatures: one is of a later time than this.
        ConsentEndNotPossible: its end has come in the meantime.
    """
    _ensure(consent, [ConsentState.OFFERED], at.date())
    if required_signers(consent) - {s.role for s in consent.signatures}:
        raise ConsentStepNotPossible(state=ConsentState.OFFERED.label)
    if any(signature.signed_at > at for signature in consent.signatures):
        raise ClockBehindSignatures
    if consent.outcome in GIVING:
        ensure_end(consent.extent, consent.ends_on, at.date())
    return replace(consent, signed_at=at)


def sealed(consent: Consent, document: DocumentId, at: datetime) -> Consent:
    """In force from now (or on record as refused).

    Raises:
        ConsentStepNotPossible: not signed.
    """
    _ensure(consent, [ConsentState.SIGNED], at.date())
    return replace(consent, document=document, sealed_at=at)


def used(consent: Consent, at: datetime) -> Consent:
    """Used for a disclosure: a single-use consent ends here.

    Raises:
        ConsentStepNotPossible: not in force.
    """
    _ensure(consent, LIVE_STATES, at.date())
    return replace(consent, used_at=at)


def withdrawn(consent: Consent, *, how: str, at: datetime) -> Consent:
    """Withdrawn, effective at once for what has not happened; by any means (forms.md, F9).

    Raises:
        WithdrawalHowMissing: no word on how.
        ConsentStepNotPossible: it has ended already.
    """
    tidy = one_line(how)
    if not tidy:
        raise WithdrawalHowMissing
    _ensure(consent, {*OPEN_STATES, ConsentState.SIGNED, *LIVE_STATES}, at.date())
    return replace(consent, withdrawn_at=at, withdrawn_how=tidy)


@dataclass(frozen=True)
class Permission:
    """Whether a disclosure may go ahead, by which consent, and otherwise why not."""

    consent: Consent | None
    why_not: str = ""

    @property
    def granted(self) -> bool:
        """A consent in force covers it."""
        return self.consent is not None


_WHY_NOT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "none": N_("There is no consent for this."),
        "not_live": N_("There was consent, but it is not in force."),
        "other_recipient": N_("The consent in force names somebody else."),
        "more_records": N_("The consent in force covers fewer records."),
    }
)


def may_disclose(
    consents: Iterable[Consent],
    *,
    client: ClientId,
    records: Iterable[CoveredId],
    recipient: str,
    today: date,
) -> Permission:
    """The exit door's question (policy 2.1, 6.1): does a consent in force cover exactly this?"""
    wanted, to = set(records), one_line(recipient).casefold()
    why = "none"
    for consent in consents:
        if consent.client != client or consent.form != "F2":
            continue
        if state(consent, today) not in LIVE_STATES:
            why = "not_live" if why == "none" else why
        elif consent.recipient.casefold() != to:
            why = "other_recipient"
        elif not wanted <= set(consent.records):
            why = "more_records"
        else:
            return Permission(consent)
    return Permission(None, _WHY_NOT[why])
