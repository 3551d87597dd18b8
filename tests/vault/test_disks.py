"""Full, read-only and failing disks, real ones: a tmpfs of 6 MB, and faults injected by strace."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from counsellor_desk.vault import erasure, notes, summaries, tombstones
from tests.real_parts import require
from tests.vault.samples import Filled, Vault
from tests.vault.small_disk import TRIALS

ROOT = Path(__file__).resolve().parents[2]
OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")


def _ensure_own_mounts(folder: Path) -> None:
    """Skip where the system gives a process no mounts of its own, as some containers do."""
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(folder)]
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    tried = subprocess.run([*OWN_MOUNTS, *mount], capture_output=True, check=False)
    if tried.returncode != 0:
        pytest.skip("this system lets no process mount a disk of its own")


@pytest.mark.parametrize("trial", TRIALS)
def test_a_small_disk(tmp_path: Path, trial: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    _ensure_own_mounts(disk)
    run = subprocess.run(
        [*OWN_MOUNTS, sys.executable, "-m", "tests.vault.small_disk", trial, str(disk)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not list(disk.iterdir())


@pytest.mark.parametrize("number", range(4, 34, 5))
def test_a_disk_that_reports_a_fault_never_says_destroyed_too_early(
    full: tuple[Vault, Filled], tmp_path: Path, number: int
) -> None:
    """EIO at the n-th fsync: an error in words, or all of it done; resumed either way."""
    require(there=shutil.which("strace") is not None, what="strace")
    vault, filled = full
    run = subprocess.run(
        [
            *("strace", "-f", "-o", str(tmp_path / "trace"), "-e", "trace=fsync"),
            *("-e", f"inject=fsync:error=EIO:when={number}"),
            *(sys.executable, "-m", "tests.vault.failing_disk"),
            *(str(vault.home), vault.recovery_key, filled.note),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "INJECTED" in (tmp_path / "trace").read_text()
    store = vault.open_at_once()
    if run.stdout.strip() == "destroyed":
        assert tombstones.unfinished(store.read()) == ()
    erasure.resume(store)
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    if summaries.of_session(store.read(), filled.session.id) is None:
        assert notes.read_text(store.read(), filled.note) == filled.text
    else:
        assert tombstones.load(store.read(), filled.note).erased_at is not None
