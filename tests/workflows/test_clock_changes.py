"""This computer's clock is set: nothing breaks, and a clock that went back is on record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.vault import audit
from counsellor_desk.vault.tries import TryLater
from counsellor_desk.vault.wrapping import WrongPassphrase
from counsellor_desk.workflows import preferences, reduce, sessions, today, unlock
from tests.desks import NOTE, NOW, PROFILE, TestDesk, add_case, add_note
from tests.vault.samples import PASSPHRASE

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
