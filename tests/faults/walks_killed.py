"""Kills real processes at the fault points of a walk: ``python -m tests.faults.walks_killed``.

Like the sweeps with strace, but with keys in a folder and at the named points only: cheap enough to
be gone through often. One line of JSON a walk from standard input: ``[NAME, FIRST, EVERY]``.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from counsellor_desk.vault import creating, faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.key_folder import KeyFolder
from tests.faults.form_deeds import FORMS
from tests.faults.promises import Deed
from tests.faults.trial import apart
from tests.faults.world import KeptVault, World, filled
from tests.vault.crashes import Countdown, kill
from tests.vault.samples import CHEAPEST, PASSPHRASE, PROFILE, SteeredClock

_DEEDS = {deed.name: deed for deed in FORMS}
_PARTS = ("store", "keys")


def made(home: Path) -> World:
    """As ``tests.faults.world``, with its secrets in a folder."""
    clock, keys = SteeredClock(), KeyFolder(home / "keys")
    created = creating.create(
        home / "store", keys, PASSPHRASE, profile=PROFILE, clock=clock, cost=CHEAPEST
    )
    world = filled(created.store, home, KeptVault(home, created.recovery_key, clock, place=keys))
    for part in _PARTS:
        shutil.copytree(home / part, home / f"{part} as it was")
    return world


def put_back(world: World) -> None:
    """As it was made."""
    world.told.say(0)
    for part in _PARTS:
        shutil.rmtree(world.home / part)
        shutil.copytree(world.home / f"{part} as it was", world.home / part)


def _reached(world: World, deed: Deed, listener: Callable[[Point], None]) -> None:
    do = deed.begin(world)()
    with faults.listening(listener):
        do()


def _points(world: World, deed: Deed) -> list[str]:
    """Every point that a walk comes by, in order; done here, so that nothing is imported later."""
    reached = Countdown(None, lambda: None)
    put_back(world)
    _reached(world, deed, reached)
    world.vault.close()
    world.vault.opened.clear()
    return [point.value for point in reached.reached]


def _killed(world: World, deed: Deed, number: int) -> None:
    put_back(world)
    child = os.fork()
    if child == 0:
        try:
            _reached(world, deed, Countdown(number, kill))
        finally:
            os._exit(1)
    _child, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{deed.name} {number} was not killed"
    apart(lambda: deed.look(world))


def main() -> None:
    """One line of JSON a walk: all its points, and the numbers of those that were struck."""
    with tempfile.TemporaryDirectory() as home:
        world = made(Path(home))
        for line in sys.stdin:
            name, first, every = json.loads(line)
            deed = _DEEDS[name]
            points = _points(world, deed)
            struck = list(range(len(points)))[first::every]
            for number in struck:
                _killed(world, deed, number)
            print(json.dumps([points, struck]), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
