"""A desk whose clock goes on by itself: the cost of a passphrase is calibrated by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.age_keys import ManagerFilesOnDisk, made_for
from tests.desks import NOW, TestDesk
from tests.vault.samples import SteeredClock

_SLOW = 5.0


@dataclass
class SlowComputersClock(SteeredClock):
    """Everything takes seconds, so that a passphrase gets the least cost there is."""

    def monotonic(self) -> float:
        self.seconds += _SLOW
        return self.seconds


@pytest.fixture
def test_desk(desk_template: TestDesk, tmp_path: Path) -> Iterator[TestDesk]:
    """A desk of the test's own, on a slow computer."""
    copy = desk_template.copied_to(tmp_path / "desk")
    slow = TestDesk(copy.home, copy.recovery_key, SlowComputersClock(NOW))
    yield slow
    slow.close()


@pytest.fixture
def owen(tmp_path: Path) -> ManagerFilesOnDisk:
    """The key files of a service manager."""
    return made_for(tmp_path / "stick")


@pytest.fixture
def ruth(tmp_path: Path) -> ManagerFilesOnDisk:
    """Those of another one."""
    return made_for(tmp_path / "stick", "Ruth Okafor")
