"""Opening a vault by passphrase, recovery key or service manager's key (security.md 3.3).

The order: lock, key slots, a first look at store.db, the keychain, the key; what lies beside the
store and the file as a whole; then the database with its schema known, the slots repaired, the
epoch's shares, the anchor and the tail of the audit trail; last the audit entry. Until the schema
is known nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.clock import Clock
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.openings import Freshness, NotesAccess, Tries
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    backup_place,
    ballast,
    connection,
    files,
    journals,
    pin,
    restore_switch,
    schema,
    slot_files,
    switching,
)
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.folder_state import (
    STORE,
    NothingHere,
    StoreForeign,
    ensure_some_file,
    ensure_store_file,
    made,
)
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.vault.pages import PageCodes
from counsellor_desk.vault.remembered import Kept, KeptIn, Remembered
from counsellor_desk.vault.slot_files import Found
from counsellor_desk.vault.store import Held, OpenedBy, Store
from counsellor_desk.vault.tries import Gate
from counsellor_desk.vault.wrapping import (
    WrongPassphrase,
    by_manager,
    by_passphrase,
    by_recovery_key,
    device_secret,
    forget_other_device,
)
from counsellor_desk.vault.wreck import StoreUnsound, Wreck
from counsellor_desk.wording import N_

if TYPE_CHECKING:
    from counsellor_desk.vault.manager_key import Identity


class MadeWithKeychain(DeskError):
    """Never with a key file instead, silently or otherwise (security.md, 'Settled')."""

    happened = N_("This store was made with a keychain and opens with that only.")
    next_step = N_("Log in to the desktop where it was made, and open it there.")


class MadeWithKeyFolder(DeskError):
    """Its device secret is in a folder."""

    happened = N_("This store was made with a folder of key files instead of a keychain.")
    next_step = N_("Start the program with --keys and the path of that folder.")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The open store and what there is to tell about it.

    ``broken_at``: the first of the newest audit entries that does not fit the one before it.
    """

    store: Store
    freshness: Freshness
    broken_at: int | None
    tries: Tries

    @property
    def notes(self) -> NotesAccess:
        """Whether raw notes open, and why not."""
        return self.store.notes_access


def open_with_passphrase(
    folder: Path, remembered: Remembered, passphrase: str, *, clock: Clock, gate: Gate
) -> Opened:
    """Open the store in ``folder``.

    Raises:
        NothingHere, AlreadyOpen: no store, or open elsewhere.
        KeySlotsMissing, KeySlotsDamaged, MadeByNewer: the key files.
        StoreMissing, StoreEmpty, StoreCut, StoreNotEncrypted, StoreForeign, StoreDamaged: the file.
        MadeWithKeychain, MadeWithKeyFolder, DeviceSecretMissing, NotRemembered: this computer.
        TryLater, WrongPassphrase: the passphrase; a wrong one is counted by ``gate``.
        DiskFull, DiskFault, FolderNotWritable, NotEnoughMemory: as they say.
    """
    gate.ensure_open()
    with ExitStack() as undo:
        door = _locked(folder, remembered, clock, undo)
        device = device_secret(door.kept, door.found.slots)
        try:
            keys = by_passphrase(door.found.slots, passphrase, device)
        except WrongPassphrase:
            gate.wrong()
            raise
        with _what_is_left(door, keys, OpenedBy.PASSPHRASE):
            store = _connected(door, keys, OpenedBy.PASSPHRASE, undo)
            opened = _looked_at(store, Act.OPENED, gate.right())
        undo.pop_all()
    forget_other_device(door.kept, door.found.slots)
    return opened


def open_with_recovery(
    folder: Path, remembered: Remembered, recovery_key: str, *, clock: Clock
) -> Opened:
    """Open the store in ``folder`` with the key on the recovery sheet; raw notes stay closed.

    It works without the keychain of old: on another computer, or when that was reset.

    Raises:
        RecoveryKeyLength, RecoveryKeyGroupWrong, WrongRecoveryKey: the key.
        Otherwise as ``open_with_passphrase``.
    """
    with ExitStack() as undo:
        door = _locked(folder, remembered, clock, undo)
        keys = by_recovery_key(door.found.slots, recovery_key)
        with _what_is_left(door, keys, OpenedBy.RECOVERY):
            store = _connected(door, keys, OpenedBy.RECOVERY, undo)
            opened = _looked_at(store, Act.OPENED_BY_RECOVERY, Tries())
        undo.pop_all()
    return opened


