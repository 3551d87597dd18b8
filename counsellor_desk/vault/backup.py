"""Making a backup: copied, written, read back from where it lies, and only then given its name.

The working copy lies in the store's own folder, encrypted with a fresh salt, and goes in the end.
Until the copy on the person's disk was opened again, checked and counted there is no file of the
name that was chosen; whatever goes wrong, or a Cancel, leaves nothing behind (security.md 3.9).
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.backups import Backup
from counsellor_desk.domain.ids import BackupId
from counsellor_desk.vault import (
    backup_file,
    backup_ledger,
    backup_manifest,
    backup_opening,
    backup_place,
    backup_tables,
    files,
    schema,
    slots,
)
from counsellor_desk.vault.backup_file import BackupDamaged, NotABackup
from counsellor_desk.vault.backup_layout import STORE
from counsellor_desk.vault.backup_manifest import Content, Manifest
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.phases import WHOLE, Phases, Report
from counsellor_desk.vault.slots import STORE_SALT_BYTES
from counsellor_desk.vault.store import Store
from counsellor_desk.wording import N_

_CHECKED: Final = 100
_COPIED: Final = 450
_MEASURED: Final = 500
_WRITTEN: Final = 650


class NotVerified(BackupDamaged):
    """A bad stick, most likely."""

    happened = N_("What came back from that disk is not what was written to it.")
    safe = N_("Your records are as they were, and nothing is left of this backup.")
    next_step = N_("Use another disk for backups: this one does not keep what it is given.")


def make(
    store: Store, path: Path, *, at: datetime, report: Report, replacing: bool = False
) -> Backup:
    """A verified backup at ``path``, and its line in the ledger.

    Args:
        store: open; not closed meanwhile.
        path: the file to make, in a folder of the person's own.
        at: when.
        report: told how far it is; what it raises ends it and leaves nothing behind.
        replacing: a file of that name may go, once the new one is verified.

    Raises:
        InsideStore, BackupExists: before anything was done.
        NoRoomThere, TooLargeThere, MayNotWriteThere, NameNotPossible, PlaceGone: that disk.
        StoreDamaged: this store. DiskFull, DiskFault, FolderNotWritable: this computer's own disk.
        NotVerified: what came back from that disk is not what went there.
    """
    backup_place.ensure_possible(store.held.folder, path, replace=replacing)
    phases = Phases(report)
    with backup_opening.private_folder(store.held.folder / backup_place.WORKING) as work:
        copy = _copy(store, work, at, phases)
        with backup_place.new_file(path) as beside:
            size = _written(copy, beside, phases)
            files.drop(copy.path)
            _verify(store, copy, beside, work, phases)
            return _named(store, copy, beside, path, size)


@dataclass(frozen=True)
class _Copy:
    """The working copy, and what is to be told of it."""

    path: Path
    manifest: Manifest
    keyslots: bytes
    crc: int
    counts: dict[str, int]


def _copy(store: Store, work: Path, at: datetime, phases: Phases) -> _Copy:
    held = store.held
    _ensure_pages_fit(store, phases.phase(_CHECKED))
    path = work / STORE
    counts = backup_tables.copied(
        held.connection, path, held.keys.database(), phases.phase(_COPIED)
    )
    content, crc = backup_file.measured(path, phases.phase(_MEASURED))
    keyslots = slots.written(_slots(store, path), held.keys)
    manifest = Manifest(
        id=BackupId(new_id()),
        vault=store.vault,
        schema=schema.VERSION,
        made_at=at,
        sheet=held.slots.recovery.revision,
        counts=backup_opening.shown(counts),
        keyslots=Content(len(keyslots), sha256(keyslots).hexdigest()),
        store=content,
    )
    point(Point.BACKUP_COPIED)
    return _Copy(path, manifest, keyslots, crc, counts)


def _ensure_pages_fit(store: Store, report: Report) -> None:
    """Their codes, in the store. That they fit together, and the trail, is checked in the copy.

    Copying reads every page that counts: one that is missing or does not belong ends it.
    """
    report(0, 1)
    if store.read().rows("PRAGMA cipher_integrity_check"):
        raise StoreDamaged
    report(1, 1)


def _slots(store: Store, copy: Path) -> slots.KeySlots:
    """Recovery key and service manager only: nothing in a backup lets anybody try passphrases."""
    with copy.open("rb") as file:
        salt = file.read(STORE_SALT_BYTES)
    return replace(store.held.slots, passphrase=None, store_salt=salt)


def _written(copy: _Copy, beside: Path, phases: Phases) -> int:
    return backup_file.write(
        beside,
        manifest=backup_manifest.written(copy.manifest),
        keyslots=copy.keyslots,
        store=copy.path,
        crc=copy.crc,
        report=phases.phase(_WRITTEN),
    )


def _verify(store: Store, copy: _Copy, beside: Path, work: Path, phases: Phases) -> None:
    try:
        archive = backup_file.look(beside)
        if archive.manifest != copy.manifest:
            raise NotVerified
        with backup_opening.opened(archive, store.held.keys, work, phases, until=WHOLE) as found:
            if {table: found.counts[table] for table in copy.counts} != copy.counts:
                raise NotVerified
    except (NotABackup, BackupDamaged):
        if store.trail.first_broken(whole=True) is not None:
            raise StoreDamaged from None
        raise NotVerified from None
    point(Point.BACKUP_VERIFIED)


def _named(store: Store, copy: _Copy, beside: Path, path: Path, size: int) -> Backup:
    """The name and the line in the ledger, both or neither.

    One that took the place of an older file stays in any case: nobody is to be left without either.
    """
    manifest = copy.manifest
    facts = {"size": size, "sheet": manifest.sheet, "cases": manifest.counts.cases}
    old, stood_there = backup_file.id_of(path), path.exists()
    with ExitStack() as undo:
        at = manifest.made_at
        with store.act(Act.BACKUP_MADE, at=at, about=manifest.id, **facts) as tx:
            now = store.held.clock.now()
            backup = backup_ledger.add(tx, manifest, place=path, size=size, verified_at=now)
            if old is not None:
                backup_ledger.mark_replaced(tx, old, now)
            backup_place.rename(beside, path)
            if not stood_there:
                undo.callback(files.drop, path)
            point(Point.BACKUP_NAMED)
        undo.pop_all()
    return backup
