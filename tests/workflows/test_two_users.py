"""Row 39: the same store from two users of one computer, and from two starts of the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.vault.lock import AlreadyOpen
from tests.desks import TestDesk

ROOT = Path(__file__).resolve().parents[2]
LOOK = """
import os, sys
from pathlib import Path
from counsellor_desk.clock import SystemClock
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.start.threshold import Threshold
from counsellor_desk.workflows import checks, place, setup, unlock
folder = Path(sys.argv[1])
os.setgroups([]); os.setgid(65534); os.setuid(65534)
keys = folder.parent / "k"
threshold = Threshold(folder, keys=keys, usual_keys=keys, clock=SystemClock())
print(threshold.may_hold_a_store)
print(threshold.look().damage.sentences()[0])
try:
    threshold.unlock("seven quiet herons")
except DeskError as told:
    print(type(told).__name__)
"""


def test_a_second_start_is_told_and_the_first_goes_on(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    with pytest.raises(AlreadyOpen) as told:
        test_desk.open()
    assert "already open" in told.value.sentences()[0]
    assert desk.profile().name


@pytest.fixture
def open_ground() -> Iterator[Path]:
    """A folder that everybody may walk through; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="becomes another user")
def test_another_user_of_the_computer_is_told_and_changes_nothing(
    test_desk: TestDesk, open_ground: Path
) -> None:
    folder = shutil.copytree(test_desk.place.folder, open_ground / "store")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    run = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    may, sentence, fault = run.stdout.splitlines()
    assert may == "True"
    assert sentence == "This computer does not let you look into the folder of the store."
    assert fault == "FolderClosed"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
