"""A computer with Windows: what can be seen without an administrator's rights.

BitLocker tells most of itself to administrators only, so that "not known" is the usual answer;
how to look is said beside it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from pathlib import PurePath, PureWindowsPath
from typing import Final

from counsellor_desk.domain.surroundings import Answer
from counsellor_desk.vault.surroundings.asking import Ask, ask

_MANAGE_BDE: Final = r"C:\Windows\System32\manage-bde.exe"
_REMOTE: Final = 4
"""DRIVE_REMOTE of GetDriveTypeW."""
DriveKind = Callable[[str], int]


def drive_kind(root: str) -> int:
    """What GetDriveTypeW says of that drive; 0 where it is not known."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


class Windows:
    """``kind``: asks the system about a drive."""

    def __init__(self, *, asked: Ask = ask, kind: DriveKind = drive_kind) -> None:
        self._ask, self._kind = asked, kind

    def disk(self, folder: PurePath) -> Answer:
        """Yes where BitLocker says that it protects the drive (exit code 0); else not known."""
        drive = PureWindowsPath(folder).drive
        if not drive.endswith(":"):
            return Answer.UNKNOWN
        said = self._ask(_MANAGE_BDE, "-status", drive, "-protectionaserrorlevel")
        return Answer.YES if said is not None and said.code == 0 else Answer.UNKNOWN

    def swap(self) -> Answer:
        """The page file lies on the system's drive, so BitLocker covers it."""
        return self.disk(PureWindowsPath("C:\\"))

    def network(self, folder: PurePath) -> Answer:
        """Whether that folder lies on another computer's disk."""
        path = PureWindowsPath(folder)
        if path.drive.startswith("\\\\"):
            return Answer.YES
        kind = self._kind(path.anchor)
        if not kind:
            return Answer.UNKNOWN
        return Answer.YES if kind == _REMOTE else Answer.NO

    def login(self) -> Answer:
        """Not told to programs."""
        return Answer.UNKNOWN
