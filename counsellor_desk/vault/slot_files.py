"""The two copies of the key slots on disk: the newest that counts is used, the other repaired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import files
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.slots import (
    MOST_BYTES,
    KeySlots,
    NewerKeySlots,
    NotKeySlots,
    SlotsFile,
    read,
    written,
)
from counsellor_desk.wording import N_

NAMES: Final = ("keyslots-a.json", "keyslots-b.json")


class KeySlotsMissing(DeskError):
    """Without them nobody can open the store."""

    happened = N_("The key files of this store are missing.")
    safe = N_("The store itself was not touched.")
    next_step = N_(
        "Copy keyslots-a.json or keyslots-b.json back from where the store came from, or restore a "
        "backup: it has key files of its own."
    )


class KeySlotsDamaged(DeskError):
    """Neither copy can be used."""

    happened = N_("The key files of this store are damaged, or not Counsellor Desk's.")
    safe = N_("The store itself was not touched.")
    next_step = N_(
        "Restore a backup: it has key files of its own, and your recovery sheet opens it. Or copy "
        "keyslots-a.json or keyslots-b.json back from an earlier copy of this folder."
    )


class MadeByNewer(DeskError):
    """Reading half of it could harm it."""

    happened = N_("This store was made by a newer version of Counsellor Desk.")
    next_step = N_("Install the newer version and open the store with that.")


@dataclass(frozen=True)
class Found:
    """The copy to use, and the names of those that have to be overwritten with it."""

    file: SlotsFile
    raw: bytes
    stale: tuple[str, ...]

    @property
    def slots(self) -> KeySlots:
        """The slots themselves."""
        return self.file.slots


def present(folder: Path) -> bool:
    """Whether there is a copy at all, good or bad."""
    return any((folder / name).exists() for name in NAMES)


def find(folder: Path) -> Found:
    """The newest copy that counts.

    Raises:
        KeySlotsMissing, KeySlotsDamaged, MadeByNewer: as they say.
    """
    if not present(folder):
        raise KeySlotsMissing
    copies = list(_copies(folder))
    if not copies:
        raise KeySlotsDamaged
    newest = max(copies, key=lambda copy: copy[1].slots.generation)
    current = {name for name, _file, raw in copies if raw == newest[2]}
    return Found(newest[1], newest[2], tuple(name for name in NAMES if name not in current))


def ensure_ours(found: Found, keys: StoreKeys) -> None:
    """Let the unwrapped vault key answer for the slots.

    Raises:
        KeySlotsDamaged: they were changed by somebody who did not have it.
    """
    if not found.file.answers_to(keys):
        raise KeySlotsDamaged


def repair(folder: Path, found: Found) -> None:
    """Overwrite damaged or older copies.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    for name in found.stale:
        files.write_atomically(folder / name, found.raw)
        say(Happening.KEY_SLOT_REPAIRED)


def write(folder: Path, slots: KeySlots, keys: StoreKeys) -> None:
    """Write both copies, one after the other: one of them is whole at any moment.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    raw = written(slots, keys)
    for name in NAMES:
        files.write_atomically(folder / name, raw)
        point(Point.SLOTS_ONE_WRITTEN)


def _copies(folder: Path) -> Iterator[tuple[str, SlotsFile, bytes]]:
    for name in NAMES:
        raw = _raw(folder / name)
        try:
            yield name, read(raw), raw
        except NewerKeySlots as newer:
            raise MadeByNewer from newer
        except NotKeySlots:
            continue


def _raw(path: Path) -> bytes:
    """At most one byte more than allowed, so that a huge file costs nothing.

    Of anything that is no plain file nothing is read: a pipe would be waited for without end.
    """
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""
