"""Consent's states and the question at the exit door (policy 2.1, 6; forms.md 4.1)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from counsellor_desk.domain import consent as consents
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    ClockBehindSignatures,
    Consent,
    ConsentState,
    ConsentStepNotPossible,
    WithdrawalHowMissing,
    state,
)
from counsellor_desk.domain.endings import ConsentEndNotPossible, ensure_end
from counsellor_desk.domain.form_terms import Purpose
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.four_elements import NotInformed, elements, ensure_informed
from counsellor_desk.domain.ids import ClientId, ConsentId, DocumentId, SummaryId
from counsellor_desk.domain.outcomes import Extent, Family, Outcome, outcomes_of
from counsellor_desk.domain.permissions import Permission, may_disclose
from counsellor_desk.domain.signatures import SignerRole
from tests.domain import samples
from tests.domain.samples import CLIENT, FORM, HASH, NOW, RECORDS, TODAY


def test_the_way_from_draft_to_in_force() -> None:
    consent = samples.begun()
    assert state(consent, TODAY) is ConsentState.DRAFT
    consent = samples.decided()
    assert state(consent, TODAY) is ConsentState.OFFERED
    for role in (SignerRole.CLIENT, SignerRole.COUNSELLOR):
        consent = consents.with_signature(consent, samples.signature(role))
    consent = consents.signed(FORM, consent, NOW)
    assert state(consent, TODAY) is ConsentState.SIGNED
    assert state(consents.sealed(consent, DocumentId("d"), NOW), TODAY) is ConsentState.IN_FORCE


def test_it_expires_by_itself() -> None:
    consent = samples.in_force(Extent.STANDING)
    assert consent.ends_on is not None
    assert state(consent, consent.ends_on - timedelta(days=30)) is ConsentState.EXPIRING
    assert state(consent, consent.ends_on) is ConsentState.EXPIRING
    assert state(consent, consent.ends_on + timedelta(days=1)) is ConsentState.EXPIRED


def test_single_use_ends_with_its_use_and_standing_does_not() -> None:
    assert state(consents.used(samples.in_force(), NOW), TODAY) is ConsentState.EXPIRED
    standing = consents.used(samples.in_force(Extent.STANDING), NOW)
    assert state(standing, TODAY) is ConsentState.IN_FORCE


def test_a_refusal_is_a_full_outcome_and_opens_nothing() -> None:
    consent = consents.with_signature(
        samples.decided(Outcome.REFUSED), samples.signature(SignerRole.COUNSELLOR)
    )
    consent = consents.sealed(consents.signed(FORM, consent, NOW), DocumentId("d"), NOW)
    assert state(consent, TODAY) is ConsentState.REFUSED
    assert not _ask(consent).granted


def test_nothing_is_signed_while_undecided() -> None:
    with pytest.raises(ConsentStepNotPossible):
        consents.with_signature(
            samples.decided(Outcome.NOT_DECIDED), samples.signature(SignerRole.CLIENT)
        )


def test_a_signature_over_another_text_does_not_count() -> None:
    with pytest.raises(ConsentStepNotPossible):
        consents.with_signature(
            samples.decided(), samples.signature(SignerRole.CLIENT, over="cd" * 32)
        )


def test_a_decision_is_not_made_again_under_a_signature() -> None:
    signed = consents.with_signature(samples.decided(), samples.signature(SignerRole.CLIENT))
    with pytest.raises(ConsentStepNotPossible):
        consents.decided(FORM, signed, samples.decision(Outcome.REFUSED), text_hash=HASH, at=NOW)


def _signed_by_both(outcome: Outcome = Outcome.GIVEN) -> Consent:
    consent = samples.decided(outcome)
    for role in (SignerRole.CLIENT, SignerRole.COUNSELLOR):
        consent = consents.with_signature(consent, samples.signature(role))
    return consent


def test_it_is_not_closed_before_the_time_of_its_signatures() -> None:
    with pytest.raises(ClockBehindSignatures) as refused:
        consents.signed(FORM, _signed_by_both(), NOW - timedelta(seconds=1))
    assert all(refused.value.sentences())


def test_it_is_not_closed_after_its_end_but_a_refusal_is() -> None:
    consent = _signed_by_both()
    assert consent.ends_on is not None
    late = NOW + (consent.ends_on - TODAY) + timedelta(days=1)
    with pytest.raises(ConsentEndNotPossible):
        consents.signed(FORM, consent, late)
    assert consents.signed(FORM, _signed_by_both(Outcome.REFUSED), late).signed_at == late


def test_signing_needs_both() -> None:
    consent = consents.with_signature(samples.decided(), samples.signature(SignerRole.CLIENT))
    with pytest.raises(ConsentStepNotPossible):
        consents.signed(FORM, consent, NOW)


def test_an_interpreter_who_was_needed_signs_too() -> None:
    consent = replace(samples.decided(), answers={"language": "interpreter"})
    for role in (SignerRole.CLIENT, SignerRole.COUNSELLOR):
        consent = consents.with_signature(consent, samples.signature(role))
    with pytest.raises(ConsentStepNotPossible):
        consents.signed(FORM, consent, NOW)
    consent = consents.with_signature(consent, samples.signature(SignerRole.INTERPRETER))
    assert consents.signed(FORM, consent, NOW).signed_at == NOW


def test_a_refusal_waits_for_no_interpreter() -> None:
    refused = replace(samples.decided(Outcome.REFUSED), answers={"language": "interpreter"})
    assert consents.required_signers(FORM, refused) == {SignerRole.COUNSELLOR}


def test_a_second_signature_of_a_role_replaces_the_first() -> None:
    first = samples.signature(SignerRole.CLIENT)
    consent = consents.with_signature(samples.decided(), first)
    again = replace(first, name="Another")
    consent = consents.with_signature(consent, again)
    assert consent.signature(SignerRole.CLIENT) == again
    assert consent.signature(SignerRole.WITNESS) is None


def test_answers_are_frozen_by_the_first_signature() -> None:
    consent = consents.with_signature(samples.decided(), samples.signature(SignerRole.CLIENT))
    with pytest.raises(ConsentStepNotPossible):
        consents.answered(consent, {"why": "changed"}, "why", NOW)


def test_answers_are_kept_with_the_step_to_resume_at() -> None:
    consent = consents.answered(samples.begun(), {"why": "new"}, "who", NOW)
    assert (consent.answers["why"], consent.step) == ("new", "who")


@pytest.mark.parametrize("days", [-1, 93])
def test_no_end_in_the_past_or_too_far(days: int) -> None:
    with pytest.raises(ConsentEndNotPossible):
        ensure_end(FORM, Extent.ONCE, TODAY + timedelta(days=days), TODAY)


def test_until_further_notice_is_refused() -> None:
    with pytest.raises(ConsentEndNotPossible):
        ensure_end(FORM, Extent.STANDING, None, TODAY)


def test_withdrawal_is_at_once_and_for_good() -> None:
    consent = consents.withdrawn(samples.in_force(), how=" by telephone ", at=NOW)
    assert state(consent, TODAY) is ConsentState.WITHDRAWN
    assert consent.withdrawn_how == "by telephone"
    with pytest.raises(ConsentStepNotPossible):
        consents.withdrawn(consent, how="again", at=NOW)


def test_withdrawal_says_how() -> None:
    with pytest.raises(WithdrawalHowMissing):
        consents.withdrawn(samples.in_force(), how="  ", at=NOW)


def test_superseded_is_no_longer_in_force() -> None:
    consent = replace(samples.in_force(), superseded_by=ConsentId("newer"))
    assert state(consent, TODAY) is ConsentState.SUPERSEDED


def _ask(*asked: Consent, **changes: Any) -> Permission:
    wanted: dict[str, Any] = {
        "by": {"F2": Purpose.DISCLOSURE},
        "client": CLIENT,
        "records": RECORDS[:1],
        "recipient": "dr anwar",
        "today": TODAY,
    }
    return may_disclose(asked, **{**wanted, **changes})


def test_the_exit_door_opens_for_what_consent_covers() -> None:
    consent = samples.in_force()
    assert _ask(consent).consent is consent


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"client": ClientId("somebody else")}, "There is no consent for this."),
        ({"recipient": "A solicitor"}, "The consent in force names somebody else."),
        ({"records": [SummaryId("s9")]}, "The consent in force covers fewer records."),
        ({"today": date(2027, 1, 1)}, "There was consent, but it is not in force."),
    ],
)
def test_the_exit_door_says_why_it_stays_shut(changes: dict[str, object], why: str) -> None:
    answer = _ask(samples.in_force(), **changes)
    assert not answer.granted
    assert answer.why_not == why


def test_an_older_consent_does_not_hide_the_newer_reason() -> None:
    old = consents.withdrawn(samples.in_force(), how="letter", at=NOW)
    assert _ask(samples.in_force(), old, recipient="x").why_not.endswith("somebody else.")
    assert _ask(old, samples.in_force()).granted


def test_other_forms_do_not_open_the_door() -> None:
    assert not _ask(replace(samples.in_force(), form="F1")).granted


def test_elements_come_out_of_the_answers() -> None:
    found = elements(FORM, samples.begun().answers)
    assert found is not None
    assert (found.why, found.extent) == ("The GP asked", RECORDS)
    assert not found.complete
    texts: dict[str, Answer] = {"why": "a", "who": "b", "if_yes": "c", "if_no": "d"}
    ensure_informed(FORM, {**texts, "records": RECORDS})
    for lacking in texts:
        with pytest.raises(NotInformed):
            ensure_informed(FORM, {**texts, "records": RECORDS, lacking: ""})
    with pytest.raises(NotInformed):
        ensure_informed(FORM, {**texts, "records": ()})


class ConsentLife(RuleBasedStateMachine):
    """Whatever is tried in whatever order, only the whole way leads to the open door."""

    def __init__(self) -> None:
        super().__init__()
        self.consent = samples.begun()
        self.today = TODAY
        self.was_sealed = self.withdrawn = False

    def _try(self, act: Callable[[], Consent]) -> None:
        with suppress(ConsentStepNotPossible, ConsentEndNotPossible):
            self.consent = act()

    @rule()
    def offer(self) -> None:
        self._try(lambda: consents.offered(self.consent, NOW))

    @rule(
        outcome=st.sampled_from(outcomes_of(Family.CONSENT)),
        extent=st.sampled_from(Extent),
        days=st.integers(-5, 200),
    )
    def decide(self, outcome: Outcome, extent: Extent, days: int) -> None:
        self._try(
            lambda: consents.decided(
                FORM,
                self.consent,
                samples.decision(outcome, extent, days),
                text_hash=HASH,
                at=NOW,
            )
        )

    @rule(role=st.sampled_from(SignerRole))
    def sign(self, role: SignerRole) -> None:
        self._try(lambda: consents.with_signature(self.consent, samples.signature(role)))

    @rule()
    def close(self) -> None:
        self._try(lambda: consents.signed(FORM, self.consent, NOW))

    @rule()
    def seal(self) -> None:
        self._try(lambda: consents.sealed(self.consent, DocumentId("d"), NOW))
        self.was_sealed = self.consent.sealed_at is not None

    @rule()
    def use(self) -> None:
        self._try(lambda: consents.used(self.consent, NOW))

    @precondition(lambda self: not self.withdrawn)
    @rule()
    def withdraw(self) -> None:
        self._try(lambda: consents.withdrawn(self.consent, how="said so", at=NOW))
        self.withdrawn = self.consent.withdrawn_at is not None

    @rule(days=st.integers(0, 120))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @invariant()
    def the_door_opens_only_for_consent_in_force(self) -> None:
        now = state(self.consent, self.today)
        assert _ask(self.consent, today=self.today).granted == (now in LIVE_STATES)
        if now in LIVE_STATES:
            assert self.was_sealed
            assert not self.withdrawn
            assert {s.role for s in self.consent.signatures} >= {
                SignerRole.CLIENT,
                SignerRole.COUNSELLOR,
            }
            assert self.consent.outcome in {Outcome.GIVEN, Outcome.IN_PART}
            assert self.consent.ends_on is not None
            assert self.consent.ends_on >= self.today
        if self.withdrawn:
            assert now is ConsentState.WITHDRAWN


TestConsentLife = ConsentLife.TestCase


@given(st.sampled_from(ConsentState))
def test_every_state_has_words(which: ConsentState) -> None:
    assert which.label
