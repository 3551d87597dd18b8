"""The page's facts over a real store: what is due, where the keys are, and when Today is quiet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from counsellor_desk.domain.health import State, Topic, Way
from counsellor_desk.domain.surroundings import Answer, Surroundings, System
from counsellor_desk.workflows import backups, checks, health
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.health import Heard
from tests.desks import TestDesk, add_case

ALL_WELL = Surroundings(
    system=System.LINUX,
    disk=Answer.YES,
    swap=Answer.YES,
    network=Answer.NO,
    login=Answer.YES,
)
HEARD = Heard(("sleep",), ())


def _states(desk: Desk) -> dict[Topic, State]:
    found = health.look(desk, HEARD, lambda _folder: ALL_WELL)
    return {finding.topic: finding.state for finding in found.findings}


def test_a_new_desk_on_a_good_computer(desk: Desk) -> None:
    states = _states(desk)
    assert states.pop(Topic.SECRETS) is State.LOOK, "the keys of tests lie in a folder"
    assert states.pop(Topic.CHECK) is State.UNKNOWN
    assert set(states.values()) == {State.GOOD}
    assert len(states) == 8


def test_what_is_due_is_told_and_goes_once_it_is_done(
    desk: Desk, test_desk: TestDesk, tmp_path: Path
) -> None:
    add_case(desk)
    assert _states(desk)[Topic.BACKUP] is State.LOOK
    backups.make(desk, tmp_path / "b.cdbackup")
    assert _states(desk)[Topic.BACKUP] is State.GOOD
    checks.ensure_sound(desk)
    assert _states(desk)[Topic.CHECK] is State.GOOD
    test_desk.clock.move(timedelta(days=366))
    late = _states(desk)
    for topic in (Topic.BACKUP, Topic.SHEET, Topic.KEYS, Topic.CHECK):
        assert late[topic] is State.LOOK


def test_what_wants_a_look_comes_first(desk: Desk) -> None:
    def around(folder: Path) -> Surroundings:
        assert folder == desk.store.held.folder
        return Surroundings(system=System.WINDOWS, disk=Answer.NO)

    found = health.look(desk, HEARD, around)
    order = [finding.state for finding in found.findings]
    assert order == sorted(order, key=[State.LOOK, State.UNKNOWN, State.GOOD].index)
    assert found.findings[0].topic is Topic.DISK
    assert found.findings[0].way is Way.STEPS
    assert health.disk_in_words(desk, around) == "This computer’s disk: not encrypted."


def test_today_is_quiet_for_a_month_once_it_was_put_off(desk: Desk, test_desk: TestDesk) -> None:
    def reminded() -> int:
        return len(health.look(desk, HEARD, lambda _folder: ALL_WELL).to_remind_of)

    assert reminded() == 1
    health.be_quiet(desk)
    assert reminded() == 0
    test_desk.clock.move(timedelta(days=30))
    assert reminded() > 0


def test_this_computer_is_looked_at_for_real(desk: Desk) -> None:
    found = health.look(desk, HEARD)
    assert {finding.topic for finding in found.findings} >= {Topic.DISK, Topic.SWAP, Topic.LOGIN}
