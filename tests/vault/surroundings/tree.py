"""A computer laid out in a folder: /proc, /sys and /etc as real systems have them."""

from __future__ import annotations

from pathlib import Path


class Tree:
    """``root`` is what Linux calls ``/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._mounts: list[str] = []

    def write(self, name: str, text: str) -> None:
        """A file of that tree."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def device(self, name: str, number: str, *, uuid: str = "", slaves: str = "") -> Path:
        """A block device, as sysfs shows it; ``slaves``: names of those it is made of."""
        device = self.root / "sys/devices/virtual/block" / name
        device.mkdir(parents=True)
        (device / "slaves").mkdir()
        for slave in slaves.split():
            self._link(device / "slaves" / slave, self.root / "sys/class/block" / slave)
        if uuid:
            self.write(f"sys/devices/virtual/block/{name}/dm/uuid", uuid + "\n")
        self._known(device, name, number)
        return device

    def partition(self, of: Path, name: str, number: str) -> None:
        """A partition of that device."""
        self.write(str((of / name / "partition").relative_to(self.root)), "1\n")
        self._known(of / name, name, number)

    def mounted(self, at: str, kind: str, source: str, number: str = "0:40") -> None:
        """One more line of mountinfo."""
        self._mounts.append(
            f"{30 + len(self._mounts)} 1 {number} / {at} rw,relatime shared:1 - {kind} {source} rw"
        )
        self.write("proc/self/mountinfo", "\n".join(self._mounts) + "\n")

    def swaps(self, *lines: str) -> None:
        """What /proc/swaps lists."""
        heading = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority"
        self.write("proc/swaps", "\n".join((heading, *lines)) + "\n")

    def _known(self, device: Path, name: str, number: str) -> None:
        self._link(self.root / "sys/class/block" / name, device)
        self._link(self.root / "sys/dev/block" / number, device)
        self.write(f"dev/{name}", "")

    def mapper(self, name: str, to: str) -> None:
        """A name in /dev/mapper."""
        self._link(self.root / "dev/mapper" / name, self.root / "dev" / to)

    def _link(self, at: Path, to: Path) -> None:
        at.parent.mkdir(parents=True, exist_ok=True)
        at.symlink_to(to)
