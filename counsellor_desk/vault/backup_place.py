"""The person's own disk that a backup is written to or read from, and what can go wrong with it.

Every fault of that disk becomes a sentence about that disk: sticks are pulled, full, formatted for
small files, write-protected. Nothing in the folder but the backup is touched.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from counsellor_desk.domain.backups import Nearness
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import files
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.wording import N_

WORKING: Final = "backing-up"
"""The folder of the working copy, inside the store's. A crash may leave it: it is no secret."""
_LEFT: Final = re.compile(r"\.[0-9a-f]{8}\.new")
_RECORDS_SAFE: Final = N_("Your records are as they were, and nothing is left of this backup.")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_NAME: Final = frozenset({errno.EINVAL, errno.ENAMETOOLONG, errno.EISDIR, errno.EILSEQ})


class NoRoomThere(DeskError):
    """The stick is full."""

    happened = N_("There is no room for the backup on that disk.")
    safe = _RECORDS_SAFE
    next_step = N_("Make room there, or choose another disk, and try again.")


class TooLargeThere(DeskError):
    """FAT32 holds no file of 4 GiB."""

    happened = N_("The backup is larger than any file can be on that disk.")
    safe = _RECORDS_SAFE
    next_step = N_("Use a disk that is formatted as exFAT or NTFS, or another one.")


class MayNotWriteThere(DeskError):
    """Write-protected, or somebody else's."""

    happened = N_("That disk or folder is write-protected.")
    safe = _RECORDS_SAFE
    next_step = N_("Look for a switch on the stick, or choose another folder.")


class NameNotPossible(DeskError):
    """Some disks refuse colons, question marks or long names."""

    happened = N_("That disk takes no file of this name.")
    safe = _RECORDS_SAFE
    next_step = N_("Choose a shorter name of letters and digits only.")


class PlaceGone(DeskError):
    """Pulled, disconnected, broken: from here they look the same."""

    happened = N_("The disk with the backup cannot be reached. Was it taken out?")
    safe = N_(
        "Your records are as they were. Nothing there counts as a backup until it is verified."
    )
    next_step = N_("Connect it again and begin anew. If this returns, use another disk.")


class BackupExists(DeskError):
    """Never overwritten without a word."""

    happened = N_("There is a file of that name already.")
    safe = N_("It was not touched, and no backup was made.")
    next_step = N_("Choose another name, or say that it may be replaced.")


class InsideStore(DeskError):
    """A backup there is lost with the store, and copied with it."""

    happened = N_("That folder is the store’s own.")
    safe = N_("No backup was made.")
    next_step = N_("Choose a folder on a stick or another disk, best one that is kept elsewhere.")


@contextmanager
def faults_there() -> Iterator[None]:
    """Turn whatever the system says of that disk into what a person can act on."""
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise NoRoomThere from fault
        if fault.errno == errno.EFBIG:
            raise TooLargeThere from fault
        if fault.errno in _CLOSED:
            raise MayNotWriteThere from fault
        if fault.errno in _NO_NAME:
            raise NameNotPossible from fault
        raise PlaceGone from fault


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A new file beside ``path``, for the caller to fill and to give that name.

    Whatever is raised meanwhile removes it again; so does the next one after a crash.

    Raises:
        NoRoomThere, MayNotWriteThere, NameNotPossible, PlaceGone: as they say.
    """
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    with ExitStack() as undo:
        undo.callback(files.drop, beside)
        with faults_there():
            _clear_left_over(path)
            beside.touch(files.PRIVATE_FILE, exist_ok=False)
        yield beside
        undo.pop_all()


def _clear_left_over(path: Path) -> None:
    """What a crash left of an earlier backup of this very name; nothing else there is touched."""
    for beside in path.parent.iterdir():
        if beside.name.startswith(path.name) and _LEFT.fullmatch(beside.name[len(path.name) :]):
            files.drop(beside)


def settle(path: Path, file: BinaryIO) -> None:
    """Have what was written onto the disk, and out of the computer's memory of it.

    What is read of it from then on comes from the disk itself.
    """
    with faults_there():
        file.flush()
        files.flush(file.fileno())
    point(Point.BACKUP_WRITTEN)
    forget(path)


def forget(path: Path) -> None:
    """Have the next reading come from the disk, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def rename(beside: Path, path: Path) -> None:
    """Give the backup its name.

    Raises:
        MayNotWriteThere, NameNotPossible, PlaceGone: it has none yet.
    """
    with faults_there():
        beside.replace(path)
    with suppress(OSError):  # some disks have no such thing; the file itself is on it
        files.flush_folder(path.parent)


def ensure_possible(store_folder: Path, path: Path, *, replace: bool) -> None:
    """Refuse what can be refused before any work is done.

    Raises:
        InsideStore, BackupExists, PlaceGone, NameNotPossible: as they say.
    """
    with faults_there():
        if is_inside(store_folder, path):
            raise InsideStore
        if not path.parent.is_dir():
            raise PlaceGone
        if path.exists() and not path.is_file():
            raise NameNotPossible
        if path.exists() and not replace:
            raise BackupExists


def is_inside(store_folder: Path, path: Path) -> bool:
    """Whether the path lies in the store's own folder, links followed."""
    return path.resolve().is_relative_to(store_folder.resolve())


def nearness(store_folder: Path, path: Path) -> Nearness:
    """How far from the store that place is. One that cannot be looked at counts as apart."""
    with suppress(OSError):
        if is_inside(store_folder, path):
            return Nearness.IN_STORE
        if path.parent.stat().st_dev == store_folder.stat().st_dev:
            return Nearness.SAME_DISK
    return Nearness.APART
