"""Backups of before and after a change of all keys: which sheet opens which, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from counsellor_desk.domain.key_access import Why
from counsellor_desk.vault import faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.wrapping import WrongRecoveryKey
from counsellor_desk.workflows import backups, key_change, restoring, sessions, setup, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.place import Place
from tests.desks import NOTE, TestDesk, add_case, add_note
from tests.vault.samples import CHEAPEST, PASSPHRASE

OTHER = "nine purple kettles hum"


@dataclass(frozen=True)
class BothBackups:
    """``before`` and ``after`` the change; ``new`` is the sheet of after."""

    before: Path
    after: Path
    new: str


def _change(desk: Desk) -> str:
    change = key_change.begin_change(desk, Why.YEARLY, PASSPHRASE, unlock.gate_of(desk))
    key_change.carry_out(
        desk,
        change,
        {1: change.groups[0], 4: change.groups[3]},
        passphrase=OTHER,
        again=OTHER,
        manager=key_change.Keep(),
        progress=lambda _done, _of: None,
        cost=CHEAPEST,
    )
    return change.recovery_key


@pytest.fixture
def both(desk: Desk, tmp_path: Path) -> BothBackups:
    add_case(desk)
    (tmp_path / "stick").mkdir()
    before, after = tmp_path / "stick" / "before.cdbackup", tmp_path / "stick" / "after.cdbackup"
    backups.make(desk, before)
    new = _change(desk)
    backups.make(desk, after)
    return BothBackups(before, after, new)


def test_each_backup_opens_with_the_sheet_of_its_day_alone(
    test_desk: TestDesk, desk: Desk, both: BothBackups
) -> None:
    """The trail of the newer one fits from its first entry on, under both keys."""
    old = test_desk.recovery_key
    assert backups.rehearse(desk, both.after, both.new).counts.cases == 1
    assert backups.rehearse(desk, both.before, old).counts.cases == 1
    for path, sheet in ((both.after, old), (both.before, both.new)):
        with pytest.raises(WrongRecoveryKey):
            backups.rehearse(desk, path, sheet)
    assert {each.sheet for each in backups.ledger(desk)} == {1, 2}


def test_notes_come_along_over_a_change_of_keys(
    test_desk: TestDesk, desk: Desk, both: BothBackups
) -> None:
    note = add_note(desk, add_case(desk, "Somebody new"))
    test_desk.close()
    restored = restoring.restore(
        test_desk.place, both.after, both.new, clock=test_desk.clock, confirmed=True
    )
    assert (restored.notes_kept, restored.notes_left) == (1, ())
    _set_passphrase(test_desk, both.new)
    assert sessions.open_note(test_desk.open(OTHER), note).text == NOTE


def _set_passphrase(test_desk: TestDesk, sheet: str) -> None:
    found = unlock.unlock_by_recovery(test_desk.place, sheet, clock=test_desk.clock)
    unlock.set_passphrase(found.desk, OTHER, OTHER, cost=CHEAPEST)
    unlock.close(found.desk)


def test_what_stands_half_way_is_carried_out_before_a_backup_is_brought_back(
    test_desk: TestDesk, desk: Desk, tmp_path: Path
) -> None:
    """The store of before is then whole where it is moved to, with its note."""
    note = add_note(desk, add_case(desk))
    path = tmp_path / "a.cdbackup"
    backups.make(desk, path)
    change = key_change.begin_change(desk, Why.YEARLY, PASSPHRASE, unlock.gate_of(desk))

    def die(at: Point) -> None:
        if at is Point.REKEY_STORE_MOVED:
            raise KeyboardInterrupt

    with faults.listening(die), pytest.raises(KeyboardInterrupt):
        key_change.carry_out(
            desk,
            change,
            {1: change.groups[0], 4: change.groups[3]},
            passphrase=OTHER,
            again=OTHER,
            manager=key_change.Keep(),
            progress=lambda _done, _of: None,
            cost=CHEAPEST,
        )
    test_desk.close()
    restored = restoring.restore(
        test_desk.place, path, test_desk.recovery_key, clock=test_desk.clock, confirmed=True
    )
    assert restored.notes_unknown, "other keys than the backup's: nothing is guessed"
    aside = Path(restored.moved_aside)
    assert not (aside / "keyslots-next.json").exists()
    assert not (aside / "store.db.next").exists()
    _set_passphrase(test_desk, test_desk.recovery_key)
    assert setup.is_finished(test_desk.open(OTHER))
    kept = unlock.unlock_by_recovery(
        Place(aside, test_desk.place.keys), change.recovery_key, clock=test_desk.clock
    )
    assert kept.desk.read().value("SELECT id FROM notes") == note
    unlock.close(kept.desk)
