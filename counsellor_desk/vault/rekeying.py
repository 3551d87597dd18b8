"""New keys for a whole store: vault key, device secret, recovery key, all slots (security.md 3.6).

``next_store`` makes the new store beside the one in use; ``switching`` says at which moment it
takes its place. Until then whatever is raised leaves everything as it was.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    ballast,
    connection,
    erasure,
    files,
    holds,
    next_store,
    renewal,
    switching,
    tombstones,
)
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.next_store import NewKeys, NextStore, Progress
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.store import Held, Store
from counsellor_desk.vault.wrapping import forget_other_device
from counsellor_desk.wording import N_

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
    opened = next_store.note_keys(store.held.connection, store.held.epoch)
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
    held = store.held
    _ensure_room(held.folder)
    switching.clear(held.folder)
    with ExitStack() as undo:
        undo.callback(_taken_back, held)
        made = next_store.made(store, new, at, progress)
        _commit(held.folder, made)
        undo.pop_all()
    _switch(store, made)
    say(Happening.KEYS_CHANGED)
    return not held.kept.place.settling and forget_other_device(held.kept, made.slots)


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


def _commit(folder: Path, made: NextStore) -> None:
    """The moment. A disk may report a fault at the very end of a rename that it has carried out."""
    path = folder / switching.SLOTS_NEXT
    try:
        files.write_atomically(path, made.raw)
    except DeskError:
        if not path.exists():
            raise


def _switch(store: Store, made: NextStore) -> None:
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
