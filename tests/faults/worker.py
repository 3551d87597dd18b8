"""Does parts of sweeps in its own session: ``python -m tests.faults.worker``, one line a part.

Reads a part as JSON from standard input, answers with its rows or with what is broken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults import attack, disk_faults, kills, power_cuts
from tests.faults.deeds import DEEDS
from tests.faults.part import Part
from tests.faults.rows import Row
from tests.faults.trial import Broken
from tests.faults.world import World, ask_in_this_thread, made

SWEEPS: dict[str, Callable[[World, Part], Iterator[Row]]] = {
    "kill": kills.sweep,
    **dict.fromkeys(disk_faults.SWEEPS, disk_faults.sweep),
    "power cut": power_cuts.sweep,
    "attack": attack.sweep,
}


def answered(world: World, part: Part) -> dict[str, Any]:
    """Rows, and what is broken where something is: the sweep ends there."""
    rows: list[dict[str, Any]] = []
    try:
        for row in SWEEPS[part.sweep](world, part):
            rows.append(row.cells())  # noqa: PERF401 - those before a broken one count
    except Broken as broken:
        return {"rows": rows, "broken": str(broken)}
    return {"rows": rows}


def warmed_up(world: World) -> World:
    """Do everything once, so that later no trial imports anything."""
    for deed in DEEDS.values():
        world.put_back()
        deed.begin(world)()()
        world.vault.close()
        world.vault.opened.clear()
    world.put_back()
    return world


def main() -> None:
    """Until there are no more lines."""
    ask_in_this_thread()
    world = warmed_up(made(Path.home() / "world"))
    for line in sys.stdin:
        answer = answered(world, Part(**json.loads(line)))
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
