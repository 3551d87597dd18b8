"""From one set of keys to the next: one file is the moment at which it happens (FORMAT.md 11).

``rekeying`` makes a whole new store beside the one in use. Once ``keyslots-next.json`` is there,
the new keys are in force, and whatever was interrupted is carried out forward at the next start,
before any key is tried; until then the old ones are, and what was left over is cleared away.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import files, slot_files
from counsellor_desk.vault.connection import PAGE_BYTES
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.slot_files import MadeByNewer
from counsellor_desk.vault.slots import (
    MOST_BYTES,
    STORE_SALT_BYTES,
    KeySlots,
    NewerKeySlots,
    NotKeySlots,
    read,
)

STORE: Final = "store.db"
STORE_NEXT: Final = "store.db.next"
SLOTS_NEXT: Final = "keyslots-next.json"
LEFT_OVER: Final = (STORE_NEXT, f"{STORE_NEXT}-journal", SLOTS_NEXT)


@dataclass(frozen=True)
class Next:
    """The slots that are in force, with their bytes."""

    slots: KeySlots
    raw: bytes = field(repr=False)


def pending(folder: Path) -> Next | None:
    """A change of keys that stands and is not carried out to the end, told without any key.

    What does not fit together counts for nothing: slots of another vault, older than those in
    use, or without the store that they were made for.

    Raises:
        MadeByNewer: its slots are of a later version.
    """
    raw = _raw(folder / SLOTS_NEXT)
    try:
        slots = read(raw).slots
    except NotKeySlots:
        return None
    except NewerKeySlots as newer:
        raise MadeByNewer from newer
    stores = (folder / STORE_NEXT, folder / STORE)
    if not any(_begins_with(path, slots.store_salt) for path in stores):
        return None
    return Next(slots, raw) if _is_newer(folder, slots) else None


def settle(folder: Path) -> KeySlots | None:
    """Carry out a change of keys that stands, or clear away what is left of one that does not.

    The caller holds the instance lock. The slots that were put in force just now, if any.

    Raises:
        MadeByNewer: as ``pending``.
        DiskFull, DiskFault, FolderNotWritable: it is gone on with at the next start.
    """
    if not any(os.path.lexists(folder / name) for name in LEFT_OVER):
        return None
    found = pending(folder)
    if found is None:
        if _fits_together(folder):
            clear(folder)
        return None
    move_store(folder, found.slots)
    put_in_force(folder, found.raw)
    return found.slots


def move_store(folder: Path, slots: KeySlots) -> None:
    """Have the new store in the old one's place, unless it is there already.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: the old one is, or the new one; nothing between.
    """
    if _begins_with(folder / STORE_NEXT, slots.store_salt):
        files.remove(folder / f"{STORE}-journal")
        files.put_in_place_of(folder / STORE_NEXT, folder / STORE)
    point(Point.REKEY_STORE_MOVED)


def put_in_force(folder: Path, raw: bytes) -> None:
    """Have both copies of the slots say the same, then forget what led there.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: it is gone on with at the next start.
    """
    for name in slot_files.NAMES:
        files.write_atomically(folder / name, raw)
        point(Point.SLOTS_ONE_WRITTEN)
    clear(folder)
    say(Happening.KEYS_SWITCHED)


def clear(folder: Path) -> None:
    """Remove what is left over, the slots first: without their store they count for nothing.

    Raises:
        DiskFault, FolderNotWritable: some of it may be left.
    """
    for name in reversed(LEFT_OVER):
        if (folder / name).is_dir():
            files.put_aside(folder / name)
        files.remove(folder / name)
        point(Point.REKEY_CLEARED)


def _is_newer(folder: Path, slots: KeySlots) -> bool:
    try:
        now = slot_files.find(folder).slots
    except MadeByNewer:
        raise
    except DeskError:
        return True
    return now.vault == slots.vault and now.generation < slots.generation


def _fits_together(folder: Path) -> bool:
    """Whether slots and store of before belong to each other, so that nothing else is needed."""
    try:
        slots = slot_files.find(folder).slots
    except DeskError:
        return False
    return _begins_with(folder / STORE, slots.store_salt)


def _begins_with(path: Path, salt: bytes) -> bool:
    """Whether it is whole pages of a store with that salt."""
    if not path.is_file():  # a pipe would be waited for without end
        return False
    try:
        with path.open("rb") as file:
            beginning = file.read(STORE_SALT_BYTES)
        return beginning == salt and path.stat().st_size % PAGE_BYTES == 0
    except OSError:
        return False


def _raw(path: Path) -> bytes:
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""
