"""Acts: all or nothing, one audit entry each, and a trail that keeps to ids, counts and choices."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread

import pytest

from counsellor_desk.domain.audit import Act, Fact
from counsellor_desk.domain.openings import Freshness
from counsellor_desk.vault import audit, connection, settings
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Transaction
from tests.vault.samples import NOON, SteeredClock, Vault, add_case


class Stopped(Exception):
    """What interrupts an act."""


def _put_and_stop(tx: Transaction) -> None:
    settings.put(tx, "name", "another value")
    raise Stopped


def test_an_act_is_one_transaction_and_one_entry(store: Store) -> None:
    before = store.trail.head().seq
    with store.act(Act.PROFILE_CHANGED, at=NOON, about="X1", fields=2, form="F2") as tx:
        settings.put(tx, "name", "value")
        code = tx.code
    [newest, *_] = audit.entries(store.read())
    assert (newest.seq, newest.code) == (before + 1, code)
    assert (newest.act, newest.about) == (Act.PROFILE_CHANGED, "X1")
    assert newest.facts == {"fields": 2, "form": "F2"}
    assert settings.get(store.read(), "name") == "value"


def test_an_act_that_is_interrupted_leaves_nothing(store: Store) -> None:
    head = store.trail.head()
    with pytest.raises(Stopped), store.act(Act.PROFILE_CHANGED, at=NOON) as tx:
        _put_and_stop(tx)
    assert settings.get(store.read(), "name") is None
    assert store.trail.head() == head
    add_case(store, "A-1")


def test_quiet_changes_leave_no_entry_and_are_all_or_nothing(store: Store) -> None:
    head = store.trail.head()
    with store.quietly() as tx:
        settings.put(tx, "name", "value")
        assert tx.code == ""
    with pytest.raises(Stopped), store.quietly() as tx:
        _put_and_stop(tx)
    assert settings.get(store.read(), "name") == "value"
    assert store.trail.head() == head


def test_acts_do_not_nest(store: Store) -> None:
    with store.act(Act.PROFILE_CHANGED, at=NOON) as tx:
        settings.put(tx, "name", "value")
        with (
            pytest.raises(Exception, match="within a transaction"),
            store.act(Act.PIN_SET, at=NOON),
        ):
            pass
    assert settings.get(store.read(), "name") == "value"


@pytest.mark.parametrize("fact", ["two words", "Anna Ö", "a,b", "x" * 81, 1.5, ["list"], b"bytes"])
def test_a_fact_that_could_be_a_persons_words_is_refused(store: Store, fact: Fact) -> None:
    head = store.trail.head()
    with (
        pytest.raises(ValueError, match="reason"),
        store.act(Act.HOLD_SET, at=NOON, reason=fact),
    ):
        pass
    with pytest.raises(ValueError, match="about"), store.act(Act.HOLD_SET, at=NOON, about="a b"):
        pass
    assert store.trail.head() == head


def test_a_moment_without_its_offset_is_refused(store: Store) -> None:
    with (
        pytest.raises(ValueError, match="at"),
        store.act(Act.HOLD_SET, at=NOON.replace(tzinfo=None)),
    ):
        pass


def test_a_clock_that_went_back_is_recorded_once(store: Store) -> None:
    for at in (NOON, NOON - timedelta(hours=3), NOON - timedelta(hours=3)):
        with store.act(Act.PROFILE_CHANGED, at=at):
            pass
    entries = audit.entries(store.read(), limit=4)
    assert [entry.act for entry in entries] == [
        Act.PROFILE_CHANGED,
        Act.PROFILE_CHANGED,
        Act.CLOCK_WENT_BACK,
        Act.PROFILE_CHANGED,
    ]
    assert entries[2].facts == {"seconds": 3 * 3600}
    assert store.trail.first_broken(whole=True) is None


def test_summer_time_ending_is_no_clock_going_back(store: Store) -> None:
    """01:30 in summer, then 01:10 in winter: forty minutes later."""
    summer, winter = timezone(timedelta(hours=1)), UTC
    for at in (
        datetime(2026, 10, 25, 1, 30, tzinfo=summer),
        datetime(2026, 10, 25, 1, 10, tzinfo=winter),
    ):
        with store.act(Act.PROFILE_CHANGED, at=at):
            pass
    acts = [entry.act for entry in audit.entries(store.read(), limit=2)]
    assert Act.CLOCK_WENT_BACK not in acts


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_far_off_stops_nothing(store: Store, year: int) -> None:
    with store.act(Act.PROFILE_CHANGED, at=NOON.replace(year=year)):
        pass
    with store.act(Act.PROFILE_CHANGED, at=NOON):
        pass
    assert store.trail.first_broken(whole=True) is None


def test_entries_are_listed_by_what_they_are_about_and_page_by_page(store: Store) -> None:
    for number in range(5):
        with store.act(Act.PROFILE_CHANGED, at=NOON, about=f"X{number % 2}"):
            pass
    reader = store.read()
    assert [e.about for e in audit.entries(reader, about="X1")] == ["X1", "X1"]
    first = audit.entries(reader, limit=3)
    second = audit.entries(reader, limit=3, before=first[-1].seq)
    assert [e.seq for e in (*first, *second)] == [7, 6, 5, 4, 3, 2]


@pytest.mark.parametrize("change", ["UPDATE audit SET about = 'x'", "DELETE FROM audit"])
def test_the_trail_is_neither_changed_nor_shortened(store: Store, change: str) -> None:
    with pytest.raises(Exception, match="audit trail is not"), store.quietly() as tx:
        tx.run(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET act = 'opened' WHERE seq = 3",
        "UPDATE audit SET at = '2026-03-02T13:00:00.000000+00:00' WHERE seq = 3",
        "UPDATE audit SET at = 'never' WHERE seq = 3",
        "UPDATE audit SET act = 'unheard_of' WHERE seq = 3",
        "UPDATE audit SET facts = '{\"x\":1}' WHERE seq = 3",
        "UPDATE audit SET facts = '{' WHERE seq = 3",
        "UPDATE audit SET slot = 'recovery' WHERE seq = 3",
        "UPDATE audit SET monotonic = '1.000000' WHERE seq = 3",
        "UPDATE audit SET link = zeroblob(32) WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
    ],
)
def test_any_change_of_an_entry_breaks_the_trail_there(store: Store, change: str) -> None:
    for number in range(4):
        add_case(store, f"A-{number}")
    for trigger in ("audit_is_not_changed", "audit_is_not_shortened"):
        store.held.connection.run(f"DROP TRIGGER {trigger}")
    store.held.connection.run(change)
    assert store.trail.first_broken(whole=True) == 3
    assert store.trail.first_broken(whole=False) == 3


def test_a_long_trail_is_looked_at_from_its_newest_fifty(store: Store) -> None:
    for _ in range(60):
        with store.act(Act.PROFILE_CHANGED, at=NOON):
            pass
    store.held.connection.run("DROP TRIGGER audit_is_not_changed")
    store.held.connection.run("UPDATE audit SET about = 'x' WHERE seq = 5")
    assert store.trail.first_broken(whole=False) is None
    assert store.trail.first_broken(whole=True) == 5


def test_an_entry_missing_where_the_newest_fifty_begin_is_noticed(store: Store) -> None:
    for _ in range(60):
        with store.act(Act.PROFILE_CHANGED, at=NOON):
            pass
    start = store.trail.head().seq - 50
    store.held.connection.run("DROP TRIGGER audit_is_not_shortened")
    store.held.connection.run("DELETE FROM audit WHERE seq = ?", start)
    assert store.trail.first_broken(whole=False) == start


def test_a_keychain_that_stopped_answering_stops_no_act(vault: Vault) -> None:
    store = vault.open_at_once()
    shutil.rmtree(vault.home / "keys")
    (vault.home / "keys").write_text("a file in its place")
    add_case(store, "A-1")
    add_case(store, "A-2")
    (vault.home / "keys").unlink()
    anchors = store.anchors
    store.close()
    written = [anchors._kept.anchor(place) for place in (0, 1)]
    assert [anchor.seq for anchor in written if anchor] == [4], "written when closing"


def test_anchors_are_written_in_turn(vault: Vault) -> None:
    """Some keychains delete before they write: one of the two is there at any moment."""
    store = vault.open_at_once()
    for number in range(3):
        add_case(store, f"A-{number}")
        found = [store.held.kept.anchor(place) for place in (0, 1)]
        assert {anchor.seq for anchor in found if anchor} == {number + 2, number + 3}
    store.close()
    newest = max((vault.home / "keys").glob("*anchor*"), key=lambda path: path.read_text())
    newest.unlink()
    assert vault.open().freshness is Freshness.CURRENT


def test_the_store_belongs_to_the_thread_that_opened_it(store: Store) -> None:
    raised: list[BaseException] = []

    def look() -> None:
        try:
            store.trail.head()
        except store.held.connection._raw.ProgrammingError as refused:
            raised.append(refused)

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert len(raised) == 1


def test_closing_twice_is_closing(vault: Vault) -> None:
    store = vault.open_at_once()
    store.close()
    store.close()
    vault.open()


def test_the_monotonic_second_is_in_the_entry(vault: Vault) -> None:
    vault.clock = replace(SteeredClock(), seconds=12.3456789)
    newest = audit.entries(vault.open_at_once().read())[0]
    assert newest.monotonic == pytest.approx(12.345679)


def test_a_copy_that_finds_no_room_is_told_in_words(store: Store, tmp_path: Path) -> None:
    """SQLite's backup says so by a sentence alone, with no code."""
    copy = connection.create(tmp_path / "copy.db", bytes(32))
    copy.rows("PRAGMA max_page_count = 5")
    with pytest.raises(DiskFull):
        store.held.connection.copy_to(copy, lambda _done, _of: None)
    copy.close()


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT facts FROM audit WHERE act = ? ORDER BY seq",
        "SELECT max(seq) FROM audit WHERE act = ?",
    ],
)
def test_an_act_is_found_without_reading_the_whole_trail(store: Store, asked: str) -> None:
    """It is asked for at every start, and the trail grows for years."""
    plan = store.read().rows(f"EXPLAIN QUERY PLAN {asked}", Act.KEYS_CHANGED.value)
    (step,) = plan
    assert "INDEX audit_by_act (act=?" in step["detail"]
