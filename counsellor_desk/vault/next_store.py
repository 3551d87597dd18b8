"""The store that will take the place of the one in use, with new keys: copied, keyed, checked.

What wraps the note keys follows from the vault key, so their wraps are made anew; the notes
themselves stay as they are. The trail's older keys go along (FORMAT.md 8, 11).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.key_access import Why
from counsellor_desk.vault import connection, files, renewal, slots, switching
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.boxes import BoxRefused, fresh_key
from counsellor_desk.vault.connection import Connection, StoreDamaged
from counsellor_desk.vault.epochs import EpochKey
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.keys import Cost, StoreKeys, calibrated
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.slots import STORE_SALT_BYTES, KeySlots, ManagerSlot
from counsellor_desk.vault.store import Held, Store
from counsellor_desk.vault.transactions import transaction
from counsellor_desk.vault.wrapping import (
    ensured_passphrase,
    keep_device,
    manager_slot,
    passphrase_slot,
    recovery_slot,
)

Progress = Callable[[int, int], None]
_LAST_STEPS: Final = 2


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


@dataclass(frozen=True)
class NextStore:
    """The new store, on disk and checked, not in force."""

    keys: StoreKeys
    slots: KeySlots
    epoch: EpochKey
    raw: bytes = field(repr=False)


def made(store: Store, new: NewKeys, at: datetime, progress: Progress) -> NextStore:
    """Make it, its device secret in the keychain, everything on the disk. Cleared by the caller.

    Raises:
        NotesClosed: the shares of the present epoch are not at hand.
        SecretNotKept, NotRemembered, NotEnoughMemory, DiskFull, DiskFault: as they say.
        StoreDamaged: what was written cannot be read as it was meant.
    """
    held = store.held
    keys = StoreKeys(store.vault, fresh_key())
    epoch = held.shares.key(keys, renewal.current(store))
    if epoch is None or held.epoch is None or epoch.number != held.epoch.number:
        raise NotesClosed
    _copied(store, _Target(keys, epoch, new, at), progress)
    device = fresh_key()
    found = _slots(held, keys, new, device)
    keep_device(held.kept, ensured_passphrase(found), device)
    point(Point.REKEY_SECRET_KEPT)
    files.flush_everything()
    point(Point.REKEY_SYNCED)
    return NextStore(keys, found, epoch, slots.written(found, keys))


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
    opened = note_keys(store.held.connection, store.held.epoch)
    for note, key in opened.items():
        copy.run("DELETE FROM note_keys WHERE note_id = ?", note)
        copy.run(
            "INSERT INTO note_keys (note_id, epoch, wrapped) VALUES (?, ?, ?)",
            note,
            epoch.number,
            epoch.wrap(note, key),
        )
    return len(opened)


def note_keys(database: Connection, epoch: EpochKey | None) -> dict[str, bytes]:
    """The keys of all notes that open under that epoch, by the note's id."""
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
    notes_open = note_keys(copy, target.epoch) == note_keys(store.held.connection, store.held.epoch)
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
