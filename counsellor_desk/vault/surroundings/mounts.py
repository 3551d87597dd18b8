"""What is mounted where, from ``/proc/self/mountinfo`` (proc_pid_mountinfo(5)), and swap areas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

_OCTAL: Final = re.compile(r"\\([0-7]{3})")
_SEPARATOR: Final = "-"
_BEFORE, _AFTER = 6, 3
"""Fields before the optional ones, and after the dash that ends these."""


@dataclass(frozen=True)
class Mount:
    """``number``: major and minor of the device, ``0:…`` where the file system has none."""

    number: str
    at: PurePosixPath
    kind: str
    source: str


@dataclass(frozen=True)
class SwapArea:
    """A device, or a file in some file system."""

    path: str
    is_file: bool


def mounts(text: str) -> tuple[Mount, ...]:
    """Every mount that a line describes; lines of another shape are passed over."""
    return tuple(_mounts(text))


def holding(found: Iterable[Mount], path: PurePosixPath) -> Mount | None:
    """The mount that holds that absolute path: the deepest, and of several there the last."""
    above = {path, *path.parents}
    holds = [mount for mount in found if mount.at in above]
    depth = max((len(mount.at.parts) for mount in holds), default=0)
    return next((m for m in reversed(holds) if len(m.at.parts) == depth), None)


def swap_areas(text: str) -> tuple[SwapArea, ...]:
    """What ``/proc/swaps`` lists below its heading."""
    lines = (line.split() for line in text.splitlines()[1:])
    return tuple(
        SwapArea(_plain(fields[0]), is_file=fields[1] == "file")
        for fields in lines
        if len(fields) >= 2
    )


def _mounts(text: str) -> Iterator[Mount]:
    for line in text.splitlines():
        fields = line.split(" ")
        if _SEPARATOR not in fields[_BEFORE:]:
            continue
        rest = fields[fields.index(_SEPARATOR, _BEFORE) + 1 :]
        if len(rest) >= _AFTER:
            at = PurePosixPath(_plain(fields[4]))
            yield Mount(fields[2], at, rest[0], _plain(rest[1]))


def _plain(field: str) -> str:
    """Blanks, tabs, line ends and backslashes are written as three octal digits."""
    return _OCTAL.sub(lambda found: chr(int(found[1], 8)), field)
