"""Full, read-only and failing disks, real ones: a tmpfs of 6 MB, and faults injected by strace."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.vault import erasure, notes, summaries, tombstones
from tests.real_parts import require
from tests.vault.failing_disk import WRITTEN_AFTER
from tests.vault.samples import Filled, Vault
from tests.vault.small_disk import TRIALS

EVERY_DAY = {
    "saving",
    "destroying",
    "changing_the_passphrase",
    "backing_up_to_a_stick",
    "restoring_on_a_full_disk",
    "creating",
    "read_only",
}
ROOT = Path(__file__).resolve().parents[2]
OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")


def ensure_own_mounts(folder: Path) -> None:
    """Skip where the system gives a process no mounts of its own, as some containers do."""
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(folder)]
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    tried = subprocess.run([*OWN_MOUNTS, *mount], capture_output=True, check=False)
    if tried.returncode != 0:
        pytest.skip("this system lets no process mount a disk of its own")


@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(trial, marks=() if trial in EVERY_DAY else pytest.mark.thorough)
        for trial in TRIALS
    ],
)
def test_a_small_disk(tmp_path: Path, trial: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    ensure_own_mounts(disk)
    run = subprocess.run(
        [*OWN_MOUNTS, sys.executable, "-m", "tests.vault.small_disk", trial, str(disk)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert not list(disk.iterdir())


def _destroyed_with(fault: int, vault: Vault, note: NoteId, *where: str) -> tuple[str, str]:
    """How a destruction went whose n-th fsync reports a fault, and what was written after it."""
    trace = vault.home / "trace"
    run = subprocess.run(
        [
            *("strace", "-f", "-o", str(trace), *where, "-e", "trace=fsync"),
            *("-e", f"inject=fsync:error=EIO:when={fault}"),
            *(sys.executable, "-m", "tests.vault.failing_disk"),
            *(str(vault.home), vault.recovery_key, note),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "INJECTED" in trace.read_text()
    went, after = run.stdout.split()
    return went, after


@pytest.mark.parametrize("number", range(4, 34, 5))
def test_a_disk_that_reports_a_fault_never_says_destroyed_too_early(
    full: tuple[Vault, Filled], number: int
) -> None:
    """EIO at the n-th fsync: an error in words, or all of it done; resumed either way."""
    require(there=shutil.which("strace") is not None, what="strace")
    vault, filled = full
    went, _after = _destroyed_with(number, vault, filled.note)
    store = vault.open_at_once()
    if went == "destroyed":
        assert tombstones.unfinished(store.read()) == ()
    erasure.resume(store)
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    if summaries.of_session(store.read(), filled.session.id) is None:
        assert notes.read_text(store.read(), filled.note) == filled.text
    else:
        assert tombstones.load(store.read(), filled.note).erased_at is not None


@pytest.mark.thorough
@pytest.mark.parametrize("number", range(4, 13))
def test_what_is_written_after_a_fault_can_be_read(full: tuple[Vault, Filled], number: int) -> None:
    """The last fsync of a commit may report a fault when the commit stands already."""
    require(there=shutil.which("strace") is not None, what="strace")
    vault, filled = full
    journal = str(vault.folder / "store.db-journal")
    _went, after = _destroyed_with(number, vault, filled.note, "-P", journal)
    store = vault.open_at_once()
    erasure.resume(store)
    assert notes.read_text(store.read(), NoteId(after)) == WRITTEN_AFTER
    assert notes.read_text(store.read(), filled.other) == filled.other_text
