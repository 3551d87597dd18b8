"""Bringing records back over what is not as it should be: damaged, diverged, somebody else's."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from counsellor_desk.vault import backup_opening, connection, notes, restoring
from counsellor_desk.vault.folder_state import SomethingHere
from counsellor_desk.vault.phases import silently
from counsellor_desk.vault.restoring import OlderBackup
from tests.vault.samples import Vault, add_case
from tests.vault.sticks import BackedUp, back_up, bring_back


def test_a_store_that_is_damaged_where_it_is_read_stands_in_nobodys_way(
    backed_up: BackedUp,
) -> None:
    """Its first page opens; the trail, which tells what was done since, does not."""
    vault = backed_up.vault
    path = vault.folder / "store.db"
    store = vault.open_at_once()
    root = store.read().value("SELECT rootpage FROM sqlite_schema WHERE name = 'audit'")
    store.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096 + 50)
        file.write(b"\xff" * 20)
    before, shares = path.read_bytes(), (vault.folder / "device.key").read_bytes()
    done = bring_back(vault, backed_up.file)
    assert done.notes_unknown
    assert (Path(done.moved_aside) / "store.db").read_bytes() == before
    assert (vault.folder / "device.key").read_bytes() == shares
    assert vault.open_at_once().read().value("SELECT count(*) FROM cases") == 2


def test_one_that_is_cut_between_two_pages_stands_in_nobodys_way(backed_up: BackedUp) -> None:
    path = backed_up.vault.folder / "store.db"
    path.write_bytes(path.read_bytes()[: 40 * 4096])
    assert bring_back(backed_up.vault, backed_up.file).notes_unknown


def test_a_journal_of_another_store_spoils_neither(backed_up: BackedUp, tmp_path: Path) -> None:
    """SQLite would put its pages into the store of before, whose notes would be lost."""
    vault, filled = backed_up.vault, backed_up.filled
    path = vault.folder / "store.db"
    before = path.read_bytes()
    (vault.folder / "store.db-journal").write_bytes(_strangers_journal(tmp_path / "other.db"))
    done = bring_back(vault, backed_up.file)
    assert (done.notes_kept, done.notes_unknown) == (2, False)
    assert (Path(done.moved_aside) / "store.db").read_bytes() == before
    assert notes.read_text(vault.open_at_once().read(), filled.note) == filled.text


def _strangers_journal(path: Path) -> bytes:
    """As a crash in the middle of an act leaves it."""
    with closing(connection.create(path, b"k" * 32)) as other:
        other.run("CREATE TABLE words (said TEXT)")
        other.run("PRAGMA cache_size = 1")
        other.run("BEGIN IMMEDIATE")
        other.run("INSERT INTO words VALUES (?)", "x" * 300_000)
        raw = path.with_name(f"{path.name}-journal").read_bytes()
        other.run("ROLLBACK")
    return bytes.fromhex("d9d505f920a163d7") + raw[8:]


def test_work_done_since_an_earlier_backup_came_back_is_asked_about(backed_up: BackedUp) -> None:
    """The newer backup does not know of it, though the store never went on from that one."""
    vault, newer = backed_up.vault, backed_up.stick / "newer.cdbackup"
    store = vault.open_at_once()
    add_case(store, "PH-2026-0003-3")
    back_up(store, newer)
    store.close()
    bring_back(vault, backed_up.file)
    store = vault.open_at_once()
    add_case(store, "PH-2026-0007-7")
    store.close()
    with pytest.raises(OlderBackup):
        restoring.restore(
            vault.folder,
            vault.remembered,
            newer,
            backup_opening.by_recovery(vault.recovery_key),
            clock=vault.clock,
            report=silently,
        )
    assert vault.open_at_once().read().value("SELECT count(*) FROM cases") == 3


def test_a_folder_of_other_files_is_never_moved(backed_up: BackedUp, tmp_path: Path) -> None:
    other = Vault(tmp_path / "other", backed_up.vault.recovery_key, backed_up.vault.clock)
    other.folder.mkdir(parents=True)
    (other.folder / "thesis.odt").write_bytes(b"years of work")
    with pytest.raises(SomethingHere):
        bring_back(other, backed_up.file)
    assert [path.name for path in other.home.iterdir()] == ["store"]
    (other.folder / "thesis.odt").rename(other.folder / "device.key")
    assert bring_back(other, backed_up.file).moved_aside, "what is left of a store makes room"


def test_a_file_of_the_name_that_is_worked_in_stands_in_nobodys_way(backed_up: BackedUp) -> None:
    vault = backed_up.vault
    (vault.home / "store.restoring").write_bytes(b"somebody's")
    vault.open_at_once()
    vault.close()
    bring_back(vault, backed_up.file)
    (kept,) = vault.home.glob("store.restoring.*")
    assert kept.read_bytes() == b"somebody's"
