"""When a sheet is to be tried or shredded, and when the keys are to be changed."""

from __future__ import annotations

from datetime import date, timedelta

from counsellor_desk.workflows import key_reminders, keys, unlock
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk
from tests.vault.samples import PASSPHRASE


def _replace_sheet(desk: Desk) -> None:
    new = keys.new_sheet(desk, PASSPHRASE, unlock.gate_of(desk))
    keys.confirm_sheet(desk, new, {3: new.groups[2], 7: new.groups[6]})


def test_nothing_is_due_for_a_year(test_desk: TestDesk, desk: Desk) -> None:
    assert not key_reminders.look(desk).is_anything_due
    test_desk.clock.move(timedelta(days=364))
    assert not key_reminders.look(desk).is_anything_due
    test_desk.clock.move(timedelta(days=1))
    found = key_reminders.look(desk)
    assert (found.try_since, found.change_since) == (date(2027, 3, 2), date(2027, 3, 2))
    assert found.is_anything_due


def test_a_sheet_that_was_tried_is_good_for_another_year(test_desk: TestDesk, desk: Desk) -> None:
    test_desk.clock.move(timedelta(days=300))
    keys.rehearse_sheet(desk, test_desk.recovery_key)
    test_desk.clock.move(timedelta(days=300))
    assert key_reminders.look(desk).try_since is None
    test_desk.clock.move(timedelta(days=65))
    assert key_reminders.look(desk).try_since == date(2027, 12, 27)


def test_a_replaced_sheet_is_to_be_shredded_each_time(desk: Desk) -> None:
    assert not key_reminders.look(desk).to_shred
    _replace_sheet(desk)
    assert key_reminders.look(desk).to_shred
    key_reminders.shredded(desk)
    assert not key_reminders.look(desk).to_shred
    _replace_sheet(desk)
    assert key_reminders.look(desk).to_shred
