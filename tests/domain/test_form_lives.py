"""Every shipped form, whatever is tried with it in whatever order (forms.md 4.1, States)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from counsellor_desk.domain import consent as consents
from counsellor_desk.domain import permissions
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    Consent,
    ConsentState,
    ConsentStepNotPossible,
    required_signers,
    signs_first,
    state,
)
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.endings import ConsentEndNotPossible, end_of, review_of
from counsellor_desk.domain.form_terms import Purpose
from counsellor_desk.domain.forms import FormDefinition, words
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.outcomes import (
    GIVING,
    REFUSING,
    UNDECIDED,
    Family,
    Outcome,
    outcomes_of,
)
from counsellor_desk.domain.permissions import Permission
from counsellor_desk.domain.signatures import SignerRole
from tests.answered_forms import EVERY_FORM, FORMS, answers, cell_name, cells
from tests.domain import samples
from tests.domain.samples import CLIENT, HASH, NOW, TODAY

OVER = frozenset({ConsentState.EXPIRED, ConsentState.WITHDRAWN, ConsentState.SUPERSEDED})
PURPOSES = {form.id: form.purpose for form in EVERY_FORM}
MORE = {"how_signed": "mark", "language": "interpreter", "competence": "not_competent"}
"""Answers by which more people have to sign."""


def _begun(form: FormDefinition, outcome: Outcome, *, more: bool = False) -> Consent:
    """Offered, with every question answered."""
    changes = MORE if more else {}
    whole = answers(
        form, outcome, TODAY, records=("summary 1", "summary 2"), consents=("c",), **changes
    )
    consent = replace(samples.begun(), form=form.id, answers=whole)
    return consents.offered(consent, NOW)


def _decided(form: FormDefinition, consent: Consent) -> Consent:
    made = decision(form, consent.answers)
    made = replace(made, ends_on=end_of(form, made, TODAY))
    return consents.decided(form, consent, made, text_hash=HASH, at=NOW)


def _closed(form: FormDefinition, consent: Consent) -> Consent:
    for role in signs_first(form, consent):
        consent = consents.with_signature(consent, samples.signature(role))
    signed = consents.signed(form, consent, NOW)
    return consents.sealed(signed, DocumentId("d"), NOW, review_on=review_of(form, TODAY))


def asks(consent: Consent, purpose: Purpose, days: int = 0) -> Permission:
    """The question of that purpose, for exactly what the form covers."""
    by, today = PURPOSES, TODAY + timedelta(days=days)
    one, text = [consent], words(consent.answers, "text")
    whole, to = consent.items, consent.recipient
    match purpose:
        case Purpose.DISCLOSURE:
            return permissions.may_disclose(
                one, by=by, client=CLIENT, records=consent.records, recipient=to, today=today
            )
        case Purpose.REFERRAL:
            return permissions.may_refer(
                one, by=by, client=CLIENT, items=whole, agency=to, today=today
            )
        case Purpose.CONTACT:
            return permissions.may_contact(
                one, by=by, client=CLIENT, items=whole, person=to, today=today
            )
        case Purpose.RECORDING:
            return permissions.may_record(one, by=by, client=CLIENT, items=whole, today=today)
        case _:
            return permissions.may_use_material(
                one, by=by, client=CLIENT, items=whole, text=text, today=today
            )


ASKED = (
    Purpose.DISCLOSURE,
    Purpose.REFERRAL,
    Purpose.CONTACT,
    Purpose.RECORDING,
    Purpose.CASE_MATERIAL,
)


@pytest.mark.parametrize(("form", "outcome"), cells(), ids=cell_name)
def test_the_whole_way_of_every_form(form: FormDefinition, outcome: Outcome) -> None:
    consent = _closed(form, _decided(form, _begun(form, outcome)))
    now = state(consent, TODAY)
    if outcome in REFUSING:
        assert now is ConsentState.REFUSED
        assert consent.review_on is None
    else:
        assert now in LIVE_STATES
        assert consent.review_on == (review_of(form, TODAY) if outcome in GIVING else None)
    for purpose in ASKED:
        opens = purpose is form.purpose and outcome in GIVING
        assert asks(consent, purpose).granted == opens


@pytest.mark.parametrize("form", EVERY_FORM, ids=cell_name)
def test_nothing_opens_once_it_is_over(form: FormDefinition) -> None:
    outcome = outcomes_of(form.family)[0]
    consent = _closed(form, _decided(form, _begun(form, outcome)))
    over = [replace(consent, superseded_by=ConsentId("newer"))]
    if outcome in GIVING:
        over.append(consents.withdrawn(consent, how="by telephone", at=NOW))
    if consent.ends_on is not None:
        past = (consent.ends_on - TODAY).days + 1
        assert state(consent, consent.ends_on) in LIVE_STATES
        assert state(consent, consent.ends_on + timedelta(days=1)) is ConsentState.EXPIRED
        assert not any(asks(consent, purpose, past).granted for purpose in ASKED)
    for each in over:
        assert state(each, TODAY) in OVER
        assert not any(asks(each, purpose).granted for purpose in ASKED)


@pytest.mark.parametrize("form", EVERY_FORM, ids=cell_name)
@pytest.mark.parametrize("more", [False, True], ids=["as it is", "with more signers"])
def test_nobody_who_has_to_sign_may_be_missing(form: FormDefinition, *, more: bool) -> None:
    decided = _decided(form, _begun(form, outcomes_of(form.family)[0], more=more))
    needed = signs_first(form, decided)
    if form.family is not Family.RECORD:
        assert needed == required_signers(form, decided)
    for missing in needed:
        consent = decided
        for role in needed - {missing}:
            consent = consents.with_signature(consent, samples.signature(role))
        with pytest.raises(ConsentStepNotPossible):
            consents.signed(form, consent, NOW)


def test_more_people_sign_by_what_was_answered() -> None:
    young = FORMS["F8"]
    decided = _decided(young, _begun(young, Outcome.SIGNED, more=True))
    assert required_signers(young, decided) == {
        SignerRole.CLIENT,
        SignerRole.COUNSELLOR,
        SignerRole.INTERPRETER,
        SignerRole.WITNESS,
        SignerRole.PARENT,
    }


@pytest.mark.parametrize("form", EVERY_FORM, ids=cell_name)
def test_an_outcome_of_another_family_is_none(form: FormDefinition) -> None:
    begun = _begun(form, outcomes_of(form.family)[0])
    made = decision(form, begun.answers)
    for outcome in set(Outcome) - set(outcomes_of(form.family)):
        with pytest.raises(ValueError, match=outcome.name):
            consents.decided(form, begun, replace(made, outcome=outcome), text_hash=HASH, at=NOW)


def test_a_form_is_not_closed_by_the_definition_of_another() -> None:
    decided = _decided(FORMS["F1"], _begun(FORMS["F1"], Outcome.SIGNED))
    for role in SignerRole:
        decided = consents.with_signature(decided, samples.signature(role))
    with pytest.raises(ValueError, match="F9"):
        consents.signed(FORMS["F9"], decided, NOW)


def test_what_lies_on_paper_is_not_changed_until_it_is_called_back() -> None:
    form = FORMS["F3"]
    decided = _decided(form, _begun(form, Outcome.GIVEN))
    printed = consents.put_on_paper(decided, NOW)
    with pytest.raises(ConsentStepNotPossible):
        consents.answered(printed, {}, "why", NOW)
    assert consents.reopened(printed, NOW).on_paper_at is None
    inked = consents.with_signature(decided, samples.signature(SignerRole.CLIENT))
    with pytest.raises(ConsentStepNotPossible):
        consents.put_on_paper(inked, NOW)


def test_only_what_holds_a_yes_is_withdrawn() -> None:
    for form in EVERY_FORM:
        consent = _closed(form, _decided(form, _begun(form, outcomes_of(form.family)[0])))
        if form.family is Family.RECORD and consent.ends_on is None:
            with pytest.raises(ConsentStepNotPossible):
                consents.withdrawn(consent, how="by letter", at=NOW)
        else:
            gone = consents.withdrawn(consent, how="by letter", at=NOW)
            assert state(gone, TODAY) is ConsentState.WITHDRAWN


class FormLife(RuleBasedStateMachine):
    """Whatever is tried in whatever order, only the whole way leads into force."""

    def __init__(self) -> None:
        super().__init__()
        self.form = FORMS["F2"]
        self.consent = samples.begun()
        self.today = TODAY

    @initialize(form=st.sampled_from(EVERY_FORM), data=st.data(), more=st.booleans())
    def begin(self, form: FormDefinition, data: st.DataObject, *, more: bool) -> None:
        outcome = data.draw(st.sampled_from(outcomes_of(form.family)))
        begun = _begun(form, outcome, more=more)
        self.form, self.consent = form, replace(begun, offered_at=None)

    def _try(self, act: Callable[[], Consent]) -> None:
        with suppress(ConsentStepNotPossible, ConsentEndNotPossible):
            self.consent = act()

    @rule()
    def offer(self) -> None:
        self._try(lambda: consents.offered(self.consent, NOW))

    @rule()
    def decide(self) -> None:
        self._try(lambda: _decided(self.form, self.consent))

    @rule(roles=st.sets(st.sampled_from(SignerRole)), over=st.sampled_from([HASH, "cd" * 32]))
    def sign(self, roles: set[SignerRole], over: str) -> None:
        for role in roles:
            ink = samples.signature(role, over)
            self._try(lambda ink=ink: consents.with_signature(self.consent, ink))  # type: ignore[misc]  # bound now

    @rule()
    def sign_all(self) -> None:
        self._try(lambda: consents.offered(self.consent, NOW))
        self._try(lambda: _decided(self.form, self.consent))
        for role in SignerRole:
            ink = samples.signature(role)
            self._try(lambda ink=ink: consents.with_signature(self.consent, ink))  # type: ignore[misc]  # bound now

    @rule()
    def close_and_seal(self) -> None:
        self._try(lambda: consents.signed(self.form, self.consent, NOW))
        self._try(lambda: consents.sealed(self.consent, DocumentId("d"), NOW))

    @rule()
    def reopen(self) -> None:
        self._try(lambda: consents.reopened(self.consent, NOW))

    @rule()
    def print_it(self) -> None:
        self._try(lambda: consents.put_on_paper(self.consent, NOW))

    @rule()
    def use(self) -> None:
        self._try(lambda: consents.used(self.consent, NOW))

    @rule()
    def withdraw(self) -> None:
        self._try(lambda: consents.withdrawn(self.consent, how="said so", at=NOW))

    @rule(days=st.integers(0, 120))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @invariant()
    def in_force_means_decided_signed_and_sealed(self) -> None:
        consent = self.consent
        if state(consent, self.today) in LIVE_STATES:
            signed = {s.role for s in consent.signatures if s.over == consent.text_hash}
            assert signed >= signs_first(self.form, consent)
            assert consent.signed_at is not None
            assert consent.sealed_at is not None
            assert consent.withdrawn_at is None
            assert consent.outcome in GIVING | {Outcome.RECORDED}
            assert consent.ends_on is None or consent.ends_on >= self.today

    @invariant()
    def only_what_is_in_force_opens(self) -> None:
        days = (self.today - TODAY).days
        live = state(self.consent, self.today) in LIVE_STATES and self.consent.outcome in GIVING
        for purpose in ASKED:
            granted = asks(self.consent, purpose, days).granted
            assert granted == (live and purpose is self.form.purpose)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        if state(self.consent, self.today) in OVER:
            later = state(self.consent, self.today + timedelta(days=400))
            assert later is state(self.consent, self.today)
        if self.consent.outcome in UNDECIDED:
            assert self.consent.signatures == ()


TestFormLife = FormLife.TestCase


@given(st.sampled_from(EVERY_FORM), st.integers(0, 800), st.integers(0, 800))
def test_a_state_follows_from_events_and_the_day_alone(
    form: FormDefinition, first: int, second: int
) -> None:
    consent = _closed(form, _decided(form, _begun(form, outcomes_of(form.family)[0])))
    order = (
        ConsentState.IN_FORCE,
        ConsentState.EXPIRING,
        ConsentState.EXPIRED,
    )
    earlier, later = sorted((first, second))
    days = [TODAY + timedelta(days=each) for each in (earlier, later)]
    states = [state(replace(consent), day) for day in days]
    assert order.index(states[0]) <= order.index(states[1])
    assert states == [state(consent, day) for day in days]
