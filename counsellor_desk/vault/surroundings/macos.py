"""A Mac: what fdesetup, tmutil, defaults and mount report to anybody."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Final

from counsellor_desk.domain.surroundings import Answer
from counsellor_desk.vault.surroundings.asking import Ask, ask

_FDESETUP: Final = "/usr/bin/fdesetup"
_TMUTIL: Final = "/usr/bin/tmutil"
_DEFAULTS: Final = "/usr/bin/defaults"
_MOUNT: Final = "/sbin/mount"
_LOGIN: Final = "/Library/Preferences/com.apple.loginwindow"
_MOUNTED: Final = re.compile(r".* on (?P<at>/.*) \((?P<kind>\w+)[,)]")
_NETWORK: Final = frozenset({"smbfs", "nfs", "afpfs", "webdav", "ftp", "macfuse", "osxfuse"})


class MacOS:
    """``user``: whose login is asked about."""

    def __init__(self, user: str, *, asked: Ask = ask) -> None:
        self._user, self._ask = user, asked

    def disk(self, folder: Path) -> Answer:
        """FileVault, of the disk that the system starts from; of others it is not known."""
        if folder.is_relative_to("/Volumes"):
            return Answer.UNKNOWN
        said = self._words(_FDESETUP, "status")
        if "FileVault is On" in said:
            return Answer.YES
        return Answer.NO if "FileVault is Off" in said else Answer.UNKNOWN

    def swap(self) -> Answer:
        """Always encrypted, with a key of each start."""
        return Answer.YES

    def network(self, folder: Path) -> Answer:
        """Whether that folder lies on another computer's disk."""
        mounted = [found for line in self._words(_MOUNT).splitlines() if (found := _at(line))]
        above = {PurePosixPath(folder), *PurePosixPath(folder).parents}
        holding = [(len(at.parts), kind) for at, kind in mounted if at in above]
        if not holding:
            return Answer.UNKNOWN
        return Answer.YES if max(holding)[1] in _NETWORK else Answer.NO

    def login(self) -> Answer:
        """No where somebody is logged in without being asked; otherwise it cannot be seen."""
        said = self._words(_DEFAULTS, "read", _LOGIN, "autoLoginUser").strip()
        return Answer.NO if said == self._user else Answer.UNKNOWN

    def kept_out(self, file: Path) -> Answer:
        """Whether Time Machine leaves that file out."""
        said = self._words(_TMUTIL, "isexcluded", str(file))
        if "[Excluded]" in said:
            return Answer.YES
        return Answer.NO if "[Included]" in said else Answer.UNKNOWN

    def _words(self, program: str, *arguments: str) -> str:
        said = self._ask(program, *arguments)
        return said.words if said is not None and said.code == 0 else ""


def _at(line: str) -> tuple[PurePosixPath, str] | None:
    found = _MOUNTED.match(line)
    return (PurePosixPath(found["at"]), found["kind"]) if found else None
