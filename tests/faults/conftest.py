"""One worker in its session for all slices of sweeps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.faults.command import Worker, workers
from tests.real_parts import require


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """With a real keychain and a real store of its own."""
    programs = ("strace", "dbus-run-session", "gnome-keyring-daemon")
    require(there=all(map(shutil.which, programs)), what="strace and gnome-keyring")
    with workers(1) as free:
        yield free.get()
