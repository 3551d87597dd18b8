"""A folder of files in place of a keychain: where no keychain answers, and for the tour.

What it keeps is protected by the rights on the folder alone, so promises A1 and A4 are weaker:
whoever copies this folder along with the store has both. Set-up says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.vault import files
from counsellor_desk.vault.remembered import KeptIn, NotRemembered
from counsellor_desk.wording import N_

_MOST_BYTES: Final = 512


class KeyFolderUnusable(NotRemembered):
    """Something is there that cannot be read or written."""

    happened = N_("The folder with this store's key files cannot be used.")


@dataclass(frozen=True)
class KeyFolder:
    """The port's folder kind. ``folder`` lies apart from the store."""

    folder: Path
    kept_in: KeptIn = KeptIn.FOLDER
    settling: float = 0.0

    def get(self, name: str) -> str | None:
        """The value, if there is one.

        Raises:
            KeyFolderUnusable: the file is there and does not open.
        """
        path = self._path(name)
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            raise KeyFolderUnusable
        try:
            with path.open("rb") as file:
                return file.read(_MOST_BYTES).decode("ascii", "replace")
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise KeyFolderUnusable from fault

    def set(self, name: str, value: str) -> None:
        """Write or overwrite it.

        Raises:
            KeyFolderUnusable: there is something else in its place.
            DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        try:
            files.private_folder(self.folder)
            files.write_atomically(self._path(name), value.encode("ascii"))
        except OSError as fault:
            raise KeyFolderUnusable from fault

    def delete(self, name: str) -> None:
        """Overwrite and remove it; a missing one is fine.

        Raises:
            DiskFault, FolderNotWritable: as they say.
        """
        if self.folder.is_dir():
            files.shred(self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / name.replace(" ", "-")
