"""The decision that a disclosure form's answers make."""

from __future__ import annotations

from datetime import date

from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.outcomes import Extent, Family, Outcome, outcomes_of
from tests.domain.samples import FORM, RECORDS


def test_a_decision_comes_out_of_the_answers() -> None:
    answers: dict[str, Answer] = {
        "records": RECORDS,
        "agreed": RECORDS[:1],
        "who": "A. Patel",
        "organisation": "Mill Surgery",
        "extent": "standing",
        "ends_on": "2026-06-01",
    }
    undecided = decision(FORM, answers)
    assert (undecided.outcome, undecided.records) == (Outcome.NOT_DECIDED, ())
    assert decision(FORM, {}).ends_on is None
    agreed = {
        outcome: decision(FORM, {**answers, "outcome": outcome.value}).records
        for outcome in outcomes_of(Family.CONSENT)
    }
    assert agreed == {
        Outcome.GIVEN: RECORDS,
        Outcome.IN_PART: RECORDS[:1],
        Outcome.REFUSED: (),
        Outcome.NOT_DECIDED: (),
    }
    assert undecided.recipient == "A. Patel, Mill Surgery"
    assert (undecided.extent, undecided.ends_on) == (Extent.STANDING, date(2026, 6, 1))
    assert undecided.see_first
    assert not decision(FORM, {"see_first": "no"}).see_first
