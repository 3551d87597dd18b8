"""The virtual environment: made once, filled from the locks by hash, quick to start again."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from telling import Outcome, SetupFault, watched

ON_WINDOWS = sys.platform == "win32"

_DAMAGED = (
    "A downloaded part is not the one that was locked: it was damaged or replaced on its way, so "
    "nothing of it was installed. Try another network; if it happens again, report it as "
    "SECURITY.md says."
)
_DISK_FULL = "The disk is full: free about 1.5 GB, then start again."
_NOT_REACHED = (
    "The package index could not be reached. Check the network connection (and pip's own settings "
    "where a proxy or another index is used), then start again."
)
_NO_WHEEL = (
    "There is no ready-made part for this computer and this Python. Python 3.11 to 3.14 is needed, "
    "on Linux (x86-64 or arm64, glibc 2.34 or newer), Windows 10 or newer, or macOS 14 or newer."
)
_ANY_ADVICE = "The lines above are pip's. Start again; what is already here is kept."
_ADVICE = {  # by what pip says, the most telling first
    "DO NOT MATCH THE HASHES": _DAMAGED,
    "No space left on device": _DISK_FULL,
    "Could not fetch URL": _NOT_REACHED,
    "NewConnectionError": _NOT_REACHED,
    "No matching distribution found": _NO_WHEEL,
}


class Environment:
    """``name`` in the checkout ``root``: what the locks name, and the program itself."""

    def __init__(self, root: Path, name: str = ".venv") -> None:
        self.root = root
        self.folder = root / name
        self._programs = self.folder / ("Scripts" if ON_WINDOWS else "bin")
        self.python = self.program("python")

    def program(self, name: str) -> Path:
        """The place of a program of the environment."""
        return self._programs / (f"{name}.exe" if ON_WINDOWS else name)

    def packages(self) -> list[str]:
        """The system package that making it needs and that is not here."""
        return [] if find_spec("ensurepip") or self._works() else [venv_package()]

    def prepare(self, *locks: str) -> None:
        """Make what is missing and install what the locks name; nothing where all is there.

        Raises:
            SetupFault: with what to do about it.
        """
        self.prepare_parts(*locks)
        self._once("program", [self.root / "pyproject.toml"], self._install_program)

    def prepare_parts(self, *locks: str) -> None:
        """As ``prepare``, without the program.

        Raises:
            SetupFault: with what to do about it.
        """
        if not self._works():
            self._make()
        files = [self.root / "installer" / "locks" / f"{lock}.txt" for lock in locks]
        self._once("-".join(locks), files, lambda: self._install_locked(files))

    def _works(self) -> bool:
        """False for none, a half-made or moved one, or one whose Python has gone."""
        settings = self.folder / "pyvenv.cfg"
        # Its programs carry the full path of the place where it was made.
        if not settings.exists() or str(self.folder) not in settings.read_text(encoding="utf-8"):
            return False
        probe = "import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"
        try:
            run = subprocess.run([self.python, "-c", probe], capture_output=True, check=False)
        except OSError:
            return False
        return run.returncode == 0

    def _make(self) -> None:
        outcome = watched(
            f"Making a Python environment in {self.folder.name}",
            [sys.executable, "-m", "venv", "--clear", str(self.folder)],
        )
        if outcome.code != 0:
            raise SetupFault(
                "The Python environment could not be made.",
                f"Check that {self.folder} can be written and that the disk is not full, then "
                "start again.",
                outcome.last_lines(),
            )

    def _install_locked(self, files: Sequence[Path]) -> Outcome:
        wanted = [word for file in files for word in ("-r", str(file))]
        return self._pip(
            "Installing the locked parts",
            # The lock names every part and its hashes, so pip neither resolves nor builds.
            ["--require-hashes", "--only-binary", ":all:", "--no-deps", *wanted],
        )

    def _install_program(self) -> Outcome:
        return self._pip(
            "Installing Counsellor Desk itself",
            ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(self.root)],
        )

    def _pip(self, doing: str, arguments: Sequence[str]) -> Outcome:
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check"]
        outcome = watched(doing, [*command, "--no-input", "--progress-bar", "off", *arguments])
        if outcome.code != 0:
            raise SetupFault(
                "The parts of the program could not be installed.",
                advice(outcome.said),
                outcome.last_lines(),
            )
        return outcome

    def _once(self, name: str, inputs: Sequence[Path], act: Callable[[], object]) -> None:
        """Act unless it was done in this place with the same inputs."""
        stamp = self.folder / f"{name}.stamp"
        digest = _digest([str(self.root).encode(), *(file.read_bytes() for file in inputs)])
        if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
            return
        act()
        stamp.write_text(digest, encoding="ascii")


def venv_package() -> str:
    """Debian's package that holds ensurepip for this Python."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def advice(said: str) -> str:
    """What to do, told from what pip said."""
    return next((what for sign, what in _ADVICE.items() if sign in said), _ANY_ADVICE)


def _digest(parts: Sequence[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()
