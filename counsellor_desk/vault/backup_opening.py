"""A backup opened in a private folder of ours, and everything in it checked and counted.

The same for verifying one that was just written, for rehearsing, and before restoring: what was
read from the person's disk is what is opened. Nothing is believed that the key does not answer for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.domain.backups import Counts
from counsellor_desk.vault import (
    backup_tables,
    connection,
    files,
    schema,
    wrapping,
)
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.backup_file import Archive, BackupDamaged, BackupNewer
from counsellor_desk.vault.backup_layout import STORE
from counsellor_desk.vault.connection import Connection, StoreDamaged
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.phases import Phases
from counsellor_desk.vault.slot_files import MadeByNewer
from counsellor_desk.vault.slots import STORE_SALT_BYTES, KeySlots
from counsellor_desk.vault.store import OpenedBy

if TYPE_CHECKING:
    from counsellor_desk.vault.manager_key import Identity

_BY_COUNT = {
    "cases": "cases",
    "sessions": "sessions",
    "summaries": "summaries",
    "forms": "consents",
    "documents": "documents",
}


@dataclass(frozen=True)
class BackupKey:
    """What opens a backup: a recovery key or a service manager's key."""

    opened_by: OpenedBy
    unwrap: Callable[[KeySlots], StoreKeys] = field(repr=False)


@dataclass(frozen=True)
class OpenedBackup:
    """A backup whose store is open at ``path``, checked whole."""

    archive: Archive
    keys: StoreKeys = field(repr=False)
    path: Path
    database: Connection
    counts: dict[str, int]


def by_recovery(typed: str) -> BackupKey:
    """The key on a recovery sheet, as it was typed."""
    return BackupKey(OpenedBy.RECOVERY, lambda slots: wrapping.by_recovery_key(slots, typed))


def by_manager(identity: Identity) -> BackupKey:
    """A service manager's key, open already."""
    return BackupKey(OpenedBy.MANAGER, lambda slots: wrapping.by_manager(slots, identity))


def shown(counts: Mapping[str, int]) -> Counts:
    """What a person is told of a store's rows by table."""
    return Counts(**{name: counts[table] for name, table in _BY_COUNT.items()})


def unwrapped(archive: Archive, key: BackupKey) -> StoreKeys:
    """The keys of the vault that the backup is of.

    Raises:
        RecoveryKeyLength, RecoveryKeyGroupWrong, WrongRecoveryKey: a recovery key.
        NoManager, AnotherManagersKey, ManagerSlotDamaged: a service manager's.
        BackupDamaged: its key files were changed by somebody who did not have it.
    """
    keys = key.unwrap(archive.slots.slots)
    if not archive.slots.answers_to(keys):
        raise BackupDamaged
    return keys


@contextmanager
def opened(
    archive: Archive, keys: StoreKeys, folder: Path, phases: Phases, *, until: int
) -> Iterator[OpenedBackup]:
    """Extract the store into ``folder`` (ours, private) and open it there, checked and counted.

    Raises:
        BackupDamaged, BackupNewer: nothing of it is to be used.
        PlaceGone: the person's disk. DiskFull, DiskFault, FolderNotWritable: this computer's own.
    """
    path = folder / STORE
    begun = phases.begun
    archive.extract(path, phases.phase(begun + (until - begun) // 2))
    _ensure_salt(path, archive)
    try:
        database = connection.open_existing(path, keys.database())
    except StoreDamaged:
        raise BackupDamaged from None
    try:
        counts = _checked(database, archive, keys, phases, until=until)
        yield OpenedBackup(archive, keys, path, database, counts)
    finally:
        database.close()


@contextmanager
def private_folder(folder: Path) -> Iterator[Path]:
    """An empty folder of ours for as long as this lasts; whatever a crash left there goes first.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    files.remove_folder(folder)
    files.private_folder(folder)
    try:
        yield folder
    finally:
        files.remove_folder(folder)


def _ensure_salt(path: Path, archive: Archive) -> None:
    """The key slots, which the key answers for, name the one store that they belong to."""
    with path.open("rb") as file:
        if file.read(STORE_SALT_BYTES) != archive.slots.slots.store_salt:
            raise BackupDamaged


def _checked(
    database: Connection, archive: Archive, keys: StoreKeys, phases: Phases, *, until: int
) -> dict[str, int]:
    report = phases.phase(until)
    try:
        schema.ensure_known(database)
        with database.reporting(lambda: report(0, 1)):
            counts = _sound(database, archive, keys)
    except MadeByNewer:
        raise BackupNewer from None
    except StoreDamaged:
        raise BackupDamaged from None
    report(1, 1)
    return counts


def _sound(database: Connection, archive: Archive, keys: StoreKeys) -> dict[str, int]:
    """Row counts by table.

    Raises:
        BackupDamaged, StoreDamaged: something does not fit.
    """
    whole = (
        schema.version_of(database) == archive.manifest.schema
        and not database.rows("PRAGMA cipher_integrity_check")
        and database.value("PRAGMA quick_check(1)") == "ok"
        and database.value("SELECT id FROM vault") == keys.vault == archive.manifest.vault
        and not database.rows("PRAGMA foreign_key_check")
        and Trail(database, keys.audit()).first_broken(whole=True) is None
    )
    if not whole:
        raise BackupDamaged
    counts = backup_tables.counted(database)
    if any(counts[table] for table in backup_tables.LEFT_OUT):
        raise BackupDamaged
    if shown(counts) != archive.manifest.counts:
        raise BackupDamaged
    return counts
