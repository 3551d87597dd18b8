"""A session bus and an unlocked gnome-keyring of their own, in a home of their own."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jeepney import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

ROOT = Path(__file__).resolve().parents[2]
_UNLOCKED = "printf 'faults\\n' | gnome-keyring-daemon --unlock --components=secrets"
_KEYRING = f'{_UNLOCKED} >/dev/null 2>&1 && exec "$@"'
_OWNER = "org.freedesktop.secrets"
_PATIENCE = 60.0
"""Seconds for the bus to greet a client: it has one by itself, which a busy computer may miss."""


def wait_for_the_bus() -> None:
    """Have every client of this process, and of those forked from it, be patient with the bus."""
    *others, _second = inspect.signature(open_dbus_connection).parameters.values()
    open_dbus_connection.__defaults__ = (*(each.default for each in others), _PATIENCE)


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


def keychain_process() -> int | None:
    """The daemon that answers on this session's bus, if one does."""
    with open_dbus_connection("SESSION") as bus:
        asking = Proxy(message_bus, bus)
        if not asking.NameHasOwner(_OWNER)[0]:
            return None
        return int(asking.GetConnectionUnixProcessID(_OWNER)[0])


def revive_keychain() -> bool:
    """Start the daemon again where it has ended: it does, now and then, when a client is killed."""
    if keychain_process() is not None:
        return False
    subprocess.run(
        ["sh", "-c", _UNLOCKED], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
    )
    return True
