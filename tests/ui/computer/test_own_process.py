"""The process kept to itself: nothing of its memory on the disk, nor before other programs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ANYBODY = 65534
ROOT = Path(__file__).resolve().parents[3]
_BEGUN = """
import ctypes, os, resource, signal, sys
from counsellor_desk import app
sys.argv = ["counsellor-desk", {words}]
try:
    app.main()
except SystemExit:
    pass
"""
_TELLING = """
print("facts", resource.getrlimit(resource.RLIMIT_CORE)[0], oct(os.umask(0)),
      ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
_CRASHING = """
print("begun", flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""
_LOADED = "import ctypes, os, sys; from counsellor_desk.ui.computer import own_process"
_AS_ANYBODY = f"""
if os.geteuid() == 0:
    os.setgroups([])
    os.setresgid(*3 * [{ANYBODY}])
    os.setresuid(*3 * [{ANYBODY}])
for option, value in ((4, 1), (0x59616d61, -1)):  # PR_SET_DUMPABLE; PR_SET_PTRACER: by anybody
    ctypes.CDLL(None).prctl(option, ctypes.c_long(value), 0, 0, 0)
"""
_STAYING = """
print("begun", flush=True)
sys.stdin.read()
"""


def _program(then: str, *words: str) -> list[str]:
    listed = ", ".join(map(repr, words))
    return [sys.executable, "-c", _BEGUN.format(words=listed) + then]


def _around() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _allow_dumps() -> None:
    """As large as they come, as far as this account may."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


@pytest.mark.parametrize(
    ("words", "dumpable"),
    [(("--version",), 1), (("tour", "--notes", "nowhere", "--out", "nowhere"), 0)],
)
def test_it_begins_by_keeping_to_itself(
    words: tuple[str, ...], dumpable: int, tmp_path: Path
) -> None:
    """Window and tour begin at the same place; the window is tried in ``tests/test_program.py``."""
    run = subprocess.run(
        _program(_TELLING, *words),
        cwd=tmp_path,
        env=_around(),
        preexec_fn=_allow_dumps,
        umask=0o022,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == f"facts 0 0o77 {dumpable}"


def test_a_crash_dumps_nothing(tmp_path: Path) -> None:
    """Where the account allows dumps as large as they come."""
    run = subprocess.run(
        _program(_CRASHING, "--version"),
        cwd=tmp_path,
        env=_around(),
        preexec_fn=_allow_dumps,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.endswith("begun\n"), run.stderr
    assert run.returncode < 0, "it did crash"
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


@pytest.mark.parametrize("kept", [True, False])
def test_no_program_of_the_same_account_reads_its_memory(*, kept: bool) -> None:
    """The control is the same process before it keeps to itself."""
    keeping = "own_process.let_nobody_look()" if kept else ""
    command = [sys.executable, "-c", _LOADED + _AS_ANYBODY + keeping + _STAYING]
    account = ANYBODY if os.geteuid() == 0 else None
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=_around(), stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while process.stdout.readline() != "begun\n":
            assert process.poll() is None
        looked = subprocess.run(
            ["/bin/sh", "-c", f"exec 3< /proc/{process.pid}/mem"],
            user=account,
            group=account,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        process.stdin.close()
    assert (looked.returncode != 0) is kept
