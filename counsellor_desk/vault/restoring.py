"""Bringing records back from a backup, and key files out of one (security.md 3.9).

A backup is checked whole before anything here is touched; the store of before is moved aside, never
overwritten; raw notes of this computer come along. What is brought back has no passphrase: it opens
with the key that brought it back, and the next passphrase gets a new device secret.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from counsellor_desk.clock import Clock
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.backups import BackupSeen, Restored
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    backup_file,
    backup_ledger,
    backup_opening,
    ballast,
    device,
    restore_present,
    restore_switch,
    schema,
    slot_files,
    switching,
)
from counsellor_desk.vault.anchors import Anchors
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.backup_file import Archive
from counsellor_desk.vault.backup_opening import BackupKey, OpenedBackup
from counsellor_desk.vault.connection import Connection, StoreDamaged
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.epochs import EpochKey, Shares
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.folder_state import STORE, made
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.vault.phases import WHOLE, Phases, Report
from counsellor_desk.vault.remembered import Anchor, Kept, NotRemembered, Remembered
from counsellor_desk.vault.restore_present import Carried, Present
from counsellor_desk.vault.restore_switch import Beside
from counsellor_desk.vault.transactions import Transaction, transaction
from counsellor_desk.wording import N_

_CHECKED: Final = 900
_ANY: Final = 2**53


class OlderBackup(DeskError):
    """What was written since is not in it."""

    happened = N_("The store on this computer went on after that backup was made.")
    next_step = N_("If you want the older state back, say so and bring it back again.")


class AnotherDesk(DeskError):
    """Somebody else's, or one that was set up anew since."""

    happened = N_("That is the backup of another desk than the one on this computer.")
    next_step = N_("If you want that desk in this place, say so and bring it back again.")


def look(folder: Path, path: Path) -> BackupSeen:
    """What a file tells without a key, and how it stands to the store in ``folder``.

    Raises:
        NotABackup, BackupDamaged, BackupNewer, PlaceGone, MayNotWriteThere: as they say.
    """
    archive = backup_file.look(path)
    manifest, there = archive.manifest, made(folder)
    vault = None
    with suppress(DeskError):
        vault = slot_files.find(folder).slots.vault
    return BackupSeen(
        made_at=manifest.made_at,
        counts=manifest.counts,
        size=archive.size,
        sheet=manifest.sheet,
        manager=archive.slots.slots.manager is not None,
        replaces=there,
        other_desk=vault is not None and vault != manifest.vault,
        older=vault == manifest.vault and _written_after(folder / STORE, manifest.made_at),
    )


def restore(
    folder: Path,
    remembered: Remembered,
    path: Path,
    key: BackupKey,
    *,
    clock: Clock,
    report: Report,
    confirmed: bool = False,
) -> Restored:
    """Put the records of a backup in the place of whatever is in ``folder``.

    Args:
        folder: where the store is to be; what is there is moved aside as a whole.
        remembered: where this computer keeps its secrets.
        path: the backup.
        key: a recovery key, or a service manager's.
        clock: for the audit entry and the name of what is moved aside.
        report: told how far it is. What it raises ends it, and everything is as it was.
        confirmed: somebody agreed to an older state, or to another desk.

    Raises:
        OlderBackup, AnotherDesk: nobody agreed to that yet.
        SomethingHere: the folder holds other things and no store.
        NotABackup, BackupDamaged, BackupNewer, PlaceGone: the file; as ``unwrapped``: the key.
        AlreadyOpen, DiskFull, DiskFault, FolderNotWritable, FolderMissing: as they say.
    """
    archive = backup_file.look(path)
    keys = backup_opening.unwrapped(archive, key)
    place = _Place(Kept(remembered, keys.vault), key, clock, confirmed=confirmed)
    done, aside = _put_in_place(folder, archive, keys, place, Phases(report))
    Anchors(place.kept).replace(done.head)
    say(Happening.RESTORED)
    return Restored(
        made_at=archive.manifest.made_at,
        counts=archive.manifest.counts,
        moved_aside=str(aside or ""),
        notes_kept=done.carried.kept,
        notes_left=done.carried.left,
        notes_unknown=done.unknown,
    )


@dataclass(frozen=True)
class _Place:
    """This computer, and who brings the records back."""

    kept: Kept
    key: BackupKey = field(repr=False)
    clock: Clock
    confirmed: bool


@dataclass(frozen=True)
class _Done:
    head: Anchor
    carried: Carried
    unknown: bool
    same_vault: bool


def _put_in_place(
    folder: Path, archive: Archive, keys: StoreKeys, place: _Place, phases: Phases
) -> tuple[_Done, Path | None]:
    """All of it, and where the store of before lies now."""
    with ExitStack() as held:
        beside = restore_switch.begun(folder, held)
        present = _locked(beside.folder, held)
        with backup_opening.opened(archive, keys, beside.building, phases, until=_CHECKED) as found:
            point(Point.RESTORE_CHECKED)
            done = _brought_up(found, beside, place)
        _write_slots(beside, archive, keys, place.kept.place)
        ballast.restore(beside.building)
        phases.phase(WHOLE)(1, 1)
        restore_switch.ready(beside)
        return done, restore_switch.put_in_place(
            beside, present, at=place.clock.now(), same_vault=done.same_vault
        )


def _written_after(store: Path, made_at: datetime) -> bool:
    with suppress(OSError, OverflowError):
        return datetime.fromtimestamp(store.stat().st_mtime, UTC) > made_at
    return False


