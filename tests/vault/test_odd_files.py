"""Whatever lies under the names of a store's files: opening neither hangs nor stops at it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from counsellor_desk.errors import DeskError
from counsellor_desk.vault import creating
from counsellor_desk.vault.folder_state import Content, SomethingHere, StoreMissing, state_of
from counsellor_desk.vault.key_folder import KeyFolderUnusable
from counsellor_desk.vault.slot_files import KeySlotsDamaged, KeySlotsMissing
from tests.vault.samples import NOON, PASSPHRASE, PROFILE, Filled, Vault


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "somebody's").write_text("file")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


ODD = [_folder, _loop, _link_to_nothing, _device, _pipe]
NEEDED_ONCE = [
    "keyslots-a.json",
    "keyslots-b.json",
    "unlock.json",
    "ballast",
    "lock",
    "store.db-journal",
    "store.db-wal",
    "store.db-shm",
    "store.db.new",
    "keyslots-a.json.new",
    "unfinished",
    "keyslots-next.json",
    "store.db.next",
    "store.db.next-journal",
]


def _put(path: Path, odd: Callable[[Path], None]) -> None:
    path.unlink(missing_ok=True)
    odd(path)


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_file_stands_in_the_way_of_opening(
    full: tuple[Vault, Filled], odd: Callable[[Path], None]
) -> None:
    """Row 12, and every other name: each in turn, in the same store."""
    vault, _filled = full
    for name in NEEDED_ONCE:
        _put(vault.folder / name, odd)
        store = vault.open_at_once()
        with store.quietly() as tx:
            tx.run("UPDATE notes SET words = words + 1")
        vault.close()
        vault.opened.clear()
    assert state_of(vault.folder).content is Content.STORE
    for name in ("keyslots-a.json", "keyslots-b.json", "lock"):
        assert (vault.folder / name).is_file(), name
    kept = {path.name for path in vault.folder.iterdir() if ".aside-" in path.name}
    assert any(name.startswith("store.db-wal.aside-") for name in kept), "nothing is deleted"


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_device_key_counts_as_none(
    full: tuple[Vault, Filled], odd: Callable[[Path], None]
) -> None:
    vault, _filled = full
    _put(vault.folder / "device.key", odd)
    assert vault.open_at_once().held.epoch is None


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_store_is_a_missing_one(vault: Vault, odd: Callable[[Path], None]) -> None:
    _put(vault.folder / "store.db", odd)
    with pytest.raises(StoreMissing):
        vault.open()
    with pytest.raises(SomethingHere):
        creating.create(
            vault.folder, vault.remembered, PASSPHRASE, profile=PROFILE, clock=vault.clock
        )


@pytest.mark.parametrize("odd", ODD)
def test_two_odd_key_files_are_told_and_left(vault: Vault, odd: Callable[[Path], None]) -> None:
    for name in ("keyslots-a.json", "keyslots-b.json"):
        _put(vault.folder / name, odd)
    with pytest.raises((KeySlotsDamaged, KeySlotsMissing)) as told:
        vault.open()
    assert "backup" in told.value.sentences()[2]


def test_a_file_called_unfinished_does_not_give_a_store_away(vault: Vault) -> None:
    """Only our own empty mark does: what it stands for is cleared away."""
    (vault.folder / "unfinished").write_text("my thesis")
    assert state_of(vault.folder).content is Content.STORE
    with pytest.raises(DeskError):
        creating.create(
            vault.folder, vault.remembered, PASSPHRASE, profile=PROFILE, clock=vault.clock
        )
    assert vault.open().store.trail.newest_moment() == NOON


@pytest.mark.parametrize("odd", [_folder, _pipe, _device])
@pytest.mark.parametrize("item", ["device-0", "anchor-0", "share-0"])
def test_an_odd_file_among_the_keys_is_told_and_not_waited_for(
    full: tuple[Vault, Filled], odd: Callable[[Path], None], item: str
) -> None:
    vault, _filled = full
    (path,) = (vault.home / "keys").glob(f"*-{item}")
    _put(path, odd)
    try:
        vault.open_at_once()
    except KeyFolderUnusable:
        assert item != "anchor-0"


def test_a_journal_of_forty_gigabytes_is_put_aside_unread(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    for beginning in (b"", bytes.fromhex("d9d505f920a163d7")):
        with (vault.folder / "store.db-journal").open("wb") as file:
            file.write(beginning)
            file.truncate(40 * 2**30)
        vault.open_at_once()
        vault.close()
        vault.opened.clear()
