"""All consents across cases, by what they are worth today; and asking once more for one (policy 6).

Lists are cut where they grow without end: what is over is found on the page of its case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain import endings, standing
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    Consent,
    ConsentState,
    ConsentStepNotPossible,
    can_be_withdrawn,
    state,
)
from counsellor_desk.domain.forms import Answer, Answers, Field, FieldKind, FormDefinition
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.vault import cases, consents
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.consent import ConsentPage, Guide
from counsellor_desk.workflows.desk import Desk

FEW: Final = 50
"""How many refused and how many ended ones are listed."""

_SAID_ANEW: Final = frozenset(
    {
        FieldKind.UNDERSTOOD,
        FieldKind.CHECK,
        FieldKind.DATE,
        FieldKind.CONSENTS,
        FieldKind.OUTCOME,
        FieldKind.SIGNATURES,
    }
)
_OWN_WORDS: Final = "own_words"
WITHDRAWAL: Final = "F9"


@dataclass(frozen=True, kw_only=True)
class ConsentEntry:
    """A sealed form as a list across cases shows it. ``client`` names nobody.

    ``told``: its state in words; ``title``: the form's.
    """

    consent: Consent
    state: ConsentState
    told: str
    title: str
    case_number: str
    client: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """Forms in hand, and consents and agreements by what they are worth today.

    ``in_force``: the one that ends first comes first. ``refused``, ``ended``, ``recorded``: the
    newest first, so many as ``FEW`` says. ``ended`` were withdrawn, used up, replaced, or ran out;
    ``recorded`` are records, such as withdrawals.
    """

    in_hand: tuple[Guide, ...]
    in_force: tuple[ConsentEntry, ...]
    refused: tuple[ConsentEntry, ...]
    ended: tuple[ConsentEntry, ...]
    recorded: tuple[ConsentEntry, ...]
    cases: int


def register(desk: Desk) -> Register:
    """Everything that the Forms room shows."""
    reader, today = desk.read(), desk.now().date()

    def entries(found: tuple[Consent, ...]) -> tuple[ConsentEntry, ...]:
        return tuple(_entry(reader, consent, today) for consent in found)

    return Register(
        in_hand=forms_with_clients.unfinished(desk),
        in_force=entries(consents.in_force(reader, today)),
        refused=entries(consents.refused(reader, FEW)),
        ended=entries(consents.ended(reader, today, FEW)),
        recorded=entries(consents.recorded(reader, FEW)),
        cases=cases.count(reader),
    )


def renew(desk: Desk, consent: ConsentId) -> Guide:
    """Begin the same form again with the same client. What a client says is asked anew.

    The old one stands as it is until the new one is sealed.

    Raises:
        KeyError: no such consent.
    """
    return _begin_from(desk, consent, forms_with_clients.guide(desk, consent).consent.form)


def follow_up(desk: Desk, consent: ConsentId, form: str) -> Guide:
    """Begin the written form that follows a spoken consent, with what was already said in it.

    Once it is sealed it stands where the record of the spoken one stood.

    Raises:
        KeyError: no such consent.
        FileNotFoundError: no such form.
    """
    return _begin_from(desk, consent, form)


def take_back(desk: Desk, consent: ConsentId) -> Guide:
    """Begin a form of withdrawal with the same client, with that consent ticked.

    ``consent.withdraw`` does the same in one line, without a form.

    Raises:
        KeyError: no such consent.
        ConsentStepNotPossible: it is not in force, or nothing that can be withdrawn.
    """
    found = consents.load(desk.read(), consent)
    now = state(found, desk.now().date())
    if now not in LIVE_STATES or not can_be_withdrawn(found):
        raise ConsentStepNotPossible(state=standing.told(found, now))
    begun = forms_with_clients.begin(desk, found.case, found.client, WITHDRAWAL)
    key = next(field.key for field in begun.form.fields() if field.kind is FieldKind.CONSENTS)
    first = begun.form.steps[0].key
    return forms_with_clients.answer(desk, begun.consent.id, {key: (consent,)}, first)


def reviewed(desk: Desk, consent: ConsentId) -> ConsentPage:
    """Say that it was looked at together and stays as it is, until its next review.

    Raises:
        KeyError: no such consent.
        ConsentStepNotPossible: it is not in force.
    """
    now, reader = desk.now(), desk.read()
    found = consents.load(reader, consent)
    again_on = endings.review_of(form_definitions.of(reader, found), now.date())
    kept = consent_rules.reviewed(found, again_on=again_on, at=now)
    with desk.store.act(Act.FORM_REVIEWED, at=now, about=consent) as tx:
        consents.save(tx, kept)
    return forms_with_clients.page(desk, consent)


def _begin_from(desk: Desk, consent: ConsentId, form: str) -> Guide:
    old = consents.load(desk.read(), consent)
    begun = forms_with_clients.begin(desk, old.case, old.client, form, renews=old.id)
    before = form_definitions.of(desk.read(), old)
    answers = _carried_over(before, begun.form, old.answers)
    return forms_with_clients.answer(desk, begun.consent.id, answers, begun.form.steps[0].key)


def _carried_over(
    before: FormDefinition, after: FormDefinition, answers: Answers
) -> Mapping[str, Answer]:
    """What both forms ask alike, and nobody has to say anew."""
    kinds = {field.key: field.kind for field in before.fields()}
    return {
        field.key: answers[field.key]
        for field in after.fields()
        if field.key in answers
        and kinds.get(field.key) is field.kind
        and field.kind not in _SAID_ANEW
        and not field.among
        and field.key != _OWN_WORDS
        and _still_offered(field, answers[field.key])
    }


def _still_offered(field: Field, answer: Answer) -> bool:
    given = answer if isinstance(answer, tuple) else (answer,)
    return not field.options or set(given) <= {option.key for option in field.options}


def _entry(reader: Reader, consent: Consent, today: date) -> ConsentEntry:
    case, now = cases.load(reader, consent.case), state(consent, today)
    return ConsentEntry(
        consent=consent,
        state=now,
        told=standing.told(consent, now),
        title=form_definitions.of(reader, consent).title,
        case_number=case.number,
        client=case.client(consent.client).label(of=len(case.clients)),
    )
