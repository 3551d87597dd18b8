"""Damaged key files made anew out of those of a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.vault import (
    audit,
    backup_opening,
    cases,
    faults,
    integrity,
    key_mending,
    notes,
)
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.key_mending import KeyFilesWhole
from counsellor_desk.vault.restoring import AnotherDesk
from counsellor_desk.vault.slot_files import KeySlotsDamaged
from tests.vault.samples import (
    Vault,
    add_case,
    made,
)
from tests.vault.sticks import BackedUp, Stopped, with_passphrase


def _spoil_slots(vault: Vault) -> None:
    for name in "ab":
        path = vault.folder / f"keyslots-{name}.json"
        path.write_bytes(path.read_bytes()[:-40])


def test_damaged_key_files_are_made_anew_out_of_a_backup(backed_up: BackedUp) -> None:
    """Row 13: the store that is here stays, with all that was written since."""
    vault, filled = backed_up.vault, backed_up.filled
    store = vault.open_at_once()
    add_case(store, "PH-2026-0006-6")
    store.close()
    _spoil_slots(vault)
    with pytest.raises(KeySlotsDamaged):
        vault.open_at_once()
    _mend(vault, backed_up.file)
    assert len([p for p in vault.folder.iterdir() if ".damaged-" in p.name]) == 2
    store = with_passphrase(vault)
    assert len(cases.lines(store.read())) == 3
    assert notes.read_text(store.read(), filled.note) == filled.text
    mended = [entry for entry in audit.entries(store.read()) if entry.act is Act.KEY_FILES_MENDED]
    assert len(mended) == 1
    integrity.ensure_sound(store)


def _mend(vault: Vault, file: Path) -> None:
    key_mending.mend_keys(
        vault.folder,
        vault.remembered,
        file,
        backup_opening.by_recovery(vault.recovery_key),
        clock=vault.clock,
    )


def test_whole_key_files_and_other_stores_are_left_alone(
    backed_up: BackedUp, tmp_path: Path
) -> None:
    with pytest.raises(KeyFilesWhole):
        _mend(backed_up.vault, backed_up.file)
    other = made(tmp_path / "other")
    other.recovery_key = backed_up.vault.recovery_key
    _spoil_slots(other)
    before = {path.name for path in other.folder.iterdir()}
    with pytest.raises(AnotherDesk):
        _mend(other, backed_up.file)
    assert {path.name for path in other.folder.iterdir()} == before


def test_mending_that_was_interrupted_is_done_again(backed_up: BackedUp) -> None:
    vault = backed_up.vault
    _spoil_slots(vault)

    def stop(at: Point) -> None:
        if at is Point.FILE_WRITTEN:
            raise Stopped

    with faults.listening(stop), pytest.raises(Stopped):
        _mend(vault, backed_up.file)
    _mend(vault, backed_up.file)
    assert vault.recover().store.read().value("SELECT count(*) FROM cases") == 2
