"""A crash writes nothing of the memory to the disk."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CRASHING = """
import os, signal, sys
import counsellor_desk.ui
from counsellor_desk.ui import application
application.begin(["desk"])
print("begun", flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""


def test_a_crash_dumps_nothing(tmp_path: Path) -> None:
    """Where the account allows dumps as large as they come."""
    folder = tmp_path / "empty"
    folder.mkdir()
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)

    def allow() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    run = subprocess.run(
        [sys.executable, "-c", _CRASHING],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        preexec_fn=allow,
        capture_output=True,
        check=False,
    )
    assert run.stdout == b"begun\n", run.stderr
    assert run.returncode < 0, "it did crash"
    assert list(folder.iterdir()) == []
