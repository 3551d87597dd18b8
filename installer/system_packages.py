"""System packages through apt: what is missing, and how this account may install it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from telling import SetupFault, say, watched

_SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")
_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
_QUIET = ("env", "DEBIAN_FRONTEND=noninteractive")
_PATIENT = ("-o", "DPkg::Lock::Timeout=300")


class Part(NamedTuple):
    """A package and what shows that it is here: a program's name, or a pattern of paths.

    Names of packages change between releases and a distribution may provide the same thing under
    another one, so the thing itself is looked for, never the package.
    """

    package: str
    evidence: str

    def is_here(self) -> bool:
        if self.evidence.startswith("/"):
            return any(Path("/").glob(self.evidence[1:]))
        return program(self.evidence) is not None


def program(name: str) -> str | None:
    """Where the system program ``name`` is; Debian keeps some off an ordinary account's PATH."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *_SYSTEM_FOLDERS])
    return shutil.which(name, path=path)


def missing(parts: Iterable[Part]) -> list[str]:
    """The packages of those parts that are not here."""
    return [part.package for part in parts if not part.is_here()]


def libraries_known() -> set[str]:
    """The names of the shared libraries in the dynamic linker's cache, such as ``libm.so.6``."""
    command = [program("ldconfig") or "ldconfig", "-p"]
    listing = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in listing.splitlines() if "=>" in line}


def bring(packages: Sequence[str], purpose: str) -> None:
    """Install ``packages``; ``purpose`` finishes the sentence 'System packages for …'.

    Raises:
        SetupFault: no apt here, this account may not install, or apt failed.
    """
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise SetupFault(
            f"System packages for {purpose} are missing, and there is no apt-get here.",
            "Install what provides the same as these Debian packages, then start again:\n\n    "
            + " ".join(packages),
        )
    rights = _rights()
    if rights is None:
        raise SetupFault(
            f"System packages for {purpose} are missing, and this account may not install them.",
            "Type this line, or ask whoever looks after this computer to, then start again:\n\n    "
            + line_to_type(packages, with_sudo=shutil.which("sudo") is not None),
        )
    _install(rights, packages, purpose)


def line_to_type(packages: Sequence[str], *, with_sudo: bool) -> str:
    """One line for a shell that installs ``packages``."""
    install = " ".join([*_INSTALL, *packages])
    if with_sudo:
        return f"sudo apt-get update && sudo {install}"
    return f'su -c "apt-get update && {install}"'


def _rights() -> list[str] | None:
    """What to put before a command so that it may install: nothing, sudo; None where it may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    if subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    if not sys.stdin.isatty():
        return None
    say("System packages have to be installed: sudo asks for your password.")
    return [sudo] if subprocess.run([sudo, "-v"], check=False).returncode == 0 else None


def _install(rights: Sequence[str], packages: Sequence[str], purpose: str) -> None:
    # An update that fails is no fault yet: what is needed may be known and cached already.
    watched("Fetching the list of system packages", [*rights, *_QUIET, "apt-get", "update"])
    outcome = watched(
        f"Installing system packages for {purpose}: {' '.join(packages)}",
        [*rights, *_QUIET, *_INSTALL, *_PATIENT, *packages],
    )
    if outcome.code != 0:
        raise SetupFault(
            f"The system packages for {purpose} could not be installed.",
            "The lines above are apt's. Check the network connection and the free space, then "
            "start again, or type:\n\n    " + line_to_type(packages, with_sudo=bool(rights)),
            outcome.last_lines(),
        )
