"""The moment at which a restored store takes its place, and what a crash leaves (FORMAT.md 10).

All of it is made in a folder beside the store, ``NAME.restoring``, and the store of before is moved
aside as a whole before the new one comes: nothing is ever overwritten or deleted. Until the old one
has moved a crash leaves that, from then on the new one; ``settle`` sees to it at the next start.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import ballast, device, files, lock, tries
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.folder_state import STORE, UNFINISHED, SomethingHere, made
from counsellor_desk.vault.lock import InstanceLock

_WORK: Final = ".restoring"
_ASIDE: Final = ".before-restore-{at:%Y-%m-%d-%H%M%S}"
_BARE: Final = frozenset({lock.NAME, tries.NAME})
"""What may lie in a folder that never held a store."""
_OURS: Final = (*sorted(_BARE), UNFINISHED, STORE, "keyslots-", device.NAME, ballast.NAME)
"""How the names begin of what a store leaves where its database and key files are gone."""


@dataclass(frozen=True)
class Beside:
    """Where the store in ``folder`` is made anew."""

    folder: Path

    @property
    def work(self) -> Path:
        """All of what is being done lies in here."""
        return self.folder.with_name(f"{self.folder.name}{_WORK}")

    @property
    def building(self) -> Path:
        """The store being made; it counts for nothing."""
        return self.work / "building"

    @property
    def ready(self) -> Path:
        """The same when it is whole and on the disk."""
        return self.work / "ready"

    @property
    def has_moved(self) -> bool:
        """The old store has gone from its place, and the new one is not there yet."""
        return self.ready.exists() and not self.folder.exists()


def is_interrupted(folder: Path) -> bool:
    """Whether bringing back a backup was interrupted here, or is just being done.

    A look that writes nothing. Where nobody may look, nothing was begun either.
    """
    try:
        return Beside(_real(folder)).work.is_dir()
    except OSError:
        return False


def settle(folder: Path) -> None:
    """Carry out what was interrupted after the old store had moved, or undo what was before that.

    Raises:
        AlreadyOpen: somebody is just bringing back a backup.
        DiskFault, FolderNotWritable, FolderMissing: it is gone on with at the next start.
    """
    if not is_interrupted(folder):
        return
    beside = Beside(_real(folder))
    mine = InstanceLock(beside.work)
    if beside.has_moved:
        with ExitStack() as held:
            held.callback(mine.release)
            files.move(beside.ready, beside.folder)
        say(Happening.RESTORE_FINISHED)
    _ended(beside, mine)


def begun(folder: Path, held: ExitStack) -> Beside:
    """An empty folder to make the store in, and nobody else at it or at the store that is there.

    Whatever ends ``held`` before ``put_in_place`` did leaves everything as it was.

    Raises:
        SomethingHere: the folder holds other things and no store.
        AlreadyOpen: the store is open, or somebody is bringing one back.
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    settle(folder)
    beside = Beside(_real(folder))
    _ensure_ours(beside.folder)
    if not beside.work.is_dir():
        files.put_aside(beside.work)
    files.private_folder(beside.work)
    held.callback(_ended, beside, InstanceLock(beside.work))
    files.private_folder(beside.building)
    return beside


def ready(beside: Beside) -> None:
    """What was made is whole: see it onto the disk and let it count."""
    for path in (*beside.building.iterdir(), beside.building):
        files.settle(path)
    files.flush_everything()
    files.move(beside.building, beside.ready)
    point(Point.RESTORE_READY)


def put_in_place(
    beside: Beside, present: InstanceLock | None, *, at: datetime, same_vault: bool
) -> Path | None:
    """Move the store of before aside and the new one into its place; where the old one lies.

    ``same_vault``: the file with the second shares goes along, so that it is never there twice.

    Raises:
        DiskFault, FolderNotWritable, FolderMissing: the old store is in its place, or ``settle``
            has to be called.
    """
    key, place = beside.folder / device.NAME, beside.ready / device.NAME
    if same_vault and key.exists() and not place.exists():
        files.move(key, place)
    point(Point.RESTORE_DEVICE_MOVED)
    if present is not None and sys.platform == "win32":
        present.release()  # nothing is moved there while a file in it is open
    aside = _moved_aside(beside.folder, at)
    point(Point.RESTORE_ASIDE)
    files.move(beside.ready, beside.folder)
    point(Point.RESTORE_IN_PLACE)
    return aside


def _ensure_ours(folder: Path) -> None:
    """What is moved aside is a store, or what is left of one: never somebody's other files."""
    if not folder.is_dir() or made(folder):
        return
    if any(not path.name.startswith(_OURS) for path in folder.iterdir()):
        raise SomethingHere


def _moved_aside(folder: Path, at: datetime) -> Path | None:
    if not folder.exists():
        return None
    if folder.is_dir() and {path.name for path in folder.iterdir()} <= _BARE:
        files.remove_folder(folder)
        return None
    name = f"{folder.name}{_ASIDE.format(at=at)}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    aside = next(p for p in map(folder.with_name, names) if not p.exists())
    files.move(folder, aside)
    return aside


def _ended(beside: Beside, mine: InstanceLock) -> None:
    """Clear away what was begun, unless ``settle`` still has to carry it out."""
    try:
        if beside.has_moved:
            return
        _give_back(beside)
    finally:
        mine.release()
    files.remove_folder(beside.work)


def _give_back(beside: Beside) -> None:
    """The second shares to the store that they came from, where that is still in its place."""
    for whole in (beside.ready, beside.building):
        moved, home = whole / device.NAME, beside.folder / device.NAME
        if moved.exists() and beside.folder.exists() and not home.exists():
            files.move(moved, home)


def _real(folder: Path) -> Path:
    """The folder itself where a link leads to it: what is moved has to be that."""
    return folder.resolve()
