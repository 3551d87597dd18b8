"""The one door for writing and removing files: private, atomic, on disk before it returns."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.wording import N_

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_MISSING: Final = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG}
)


class DiskFull(DeskError):
    """No room for a write."""

    happened = N_("This computer's disk is full, so that could not be saved.")
    safe = N_("Everything saved before is safe, and nothing was half written.")
    next_step = N_("Free some room, by emptying the bin for instance, and try again.")


class DiskFault(DeskError):
    """The disk refused to read or write."""

    happened = N_("This computer's disk reported a fault while saving or reading.")
    safe = N_("What was saved before is as it was. The last step was not done.")
    next_step = N_(
        "Close Counsellor Desk and open it again. If this returns, have the disk checked."
    )


class FolderNotWritable(DeskError):
    """Permissions or a read-only disk stand in the way."""

    happened = N_("Counsellor Desk may not write in that folder.")
    safe = NOTHING_LOST
    next_step = N_("Choose another folder, or give yourself the right to write there.")


class FolderMissing(DeskError):
    """A stick that was pulled, a folder that was moved, a name that cannot be one."""

    happened = N_("That folder is not there, or a file cannot have that name.")
    safe = NOTHING_LOST
    next_step = N_("Look whether its disk is connected, or choose another folder or name.")


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Turn what the system says into what a person can act on."""
    try:
        yield
    except OSError as fault:
        if fault.errno in _FULL:
            raise DiskFull from fault
        if fault.errno in _CLOSED:
            raise FolderNotWritable from fault
        if fault.errno in _MISSING:
            raise FolderMissing from fault
        if fault.errno == errno.EIO:
            raise DiskFault from fault
        raise


def private_folder(folder: Path) -> None:
    """Make the folder, and its parents, where missing; only its owner may look in.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    with _in_plain_words():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)


def write_atomically(path: Path, content: bytes) -> None:
    """The old file or the new one after any crash, never half of one.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: the old file, if any, is untouched.
    """
    _replace(path, path.with_name(f"{path.name}.new"), content)


def write_where_chosen(path: Path, content: bytes) -> None:
    """``write_atomically`` into a person's own folder: nothing there but ``path`` is touched.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: the old file, if any, is untouched.
        FolderMissing: that is where no file can be: a folder, a device.
    """
    if path.exists() and not path.is_file():
        raise FolderMissing
    _replace(path, path.with_name(f"{path.name}.{secrets.token_hex(4)}.new"), content)


def _replace(path: Path, beside: Path, content: bytes) -> None:
    with _in_plain_words(), ExitStack() as undo:
        undo.callback(_drop, beside)
        _write_new(beside, content)
        point(Point.FILE_WRITTEN)
        beside.replace(path)
        undo.pop_all()
        _flush_folder(path.parent)


def write_in_place(path: Path, offset: int, content: bytes) -> None:
    """Overwrite a stretch of an existing file, so that what stood there is gone from its blocks.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    with _in_plain_words():
        descriptor = os.open(path, os.O_WRONLY | _binary())
        try:
            os.lseek(descriptor, offset, os.SEEK_SET)
            _write_all(descriptor, content)
            _flush(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file that holds no secret; a missing one is fine.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    with _in_plain_words():
        path.unlink(missing_ok=True)
        _flush_folder(path.parent)


def remove_folder(folder: Path) -> None:
    """Remove a folder that holds no secret, with all that is in it; a missing one is fine.

    Links in it are removed, never followed.

    Raises:
        DiskFault, FolderNotWritable: some of it may be left.
    """
    with _in_plain_words():
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)  # noqa: TID251 - this is the door


def shred(path: Path) -> None:
    """Overwrite a file with random bytes in place and remove it; a missing one is fine.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    if path.exists():
        write_in_place(path, 0, secrets.token_bytes(path.stat().st_size))
    remove(path)


def flush_everything() -> None:
    """Have the system write all that it still holds back. Windows has no such call."""
    if sys.platform != "win32":
        os.sync()


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)


def _drop(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _binary(), PRIVATE_FILE)
    try:
        _write_all(descriptor, content)
        _flush(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _flush(descriptor: int) -> None:
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _flush_folder(folder: Path) -> None:
    """A rename is only safe on disk with its folder; Windows does this by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
