"""Key files made anew out of a backup's, where both copies of a store's own are damaged.

The store that is here stays, with all that was written since the backup: the same vault key opens
both (FORMAT.md 10).
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from counsellor_desk.clock import Clock
from counsellor_desk.domain.audit import Act
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    backup_file,
    backup_opening,
    files,
    journals,
    schema,
    slot_files,
    switching,
)
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.backup_file import Archive
from counsellor_desk.vault.backup_opening import BackupKey
from counsellor_desk.vault.connection import Connection, StoreDamaged
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.folder_state import STORE, NothingHere, ensure_some_file, made
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.vault.remembered import Remembered
from counsellor_desk.vault.restoring import AnotherDesk
from counsellor_desk.vault.slot_files import KeySlotsDamaged, KeySlotsMissing
from counsellor_desk.vault.slots import STORE_SALT_BYTES
from counsellor_desk.vault.transactions import transaction
from counsellor_desk.wording import N_


class KeyFilesWhole(DeskError):
    """There is nothing to mend."""

    happened = N_("The key files of this store are not damaged.")
    next_step = N_("Open the store with your passphrase, or with the recovery sheet.")


def mend_keys(
    folder: Path, remembered: Remembered, path: Path, key: BackupKey, *, clock: Clock
) -> None:
    """Key files for the store that is here, made out of a backup's, where both copies are damaged.

    The backup's own store is not used and this one not replaced: the same vault key opens both. The
    damaged files are kept under another name. Afterwards the store opens with ``key``, and the next
    passphrase gets a new device secret; raw notes of this computer open as before.

    Raises:
        KeyFilesWhole: nothing is to be mended.
        AnotherDesk: the key in the backup does not open this store: it is another vault's, or its
            keys were changed since.
        NotABackup, BackupDamaged, BackupNewer, PlaceGone: the file; as ``unwrapped``: the key.
        NothingHere, AlreadyOpen, MadeByNewer, StoreMissing, StoreEmpty, StoreDamaged: the store.
        DiskFull, DiskFault, FolderNotWritable: it is gone on with when it is tried again.
    """
    archive = backup_file.look(path)
    keys = backup_opening.unwrapped(archive, key)
    if not made(folder):
        raise NothingHere
    with ExitStack() as held:
        held.callback(InstanceLock(folder).release)
        switching.settle(folder)
        _ensure_damaged(folder)
        store = ensure_some_file(folder)
        try:
            database = journals.opened(store, keys.database())
        except StoreDamaged:
            raise AnotherDesk from None
        held.callback(database.close)
        schema.ensure_known(database)
        if database.value("SELECT id FROM vault") != keys.vault:
            raise AnotherDesk
        _mend(folder, database, keys, archive, (remembered, key, clock))


def _ensure_damaged(folder: Path) -> None:
    """Refuse to touch what is whole, or of a version that we do not know."""
    try:
        slot_files.find(folder)
    except (KeySlotsMissing, KeySlotsDamaged):
        return
    raise KeyFilesWhole


def _mend(
    folder: Path,
    database: Connection,
    keys: StoreKeys,
    archive: Archive,
    here: tuple[Remembered, BackupKey, Clock],
) -> None:
    remembered, key, clock = here
    now, ours = clock.now(), archive.slots.slots
    slots = replace(
        ours,
        kept_in=remembered.kept_in,
        generation=ours.generation + 1,
        store_salt=_salt(folder / STORE),
    )
    for name in slot_files.NAMES:
        if (folder / name).exists():
            files.move(folder / name, folder / f"{name}.damaged-{now:%Y-%m-%d-%H%M%S}")
    schema.bring_up(database)
    with transaction(database):
        Trail(database, keys.audit()).append(
            act=Act.KEY_FILES_MENDED,
            at=now,
            monotonic=clock.monotonic(),
            slot=key.opened_by.value,
            about=keys.vault,
            facts={"backup": archive.manifest.id},
        )
        slot_files.write(folder, slots, keys)
        point(Point.MEND_WRITTEN)


def _salt(store: Path) -> bytes:
    with store.open("rb") as file:
        return file.read(STORE_SALT_BYTES)
