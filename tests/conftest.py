"""What every test shares: no log warnings pass, and settings never come from this machine."""

from __future__ import annotations

import gc
import getpass
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import counsellor_desk.ui  # noqa: F401 - keeps None alive under Python 3.11, before Qt is called
from tests.desks import desk, desk_template, test_desk  # noqa: F401 - fixtures for every room

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A slow machine is no fault of the code, so nothing has a deadline.
settings.register_profile("desk", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=250)

THOROUGH = bool({"COUNSELLOR_DESK_THOROUGH", "COUNSELLOR_DESK_PICTURES"} & os.environ.keys())
"""Whether everything is gone through; otherwise what fits into ten minutes on two processors."""
settings.load_profile("thorough" if THOROUGH else "desk")


SHARED_PARTS = ("keychain", "printer")
LOCKS = Path(tempfile.gettempdir())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked ``thorough``, unless it was asked for."""
    left_out = [item for item in items if item.get_closest_marker("thorough") and not THOROUGH]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looking whether it is rubbish takes longer each time."""
    gc.freeze()


@pytest.fixture(autouse=True)
def one_after_the_other(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests that share one real part wait for each other, whatever worker they are on."""
    with ExitStack() as held:
        for part in SHARED_PARTS:
            if request.node.get_closest_marker(part):
                held.enter_context(
                    FileLock(LOCKS / f"counsellor-desk-{part}-{getpass.getuser()}.lock")
                )
        yield


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
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    return home
