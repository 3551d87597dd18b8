"""What is filled in beside a sealed form, and what a yes said aloud allows, over a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import ConsentStepNotPossible
from counsellor_desk.domain.later import (
    LaterDayAhead,
    LaterDayMissing,
    LaterToldMissing,
    LaterWhatMissing,
)
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.errors import InputError
from counsellor_desk.vault import audit, later_lines
from counsellor_desk.workflows import allowed, consent, later
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case
from tests.walked_forms import sealed


def test_a_recording_is_due_until_it_is_said_to_be_destroyed(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    guide = sealed(desk, add_case(desk), "F5")
    which, ends_on = guide.consent.id, guide.consent.ends_on
    assert ends_on is not None
    assert [(each.id, on) for each, on in later.due(desk.read())] == [(which, ends_on)]
    consent.withdraw(desk, which, "by telephone")
    today = desk.now().date()
    assert [on for _each, on in later.due(desk.read())] == [today]
    test_desk.clock.moment += timedelta(days=2)
    line = later.add(desk, which, Later.RECORDING_DESTROYED, on=today, told=" wiped,\n by me ")
    assert (line.told, line.added_by) == ("wiped, by me", "J. Mercer")
    assert not [*later.due(desk.read())]
    test_desk.close()
    desk = test_desk.open()
    assert later_lines.of_consent(desk.read(), which) == (line,)
    found = audit.entries(desk.store.read(), about=which)[0]
    assert (found.act, dict(found.facts)) == (
        Act.FORM_ADDED_TO,
        {"what": Later.RECORDING_DESTROYED.value},
    )


def test_a_line_that_was_added_is_not_changed_but_corrected(desk: Desk) -> None:
    which = sealed(desk, add_case(desk), "F5").consent.id
    today = desk.now().date()
    first = later.add(desk, which, Later.RECORDING_DESTROYED, on=today, told="wiped")
    second = later.add(desk, which, Later.NOT_RECORDED, on=today, told="it was another client's")
    assert set(later_lines.of_consent(desk.read(), which)) == {first, second}
    with pytest.raises(IntegrityError), desk.store.quietly() as tx:
        tx.run("UPDATE later_lines SET told = 'something else'")


@pytest.mark.parametrize(
    ("what", "ahead", "told", "wrong"),
    [
        pytest.param(None, 0, "wiped", LaterWhatMissing, id="nothing chosen"),
        pytest.param(Later.HANDED_OVER, 0, "wiped", LaterWhatMissing, id="of another form"),
        pytest.param(Later.NOT_RECORDED, None, "wiped", LaterDayMissing, id="no day"),
        pytest.param(Later.NOT_RECORDED, 1, "wiped", LaterDayAhead, id="tomorrow"),
        pytest.param(Later.NOT_RECORDED, 0, " ", LaterToldMissing, id="no word"),
    ],
)
def test_a_line_says_what_and_when_and_how(
    desk: Desk, what: Later | None, ahead: int | None, told: str, wrong: type[InputError]
) -> None:
    which = sealed(desk, add_case(desk), "F5").consent.id
    on = None if ahead is None else desk.now().date() + timedelta(days=ahead)
    with pytest.raises(wrong):
        later.add(desk, which, what, on=on, told=told)
    assert not later_lines.of_consent(desk.read(), which)


def test_nothing_belongs_beside_a_no_or_another_form(desk: Desk) -> None:
    case = add_case(desk)
    refused = sealed(desk, case, "F5", Outcome.REFUSED).consent.id
    other = sealed(desk, case, "F6").consent.id
    for which in (refused, other):
        with pytest.raises(ConsentStepNotPossible):
            later.add(desk, which, Later.NOT_RECORDED, on=desk.now().date(), told="nothing")
    assert not [*later.due(desk.read())]


def test_an_answer_after_a_death_is_due_until_it_was_given(desk: Desk) -> None:
    case = add_case(desk)
    given = sealed(desk, case, "F14", given_on=desk.now().date().isoformat())
    waiting = sealed(desk, case, "F14")
    assert "given_on" in given.consent.answers
    assert [each.id for each, _on in later.due(desk.read())] == [waiting.consent.id]
    later.add(desk, waiting.consent.id, Later.HANDED_OVER, on=desk.now().date(), told="by post")
    assert not [*later.due(desk.read())]


def test_a_yes_said_aloud_lets_be_told_and_no_record_leave(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    client = case.clients[0].id
    spoken = sealed(desk, case, "F11", about="contact", who="Dr Jo Field").consent
    assert spoken.recipient == "Dr Jo Field"
    assert allowed.to_contact(desk, client, items=(), person="dr jo field").consent == spoken
    more = allowed.to_contact(desk, client, items=["appointments"], person="Dr Jo Field")
    assert more.why_not.startswith("The client said yes aloud. What may be told stands on the form")
    assert not allowed.to_refer(desk, client, items=(), agency="Dr Jo Field").granted
    sealed(desk, case, "F11", about="share", who="Dr Jo Field")
    shared = allowed.to_disclose(desk, client, records=(), recipient="Dr Jo Field")
    assert shared.why_not.startswith("The client said yes aloud, which names no records.")
    test_desk.clock.moment += timedelta(days=8)
    after = allowed.to_contact(desk, client, items=(), person="Dr Jo Field")
    assert after.why_not == "There was consent, but it is not in force."
