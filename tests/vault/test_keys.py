"""The key hierarchy: purposes apart, passphrases alike in NFC, calibration by passes only."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime

import pytest

from counsellor_desk.vault import keys
from counsellor_desk.vault.boxes import fresh_key
from counsellor_desk.vault.keys import FLOOR, WANTED, Cost, StoreKeys
from tests.vault.samples import CHEAPEST, NOON


def test_every_purpose_has_a_key_of_its_own() -> None:
    mine = StoreKeys("V" * 26, fresh_key())
    one, two = fresh_key(), fresh_key()
    found = {
        mine.database(),
        mine.audit(),
        bytes.fromhex(mine.slots_code(b"")),
        mine.epoch(1, one, two),
        mine.epoch(2, one, two),
        mine.epoch(1, two, one),
        StoreKeys("W" * 26, mine.vault_key).database(),
    }
    assert len(found) == 7
    assert mine.epoch(1, one, two) == mine.epoch(1, one, two)


def test_no_key_shows_when_it_is_printed() -> None:
    mine = StoreKeys("V" * 26, fresh_key())
    assert mine.vault_key.hex() not in repr(mine)
    assert repr(mine.vault_key) not in repr(mine)


def test_accents_typed_in_two_ways_stretch_alike() -> None:
    salt = bytes(16)
    assert keys.stretched("caf\u00e9", salt, CHEAPEST) == keys.stretched(
        "cafe\u0301", salt, CHEAPEST
    )
    assert keys.stretched("cafe", salt, CHEAPEST) != keys.stretched("Cafe", salt, CHEAPEST)
    assert keys.stretched("a\0b", salt, CHEAPEST) != keys.stretched("a", salt, CHEAPEST)


@dataclass
class Stopwatch:
    """A clock that has gone on by a fixed time whenever it is looked at."""

    between: float
    seconds: float = 0.0

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        self.seconds += self.between
        return self.seconds

    def elapsed(self) -> float:
        return self.monotonic()


@pytest.mark.parametrize(
    ("seconds", "memory_mib", "passes"),
    [(0.0, 256, 16), (0.1, 256, 16), (0.5, 256, 5), (0.85, 256, 3), (1.4, 256, 3), (1.6, 128, 3)],
)
def test_passes_are_counted_up_and_a_slow_computer_gets_the_floor(
    seconds: float, memory_mib: int, passes: int
) -> None:
    assert keys.fitting(seconds) == Cost(memory_mib * 1024, passes, 4)


def test_a_computer_is_tried_once() -> None:
    assert keys.calibrated(Stopwatch(0.5)) == keys.fitting(0.5)
    assert keys.fitting(0.85) == WANTED
    assert keys.fitting(9.0) == FLOOR


WITH_LITTLE_MEMORY = """
import resource
from counsellor_desk.clock import SystemClock
from counsellor_desk.vault import keys
resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28))
try:
    keys.stretched("any", bytes(16), keys.Cost(2**20, 1, 1))
except keys.NotEnoughMemory:
    print("named", keys.calibrated(SystemClock()) == keys.FLOOR)
"""


def test_too_little_memory_is_named_and_calibrated_for() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITH_LITTLE_MEMORY], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["named", "True"]
