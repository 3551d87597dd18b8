"""The parts that the suite is tried on are there and work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from real_parts import PARTS, QUEUE, in_a_session, on_a_screen, printing, session_environment
from system_packages import missing


@pytest.fixture
def real_parts() -> None:
    lacking = missing(PARTS)
    if lacking and "COUNSELLOR_DESK_REAL_PARTS" not in os.environ:
        pytest.skip(f"not installed: {', '.join(lacking)}")
    assert not lacking


def _said(command: list[str], home: Path) -> str:
    home.mkdir()
    env = session_environment(home, os.environ)
    run = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


@pytest.mark.usefixtures("real_parts")
def test_a_session_has_an_unlocked_keychain_and_no_screen(tmp_path: Path) -> None:
    script = (
        "import keyring, os; keyring.set_password('desk', 'key', 'value');"
        "print(type(keyring.get_keyring()).__module__, keyring.get_password('desk', 'key'),"
        " os.environ.get('DISPLAY'))"
    )
    said = _said(in_a_session([sys.executable, "-c", script]), tmp_path / "session")
    assert said == "keyring.backends.SecretService value None"


@pytest.mark.usefixtures("real_parts")
def test_a_screen_has_a_window_manager(tmp_path: Path) -> None:
    """It puts a frame around every window."""
    script = (
        "import counsellor_desk.ui\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "app = QApplication(['desk'])\n"
        "window = QWidget()\n"
        "window.show()\n"
        "while not window.windowHandle().frameMargins().top():\n"
        "    app.processEvents()\n"
        "print(app.platformName(), flush=True)\n"
    )
    home = tmp_path / "session"
    command = on_a_screen(["env", "QT_QPA_PLATFORM=xcb", sys.executable, "-c", script])
    assert _said(command, home) == "xcb"


@pytest.mark.printer
@pytest.mark.usefixtures("real_parts")
def test_the_printer_is_there() -> None:
    with printing():
        run = subprocess.run(["lpstat", "-v", QUEUE], capture_output=True, text=True, check=True)
    assert "cups-pdf:/" in run.stdout
