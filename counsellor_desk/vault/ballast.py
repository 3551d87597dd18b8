"""A file to let go of when the disk is full: deleting a note needs room, too (security.md 0.10)."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from counsellor_desk.vault import files
from counsellor_desk.vault.files import DiskFull

NAME: Final = "ballast"
SIZE: Final = 1_048_576
_NEEDED: Final = SIZE // 2
_PLENTY: Final = 4 * SIZE


def tried_twice(transact: Callable[[], None]) -> None:
    """Transact, and again when the disk was full: the first try let go of the ballast.

    Raises:
        DiskFull: not even then.
    """
    try:
        transact()
    except DiskFull:
        transact()


def restore(folder: Path) -> None:
    """Put the ballast back where there is plenty of room for it."""
    if not (folder / NAME).exists() and _free(folder) >= _PLENTY:
        with suppress(DiskFull):
            files.write_atomically(folder / NAME, secrets.token_bytes(SIZE))


def let_go(folder: Path) -> None:
    """Free its room.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    if not (folder / NAME).is_dir():
        files.remove(folder / NAME)


def make_room(folder: Path) -> None:
    """See that there is room for a destruction, letting the ballast go where it takes that.

    Raises:
        DiskFull: not even then.
    """
    restore(folder)
    if _free(folder) < _NEEDED:
        let_go(folder)
    if _free(folder) < _NEEDED:
        raise DiskFull


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free
