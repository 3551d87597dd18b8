"""What is said of a desk's health: nothing unseen is called good, and each fault has its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain import health, health_of_store, health_steps
from counsellor_desk.domain.backups import BackupDue
from counsellor_desk.domain.health import Finding, Health, State, Topic, Way
from counsellor_desk.domain.key_access import Access, SheetState
from counsellor_desk.domain.surroundings import Answer, Surroundings, System, all_of

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MADE = datetime(2025, 1, 7, 9, 0, tzinfo=UTC)
ACCESS = Access(
    sheet=SheetState(made_at=MADE, revision=1, rehearsed_at=None),
    manager=None,
    keys_changed_at=MADE,
    other_openings=(),
)
AROUND = st.builds(
    Surroundings,
    system=st.sampled_from(System),
    disk=st.sampled_from(Answer),
    swap=st.sampled_from(Answer),
    synced_by=st.sampled_from(["", "OneDrive"]),
    network=st.sampled_from(Answer),
    login=st.sampled_from(Answer),
    kept_out=st.sampled_from([None, *Answer]),
)


@given(AROUND)
def test_only_what_is_seen_is_good_and_a_fault_has_its_steps(around: Surroundings) -> None:
    found = {finding.topic: finding for finding in health.of_computer(around)}
    answers = {
        Topic.DISK: around.disk,
        Topic.SWAP: around.swap,
        Topic.LOGIN: around.login,
        Topic.TIME_MACHINE: around.kept_out,
    }
    for topic, answer in answers.items():
        if answer is None:
            assert topic not in found
        else:
            assert (found[topic].state is State.GOOD) is (answer is Answer.YES)
            assert (found[topic].state is State.LOOK) is (answer is Answer.NO)
    for finding in found.values():
        assert finding.told
        mac_only = finding.topic is Topic.TIME_MACHINE
        if finding.way is Way.STEPS and (not mac_only or around.system is System.MACOS):
            assert len(set(health_steps.steps(finding.topic, around.system))) == 3
        assert (finding.way is Way.NOTHING) is (finding.state is State.GOOD)


def test_a_folder_that_is_copied_or_elsewhere_is_named() -> None:
    around = Surroundings(system=System.LINUX, network=Answer.NO)
    assert health.folder(around).state is State.GOOD
    assert health.where_not_to_be(around) == ""
    synced = health.folder(replace(around, synced_by="Nextcloud"))
    assert (synced.state, "Nextcloud copies this folder" in synced.told) == (State.LOOK, True)
    elsewhere = health.folder(replace(around, network=Answer.YES))
    assert (elsewhere.state, "another computer" in elsewhere.told) == (State.LOOK, True)


@pytest.mark.parametrize("system", System)
def test_keys_in_a_folder_are_the_weaker_promise(system: System) -> None:
    assert health.secrets(system, in_folder=False).state is State.GOOD
    found = health.secrets(system, in_folder=True)
    assert (found.state, found.way) == (State.LOOK, Way.STEPS)
    assert health_steps.steps(found.topic, system)


def test_locking_names_what_is_not_heard() -> None:
    assert health.locking(("sleep", "the lid"), ()).told.endswith("on sleep or the lid.")
    found = health.locking(("sleep",), ("the lid",))
    assert (found.state, "cannot hear of the lid." in found.told) == (State.LOOK, True)


@pytest.mark.parametrize(
    ("last", "days", "is_due", "state", "said"),
    [
        (None, None, False, State.GOOD, "nothing to lose yet"),
        (None, None, True, State.LOOK, "no verified backup"),
        (NOW - timedelta(days=1), 1, False, State.GOOD, "1 day ago"),
        (NOW - timedelta(days=9), 9, True, State.LOOK, "9 days ago"),
    ],
)
def test_backups(
    last: datetime | None,
    days: int | None,
    is_due: bool,  # noqa: FBT001 - a row of the table
    state: State,
    said: str,
) -> None:
    found = health_of_store.backup(BackupDue(last_verified=last, days=days, is_due=is_due))
    assert (found.state, found.way, said in found.told) == (state, Way.BACKUPS, True)


def test_the_sheet_and_the_keys() -> None:
    year = date(2026, 1, 7)
    fine = health_of_store.sheet(ACCESS, try_since=None, to_shred=False)
    assert (fine.state, "not tried since" in fine.told) == (State.GOOD, True)
    late = health_of_store.sheet(ACCESS, try_since=year, to_shred=False)
    assert (late.state, "once a year" in late.told) == (State.LOOK, True)
    shred = health_of_store.sheet(ACCESS, try_since=None, to_shred=True)
    assert (shred.state, "shredded" in shred.told) == (State.LOOK, True)
    tried = replace(ACCESS, sheet=replace(ACCESS.sheet, rehearsed_at=NOW))
    told = health_of_store.sheet(tried, try_since=None, to_shred=False).told
    assert "tried on 2 March 2026" in told
    assert health_of_store.keys(ACCESS, change_since=None).state is State.GOOD
    old = health_of_store.keys(ACCESS, change_since=year)
    assert (old.state, "since 7 January 2026" in old.told) == (State.LOOK, True)


def test_the_whole_check() -> None:
    assert health_of_store.check(None, NOW).state is State.UNKNOWN
    assert health_of_store.check(NOW - timedelta(days=3), NOW).state is State.GOOD
    assert health_of_store.check(NOW - timedelta(days=9), NOW).state is State.LOOK


def test_today_reminds_of_what_nothing_else_does_until_it_is_put_off() -> None:
    def bad(topic: Topic) -> Finding:
        return Finding(topic=topic, state=State.LOOK, told="x")

    found = Health(
        system=System.LINUX,
        findings=(bad(Topic.DISK), bad(Topic.BACKUP), bad(Topic.SHEET), bad(Topic.KEYS)),
        looked_at=NOW,
    )
    assert len(found.to_look_at) == 4
    assert [f.topic for f in found.to_remind_of] == [Topic.DISK]
    off = replace(found, quiet_until=NOW.date() + timedelta(days=1))
    assert off.to_remind_of == ()
    assert replace(off, looked_at=NOW + timedelta(days=1)).to_remind_of == found.to_remind_of


@given(st.lists(st.sampled_from(Answer)))
def test_all_of_them(answers: list[Answer]) -> None:
    found = all_of(answers)
    assert (found is Answer.NO) is (Answer.NO in answers)
    assert (found is Answer.YES) is (set(answers) == {Answer.YES})


@pytest.mark.parametrize("answer", Answer)
def test_the_disk_in_a_word(answer: Answer) -> None:
    assert health.disk_in_words(answer).startswith("This computer’s disk: ")
