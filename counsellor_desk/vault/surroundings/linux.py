"""A computer with Linux: mounts and devices from /proc and /sys, and programs that only report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from counsellor_desk.domain.surroundings import Answer, all_of
from counsellor_desk.vault.surroundings import devices, logins
from counsellor_desk.vault.surroundings.asking import Ask, ask
from counsellor_desk.vault.surroundings.mounts import Mount, SwapArea, holding, mounts, swap_areas

if sys.platform == "linux":
    import fcntl

_SEALING: Final = frozenset(
    {"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs"}
)
_NETWORK: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.glusterfs", "fuse.sshfs"),
        *("davfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.onedriver"),
        *("fuse.google-drive-ocamlfuse", "9p", "virtiofs", "vboxsf", "fuse.vmhgfs-fuse"),
    }
)
_ZFS: Final = ("/usr/sbin/zfs", "/sbin/zfs", "/usr/bin/zfs")
_PASSWD: Final = "/usr/bin/passwd"  # noqa: S105 - a program
_GET_FLAGS: Final = 0x80086601
"""FS_IOC_GETFLAGS of <linux/fs.h>, and the flag that a folder encrypted by fscrypt carries."""
_ENCRYPTED: Final = 0x800
_PASSWORDS: Final = {"P": Answer.YES, "PS": Answer.YES, "NP": Answer.NO}
"""The second word of ``passwd -S``: usable password, or none."""
IsSealed = Callable[[Path], bool]


class Linux:
    """``root``: where the system's tree begins. ``user``: whose login is asked about."""

    def __init__(
        self, root: Path, user: str, *, asked: Ask = ask, sealed: IsSealed | None = None
    ) -> None:
        self._root, self._user, self._ask = root, user, asked
        self._sealed = sealed or sealed_by_fscrypt

    def disk(self, folder: Path) -> Answer:
        """Whether what holds that folder is encrypted.

        Raises:
            OSError: the system does not say what is mounted.
        """
        if _is_sealed(self._sealed, folder):
            return Answer.YES
        mount = self._holding(folder)
        return Answer.UNKNOWN if mount is None else self._encrypted(mount)

    def swap(self) -> Answer:
        """Whether everything that memory is written out to is encrypted; yes where there is none.

        Raises:
            OSError: the system does not say what it is.
        """
        areas = swap_areas(self._read("proc/swaps"))
        return all_of([Answer.YES, *map(self._area, areas)])

    def network(self, folder: Path) -> Answer:
        """Whether that folder lies on another computer's disk.

        Raises:
            OSError: the system does not say what is mounted.
        """
        mount = self._holding(folder)
        if mount is None:
            return Answer.UNKNOWN
        return Answer.YES if mount.kind in _NETWORK else Answer.NO

    def login(self) -> Answer:
        """Whether logging in asks for a password. Shadow's own file is not ours to read.

        Raises:
            OSError: a display manager's settings cannot be read.
        """
        if logins.logs_in_by_itself(self._root, self._user):
            return Answer.NO
        said = self._ask(_PASSWD, "-S", self._user)
        fields = said.words.split() if said is not None and said.code == 0 else []
        return _PASSWORDS.get(fields[1] if len(fields) > 1 else "", Answer.UNKNOWN)

    def _holding(self, folder: Path) -> Mount | None:
        return holding(mounts(self._read("proc/self/mountinfo")), PurePosixPath(folder))

    def _encrypted(self, mount: Mount) -> Answer:
        if mount.kind in _SEALING:
            return Answer.YES
        if mount.kind == "zfs":
            return self._by_zfs(mount.source)
        if not mount.number.startswith("0:"):
            return devices.by_number(self._root, mount.number)
        return devices.by_source(self._root, mount.source)

    def _by_zfs(self, dataset: str) -> Answer:
        arguments = ("get", "-H", "-o", "value", "encryption", dataset)
        said = next(filter(None, (self._ask(zfs, *arguments) for zfs in _ZFS)), None)
        value = said.words.strip() if said is not None and said.code == 0 else ""
        if value == "off":
            return Answer.NO
        return Answer.YES if value.startswith(("aes-", "on")) else Answer.UNKNOWN

    def _area(self, area: SwapArea) -> Answer:
        if area.path.startswith("/dev/zram"):
            return Answer.YES  # compressed, in memory
        if not area.is_file:
            return devices.by_source(self._root, area.path)
        mount = self._holding(Path(area.path))
        return Answer.UNKNOWN if mount is None else self._encrypted(mount)

    def _read(self, name: str) -> str:
        return (self._root / name).read_text(encoding="utf-8", errors="replace")


def sealed_by_fscrypt(folder: Path) -> bool:
    """Whether ext4, f2fs or another file system encrypts that folder by itself.

    Raises:
        OSError: it cannot be looked into, or its file system has no flags.
    """
    if sys.platform != "linux":
        return False
    flags = bytearray(8)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, _GET_FLAGS, flags)
    finally:
        os.close(descriptor)
    return bool(int.from_bytes(flags[:4], sys.byteorder) & _ENCRYPTED)


def _is_sealed(sealed: IsSealed, folder: Path) -> bool:
    try:
        return sealed(folder)
    except OSError:
        return False