def open_with_manager(
    folder: Path, remembered: Remembered, identity: Identity, *, clock: Clock
) -> Opened:
    """Open the store in ``folder`` with a service manager's key; raw notes stay closed.

    Raises:
        NoManager, AnotherManagersKey, ManagerSlotDamaged: the key.
        Otherwise as ``open_with_passphrase``.
    """
    with ExitStack() as undo:
        door = _locked(folder, remembered, clock, undo)
        keys = by_manager(door.found.slots, identity)
        with _what_is_left(door, keys, OpenedBy.MANAGER):
            store = _connected(door, keys, OpenedBy.MANAGER, undo)
            opened = _looked_at(store, Act.OPENED_BY_MANAGER, Tries())
        undo.pop_all()
    return opened


@dataclass(frozen=True)
class _Door:
    """A folder that nobody else has open, and what its key files say."""

    folder: Path
    instance: InstanceLock
    found: Found
    kept: Kept
    clock: Clock


def _locked(folder: Path, remembered: Remembered, clock: Clock, undo: ExitStack) -> _Door:
    restore_switch.settle(folder)
    if not made(folder):
        raise NothingHere
    instance = InstanceLock(folder)
    undo.callback(instance.release)
    _clear_left_over(folder)
    switching.settle(folder)  # no key has answered for its slots yet: nothing is erased by them
    found = slot_files.find(folder)
    ensure_some_file(folder)
    if found.slots.kept_in is not remembered.kept_in:
        raise MadeWithKeychain if found.slots.kept_in is KeptIn.KEYCHAIN else MadeWithKeyFolder
    return _Door(folder, instance, found, Kept(remembered, found.slots.vault), clock)


def _clear_left_over(folder: Path) -> None:
    """The working copy of a backup that a crash interrupted. It opens with the store's key only."""
    if (folder / backup_place.WORKING).is_dir():
        with suppress(DeskError):
            files.remove_folder(folder / backup_place.WORKING)


@contextmanager
def _what_is_left(door: _Door, keys: StoreKeys, opened_by: OpenedBy) -> Iterator[None]:
    """Where the file turns out to be damaged, say with what it can still be read."""
    try:
        yield
    except StoreUnsound as damage:
        slots, kept, clock = door.found.slots, door.kept, door.clock
        damage.wreck = Wreck(door.folder, keys, slots, kept, clock, opened_by.value)
        raise


def _connected(door: _Door, keys: StoreKeys, opened_by: OpenedBy, undo: ExitStack) -> Store:
    slot_files.ensure_ours(door.found, keys)
    path, slots = door.folder / STORE, door.found.slots
    journals.put_strangers_aside(
        path,
        PageCodes(keys.database(), slots.store_salt),
        journals.sound_beside(path, keys.database()),
    )
    ensure_store_file(door.folder, slots)
    database = connection.open_existing(path, keys.database())
    undo.callback(database.close)
    ensure_store_file(door.folder, slots)
    schema.ensure_known(database)
    if database.value("SELECT id FROM vault") != keys.vault:
        raise StoreForeign
    slot_files.repair(door.folder, door.found)
    _bring_up(database, door.folder)
    return Store(
        Held(
            folder=door.folder,
            lock=door.instance,
            connection=database,
            keys=keys,
            slots=door.found.slots,
            kept=door.kept,
            clock=door.clock,
            opened_by=opened_by,
        )
    )


def _bring_up(database: Connection, folder: Path) -> None:
    """On a full disk with the ballast's room: records are to be read after an update, too."""
    try:
        schema.bring_up(database)
    except DiskFull:
        ballast.let_go(folder)
        schema.bring_up(database)


def _looked_at(store: Store, act: Act, tries: Tries) -> Opened:
    held = store.held
    if held.opened_by is OpenedBy.PASSPHRASE:
        epoch = int(held.connection.value("SELECT epoch FROM vault"))
        held.epoch = held.shares.key(held.keys, epoch)
    freshness = store.anchors.compare(store.trail)
    is_put_back = freshness is Freshness.OLDER
    is_counsellor = held.opened_by is OpenedBy.PASSPHRASE
    if is_put_back and not is_counsellor:
        store.anchors.leave()  # so that the counsellor is told of it too
    broken_at = store.trail.first_broken(whole=False)
    facts = {"freshness": freshness.value, "broken_at": broken_at, "wrong_tries": tries.wrong}

    def record() -> None:
        with store.act(act, at=held.clock.now(), about=store.vault, **facts) as tx:
            pin.forgive(tx)

    ballast.tried_twice(record)
    if is_put_back and is_counsellor:
        store.anchors.replace(store.trail.head())
    say(Happening.STORE_OPENED)
    return Opened(store=store, freshness=freshness, broken_at=broken_at, tries=tries)
