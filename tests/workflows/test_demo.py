"""The demo desk: what stands on it, when it happened, and that it clears away only its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk import settings
from counsellor_desk.domain.notes import Age, NoteState
from counsellor_desk.vault import documents
from counsellor_desk.vault.folder_state import SomethingHere
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.workflows import cases, demo, reduce, today, unlock
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE, Desk
from counsellor_desk.workflows.place import Place
from tests.desks import NOW
from tests.vault.samples import SteeredClock


class Stopped(Exception):
    """Somebody pressed Cancel."""


def _quietly(_done: int, _of: int) -> None:
    pass


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One demo desk for all who only look."""
    home = tmp_path_factory.mktemp("demo")
    desk = demo.make(Place(home / "store", home / "keys"), SteeredClock(NOW), _quietly)
    yield desk
    unlock.close(desk)


@pytest.fixture
def usual() -> Place:
    """The demo's usual place, in this test's own cache folder."""
    return Place(settings.demo_store(), settings.demo_keys())


def test_a_days_work_lies_on_the_desk(made: Desk) -> None:
    shown = today.today(made)
    ages = [waiting.age for waiting in shown.waiting]
    assert ages == [Age.RED, Age.AMBER, Age.AMBER, Age.FRESH, Age.FRESH]
    assert sum(waiting.line.note.on_paper for waiting in shown.waiting) == 1
    assert shown.actions
    assert shown.in_force == 1
    assert len(shown.unfinished) == 1
    assert len(shown.holds) == 1
    assert made.now() == NOW
    assert made.demo


def test_its_notes_went_the_whole_way(made: Desk) -> None:
    pages = [cases.page(made, line.id) for line in cases.everything(made)]
    assert sum(len(page.summaries) for page in pages) == 5
    assert all(tombstone.erased_at for page in pages for tombstone in page.tombstones)
    assert any(len(page.case.clients) == 2 and page.summaries for page in pages)
    sealed = [
        document for page in pages for document in documents.of_case(made.read(), page.case.id)
    ]
    assert sealed
    (record,) = [record for page in pages for record in page.records]
    assert record.agreement.consent is not None
    assert record.written_at < NOW
    assert [len(page.in_hand) for page in pages if page.in_hand] == [1]
    held = [line for line in reduce.queue(made) if line.state is NoteState.ON_HOLD]
    assert len(held) == 1


def test_its_past_lies_in_the_past(made: Desk) -> None:
    pages = [cases.page(made, line.id) for line in cases.everything(made)]
    begun = [session.starts for page in pages for session in page.sessions]
    assert max(begun) < NOW
    assert NOW - min(begun) > timedelta(days=30)
    for page in pages:
        for tombstone in page.tombstones:
            assert tombstone.erased_at is not None
            assert tombstone.erased_at < NOW - timedelta(days=3)


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_ages_are_right_at_any_hour(hour: int) -> None:
    now = NOW.replace(hour=hour, minute=3)
    told = demo.stories(now)
    assert all(story.note.starts(now) < now for story in told)
    hours = [
        (now - story.note.starts(now)) / timedelta(hours=1)
        for story in told
        if story.state == "waiting"
    ]
    assert hours[0] > 73
    assert 25 < hours[1] < 72
    assert max(hours[2:]) < 24


@pytest.mark.thorough
def test_it_is_made_anew_over_what_a_killed_demo_left(usual: Place) -> None:
    clock = SteeredClock(NOW)
    unlock.close(demo.make(usual, clock, _quietly))
    (usual.folder / "sub").mkdir()
    with pytest.raises(SomethingHere):
        demo.make(usual, clock, _quietly)
    demo.clear_away()
    unlock.close(demo.make(usual, clock, _quietly))
    demo.clear_away()
    assert not usual.folder.exists()
    assert usual.keys is not None
    assert not usual.keys.exists()


@pytest.mark.thorough
def test_an_open_demo_is_not_cleared_away(usual: Place) -> None:
    desk = demo.make(usual, SteeredClock(NOW), _quietly)
    try:
        with pytest.raises(AlreadyOpen):
            demo.clear_away()
        assert len(cases.everything(desk)) == len(demo.stories(NOW))
    finally:
        unlock.close(desk)


def test_a_link_in_its_place_is_not_followed(usual: Place, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "store").write_bytes(b"mine")
    usual.folder.parent.mkdir(parents=True)
    usual.folder.symlink_to(real)
    demo.clear_away()
    assert (real / "store").read_bytes() == b"mine"
    assert not usual.folder.is_symlink()


def test_stopping_closes_what_was_begun(usual: Place) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        demo.make(usual, SteeredClock(NOW), stop)
    demo.clear_away()
    assert not usual.folder.exists()


def test_it_opens_again_with_the_documented_passphrase(usual: Place) -> None:
    clock = SteeredClock(NOW)
    unlock.close(demo.make(usual, clock, _quietly))
    found = unlock.unlock(usual, DEMO_PASSPHRASE, clock=clock, tries=unlock.gate(usual, clock))
    assert found.desk.demo
    assert found.audit_broken_at is None
    unlock.close(found.desk)