def _locked(folder: Path, held: ExitStack) -> InstanceLock | None:
    """Nobody may have the store open that is to move."""
    if not folder.is_dir():
        return None
    mine = InstanceLock(folder)
    held.callback(mine.release)
    with suppress(DeskError):  # it moves aside as it is
        switching.settle(folder)
    return mine


def _brought_up(found: OpenedBackup, beside: Beside, place: _Place) -> _Done:
    """Have the restored store be of this version and of this computer, in one act.

    A present store that turns out to be damaged where it is read counts as one that does not open.
    """
    with restore_present.looked_into(beside.folder, found.keys) as present:
        try:
            return _brought_up_over(present, found, beside, place)
        except StoreDamaged:
            if present.database is None:
                raise
            return _brought_up_over(replace(present, database=None), found, beside, place)


def _brought_up_over(present: Present, found: OpenedBackup, beside: Beside, place: _Place) -> _Done:
    ahead = _ensure_agreed(found, present, place)
    schema.bring_up(found.database)
    shares = Shares(place.kept, DeviceKey(beside.folder / device.NAME, found.keys.vault))
    epoch = _epoch_here(shares, found, present)
    with transaction(found.database):
        carried = Carried(0, ())
        if present.database is not None:
            carried = restore_present.carry_over(
                present.database, found.database, epoch, ahead=ahead
            )
        number = _epoch_from_now_on(found, beside, present, place, epoch)
        _enter(found, place, carried, number)
        point(Point.RESTORE_CARRIED)
    return _Done(
        head=Trail(found.database, found.keys.audit()).head(),
        carried=carried,
        unknown=present.is_there and present.database is None,
        same_vault=present.is_of(found.keys.vault),
    )


def _ensure_agreed(found: OpenedBackup, present: Present, place: _Place) -> bool:
    """Whether the present store went on from the backup.

    Raises:
        OlderBackup, AnotherDesk: nobody agreed to lose that, or to that.
    """
    if present.database is None:
        if not place.confirmed:
            _ensure_expected(found, present)
        return False
    if restore_present.was_worked_on(present.database, found.database) and not place.confirmed:
        raise OlderBackup
    return restore_present.is_ahead(present.database, found.database, found.keys)


def _ensure_expected(found: OpenedBackup, present: Present) -> None:
    """Where the store cannot be looked into, its key files may still tell that it is another.

    Raises:
        OlderBackup: its keys were changed since.
        AnotherDesk: it is another vault's.
    """
    if present.slots is None:
        return
    if not present.is_of(found.keys.vault):
        raise AnotherDesk
    if present.slots.recovery.revision > found.archive.manifest.sheet:
        raise OlderBackup


def _epoch_here(shares: Shares, found: OpenedBackup, present: Present) -> EpochKey | None:
    """What opens the raw notes of this computer, if both shares are here."""
    newest = _ANY
    if present.database is not None:
        newest = max(_epoch_of(present.database), _epoch_of(found.database))
    with suppress(NotRemembered):
        return shares.key(found.keys, newest)
    return None


def _epoch_from_now_on(
    found: OpenedBackup, beside: Beside, present: Present, place: _Place, here: EpochKey | None
) -> int:
    """What the restored store is at, so that the shares of this computer go on being used.

    On a computer without any there are new ones, unless a note might still need the old ones.
    """
    epochs = [_epoch_of(found.database)]
    if present.database is not None:
        epochs.append(_epoch_of(present.database))
    if here is not None:
        epochs.append(here.number)
    elif not (present.is_there and present.database is None) and not _has_notes(found):
        with suppress(NotRemembered):
            epochs.append(_begun_anew(found, beside, place, max(epochs)))
    found.database.run("UPDATE vault SET epoch = ?", max(epochs))
    return max(epochs)


def _begun_anew(found: OpenedBackup, beside: Beside, place: _Place, above: int) -> int:
    vault = found.keys.vault
    if Shares(place.kept, DeviceKey(beside.folder / device.NAME, vault)).has_others(0):
        return above
    fresh = Shares(place.kept, DeviceKey(beside.building / device.NAME, vault))
    return fresh.make(found.keys, above=above, leaving=0).number


def _has_notes(found: OpenedBackup) -> bool:
    return bool(found.database.value("SELECT count(*) FROM notes"))


def _epoch_of(database: Connection) -> int:
    return int(database.value("SELECT epoch FROM vault"))


def _enter(found: OpenedBackup, place: _Place, carried: Carried, epoch: int) -> None:
    manifest, now = found.archive.manifest, place.clock.now()
    trail = Trail(found.database, found.keys.audit())
    tx = Transaction(found.database, None)
    tx.code = trail.append(
        act=Act.RESTORED,
        at=now,
        monotonic=place.clock.monotonic(),
        slot=place.key.opened_by.value,
        about=manifest.id,
        facts={
            "made_at": manifest.made_at.isoformat(timespec="seconds"),
            "notes_kept": carried.kept,
            "notes_left": len(carried.left),
            "epoch": epoch,
        },
    ).code
    backup_ledger.add(
        tx, manifest, place=found.archive.path, size=found.archive.size, verified_at=now
    )


def _write_slots(beside: Beside, archive: Archive, keys: StoreKeys, remembered: Remembered) -> None:
    """Those of the backup, newer than any that are here, for this computer's kind of place."""
    ours, generation = archive.slots.slots, 0
    with suppress(DeskError):
        generation = slot_files.find(beside.folder).slots.generation
    newer = max(ours.generation, generation) + 1
    slots = replace(ours, kept_in=remembered.kept_in, generation=newer)
    slot_files.write(beside.building, slots, keys)
