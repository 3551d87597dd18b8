"""Whether a block device of Linux is encrypted: a walk down sysfs to whatever it is made of.

``root`` is where the system's tree begins: ``/``, or a tree that a test laid out. A drive that
encrypts itself cannot be told from one that does not.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from counsellor_desk.domain.surroundings import Answer, all_of

_ENCRYPTING: Final = re.compile(r"CRYPT-(LUKS1|LUKS2|PLAIN|TCRYPT|LOOPAES|BITLK|FVAULT2)-")
"""How cryptsetup begins the uuid of a mapping that encrypts; VERITY and INTEGRITY do not."""
_DEEPEST: Final = 16


def by_number(root: Path, number: str) -> Answer:
    """The device of that ``major:minor``."""
    return _encrypted(root / "sys/dev/block" / number)


def by_source(root: Path, source: str) -> Answer:
    """The device of that name, such as ``/dev/mapper/home``, with all that btrfs joined to it."""
    if not source.startswith("/dev/"):
        return Answer.UNKNOWN
    name = (root / source.lstrip("/")).resolve().name
    return all_of(_encrypted(root / "sys/class/block" / each) for each in _joined(root, name))


def _joined(root: Path, name: str) -> list[str]:
    for devices in (root / "sys/fs/btrfs").glob("*/devices"):
        joined = [device.name for device in devices.iterdir()]
        if name in joined:
            return joined
    return [name]


def _encrypted(at: Path, depth: int = 0) -> Answer:
    if depth > _DEEPEST or not at.exists():
        return Answer.UNKNOWN
    device = at.resolve()
    if _ENCRYPTING.match(_text(device / "dm/uuid")):
        return Answer.YES
    below = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    if below:
        return all_of(_encrypted(each, depth + 1) for each in below)
    if (device / "partition").is_file():
        return _encrypted(device.parent, depth + 1)
    return Answer.UNKNOWN if (device / "loop").is_dir() else Answer.NO


def _text(path: Path) -> str:
    return path.read_text(encoding="ascii", errors="replace") if path.is_file() else ""
