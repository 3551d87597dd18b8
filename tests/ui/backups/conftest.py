"""What tests of backups share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder for backups, apart from the store's."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
