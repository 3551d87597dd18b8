"""Qt can be called for ever, under every Python that we run on."""

from __future__ import annotations

import subprocess
import sys

CALLS = """
import counsellor_desk.ui
from PySide6.QtWidgets import QApplication, QWidget

application = QApplication(["desk"])
widget = QWidget()
for _ in range(100_000):
    widget.update()
print("still here")
"""


def test_calls_that_return_nothing_never_use_none_up() -> None:
    run = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "still here\n"), run.stderr
