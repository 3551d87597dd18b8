"""Everything about the computer around a store, found out at once and within a time limit."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from counsellor_desk.domain.surroundings import Surroundings, System
from counsellor_desk.vault.device import NAME as DEVICE_KEY
from counsellor_desk.vault.surroundings import synced
from counsellor_desk.vault.surroundings.linux import Linux
from counsellor_desk.vault.surroundings.macos import MacOS
from counsellor_desk.vault.surroundings.patience import found_out
from counsellor_desk.vault.surroundings.windows import Windows

LIMIT_SECONDS: Final = 3.0
Questions = Mapping[str, Callable[[], Any]]
"""By the names of the fields of ``Surroundings``."""


def look(folder: Path, seconds: float = LIMIT_SECONDS) -> Surroundings:
    """What can be seen of this computer; what takes longer is not known. Nothing is written."""
    return seen(this_system(), questions(folder), seconds)


def seen(system: System, asked: Questions, seconds: float = LIMIT_SECONDS) -> Surroundings:
    """The answers that came in time."""
    return Surroundings(system=system, **found_out(asked, seconds))


def this_system() -> System:
    """Of the three that the program is made for."""
    return _SYSTEMS.get(sys.platform, System.LINUX)


def questions(folder: Path) -> Questions:
    """What is asked on this system about a store in that folder, or yet to be made there."""
    at = _nearest(folder)
    machine = _machine()
    asked: dict[str, Callable[[], Any]] = {
        "disk": lambda: machine.disk(at),
        "swap": machine.swap,
        "network": lambda: machine.network(at),
        "login": machine.login,
        "synced_by": lambda: synced.service(folder.resolve(), os.environ),
    }
    if isinstance(machine, MacOS):
        asked["kept_out"] = lambda: machine.kept_out(folder / DEVICE_KEY)
    return asked


def _machine() -> Linux | MacOS | Windows:
    system = this_system()
    if system is System.WINDOWS:
        return Windows()
    user = getpass.getuser()
    return MacOS(user) if system is System.MACOS else Linux(Path("/"), user)


def _nearest(folder: Path) -> Path:
    """The folder itself or, before it is made, the one in which it will be."""
    real = folder.resolve()
    return next((at for at in (real, *real.parents) if at.is_dir()), real)


_SYSTEMS: Final = {"win32": System.WINDOWS, "darwin": System.MACOS, "linux": System.LINUX}
