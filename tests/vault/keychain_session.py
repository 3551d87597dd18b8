"""Asks the keychain of its own session: ``python -m tests.vault.keychain_session QUESTION``.

Prints what came of it: the name of the error, or ``answered``.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from counsellor_desk.vault.keychain import Keychain, answers
from counsellor_desk.vault.remembered import NotRemembered

SECONDS = 0.7
LOCKED = """
gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 <<< "pw"
"$0" - <<'PYTHON'
import secretstorage
from contextlib import closing
with closing(secretstorage.dbus_init()) as bus:
    secretstorage.get_default_collection(bus).lock()
PYTHON
"""
"""For bash, with Python as ``$0``: a keychain that is there, and locked."""


def _get(keychain: Keychain) -> None:
    keychain.get("x device-0")


def _set(keychain: Keychain) -> None:
    keychain.set("x device-0", "1.1.x")


def _delete(keychain: Keychain) -> None:
    keychain.delete("x device-0")


def _sockets(_keychain: Keychain) -> None:
    gc.disable()  # which would close what was left open, some time
    kinds = [str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()]
    print(len([kind for kind in kinds if kind.startswith("socket:")]))  # noqa: T201 - the answer


QUESTIONS: dict[str, Callable[[Keychain], None]] = {
    "get": _get,
    "set": _set,
    "delete": _delete,
    "sockets": _sockets,
}


def main() -> None:
    """Every question named on the command line."""
    for question in sys.argv[1:]:
        keychain = Keychain(limit=SECONDS)
        try:
            QUESTIONS[question](keychain)
        except NotRemembered as refused:
            print(type(refused).__name__)  # noqa: T201 - the answer
        else:
            print("answered")  # noqa: T201 - the answer
    print(f"answers={answers(Keychain(limit=SECONDS))}")  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
