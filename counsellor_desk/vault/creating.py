"""Making a vault: its folder, keys, slots and an empty store, all of it or nothing (FORMAT.md 1).

The file ``unfinished`` is there from the first to the last step. Nobody has seen a key of what a
broken-off making left behind, so that is cleared away and made anew.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from counsellor_desk.clock import Clock
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.profile import Profile
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    ballast,
    connection,
    device,
    files,
    lock,
    recovery,
    restore_switch,
    schema,
    slot_files,
)
from counsellor_desk.vault import profile as profiles
from counsellor_desk.vault.boxes import fresh_key
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.epochs import EpochKey, Shares
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.folder_state import (
    STORE,
    UNFINISHED,
    SomethingHere,
    ensure_not_too_deep,
    is_unfinished,
)
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.keys import Cost, StoreKeys, calibrated
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.vault.remembered import PLACES, Kept, Remembered
from counsellor_desk.vault.slots import STORE_SALT_BYTES, KeySlots
from counsellor_desk.vault.store import Held, OpenedBy, Store
from counsellor_desk.vault.transactions import transaction
from counsellor_desk.vault.wrapping import passphrase_slot, recovery_slot

_LEFT_BEHIND: Final = frozenset(
    {
        *slot_files.NAMES,
        STORE,
        f"{STORE}-journal",
        device.NAME,
        ballast.NAME,
    }
)
_NOT_COUNTED: Final = frozenset({lock.NAME, UNFINISHED})


@dataclass(frozen=True)
class Created:
    """The open store, and its recovery key as it is shown once."""

    store: Store
    recovery_key: str = field(repr=False)


@dataclass(frozen=True)
class _Keyed:
    """What a new vault has besides its slots."""

    keys: StoreKeys
    kept: Kept
    database: Connection
    device_secret: bytes = field(repr=False)
    epoch: EpochKey = field(repr=False)


def create(
    folder: Path,
    remembered: Remembered,
    passphrase: str,
    *,
    profile: Profile,
    clock: Clock,
    cost: Cost | None = None,
) -> Created:
    """Make a vault in an empty or missing folder and leave its store open.

    Args:
        folder: where; made private.
        remembered: the keychain, or a key folder where set-up agreed to one.
        passphrase: checked by ``domain.passphrases.checked``.
        profile: who works here.
        clock: for the first audit entry.
        cost: of one guess; calibrated to this computer (about a second) when not given.

    Raises:
        FolderTooDeep, SomethingHere: never create where that cannot be, or where something is.
        AlreadyOpen: somebody is just doing the same.
        NotRemembered, DiskFull, DiskFault, FolderNotWritable, NotEnoughMemory: nothing was made.
    """
    _make_room(folder)
    with ExitStack() as undo:
        instance = InstanceLock(folder)
        undo.callback(instance.release)
        _clear(folder)
        new = _keyed(folder, remembered, clock.now(), undo)
        recovery_key = recovery.new_key()
        slots = _slots(
            new,
            salt=_salt(folder / STORE),
            passphrase=passphrase,
            cost=cost or calibrated(clock),
            recovery_key=recovery_key,
        )
        slot_files.write(folder, slots, new.keys)
        point(Point.CREATE_SLOTS_WRITTEN)
        store = _opened(folder, instance, new, slots, clock)
        with store.act(Act.STORE_CREATED, at=clock.now(), about=new.keys.vault) as tx:
            profiles.save(tx, profile)
        ballast.restore(folder)
        files.remove(folder / UNFINISHED)
        undo.pop_all()
    say(Happening.STORE_CREATED)
    return Created(store, recovery.written(recovery_key))


def _make_room(folder: Path) -> None:
    ensure_not_too_deep(folder)
    restore_switch.settle(folder)
    files.private_folder(folder)
    _ensure_empty(folder)


def _ensure_empty(folder: Path) -> None:
    there = {path.name.removesuffix(".new") for path in folder.iterdir()}
    broken_off = _LEFT_BEHIND if is_unfinished(folder) else frozenset()
    if there - _NOT_COUNTED - broken_off:
        raise SomethingHere


def _clear(folder: Path) -> None:
    """Mark the folder as unfinished, then clear what an earlier making left behind."""
    _ensure_empty(folder)
    files.write_atomically(folder / UNFINISHED, b"")
    for name in _LEFT_BEHIND:
        files.remove(folder / name)
    point(Point.CREATE_BEGUN)


def _keyed(folder: Path, remembered: Remembered, now: datetime, undo: ExitStack) -> _Keyed:
    keys = StoreKeys(new_id(), fresh_key())
    kept = Kept(remembered, keys.vault)
    undo.callback(_forget, kept)
    database = connection.create(folder / STORE, keys.database())
    undo.callback(database.close)
    schema.bring_up(database)
    with transaction(database):
        database.run(
            "INSERT INTO vault (id, created_at, epoch) VALUES (?, ?, ?)",
            keys.vault,
            now.isoformat(timespec="microseconds"),
            1,
        )
    point(Point.CREATE_STORE_WRITTEN)
    secret, shares = fresh_key(), Shares(kept, DeviceKey(folder / device.NAME, keys.vault))
    kept.keep_device(0, 1, secret)
    shares.device.begin()
    epoch = shares.make(keys, above=0, leaving=0)
    point(Point.CREATE_SECRETS_WRITTEN)
    return _Keyed(keys, kept, database, secret, epoch)


def _slots(
    new: _Keyed, *, salt: bytes, passphrase: str, cost: Cost, recovery_key: bytes
) -> KeySlots:
    return KeySlots(
        vault=new.keys.vault,
        generation=1,
        kept_in=new.kept.place.kept_in,
        store_salt=salt,
        passphrase=passphrase_slot(
            new.keys,
            passphrase=passphrase,
            cost=cost,
            device=new.device_secret,
            item=0,
            revision=1,
        ),
        recovery=recovery_slot(new.keys, recovery_key=recovery_key, revision=1),
    )


def _opened(
    folder: Path, instance: InstanceLock, new: _Keyed, slots: KeySlots, clock: Clock
) -> Store:
    return Store(
        Held(
            folder=folder,
            lock=instance,
            connection=new.database,
            keys=new.keys,
            slots=slots,
            kept=new.kept,
            clock=clock,
            opened_by=OpenedBy.PASSPHRASE,
            epoch=new.epoch,
        )
    )


def _salt(store: Path) -> bytes:
    with store.open("rb") as file:
        return file.read(STORE_SALT_BYTES)


def _forget(kept: Kept) -> None:
    """Leave nothing in the keychain of a vault that was not made."""
    with suppress(DeskError):
        kept.forget_device(0)
        for place in PLACES:
            kept.forget_share(place)
            kept.forget_anchor(place)
