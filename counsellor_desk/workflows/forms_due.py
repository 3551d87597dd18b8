"""Which forms wait for something: missing, ending, to be looked at again, to be written at last.

And, for the page of a case, where each client stands with theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counsellor_desk.domain import endings, standing, validity
from counsellor_desk.domain.consent import (
    EXPIRING,
    LIVE_STATES,
    Consent,
    ConsentState,
    WithoutForm,
    state,
)
from counsellor_desk.domain.form_terms import Ends, Rule
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.identity_cards import AgeBand
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.vault import cases, consents, identity_cards, referrals, sessions
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import closing, form_definitions
from counsellor_desk.workflows.desk import Desk

AGREEMENT: Final = "F1"
YOUNG_PERSON: Final = "F8"
NOTICE: Final = "F13"
LATE_FROM: Final = 2
"""Sessions: the agreement is signed before the second (forms.md 4.2, F1)."""
_AHEAD: Final = timedelta(days=14)
_OPEN_STATES: Final = frozenset({ConsentState.DRAFT, ConsentState.OFFERED, ConsentState.SIGNED})
_YOUNG: Final = frozenset({AgeBand.UNDER_16, AgeBand.FROM_16})


@dataclass(frozen=True, kw_only=True)
class MissingForm:
    """A client whose agreement is not signed. ``late``: the second session has been."""

    without: WithoutForm
    title: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class DueForm:
    """A form that something is due on, ``on`` that day. ``client`` names nobody.

    ``told``: its state in words.
    """

    consent: Consent
    state: ConsentState
    told: str
    title: str
    case_number: str
    client: str
    on: date


@dataclass(frozen=True, kw_only=True)
class FormsDue:
    """Everything about forms that waits for the counsellor, the most urgent of each first.

    ``ending``: in force, and ends within thirty days. ``reviews``: to be looked at together within
    a fortnight. ``birthdays``: a client turns 16 or 18 within thirty days, or has, and the form has
    ended with it. ``follow_ups``: said aloud, and to be written. ``outdated``: of an older version.
    """

    missing: tuple[MissingForm, ...]
    ending: tuple[DueForm, ...]
    reviews: tuple[DueForm, ...]
    birthdays: tuple[DueForm, ...]
    follow_ups: tuple[DueForm, ...]
    outdated: tuple[DueForm, ...]


@dataclass(frozen=True, kw_only=True)
class ClientForms:
    """Where one client of a case stands. ``missing``: forms that are due and not there.

    ``refused``: those that stand, of each form the newest. A no is no form that is missing.
    """

    client: ClientId
    label: str
    in_hand: tuple[DueForm, ...]
    in_force: tuple[DueForm, ...]
    expiring: tuple[DueForm, ...]
    refused: tuple[DueForm, ...]
    missing: tuple[FormDefinition, ...]


def look(desk: Desk) -> FormsDue:
    """All of it, across the open cases."""
    reader, today = desk.read(), desk.now().date()
    definitions = form_definitions.everything(reader)
    title = form_definitions.newest(reader, AGREEMENT).title
    return FormsDue(
        missing=tuple(
            MissingForm(without=each, title=title, late=each.sessions >= LATE_FROM)
            for each in consents.without(reader, AGREEMENT, today)
        ),
        ending=_due(
            reader,
            today,
            (
                (each, each.ends_on)
                for each in consents.ending(reader, today, today + EXPIRING)
                if each.ends_on
            ),
        ),
        reviews=_due(
            reader,
            today,
            (
                (each, each.review_on)
                for each in consents.to_review(reader, today, today + _AHEAD)
                if each.review_on
            ),
        ),
        birthdays=_due(reader, today, _birthdays(reader, definitions, today)),
        follow_ups=_due(reader, today, _follow_ups(reader, definitions)),
        outdated=_due(reader, today, _outdated(reader, definitions, today)),
    )


def strip(desk: Desk, case: CaseId) -> tuple[ClientForms, ...]:
    """Where each client of the case stands with their forms, in the clients' order.

    Raises:
        KeyError: no such case.
    """
    reader, today = desk.read(), desk.now().date()
    found = cases.load(reader, case)
    return tuple(
        _of_client(reader, case, client.id, client.label(of=len(found.clients)), today)
        for client in found.clients
    )


def _of_client(
    reader: Reader, case: CaseId, client: ClientId, label: str, today: date
) -> ClientForms:
    forms = consents.of_client(reader, client)
    by_state = [(each, state(each, today)) for each in forms]

    def of(*states: ConsentState) -> tuple[DueForm, ...]:
        wanted = ((each, each.ends_on or today) for each, now in by_state if now in states)
        return _due(reader, today, wanted)

    asked = {each.form for each, now in by_state if now in {*LIVE_STATES, ConsentState.REFUSED}}
    refused = {each.consent.form: each for each in reversed(of(ConsentState.REFUSED))}
    answered = {each.form for each, now in by_state if now in LIVE_STATES}
    return ClientForms(
        client=client,
        label=label,
        in_hand=of(*_OPEN_STATES),
        in_force=of(ConsentState.IN_FORCE),
        expiring=of(ConsentState.EXPIRING),
        refused=tuple(each for form, each in refused.items() if form not in answered),
        missing=tuple(
            form_definitions.newest(reader, form)
            for form in _wanted(reader, case, client, today)
            if form not in asked
        ),
    )


def _wanted(reader: Reader, case: CaseId, client: ClientId, today: date) -> Iterator[str]:
    """The forms that every client, or one of that age, goes through."""
    if sessions.of_case(reader, case):
        yield AGREEMENT
        yield NOTICE
    if _is_young(reader, case, client, today):
        yield YOUNG_PERSON


def _is_young(reader: Reader, case: CaseId, client: ClientId, today: date) -> bool:
    card = identity_cards.load(reader, client)
    if card is not None and card.born_on is not None:
        return endings.birthday(card.born_on, validity.ADULT_AT) > today
    if card is not None and card.age_band is not AgeBand.UNKNOWN:
        return card.age_band in _YOUNG
    referral = referrals.load(reader, case)
    return referral is not None and referral.under_18


def _birthdays(
    reader: Reader, definitions: Iterable[FormDefinition], today: date
) -> Iterator[tuple[Consent, date]]:
    known = {form.id: form.lasts for form in definitions if form.lasts.birthdays}
    newest = {(each.client, each.form): each for each in consents.standing(reader, known)}
    for consent in newest.values():
        born = validity.born_on(consent.answers, closing.around(reader, consent, today))
        sealed_on = (consent.sealed_at or consent.begun_at).date()
        on = endings.next_birthday(known[consent.form], born, sealed_on)
        if on is not None and on <= today + EXPIRING:
            yield consent, on


def _follow_ups(
    reader: Reader, definitions: Iterable[FormDefinition]
) -> Iterator[tuple[Consent, date]]:
    spoken = [form.id for form in definitions if Rule.READ_BACK in form.rules]
    for consent in consents.standing(reader, spoken):
        if consent.ends_on is not None:
            yield consent, consent.ends_on


def _outdated(
    reader: Reader, definitions: Iterable[FormDefinition], today: date
) -> Iterator[tuple[Consent, date]]:
    known = {form.id: form for form in definitions if form.lasts.ends is Ends.NEW_VERSION}
    for consent in consents.standing(reader, known):
        if consent.version < known[consent.form].version and state(consent, today) in LIVE_STATES:
            yield consent, today


def _due(reader: Reader, today: date, found: Iterable[tuple[Consent, date]]) -> tuple[DueForm, ...]:
    """Those, the earliest day first."""
    lines = (_line(reader, today, consent, on) for consent, on in found)
    return tuple(sorted(lines, key=lambda line: line.on))


def _line(reader: Reader, today: date, consent: Consent, on: date) -> DueForm:
    case, now = cases.load(reader, consent.case), state(consent, today)
    return DueForm(
        consent=consent,
        state=now,
        told=standing.told(consent, now),
        title=form_definitions.of(reader, consent).title,
        case_number=case.number,
        client=case.client(consent.client).label(of=len(case.clients)),
        on=on,
    )
