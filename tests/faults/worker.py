"""Does parts of sweeps in its own session: ``python -m tests.faults.worker``, one line a part.

Reads a part as JSON from standard input, answers with its rows or with what is broken.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jeepney import DBusErrorResponse
from secretstorage.exceptions import SecretStorageException

from counsellor_desk.vault.remembered import NotRemembered
from tests.faults import attack, disk_faults, kills, power_cuts
from tests.faults.deeds import DEEDS
from tests.faults.part import Part
from tests.faults.promises import Deed
from tests.faults.rows import Row
from tests.faults.session import revive_keychain, wait_for_the_bus
from tests.faults.trial import Broken, DidNotGoThrough
from tests.faults.world import World, ask_in_this_thread, made

_REVIVALS = 3
SWEEPS: dict[str, Callable[[World, Part], Iterator[Row]]] = {
    "kill": kills.sweep,
    **dict.fromkeys(disk_faults.SWEEPS, disk_faults.sweep),
    "power cut": power_cuts.sweep,
    "attack": attack.sweep,
}
CONTROLS: dict[str, Callable[[World, Part], Iterator[Row]]] = {
    "power cut without sync": power_cuts.without_sync,
}
"""Sweeps that have to find something broken."""


def answered(world: World, part: Part) -> dict[str, Any]:
    """Rows, and what is broken where something is: the sweep ends there.

    A part is begun anew where the keychain's daemon ended while nothing was tried, or where a deed
    did not go through although nothing was done to it.
    """
    faults = []
    for _again in range(_REVIVALS):
        try:
            return _tried(world, part)
        except (NotRemembered, SecretStorageException, DBusErrorResponse, OSError, EOFError):
            faults.append(traceback.format_exc())
        except DidNotGoThrough as fault:
            faults.append(str(fault))
        revive_keychain()
    return {"rows": [], "broken": "\n".join(["again and again:", *faults])}


def _tried(world: World, part: Part) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    try:
        for row in {**SWEEPS, **CONTROLS}[part.sweep](world, part):
            rows.append(row.cells())  # noqa: PERF401 - those before a broken one count
    except Broken as broken:
        return {"rows": rows, "broken": str(broken)}
    return {"rows": rows}


def warmed_up(world: World, deed: Deed) -> None:
    """Do it once, so that later no trial imports anything."""
    world.put_back()
    deed.begin(world)()()
    world.vault.close()
    world.vault.opened.clear()
    world.put_back()


def main() -> None:
    """Until there are no more lines."""
    wait_for_the_bus()
    ask_in_this_thread()
    world = made(Path.home() / "world")
    warm: set[str] = set()
    for line in sys.stdin:
        part = Part(**json.loads(line))
        if part.deed not in warm:
            warmed_up(world, DEEDS[part.deed])
            warm.add(part.deed)
        answer = answered(world, part)
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
