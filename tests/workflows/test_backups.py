"""Backups at an open desk: the reminder, the ledger, rehearsing, moving; and the way back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.backups import Counts, GoneReasonMissing, Nearness
from counsellor_desk.domain.holds import Basis, KeptForAnOrder
from counsellor_desk.vault import audit, faults, restore_switch
from counsellor_desk.vault.backup_file import NotABackup
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.folder_state import Content
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.vault.recovery import RecoveryKeyGroupWrong
from counsellor_desk.vault.wrapping import WrongRecoveryKey
from counsellor_desk.workflows import backups, holds, restoring, setup, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.holds import NewHold
from counsellor_desk.workflows.place import Place
from tests.desks import NOW, TestDesk, add_case, add_note
from tests.vault.samples import CHEAPEST, PASSPHRASE


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder of the person's own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_an_empty_desk_and_the_demo_are_never_reminded(desk: Desk) -> None:
    assert not backups.due(desk).is_due
    add_case(desk)
    due = backups.due(desk)
    assert (due.is_due, due.last_verified, due.days) == (True, None, None)
    assert not backups.due(Desk(desk.store, desk.clock, demo=True)).is_due


def test_it_is_due_after_seven_days_or_as_many_as_were_chosen(
    test_desk: TestDesk, stick: Path
) -> None:
    desk = test_desk.open()
    add_case(desk)
    backups.make(desk, stick / "a.cdbackup")
    test_desk.clock.move(timedelta(days=6, hours=23))
    assert not backups.due(desk).is_due
    test_desk.clock.move(timedelta(hours=1))
    due = backups.due(desk)
    assert (due.is_due, due.days, due.last_verified) == (True, 7, NOW)
    backups.change_reminder(desk, 30)
    assert not backups.due(desk).is_due
    assert backups.reminder_days(desk) == backups.due(desk).after == 30
    for days in (0, 61):
        with pytest.raises(ValueError, match="days"):
            backups.change_reminder(desk, days)


def test_one_of_a_clock_that_was_ahead_silences_nothing(test_desk: TestDesk, stick: Path) -> None:
    """Made in 2099, as the computer had it; then the clock is put right."""
    desk = test_desk.open()
    add_case(desk)
    test_desk.clock.move(timedelta(days=73 * 365))
    backups.make(desk, stick / "ahead.cdbackup")
    test_desk.clock.move(timedelta(days=-73 * 365))
    assert backups.due(desk).is_due
    backups.make(desk, stick / "right.cdbackup")
    due = backups.due(desk)
    assert (due.is_due, due.last_verified) == (False, NOW)


def test_one_that_is_gone_reminds_again_and_stays_in_the_ledger(desk: Desk, stick: Path) -> None:
    add_case(desk)
    made = backups.make(desk, stick / "a.cdbackup")
    with pytest.raises(GoneReasonMissing):
        backups.mark_gone(desk, made.id, "  ")
    backups.mark_gone(desk, made.id, " stick \n erased ")
    (line,) = backups.ledger(desk)
    assert (line.gone_because, line.gone_at) == ("stick erased", NOW)
    assert backups.due(desk).is_due
    assert backups.overview(desk).last is None
    assert audit.entries(desk.read())[0].act is Act.BACKUP_GONE


def test_the_ledger_says_which_sheet_opens_which(desk: Desk, stick: Path) -> None:
    """After a new sheet the older backup opens with the older sheet only, and is listed as such."""
    first = backups.make(desk, stick / "a.cdbackup")
    renewed = setup.renewed(desk)
    second = backups.make(desk, stick / "b.cdbackup")
    found = backups.overview(desk)
    assert [line.sheet for line in found.ledger] == [second.sheet, first.sheet] == [2, 1]
    assert found.sheet == 2
    with pytest.raises(WrongRecoveryKey):
        backups.rehearse(desk, stick / "a.cdbackup", renewed.recovery_key)
    backups.rehearse(desk, stick / "b.cdbackup", renewed.recovery_key)


def test_a_rehearsal_opens_counts_compares_and_leaves_nothing(
    test_desk: TestDesk, stick: Path
) -> None:
    desk = test_desk.open()
    add_note(desk, add_case(desk))
    made = backups.make(desk, stick / "a.cdbackup")
    add_case(desk, "Somebody Else")
    folder = sorted(desk.store.held.folder.iterdir())
    told: list[int] = []
    found = backups.rehearse(
        desk, stick / "a.cdbackup", test_desk.recovery_key, lambda done, _of: told.append(done)
    )
    assert found.counts == Counts(cases=1, sessions=1)
    assert found.now == Counts(cases=2, sessions=1)
    assert found.made_at == made.made_at
    assert told[-1] == 1000
    assert sorted(desk.store.held.folder.iterdir()) == folder
    assert backups.ledger(desk)[0].rehearsed_at == NOW
    assert audit.entries(desk.read())[0].act is Act.BACKUP_REHEARSED


def test_a_slip_or_another_file_is_told_at_a_rehearsal(test_desk: TestDesk, stick: Path) -> None:
    desk = test_desk.open()
    backups.make(desk, stick / "a.cdbackup")
    with pytest.raises(RecoveryKeyGroupWrong):
        backups.rehearse(desk, stick / "a.cdbackup", f"00000{test_desk.recovery_key[5:]}")
    (stick / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(5000))
    with pytest.raises(NotABackup):
        backups.rehearse(desk, stick / "photo.jpg", test_desk.recovery_key)
    assert backups.ledger(desk)[0].rehearsed_at is None


def test_one_that_the_ledger_does_not_know_is_added_when_it_is_rehearsed(
    test_desk: TestDesk, stick: Path, tmp_path: Path
) -> None:
    """Made on another computer with the same store, or just before a crash."""
    other = test_desk.copied_to(tmp_path / "other")
    made = backups.make(other.open(), stick / "a.cdbackup")
    other.close()
    desk = test_desk.open()
    backups.rehearse(desk, stick / "a.cdbackup", test_desk.recovery_key)
    assert [line.id for line in backups.ledger(desk)] == [made.id]


def test_the_suggested_name_holds_nothing_but_a_day(desk: Desk) -> None:
    assert backups.suggested_name(desk) == "counsellor-desk-2026-03-02.cdbackup"


def test_how_near_a_place_is(desk: Desk, stick: Path) -> None:
    folder = desk.store.held.folder
    assert backups.nearness(desk, folder / "b.cdbackup") is Nearness.IN_STORE
    assert backups.nearness(desk, stick / "b.cdbackup") is Nearness.SAME_DISK
    assert backups.nearness(desk, Path("/proc/b.cdbackup")) is Nearness.APART
    assert backups.nearness(desk, stick / "gone" / "b.cdbackup") is Nearness.APART


def test_notes_that_wait_are_named_before_moving(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    found = backups.moving(desk)
    assert [line.note.id for line in found.waiting] == [note]
    assert found.refusals == ()


def test_a_note_on_hold_for_an_order_keeps_the_desk_here(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    review = desk.now().date() + timedelta(days=30)
    hold = NewHold(basis=Basis.COURT, reason="Summons", review_on=review, note=note)
    set_ = holds.set_hold(desk, hold)
    (refusal,) = backups.moving(desk).refusals
    assert isinstance(refusal, KeptForAnOrder)
    holds.lift(desk, set_.id, "Withdrawn")
    assert backups.moving(desk).refusals == ()


def test_the_whole_way_to_another_computer(
    test_desk: TestDesk, stick: Path, tmp_path: Path
) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    backups.make(desk, stick / "a.cdbackup")
    test_desk.close()
    there = Place(tmp_path / "new" / "store", tmp_path / "new" / "keys")
    seen = restoring.look(there, stick / "a.cdbackup")
    assert (seen.counts.cases, seen.replaces) == (1, False)
    key, clock = test_desk.recovery_key, test_desk.clock
    restoring.restore(there, stick / "a.cdbackup", key, clock=clock)
    opened = unlock.unlock_by_recovery(there, key, clock=clock).desk
    unlock.set_passphrase(opened, PASSPHRASE, PASSPHRASE, cost=CHEAPEST)
    unlock.close(opened)
    found = unlock.unlock(there, PASSPHRASE, clock=clock, tries=unlock.gate(there, clock))
    assert add_note(found.desk, case)
    unlock.close(found.desk)
    assert test_desk.open().store.vault == found.desk.store.vault, "the old one opens as before"


class Stopped(Exception):
    """What is raised at a point."""


def _stop_between(at: Point) -> None:
    if at is Point.RESTORE_ASIDE:
        raise Stopped


def test_a_look_ends_what_was_interrupted(test_desk: TestDesk, stick: Path) -> None:
    desk = test_desk.open()
    backups.make(desk, stick / "a.cdbackup")
    test_desk.close()
    key, clock, place = test_desk.recovery_key, test_desk.clock, test_desk.place
    with faults.listening(_stop_between), pytest.raises(Stopped):
        restoring.restore(place, stick / "a.cdbackup", key, clock=clock)
    assert not place.folder.exists()
    assert restore_switch.is_interrupted(place.folder)
    assert place.state().content is Content.STORE
    assert not restore_switch.is_interrupted(place.folder)
    unlock.close(unlock.unlock_by_recovery(place, key, clock=clock).desk)


def test_a_look_leaves_alone_what_somebody_is_just_bringing_back(
    test_desk: TestDesk, stick: Path
) -> None:
    backups.make(test_desk.open(), stick / "a.cdbackup")
    test_desk.close()
    key, clock, place = test_desk.recovery_key, test_desk.clock, test_desk.place
    damages: list[object] = []

    def look(at: Point) -> None:
        if at is Point.RESTORE_CHECKED:
            damages.append(place.state().damage)

    with faults.listening(look):
        restoring.restore(place, stick / "a.cdbackup", key, clock=clock)
    assert [type(damage) for damage in damages] == [AlreadyOpen]
    assert place.state().content is Content.STORE


def test_key_files_are_mended_out_of_a_backup(test_desk: TestDesk, stick: Path) -> None:
    backups.make(test_desk.open(), stick / "a.cdbackup")
    test_desk.close()
    place = test_desk.place
    for name in "ab":
        (place.folder / f"keyslots-{name}.json").unlink()
    assert place.state().content is Content.DAMAGED
    key, clock = test_desk.recovery_key, test_desk.clock
    restoring.mend_keys(place, stick / "a.cdbackup", key, clock=clock)
    unlock.close(unlock.unlock_by_recovery(place, key, clock=clock).desk)
