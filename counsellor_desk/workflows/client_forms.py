"""Where each client of a case stands with their forms, for the page of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counsellor_desk.domain import endings, validity
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    Consent,
    ConsentState,
    is_spoken,
    state,
)
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.identity_cards import YOUNG, AgeBand
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.vault import cases, consents, identity_cards, referrals, sessions
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import form_definitions, form_lines
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.form_lines import DueForm

AGREEMENT: Final = "F1"
YOUNG_PERSON: Final = "F8"
NOTICE: Final = "F13"
LATE_FROM: Final = 2
"""Sessions: the agreement is signed before the second (forms.md 4.2, F1)."""
_OPEN: Final = frozenset({ConsentState.DRAFT, ConsentState.OFFERED, ConsentState.SIGNED})
_OVER: Final = frozenset({ConsentState.WITHDRAWN, ConsentState.EXPIRED, ConsentState.SUPERSEDED})


@dataclass(frozen=True, kw_only=True)
class ClientForms:
    """Where one client of a case stands. ``missing``: forms that are due and not there.

    ``on_paper``: printed, and not back yet. ``refused``: those that stand, of each form the newest;
    a no is no form that is missing, and what is in hand is not either. ``ended``: withdrawn, run
    out, used up or replaced, the newest first. ``records``: what is only recorded. ``late``: those
    that should be answered by now.
    """

    client: ClientId
    label: str
    in_hand: tuple[DueForm, ...]
    on_paper: tuple[DueForm, ...]
    in_force: tuple[DueForm, ...]
    expiring: tuple[DueForm, ...]
    refused: tuple[DueForm, ...]
    ended: tuple[DueForm, ...]
    records: tuple[DueForm, ...]
    missing: tuple[FormDefinition, ...]
    late: frozenset[str]

    @property
    def unfinished(self) -> tuple[DueForm, ...]:
        """What was begun and is not sealed, on screen or on paper."""
        return (*self.in_hand, *self.on_paper)


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
    forms = _Forms(
        reader, today, [(each, state(each, today)) for each in consents.of_client(reader, client)]
    )
    due = [form for form in _wanted(reader, case, client, today) if form not in forms.answered()]
    missing = [form for form in due if form not in forms.begun()]
    return ClientForms(
        client=client,
        label=label,
        in_hand=forms.of(*_OPEN),
        on_paper=forms.of(ConsentState.OFFERED, on_paper=True),
        in_force=forms.of(ConsentState.IN_FORCE),
        expiring=forms.of(ConsentState.EXPIRING),
        refused=forms.newest_refusals(),
        ended=forms.newest(lambda _each, now: now in _OVER),
        records=forms.newest(lambda each, now: _is_record(each) and now not in _OVER),
        missing=tuple(form_definitions.newest(reader, form) for form in missing),
        late=frozenset(due if _times_seen(reader, case) >= LATE_FROM else ()),
    )


@dataclass(frozen=True)
class _Forms:
    """One client's forms with the states that they are in, the newest first."""

    reader: Reader
    today: date
    known: Sequence[tuple[Consent, ConsentState]]

    def of(self, *states: ConsentState, on_paper: bool = False) -> tuple[DueForm, ...]:
        """Those in these states, the one that ends first at the top."""
        wanted = (
            (each, each.ends_on or date.max)
            for each, now in self.known
            if now in states and not _is_record(each) and _lies_on_paper(each) is on_paper
        )
        return form_lines.lines(self.reader, self.today, wanted)

    def newest(self, wanted: Callable[[Consent, ConsentState], bool]) -> tuple[DueForm, ...]:
        """Those that are ``wanted``, the newest first."""
        found = ((each, self.today) for each, now in self.known if wanted(each, now))
        return form_lines.lines(self.reader, self.today, found)

    def newest_refusals(self) -> tuple[DueForm, ...]:
        """Of each form to which there is no yes now, the newest no."""
        refused: dict[str, ConsentId] = {}
        for each, now in self.known:
            if now is ConsentState.REFUSED:
                refused.setdefault(each.form, each.id)
        agreed = {each.form for each, now in self.known if now in LIVE_STATES}
        kept = {which for form, which in refused.items() if form not in agreed}
        return self.newest(lambda each, _now: each.id in kept)

    def answered(self) -> frozenset[str]:
        """The forms that the client has answered, with a yes or a no."""
        answers = {*LIVE_STATES, ConsentState.REFUSED}
        return frozenset(each.form for each, now in self.known if now in answers)

    def begun(self) -> frozenset[str]:
        """The forms that are in hand, or lie on paper."""
        return frozenset(each.form for each, now in self.known if now in _OPEN)


def _is_record(consent: Consent) -> bool:
    """On record, with nothing in it that could be taken back."""
    return (
        consent.sealed_at is not None
        and consent.outcome is Outcome.RECORDED
        and not is_spoken(consent)
    )


def _lies_on_paper(consent: Consent) -> bool:
    return consent.on_paper_at is not None and consent.sealed_at is None


def _times_seen(reader: Reader, case: CaseId) -> int:
    held = sessions.of_case(reader, case)
    return sum(session.attendance is Attendance.ATTENDED for session in held)


def _wanted(reader: Reader, case: CaseId, client: ClientId, today: date) -> Iterator[str]:
    """The forms that every client, or one of that age, goes through."""
    if sessions.of_case(reader, case):
        yield AGREEMENT
        yield NOTICE
    if is_young(reader, case, client, today):
        yield YOUNG_PERSON


def is_young(reader: Reader, case: CaseId, client: ClientId, today: date) -> bool:
    """Whether the client is under 18, as far as the card or the referral says."""
    card = identity_cards.load(reader, client)
    if card is not None and card.born_on is not None:
        return endings.birthday(card.born_on, validity.ADULT_AT) > today
    if card is not None and card.age_band is not AgeBand.UNKNOWN:
        return card.age_band in YOUNG
    referral = referrals.load(reader, case)
    return referral is not None and referral.under_18
