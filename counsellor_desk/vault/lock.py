"""One instance at a time: a lock on a file beside the store, held as long as it is open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.vault import files
from counsellor_desk.vault.files import PRIVATE_FILE, FolderNotWritable
from counsellor_desk.wording import N_

NAME: Final = "lock"


class AlreadyOpen(DeskError):
    """Another window, another user or another computer on a shared disk."""

    happened = N_("This store is already open in another window or on another computer.")
    safe = NOTHING_LOST
    next_step = N_("Go on there, or close it there first and try again.")


class InstanceLock:
    """Held from construction to ``release``; the system lets go of it when the process ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            AlreadyOpen: somebody else has it.
            FolderNotWritable: the folder is read-only.
        """
        path = folder / NAME
        if path.is_symlink() or (path.exists() and not path.is_file()):
            files.put_aside(path)
        self._lock = FileLock(path, mode=PRIVATE_FILE, blocking=False)
        try:
            self._lock.acquire()
        except Timeout as taken:
            raise AlreadyOpen from taken
        except OSError as fault:
            raise FolderNotWritable from fault

    def release(self) -> None:
        """Let others open the store."""
        self._lock.release()
