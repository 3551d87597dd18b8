"""What every test shares: no log warnings pass, and settings never come from this machine."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import counsellor_desk.ui  # noqa: F401 - keeps None alive under Python 3.11, before Qt is called
from tests.desks import desk, desk_template, test_desk  # noqa: F401 - fixtures for every room

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("desk", deadline=None)  # a slow machine is no fault of the code
settings.load_profile("desk")


SHARED_PARTS = ("keychain", "printer")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share one real part run one after the other, on one worker (--dist loadgroup)."""
    for item in items:
        for part in SHARED_PARTS:
            if item.get_closest_marker(part):
                item.add_marker(pytest.mark.xdist_group(part))


class _LogWarnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_log_warnings() -> Iterator[None]:
    """A warning in any log fails the test."""
    watch = _LogWarnings()
    root = logging.getLogger()
    root.addHandler(watch)
    yield
    root.removeHandler(watch)
    assert not watch.lines


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data and settings go to a folder of the test's own, never to this machine's user."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    return home
