"""Every step of a form on a full disk: ``unshare -rm python -m tests.faults.walks_on_small_disk``.

The folder is the only word. Each step is refused in words, leaves everything as it was, and goes
through once there is room.
"""

from __future__ import annotations

import sys
from pathlib import Path

from counsellor_desk.vault.files import DiskFull
from counsellor_desk.workflows.desk import Desk
from tests.faults.form_deeds import WALKS
from tests.faults.form_walk import Walk
from tests.faults.promises import ensure
from tests.faults.walks_killed import made, put_back
from tests.vault.small_disk import Disk


def _refused(walk: Walk, number: int) -> bool:
    try:
        walk.step(number)
    except DiskFull as refusal:
        return all(refusal.sentences())
    return False


def main() -> None:
    """All walks, each from its beginning to its end."""
    disk = Disk(Path(sys.argv[1]))
    world = made(disk.home)
    for kind in WALKS.values():
        put_back(world)
        walk = kind(world, Desk(world.open(), world.vault.clock))
        walk.get_ready()
        for number, name in enumerate(walk.STEPS):
            disk.fill()
            ensure(f"no room for {name}", holds=_refused(walk, number))
            ensure(f"as before {name}", holds=walk.stage() == number)
            disk.empty()
            walk.step(number)
            ensure(f"room for {name}", holds=walk.stage() == number + 1)
        world.vault.close()


if __name__ == "__main__":
    main()
