"""Asking a program of the system: by its full path, without a shell, with a time limit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIMIT_SECONDS: Final = 2.0
_NO_WINDOW: Final = 0x08000000 if sys.platform == "win32" else 0
_KEPT: Final = ("SYSTEMROOT",)
"""All that a program of Windows needs of the environment."""


@dataclass(frozen=True)
class Said:
    """How a program ended, and what it wrote."""

    code: int
    words: str


Ask = Callable[..., Said | None]
"""Takes the full path of a program and its arguments; None where it is not there or too slow."""


def ask(program: str, *arguments: str) -> Said | None:
    """Run a program that only reports. It gets no input, and English to speak."""
    if not Path(program).is_file():
        return None
    try:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT_SECONDS,
            check=False,
            env=_environment(),
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return Said(done.returncode, done.stdout.decode("utf-8", "replace"))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {"LC_ALL": "C", "PATH": "", **kept}
