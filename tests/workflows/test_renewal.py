"""A consent asked for once more: sealing the new form ends the old one, in the same act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counsellor_desk.domain.consent import ConsentState, ConsentStepNotPossible
from counsellor_desk.domain.disclosures import NotAllowedToLeave
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.vault import faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import (
    consent,
    consent_register,
    disclosure,
    exit_door,
    specimens,
)
from counsellor_desk.workflows.desk import Desk
from tests import filled_forms
from tests.desks import TestDesk
from tests.documents.reading import text_of


def _signed_anew(desk: Desk, which: ConsentId, outcome: Outcome = Outcome.GIVEN) -> ConsentId:
    begun = consent_register.renew(desk, which)
    records = tuple(record.id for record in begun.records)
    answers = {
        **specimens.disclosure_answers(records, desk.now().date()),
        "outcome": outcome.value,
        "agreed": records[:1],
    }
    newer = begun.consent.id
    consent.answer(desk, newer, answers, "decision")
    consent.decide(desk, newer)
    filled_forms.sign(desk, newer)
    return newer


@pytest.mark.parametrize("outcome", [Outcome.GIVEN, Outcome.IN_PART, Outcome.REFUSED])
def test_a_renewal_that_is_sealed_takes_the_place_of_the_old_one(
    desk: Desk, outcome: Outcome
) -> None:
    old = filled_forms.sealed(desk)[0].consent.id
    newer = _signed_anew(desk, old, outcome)
    assert consent.guide(desk, old).state is ConsentState.IN_FORCE
    consent.seal_form(desk, newer)
    after = consent.guide(desk, old)
    assert (after.state, after.consent.superseded_by) == (ConsentState.SUPERSEDED, newer)
    shown = consent_register.register(desk)
    assert [entry.consent.id for entry in shown.ended] == [old]
    with pytest.raises(NotAllowedToLeave):
        disclosure.make_pack(desk, old)
    with pytest.raises(ConsentStepNotPossible):
        consent.withdraw(desk, old, "too late")


def test_its_paper_says_which_form_it_takes_the_place_of(desk: Desk) -> None:
    old, _document = filled_forms.sealed(desk)
    newer = _signed_anew(desk, old.consent.id)
    document = consent.seal_form(desk, newer)
    assert f"form {old.consent.form_id}" in text_of(exit_door.look(desk, document.id))
    assert consent.guide(desk, newer).renews == old.consent.form_id


def test_renewed_twice_only_the_last_is_in_force(desk: Desk) -> None:
    old = filled_forms.sealed(desk)[0].consent.id
    first = _signed_anew(desk, old)
    assert consent_register.renew(desk, old).consent.id == first  # gone on with, not begun again
    consent.seal_form(desk, first)
    last = _signed_anew(desk, first)
    consent.seal_form(desk, last)
    assert [entry.consent.id for entry in consent_register.register(desk).in_force] == [last]


def test_what_had_ended_before_stays_as_it_was(desk: Desk) -> None:
    refused = filled_forms.sealed(desk, Outcome.REFUSED)[0].consent.id
    consent.seal_form(desk, _signed_anew(desk, refused))
    after = consent.guide(desk, refused)
    assert (after.state, after.consent.superseded_by) == (ConsentState.REFUSED, None)


class _PowerCut(Exception):
    """Stands for the moment after which nothing more is done."""


def _cut_at(which: Point) -> Callable[[Point], None]:
    def listener(at: Point) -> None:
        if at is which:
            raise _PowerCut

    return listener


@pytest.mark.parametrize(
    "at", [Point.ACT_ENTERED, Point.ACT_BEFORE_COMMIT, Point.ACT_COMMITTED], ids=lambda at: at.name
)
def test_cut_off_while_it_is_sealed_exactly_one_is_in_force(test_desk: TestDesk, at: Point) -> None:
    desk = test_desk.open()
    old = filled_forms.sealed(desk)[0].consent.id
    newer = _signed_anew(desk, old)
    with pytest.raises(_PowerCut), faults.listening(_cut_at(at)):
        consent.seal_form(desk, newer)
    test_desk.close()
    (entry,) = consent_register.register(test_desk.open()).in_force
    assert entry.consent.id == (newer if at is Point.ACT_COMMITTED else old)
