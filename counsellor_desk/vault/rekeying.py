"""New keys for a whole store: vault key, device secret, recovery key, all slots (security.md 3.6).

The new store is made, keyed and checked beside the one in use; ``switching`` says at which moment
it takes its place. Raw notes keep their own keys and shares; their wraps are made anew, since what
wraps them follows from the vault key, too. The trail's older keys stay in the new store, so that
every entry, and every record code on paper, still fits.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.key_access import Why
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    ballast,
    connection,
    erasure,
    files,
    holds,
    renewal,
    slots,
    switching,
    tombstones,
)
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.boxes import BoxRefused, fresh_key
from counsellor_desk.vault.connection import Connection, StoreDamaged
from counsellor_desk.vault.epochs import EpochKey
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.keys import Cost, StoreKeys, calibrated
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.slots import STORE_SALT_BYTES, KeySlots, ManagerSlot
from counsellor_desk.vault.store import Held, Store
from counsellor_desk.vault.transactions import transaction
from counsellor_desk.vault.wrapping import (
    ensured_passphrase,
    forget_other_device,
    keep_device,
    manager_slot,
    passphrase_slot,
    recovery_slot,
)
from counsellor_desk.wording import N_

Progress = Callable[[int, int], None]
_LAST_STEPS: Final = 2
_TIMES: Final = 3


class StillDestroying(DeskError):
    """A keychain that writes late, or refuses to let go of a key."""

    happened = N_("A session note is still being destroyed, so the keys were not changed.")
    next_step = N_(
        "Try again in a minute. If it stays so, close Counsellor Desk and open it again."
    )


class SwitchNotFinished(DeskError):
    """The new keys are in force, and the disk refused in the last steps."""

    happened = N_("The keys are changed, but the last step could not be carried out.")
    safe = N_("Nothing was lost. The new passphrase and the new recovery sheet are in force.")
    next_step = N_("Close Counsellor Desk and open it again: it goes on from there by itself.")


@dataclass(frozen=True, kw_only=True)
class NewKeys:
    """What the new slots are made of.

    ``manager``: the public key that is let in, if any. ``cost`` of a guess: calibrated when empty.
    """

    why: Why
    passphrase: str = field(repr=False)
    recovery_key: bytes = field(repr=False)
    manager: str | None
    cost: Cost | None = None


def ensure_possible(store: Store) -> None:
    """Let the keys be changed; a destruction that was interrupted is finished first.

    Raises:
        NotesClosed: the keys of the notes are not at hand, so their wraps could not be made anew.
        KeptForAnOrder: notes are on hold for an order or an access request.
        StillDestroying, OnHold, NotRemembered, ShareNotKept, DiskFull, DiskFault: as they say.
    """
    if store.notes_access is not NotesAccess.OPEN:
        raise NotesClosed
    holds.ensure_keys_may_change(store.read())
    erasure.resume(store)
    waiting = tombstones.unfinished(store.read())
    if waiting or store.held.shares.has_others(renewal.current(store)):
        raise StillDestroying


def unreadable_notes(store: Store) -> int:
    """How many notes do not open on this computer: after a change of keys they never will."""
    opened = _note_keys(store.held.connection, store.held.epoch)
    return int(store.read().value("SELECT count(*) FROM notes")) - len(opened)


def change(store: Store, new: NewKeys, *, at: datetime, progress: Progress) -> bool:
    """Give the open store new keys; it stays open. ``progress`` may raise, and nothing happened.

    Whether the old device secret is gone from this computer; if not, that is tried again at every
    opening.

    Raises:
        As ``ensure_possible``; NotEnoughMemory; SecretNotKept: nothing happened.
        NotRemembered, DiskFull, DiskFault, FolderNotWritable, StoreDamaged: nothing happened.
        SwitchNotFinished: the new keys are in force.
    """
    ensure_possible(store)
    with ExitStack() as undo:
        made = _made(store, new, at, progress, undo)
        _commit(store, made)
        undo.pop_all()
    _switch(store, made)
    say(Happening.KEYS_CHANGED)
    return not store.held.kept.place.settling and forget_other_device(store.held.kept, made.slots)


@dataclass(frozen=True)
class _Made:
    """The new store, on disk and checked, not in force."""

    keys: StoreKeys
    slots: KeySlots
    epoch: EpochKey
    raw: bytes = field(repr=False)


def _made(store: Store, new: NewKeys, at: datetime, progress: Progress, undo: ExitStack) -> _Made:
    held = store.held
    keys = StoreKeys(store.vault, fresh_key())
    epoch = held.shares.key(keys, renewal.current(store))
    if epoch is None:
        raise NotesClosed
    _ensure_room(held.folder)
    switching.clear(held.folder)
    undo.callback(_taken_back, held)
    _copied(store, _Target(keys, epoch, new, at), progress)
    device = fresh_key()
    found = _slots(held, keys, new, device)
    keep_device(held.kept, ensured_passphrase(found), device)
    point(Point.REKEY_SECRET_KEPT)
    files.flush_everything()
    point(Point.REKEY_SYNCED)
    return _Made(keys, found, epoch, slots.written(found, keys))


def _taken_back(held: Held) -> None:
    """Nothing of the new keys stays; the old ones were in force all the time."""
    with suppress(DeskError):
        switching.clear(held.folder)
    forget_other_device(held.kept, held.slots)


def _ensure_room(folder: Path) -> None:
    needed = _TIMES * (folder / switching.STORE).stat().st_size
    if shutil.disk_usage(folder).free < needed:
        ballast.let_go(folder)
    if shutil.disk_usage(folder).free < needed:
        raise DiskFull


@dataclass(frozen=True)
class _Target:
    keys: StoreKeys
    epoch: EpochKey
    new: NewKeys
    at: datetime


def _copied(store: Store, target: _Target, progress: Progress) -> None:
    """The whole store under its new key, with the act in its trail, closed and checked."""
    path = store.held.folder / switching.STORE_NEXT
    steps = _Steps(progress)
    with closing(connection.create(path, target.keys.database())) as copy:
        store.held.connection.copy_to(copy, steps.copying)
        point(Point.REKEY_COPIED)
        with transaction(copy):
            copy.run(
                "INSERT INTO trail_keys (until, key) VALUES (?, ?)",
                store.trail.head().seq,
                store.held.keys.audit(),
            )
            carried = _carried_over(store, copy, target.epoch)
            _enter(store, Trail(copy, target.keys.audit()), target, carried)
            point(Point.REKEY_BEFORE_COMMIT)
        steps.one_more()
    with closing(connection.open_existing(path, target.keys.database())) as copy:
        _ensure_sound(store, copy, target)
        steps.one_more()
    point(Point.REKEY_CHECKED)


def _carried_over(store: Store, copy: Connection, epoch: EpochKey) -> int:
    """Wrap every note key anew; how many. Those that do not open here stay as they are."""
    opened = _note_keys(store.held.connection, store.held.epoch)
    for note, key in opened.items():
        copy.run("DELETE FROM note_keys WHERE note_id = ?", note)
        copy.run(
            "INSERT INTO note_keys (note_id, epoch, wrapped) VALUES (?, ?, ?)",
            note,
            epoch.number,
            epoch.wrap(note, key),
        )
    return len(opened)


def _note_keys(database: Connection, epoch: EpochKey | None) -> dict[str, bytes]:
    """The keys of all notes that open under that epoch."""
    if epoch is None:
        return {}
    found = {}
    query = "SELECT note_id, wrapped FROM note_keys WHERE epoch = ?"
    for row in database.rows(query, epoch.number):
        with suppress(BoxRefused):
            found[row["note_id"]] = epoch.unwrap(row["note_id"], row["wrapped"])
    return found


def _enter(store: Store, trail: Trail, target: _Target, notes: int) -> None:
    trail.append(
        act=Act.KEYS_CHANGED,
        at=target.at,
        monotonic=store.held.clock.monotonic(),
        slot=store.held.opened_by.value,
        about=store.vault,
        facts={
            "why": target.new.why.value,
            "manager": _manager_fact(store.held.slots.manager, target.new.manager),
            "notes": notes,
        },
    )


def _manager_fact(before: ManagerSlot | None, recipient: str | None) -> str:
    if recipient is None:
        return "none"
    return "kept" if before is not None and before.recipient == recipient else "replaced"


def _ensure_sound(store: Store, copy: Connection, target: _Target) -> None:
    """Read what was written, as the next start will.

    Raises:
        StoreDamaged: something of it does not fit.
    """
    pages_fit = copy.value("PRAGMA quick_check(1)") == "ok"
    codes_fit = not copy.rows("PRAGMA cipher_integrity_check")
    trail_fits = Trail(copy, target.keys.audit()).first_broken(whole=True) == (
        store.trail.first_broken(whole=True)
    )
    notes_open = _note_keys(copy, target.epoch) == _note_keys(
        store.held.connection, store.held.epoch
    )
    if not (pages_fit and codes_fit and trail_fits and notes_open):
        raise StoreDamaged


def _slots(held: Held, keys: StoreKeys, new: NewKeys, device: bytes) -> KeySlots:
    before, manager = ensured_passphrase(held.slots), held.slots.manager
    with (held.folder / switching.STORE_NEXT).open("rb") as file:
        salt = file.read(STORE_SALT_BYTES)
    return replace(
        held.slots,
        generation=held.slots.generation + 1,
        store_salt=salt,
        passphrase=passphrase_slot(
            keys,
            passphrase=new.passphrase,
            cost=new.cost or calibrated(held.clock),
            device=device,
            item=1 - before.device_item,
            revision=before.revision + 1,
        ),
        recovery=recovery_slot(
            keys, recovery_key=new.recovery_key, revision=held.slots.recovery.revision + 1
        ),
        manager=manager_slot(
            keys, recipient=new.manager, revision=manager.revision + 1 if manager else 1
        )
        if new.manager
        else None,
    )


def _commit(store: Store, made: _Made) -> None:
    """The moment. A disk may report a fault at the very end of a rename that it has carried out."""
    path = store.held.folder / switching.SLOTS_NEXT
    try:
        files.write_atomically(path, made.raw)
    except DeskError:
        if not path.exists():
            raise


def _switch(store: Store, made: _Made) -> None:
    """Have the open store be the new one. Until that is done nothing can be written to either."""
    held = store.held
    held.connection.close()
    point(Point.REKEY_COMMITTED)
    try:
        switching.move_store(held.folder, made.slots)
        held.connection = connection.open_existing(
            held.folder / switching.STORE, made.keys.database()
        )
    except DeskError as fault:
        raise SwitchNotFinished from fault
    held.keys, held.slots, held.epoch = made.keys, made.slots, made.epoch
    store.trail = Trail(held.connection, made.keys.audit())
    try:
        _put_in_force(held.folder, made.raw)
    except DeskError as fault:
        raise SwitchNotFinished from fault
    store.anchors.write(store.trail.head())


def _put_in_force(folder: Path, raw: bytes) -> None:
    try:
        switching.put_in_force(folder, raw)
    except DiskFull:
        ballast.let_go(folder)
        switching.put_in_force(folder, raw)


class _Steps:
    """Counts pages, then the last steps, as one whole."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._of = _LAST_STEPS

    def copying(self, pages: int, of: int) -> None:
        """So many pages of the store are copied."""
        self._done, self._of = pages, of + _LAST_STEPS
        self._progress(self._done, self._of)

    def one_more(self) -> None:
        """Another of the last steps is done."""
        self._done += 1
        self._progress(self._done, self._of)
