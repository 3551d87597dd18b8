"""Whether a folder lies where some service copies it to other computers.

Told by the names that these services give their folders, by the marks that they leave in them,
and on Windows by what OneDrive says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Final

_NAMES: Final = (
    ("OneDrive", r"onedrive([ -].*)?"),
    ("Dropbox", r"dropbox( \(.*\))?"),
    ("iCloud Drive", r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    ("Google Drive", r"google ?drive(-.*)?|my drive"),
    ("Nextcloud", r"nextcloud\d*"),
    ("ownCloud", r"owncloud\d*"),
    ("pCloud", r"pcloud( ?drive| ?sync)?"),
    ("MEGA", r"mega(sync)?"),
    ("Box", r"box sync|box-box"),
    ("Proton Drive", r"proton ?drive.*"),
    ("Seafile", r"seafile"),
    ("CloudStorage", r"cloudstorage"),
)
_MARKS: Final = (
    ("Syncthing", ".stfolder"),
    ("Dropbox", ".dropbox.cache"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", ".sync_*.db"),
    ("Nextcloud", "._sync_*.db"),
    ("ownCloud", ".owncloudsync.log"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Resilio Sync", ".sync/ID"),
)
_TELLS: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def service(folder: Path, environment: Mapping[str, str]) -> str:
    """The name of the service whose folder it lies in; empty where none is known.

    Raises:
        OSError: a folder above cannot be looked into.
    """
    return by_environment(folder, environment) or by_name(folder) or next(_by_mark(folder), "")


def by_name(folder: PurePath) -> str:
    """Told by the names of the folders above."""
    for name, pattern in _NAMES:
        known = re.compile(pattern, re.IGNORECASE)
        if any(known.fullmatch(part) for part in folder.parts):
            return name
    return ""


def by_environment(folder: PurePath, environment: Mapping[str, str]) -> str:
    """Told by OneDrive, which may give its folder any name."""
    places = [type(folder)(environment[tell]) for tell in _TELLS if environment.get(tell)]
    return "OneDrive" if any(folder.is_relative_to(place) for place in places) else ""


def _by_mark(folder: Path) -> Iterator[str]:
    for above in (folder, *folder.parents):
        if above.is_dir():
            yield from (name for name, mark in _MARKS if any(above.glob(mark)))
