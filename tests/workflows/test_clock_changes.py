"""This computer's clock is set: nothing breaks, and a clock that went back is on record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import (
    ClockBehindForm,
    ClockBehindSignatures,
    ConsentState,
)
from counsellor_desk.domain.endings import ConsentEndNotPossible
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.paper_forms import SignedOnNotPossible
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import audit, consents
from counsellor_desk.vault.tries import TryLater
from counsellor_desk.vault.wrapping import WrongPassphrase
from counsellor_desk.workflows import (
    consent,
    paper_piles,
    paper_printing,
    paper_returns,
    preferences,
    reduce,
    sessions,
    today,
    unlock,
)
from counsellor_desk.workflows.desk import Desk
from tests import filled_forms
from tests.desks import NOTE, NOW, PROFILE, TestDesk, add_case, add_note
from tests.vault.samples import PASSPHRASE
from tests.workflows.test_paper_forms import PAGE, from_paper

CHANGES = {
    "a day back": (NOW - timedelta(days=1), 1),
    "to 1970": (datetime(1970, 1, 1, tzinfo=UTC), 1),
    "to 2099": (datetime(2099, 6, 1, tzinfo=UTC), 0),
    "summer time ends": (NOW.astimezone(timezone(timedelta(hours=1))), 0),
    "to the other side of the world": (NOW.astimezone(timezone(timedelta(hours=14))), 0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_clock_that_is_set_breaks_nothing(test_desk: TestDesk, change: str) -> None:
    moment, went_back = CHANGES[change]
    desk = test_desk.open()
    note = add_note(desk, add_case(desk))
    test_desk.clock.moment = moment
    sessions.save_text(desk, note, NOTE + "More.")
    add_case(desk, "Bo Lund")
    (line,) = reduce.queue(desk)
    assert line.note.id == note
    assert today.strip(desk).waiting == 1
    test_desk.close()
    again = test_desk.unlock()
    assert again.audit_broken_at is None
    assert sessions.open_note(again.desk, note).text == NOTE + "More."
    preferences.change_profile(again.desk, PROFILE)
    acts = [entry.act for entry in audit.entries(again.desk.read())]
    assert acts.count(Act.CLOCK_WENT_BACK) == went_back
    test_desk.clock.moment = NOW
    preferences.change_profile(again.desk, PROFILE)
    assert again.desk.store.trail.first_broken(whole=True) is None


BACK, AHEAD = timedelta(hours=-5), timedelta(days=61)


@pytest.mark.parametrize(
    ("step", "by", "refusal"),
    [
        ("decide", AHEAD, ConsentEndNotPossible),
        ("sign", BACK, ClockBehindForm),
        ("seal", BACK, ClockBehindSignatures),
        ("seal", AHEAD, ConsentEndNotPossible),
        ("seal the paper", 5 * BACK, SignedOnNotPossible),
    ],
    ids=["decide, ahead", "sign, back", "seal, back", "seal, ahead", "seal the paper, back"],
)
def test_a_clock_set_between_two_steps_of_a_form_is_told_and_loses_nothing(
    test_desk: TestDesk, step: str, by: timedelta, refusal: type[DeskError]
) -> None:
    """Back by hours, or ahead of the day on which the consent ends; then it is put right."""
    desk = test_desk.open()
    which = _up_to(desk, step)
    before = consent.guide(desk, which).consent
    test_desk.clock.moment += by
    with pytest.raises(refusal) as told:
        _step(desk, step, which)
    assert all(told.value.sentences())
    assert consent.guide(desk, which).consent == before
    assert consents.in_force(desk.read(), NOW.date()) == ()
    test_desk.clock.moment = NOW
    for each in _STEPS[_STEPS.index(step) : 3] if step in _STEPS else (step,):
        _step(desk, each, which)
    assert consent.guide(desk, which).state is ConsentState.IN_FORCE


def test_a_paper_that_comes_back_after_its_end_opens_nothing(test_desk: TestDesk) -> None:
    """It is on record from the day that stands on it, and had its time."""
    desk = test_desk.open()
    which = _back_from_paper(desk)
    test_desk.clock.moment += AHEAD
    paper_returns.seal_return(desk, which)
    assert consent.guide(desk, which).state is ConsentState.EXPIRED
    assert consents.in_force(desk.read(), desk.now().date()) == ()


_STEPS = ("decide", "sign", "seal")


def _up_to(desk: Desk, step: str) -> ConsentId:
    match step:
        case "decide":
            return filled_forms.answered(desk, Outcome.GIVEN).consent.id
        case "sign":
            return filled_forms.decided(desk).consent.id
        case "seal":
            return filled_forms.signed(desk).consent.id
        case _:
            return _back_from_paper(desk)


def _back_from_paper(desk: Desk) -> ConsentId:
    guide = filled_forms.answered(desk, Outcome.GIVEN)
    paper_printing.print_form(desk, guide.consent.id)
    code = guide.consent.form_id
    pile = paper_piles.pile(desk, [PAGE], [frozenset({code})], wanted=code)
    which = paper_piles.take_in(desk, pile)
    paper_returns.enter(desk, which, from_paper(desk))
    return which


def _step(desk: Desk, step: str, which: ConsentId) -> None:
    match step:
        case "decide":
            consent.decide(desk, which)
        case "sign":
            filled_forms.sign(desk, which)
        case "seal":
            consent.seal_form(desk, which)
        case _:
            paper_returns.seal_return(desk, which)


@pytest.mark.parametrize("moment", [NOW - timedelta(days=1), NOW.replace(year=2099)])
def test_a_clock_that_is_set_shortens_no_wait(test_desk: TestDesk, moment: datetime) -> None:
    gate = unlock.gate(test_desk.place, test_desk.clock)
    for _try in range(6):
        gate.wrong()
    wait = gate.seconds_left()
    test_desk.clock.moment = moment
    assert gate.seconds_left() == wait == 30


def test_forty_wrong_tries_and_a_new_start(test_desk: TestDesk) -> None:
    """It still waits, still says so, and nothing was wiped."""
    desk = test_desk.open()
    note = add_note(desk, add_case(desk))
    test_desk.close()
    begun = test_desk.clock.now()
    gate = unlock.gate(test_desk.place, test_desk.clock)
    for _try in range(39):
        gate.wrong()
    test_desk.clock.move(timedelta(minutes=1))
    with pytest.raises(WrongPassphrase):
        unlock.unlock(test_desk.place, "wrong words here", clock=test_desk.clock, tries=gate)
    after_a_new_start = unlock.gate(test_desk.place, test_desk.clock)
    with pytest.raises(TryLater):
        unlock.unlock(test_desk.place, PASSPHRASE, clock=test_desk.clock, tries=after_a_new_start)
    assert after_a_new_start.seconds_left() == 60
    test_desk.clock.move(timedelta(minutes=1))
    found = unlock.unlock(
        test_desk.place, PASSPHRASE, clock=test_desk.clock, tries=after_a_new_start
    )
    test_desk.opened.append(found.desk)
    assert (found.tries.wrong, found.tries.since) == (40, begun)
    assert sessions.open_note(found.desk, note).text == NOTE
