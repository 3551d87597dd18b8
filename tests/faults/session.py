"""A session bus and an unlocked gnome-keyring of their own, in a home of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_KEYRING = (
    "printf 'faults\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 "
    '&& exec "$@"'
)


def environment(home: Path) -> dict[str, str]:
    """What a process in the session sees: nothing of the account that started it."""
    (home / "run").mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
    }


def inside(home: Path, *words: str, **how: Any) -> subprocess.Popen[str]:
    """``python -m WORDS`` in a session of its own."""
    command: Sequence[str] = (
        *("dbus-run-session", "--", "sh", "-c", _KEYRING, "session"),
        *(sys.executable, "-m", *words),
    )
    return subprocess.Popen(command, cwd=ROOT, env=environment(home), text=True, **how)
