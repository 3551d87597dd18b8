"""The program as a process of its own, started as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desks import TestDesk

PATIENCE = 20_000
"""Milliseconds after which a start is taken for hung."""


def test_a_second_start_for_the_same_store_leaves_it_to_the_first(
    qtbot: QtBot, test_desk: TestDesk, tmp_path: Path
) -> None:
    names = tmp_path / "names"
    names.mkdir()
    place = test_desk.place
    words = [sys.executable, "-m", "counsellor_desk", "--store", str(place.folder)]
    words += ["--keys", str(place.keys)]
    around = {**os.environ, "TMPDIR": str(names), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(words, env=around) as first:
        try:
            qtbot.waitUntil(lambda: any(names.iterdir()), timeout=PATIENCE)
            second = subprocess.run(words, env=around, timeout=PATIENCE / 1000, check=False)
            assert second.returncode == 0
            assert first.poll() is None, "the first one stays"
        finally:
            first.kill()
