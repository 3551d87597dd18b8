"""First run where no keychain can be used: key files are offered, and what they do not promise."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desks import NOW
from tests.real_parts import require
from tests.ui.start.front_door import FrontDoor, front_door
from tests.ui.start.test_guide import fill, press, says, to_the_passphrase, type_back
from tests.vault.keychain_session import LOCKED
from tests.vault.samples import PASSPHRASE, SteeredClock

BUS = "DBUS_SESSION_BUS_ADDRESS"


def test_without_a_keychain(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers where the session's bus should be."""
    monkeypatch.setenv(BUS, f"unix:path={tmp_path / 'nobody'}")
    with front_door(qtbot, SteeredClock(NOW), tmp_path / "store") as door:
        _ensure_offered(door, tmp_path)
        press(door, "Go on with key files")
        type_back(door)
        assert says(door, "Your desk is ready")
        assert any((tmp_path / "keys").iterdir())
    with front_door(qtbot, SteeredClock(NOW), tmp_path / "store") as door:
        fill(door, "Passphrase", PASSPHRASE)
        press(door, "Unlock")
        assert len(door.opened) == 1, "the next start finds the files by itself"


# keyring lets go of its connection without closing it where the collection is locked.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket")
@pytest.mark.keychain
def test_with_a_locked_keychain(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _locked(tmp_path) as bus:
        monkeypatch.setenv(BUS, bus)
        with front_door(qtbot, SteeredClock(NOW), tmp_path / "store") as door:
            _ensure_offered(door, tmp_path)
        gc.collect()  # that connection, here and not in the middle of another test


def _ensure_offered(door: FrontDoor, home: Path) -> None:
    """What it means is said in plain words, and nothing is made before it was taken."""
    to_the_passphrase(door)
    fill(door, "Your passphrase", PASSPHRASE)
    fill(door, "The same again", PASSPHRASE)
    press(door, "Next")
    assert says(door, "This computer has no keychain that answers")
    assert says(door, str(home / "keys"))
    assert says(door, "Whoever copies this folder and the store has both halves")
    assert says(door, "could bring that note back to somebody who knows the passphrase")
    assert not (home / "store").exists()
    assert not (home / "keys").exists()


@contextmanager
def _locked(home: Path) -> Iterator[str]:
    """The address of a bus of its own, on which a locked keychain answers."""
    wanted = ("dbus-run-session", "gnome-keyring-daemon")
    require(there=all(map(shutil.which, wanted)), what="gnome-keyring")
    run = home / "run"
    run.mkdir(mode=0o700)
    env = {**os.environ, "XDG_RUNTIME_DIR": str(run), "LANG": "C.UTF-8"}
    script = f'{LOCKED}\necho "${BUS}"\nexec cat'
    command = ["dbus-run-session", "--", "bash", "-c", script, sys.executable]
    with subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as session:
        assert session.stdin is not None
        assert session.stdout is not None
        yield session.stdout.readline().strip()
        session.stdin.close()
