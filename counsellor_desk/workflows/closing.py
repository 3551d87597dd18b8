"""What closing a form asks beside its signatures, and what it brings about (forms.md 4.2).

A form may be signed on screen or by hand: both ways come through here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from counsellor_desk.documents.composed import FormLine
from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain import endings, standing, validity
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    Consent,
    ConsentState,
    ConsentStepNotPossible,
    can_be_withdrawn,
    state,
)
from counsellor_desk.domain.decisions import Decision
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.forms import Answers, FieldKind, FormDefinition, picked, words
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import GIVING, Outcome
from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.domain.validity import Around
from counsellor_desk.vault import consents, disclosures, identity_cards, sessions
from counsellor_desk.vault.transactions import Reader, Transaction
from counsellor_desk.wording import _
from counsellor_desk.workflows import form_definitions, renewal

_CLOSING: Final = GIVING | {Outcome.RECORDED}
"""A rule that is not kept stops these, and never a no."""
_TAKEN_BACK: Final = LIVE_STATES | {ConsentState.WITHDRAWN}
"""What a withdrawal can name: what is in force, and what was withdrawn in one line already."""


def around(reader: Reader, consent: Consent, today: date) -> Around:
    """What the form's rules ask beside its answers."""
    held = [
        session.starts.date()
        for session in sessions.of_case(reader, consent.case)
        if session.attendance is Attendance.ATTENDED
    ]
    card = identity_cards.load(reader, consent.client)
    return Around(
        today=today,
        first_session_on=min(held, default=None),
        sessions=len(held),
        born_on=card.born_on if card else None,
    )


def end_of(
    reader: Reader, form: FormDefinition, consent: Consent, made: Decision, today: date
) -> date | None:
    """The last day of what was decided."""
    known = around(reader, consent, today)
    return endings.end_of(form, made, today, validity.born_on(consent.answers, known))


def ensure_valid(
    reader: Reader, form: FormDefinition, consent: Consent, outcome: Outcome | None, today: date
) -> None:
    """Let it be decided, or closed.

    Raises:
        FormNotValid: of the rule that is not kept.
        ConsentStepNotPossible: what is to be withdrawn is not in force.
    """
    if outcome not in _CLOSING:
        return
    validity.ensure_valid(form, consent.answers, around(reader, consent, today))
    for which in picks(form, consent.answers):
        found = consents.load(reader, which)
        now = state(found, today)
        if now not in _TAKEN_BACK or found.client != consent.client or not can_be_withdrawn(found):
            raise ConsentStepNotPossible(state=now.label)


def picks(form: FormDefinition, answers: Answers) -> tuple[ConsentId, ...]:
    """The forms that this one withdraws."""
    return tuple(
        ConsentId(each)
        for field in form.fields()
        if field.kind is FieldKind.CONSENTS
        for each in picked(answers, field.key)
    )


def may_be_picked(
    reader: Reader, form: FormDefinition, consent: Consent, today: date
) -> tuple[FormLine, ...]:
    """The client's forms that a withdrawal can name, and those that this one names.

    What was withdrawn in one line is among them until a withdrawal on record says so.
    """
    if not any(field.kind is FieldKind.CONSENTS for field in form.fields()):
        return ()
    every = consents.of_client(reader, consent.client)
    written = written_down(reader, every)
    possible = (
        each
        for each in every
        if can_be_withdrawn(each) and each.sealed_at is not None and each.id not in written
    )
    named = picks(form, consent.answers)
    found = {each.id: each for each in possible if state(each, today) in _TAKEN_BACK}
    found.update({each.id: each for each in every if each.id in named})
    return tuple(_line(reader, each, today) for each in found.values())


def written_down(reader: Reader, forms: Iterable[Consent]) -> frozenset[ConsentId]:
    """Which forms a sealed withdrawal among these names."""
    return frozenset(
        which
        for each in forms
        if each.sealed_at is not None
        for which in picks(form_definitions.of(reader, each), each.answers)
    )


def gone_out(reader: Reader, which: Iterable[ConsentId]) -> tuple[Disclosure, ...]:
    """What left on the ground of these, the newest first."""
    lines = [line for consent in which for line in disclosures.of_consent(reader, consent)]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def take_effect(tx: Transaction, form: FormDefinition, sealed: Consent) -> None:
    """In the act of sealing: what it renews ends, and what it withdraws is withdrawn at once."""
    renewal.end_what_it_renews(tx, sealed)
    if sealed.sealed_at is None:
        raise ValueError("not sealed")
    how = _("Form {id}: {how}").format(id=sealed.form_id, how=words(sealed.answers, "how"))
    for which in picks(form, sealed.answers):
        older = consents.load(tx, which)
        if state(older, sealed.sealed_at.date()) in LIVE_STATES:
            consents.save(tx, consent_rules.withdrawn(older, how=how, at=sealed.sealed_at))


def _line(reader: Reader, consent: Consent, today: date) -> FormLine:
    return FormLine(
        id=consent.id,
        form_id=consent.form_id,
        title=form_definitions.of(reader, consent).title,
        given_on=(consent.sealed_at or consent.begun_at).date(),
        recipient=consent.recipient,
        told=standing.told(consent, state(consent, today)),
    )
