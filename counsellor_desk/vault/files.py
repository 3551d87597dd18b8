"""The one door for writing and removing files: private, atomic, on disk before it returns."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
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
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})
_STRETCH: Final = 1_048_576
_CLOSED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV})
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


class SomethingThere(DeskError):
    """Nothing is ever moved over something."""

    happened = N_("There is already something of the name that was to be given.")
    next_step = N_("Try again in a minute, or look into the folder beside the store.")


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
        for parent in reversed(folder.parents):
            if not parent.exists():
                parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)


def write_atomically(path: Path, content: bytes) -> None:
    """The old file or the new one after any crash, never half of one.

    A folder that stands there instead of a file is put aside.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: the old file, if any, is untouched.
    """
    beside = path.with_name(f"{path.name}.new")
    for place in (path, beside):
        if place.is_dir() and not place.is_symlink():
            put_aside(place)
    _replace(path, beside, content)


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
        undo.callback(drop, beside)
        _write_new(beside, content)
        point(Point.FILE_WRITTEN)
        beside.replace(path)
        undo.pop_all()
        flush_folder(path.parent)


@contextmanager
def written_anew(path: Path) -> Iterator[Callable[[bytes], None]]:
    """A new private file of ours, filled part by part with what this gives. Not yet ``settled``.

    Raises:
        SomethingThere: never over something.
        DiskFull, DiskFault, FolderNotWritable: part of it may be there.
    """
    if path.exists():
        raise SomethingThere
    with _in_plain_words():
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _binary()
        descriptor = os.open(path, flags, PRIVATE_FILE)

    def write(part: bytes) -> None:
        with _in_plain_words():
            _write_all(descriptor, part)

    try:
        yield write
    finally:
        os.close(descriptor)


def parts(path: Path, stretch: int) -> Iterator[bytes]:
    """A file of ours, at most ``stretch`` bytes at a time.

    Raises:
        DiskFault, FolderNotWritable, FolderMissing: as they say.
    """
    with _in_plain_words():
        file = path.open("rb")
    with file:
        while True:
            with _in_plain_words():
                part = file.read(stretch)
            if not part:
                return
            yield part


def settle(path: Path) -> None:
    """See a file or folder of ours onto the disk.

    Raises:
        DiskFull, DiskFault: as they say.
    """
    with _in_plain_words():
        if path.is_dir():
            flush_folder(path)
        else:
            with path.open("r+b") as file:
                flush(file.fileno())


def put_aside(path: Path) -> Path | None:
    """Give whatever stands in the way under that name another one; None: nothing was there.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    if not path.exists() and not path.is_symlink():
        return None
    aside = path.with_name(f"{path.name}.aside-{secrets.token_hex(4)}")
    with _in_plain_words():
        path.rename(aside)
        flush_folder(path.parent)
    return aside


def keep_as(path: Path, name: Path) -> None:
    """Have a file under a second name, too: the same bytes, as a copy where there are no links.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
        SomethingThere: never over something.
    """
    if name.exists() or name.is_symlink():
        raise SomethingThere
    with _in_plain_words():
        try:
            name.hardlink_to(path)
        except OSError as fault:
            if fault.errno not in _NO_LINKS:
                raise
            _copy(path, name)
        flush_folder(name.parent)


def _copy(path: Path, name: Path) -> None:
    beside = name.with_name(f"{name.name}.new")
    with ExitStack() as undo:
        undo.callback(drop, beside)
        drop(beside)
        with written_anew(beside) as write:
            for part in parts(path, _STRETCH):
                write(part)
        settle(beside)
        beside.rename(name)
        undo.pop_all()


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
            flush(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file that holds no secret; a missing one is fine.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    with _in_plain_words():
        path.unlink(missing_ok=True)
        flush_folder(path.parent)


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


def drop(path: Path) -> None:
    """Remove a file that this process has just made; one that cannot be removed is left."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def put_in_place_of(path: Path, old: Path) -> None:
    """Give a file the name of an older one, which is gone then, and see that onto the disk.

    Raises:
        DiskFull, DiskFault, FolderNotWritable, FolderMissing: as they say.
    """
    with _in_plain_words():
        path.replace(old)
        flush_folder(old.parent)


def move(path: Path, to: Path) -> None:
    """Give a file or folder another name on the same disk, and see that onto the disk.

    Raises:
        DiskFault, FolderNotWritable, FolderMissing: it has its old name.
        SomethingThere: never over something.
    """
    with _in_plain_words():
        if to.exists():
            raise SomethingThere
        path.rename(to)
        flush_folder(to.parent)
        if path.parent != to.parent:
            flush_folder(path.parent)


def flush_everything() -> None:
    """Have the system write all that it still holds back. Windows has no such call."""
    if sys.platform != "win32":
        os.sync()


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _binary(), PRIVATE_FILE)
    try:
        _write_all(descriptor, content)
        flush(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def flush(descriptor: int) -> None:
    """See what was written to an open file onto the disk. Raises ``OSError``."""
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """A rename is only safe on disk with its folder; Windows does this by itself."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
