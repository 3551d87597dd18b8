"""Rows 18 and 19: a folder that may only be read, files that belong to somebody else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counsellor_desk.vault import integrity, notes
from tests.vault.as_nobody import NOBODY
from tests.vault.samples import Filled, Vault

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can become somebody else"
)
WORKS = "opened 2 notes destroyed"


def _given_away(vault: Vault) -> None:
    """Everything belongs to the user without rights, who may walk there."""
    for path in (vault.home, *vault.home.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    for folder in vault.home.parents:
        if folder.stat().st_uid == os.geteuid() and len(folder.parts) > 2:
            folder.chmod(folder.stat().st_mode | 0o111)


def _as_nobody(*vaults: Vault) -> list[str]:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "tests.vault.as_nobody", vaults[0].recovery_key),
            *(str(vault.home) for vault in vaults),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def _ensure_unharmed(vault: Vault, filled: Filled) -> None:
    """Whoever has the rights finds everything as it was."""
    store = vault.open_at_once()
    assert notes.read_text(store.read(), filled.note) == filled.text
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    integrity.ensure_sound(store)
    vault.close()


def _folder_only(vault: Vault) -> None:
    vault.folder.chmod(0o500)


def _folder_and_files(vault: Vault) -> None:
    for path in vault.folder.iterdir():
        path.chmod(0o400)
    vault.folder.chmod(0o500)


def _closed(vault: Vault) -> None:
    vault.folder.chmod(0)


def _journal_missing(vault: Vault) -> None:
    (vault.folder / "store.db-journal").unlink()
    vault.folder.chmod(0o500)


def test_a_folder_that_may_only_be_read_is_named_and_nothing_is_lost(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """Where only the folder is closed, all files can still be written, and all of it works."""
    template, filled = filled_template
    expected: dict[Callable[[Vault], None], str] = {
        _folder_only: WORKS,
        _folder_and_files: "FolderNotWritable",
        _journal_missing: "FolderNotWritable",
        _closed: "FolderClosed",
    }
    vaults = [template.copied_to(tmp_path / change.__name__) for change in expected]
    for vault, change in zip(vaults, expected, strict=True):
        _given_away(vault)
        change(vault)
    said = _as_nobody(*vaults)
    assert dict(zip(map(_name, expected), said, strict=True)) == {
        _name(change): words for change, words in expected.items()
    }
    for vault in vaults[1:]:
        _ensure_unharmed(vault, filled)


def _name(change: Callable[[Vault], None]) -> str:
    return change.__name__


def test_a_file_that_belongs_to_somebody_else_is_told_and_nothing_is_lost(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    expected = {
        "store.db": "StoreNotYours",
        "keyslots-a.json": WORKS,
        "device.key": "opened without notes",
        "unlock.json": WORKS,
        "ballast": WORKS,
        "lock": "FolderNotWritable",
        "store.db-journal": "StoreNotYours",
    }
    vaults = [template.copied_to(tmp_path / name) for name in expected]
    for vault, name in zip(vaults, expected, strict=True):
        _given_away(vault)
        path = vault.folder / name
        path.touch()
        os.chown(path, 0, 0)
        path.chmod(0o600)
    said = _as_nobody(*vaults)
    assert dict(zip(expected, said, strict=True)) == expected
    for vault, words in zip(vaults, said, strict=True):
        if words != WORKS:
            _ensure_unharmed(vault, filled)
