"""Files of the store that belong to another user of this computer (bad input 19)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.vault.other_user import tried
from tests.vault.samples import Vault

ROOT: Final = Path(__file__).resolve().parents[2]
SOMEBODY_ELSE: Final = 61_234
SAID: Final = {
    ".": "FolderClosed",
    "store.db": "StoreNotYours",
    "store.db-journal": "StoreNotYours",
    "lock": "FolderNotWritable",
    "keyslots-a.json": "OPEN",
    "unlock.json": "OPEN",
    "ballast": "OPEN",
    "device.key": "KEYS_MISSING",
}


def test_each_file_of_another_user_is_told_or_done_without(vault: Vault, tmp_path: Path) -> None:
    copies = {name: vault.copied_to(tmp_path / f"{n}") for n, name in enumerate(SAID)}
    for name, copy in copies.items():
        path = copy.folder / name
        if not path.exists():
            path.write_bytes(b"")
        _give_away(path)
    before = {name: (copy.folder / name).stat().st_size for name, copy in copies.items()}
    assert dict(zip(SAID, _tried(list(copies.values())), strict=True)) == SAID
    for name in SAID.keys() - {".", "ballast"}:
        assert (copies[name].folder / name).stat().st_size == before[name], name


def _give_away(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, SOMEBODY_ELSE, SOMEBODY_ELSE)
    else:
        path.chmod(0)


def _tried(vaults: list[Vault]) -> list[str]:
    if os.geteuid() != 0:
        found = [tried(each.home, each.recovery_key) for each in vaults]
        for each in vaults:
            each.folder.chmod(0o700)
        return found
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed, and root may read everything")
    homes, key = [str(each.home) for each in vaults], vaults[0].recovery_key
    run = subprocess.run(
        ["unshare", "-r", sys.executable, "-m", "tests.vault.other_user", key, *homes],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare failed" in run.stderr:
        pytest.skip("this kernel lets nobody make a namespace of users")
    assert run.returncode == 0, run.stderr
    return run.stdout.split()
