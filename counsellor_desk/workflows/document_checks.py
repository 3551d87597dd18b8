"""Checking any PDF that somebody chose. Nothing of the file is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.domain.sealed_documents import Verification
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_
from counsellor_desk.workflows import seal
from counsellor_desk.workflows.desk import Desk

MOST_BYTES: Final = 300_000_000
_STRETCH: Final = 1_000_000

Report = Callable[[int, int], object]


class CheckedFileNotReadable(InputError):
    """It is gone, a folder, or somebody else's."""

    field = "checked_file"
    happened = N_("The file cannot be read.")
    safe = N_("Nothing was checked, and nothing was changed.")
    next_step = N_("Look whether it is still there and may be opened, and choose it again.")


class CheckedFileTooLarge(InputError):
    """It would fill this computer's memory."""

    field = "checked_file"
    happened = N_("This file has {size} MB, and {limit} MB are the most that is checked here.")
    safe = N_("Nothing was checked, and nothing was changed.")
    next_step = N_(
        "Documents of Counsellor Desk are far smaller. Look whether it is the right one."
    )


@dataclass(frozen=True, kw_only=True)
class Checked:
    """``name``: of the file, to be shown once."""

    name: str
    size: int
    found: Verification


def check(desk: Desk, path: Path, report: Report) -> Checked:
    """Check a file; ``report`` hears how much of it is read, and may raise to stop at any moment.

    Raises:
        CheckedFileNotReadable, CheckedFileTooLarge: as they say.
    """
    pdf = _read(path, report)
    size = len(pdf)
    found = seal.check(desk, pdf, lambda: report(size, size))
    report(size, size)
    return Checked(name=path.name, size=size, found=found)


def _read(path: Path, report: Report) -> bytes:
    pdf = bytearray()
    try:
        if not path.is_file():  # a pipe or a device may never end
            raise CheckedFileNotReadable
        size = path.stat().st_size
        _ensure_fits(size)
        with path.open("rb") as file:
            while part := file.read(_STRETCH):
                pdf += part
                _ensure_fits(len(pdf))
                report(len(pdf), max(size, len(pdf)))
    except (OSError, ValueError) as fault:
        raise CheckedFileNotReadable from fault
    return bytes(pdf)


def _ensure_fits(size: int) -> None:
    if size > MOST_BYTES:
        raise CheckedFileTooLarge(size=f"{size / 1e6:.0f}", limit=f"{MOST_BYTES / 1e6:.0f}")
