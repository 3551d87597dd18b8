"""A store in a folder with any name, and as deep as a system allows (bad input 20)."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsellor_desk.vault.folder_state import FolderTooDeep
from counsellor_desk.workflows import reduce, setup, unlock
from counsellor_desk.workflows.place import Place
from tests.desks import NOTE, PROFILE, add_case, add_note
from tests.vault.samples import CHEAPEST, PASSPHRASE, SteeredClock

DEEP = "/".join(["🗂️ Ordner für Ådas 'Akten'; %s--" + "x" * 30] * 4)


def _lives(folder: Path, keys: Path) -> None:
    """Made, written to, closed, opened, a note destroyed."""
    clock, place = SteeredClock(), Place(folder, keys)
    new = setup.create(place, PROFILE, PASSPHRASE, PASSPHRASE, clock=clock, cost=CHEAPEST)
    case = add_case(new.desk)
    note = add_note(new.desk, case)
    unlock.close(new.desk)
    desk = unlock.unlock(place, PASSPHRASE, clock=clock, tries=unlock.gate(place, clock)).desk
    assert reduce.open_reduction(desk, note).text == NOTE
    reduce.nothing_essential(desk, note, case.number)
    assert reduce.destroy(desk, note).erased_at is not None
    unlock.close(desk)


def test_any_name_and_more_than_260_characters(tmp_path: Path) -> None:
    folder = tmp_path / DEEP / "store"
    assert len(str(folder)) > 260
    _lives(folder, tmp_path / "keys")


def test_deeper_than_a_database_can_lie_is_said_before_anything_is_made(tmp_path: Path) -> None:
    folder = tmp_path / DEEP / DEEP / "store"
    with pytest.raises(FolderTooDeep):
        _lives(folder, tmp_path / "keys")
    assert not (tmp_path / DEEP).exists()
