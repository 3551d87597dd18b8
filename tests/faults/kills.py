"""SIGKILL at the n-th call of each kind: the deed is done at the next start, or never was begun."""

from __future__ import annotations

from collections.abc import Iterator

from tests.faults.deeds import DEEDS
from tests.faults.part import Part
from tests.faults.promises import Deed
from tests.faults.rows import Row
from tests.faults.trial import after_the_next_start, counted, traced
from tests.faults.world import World

NAMES = tuple(DEEDS)


def sweep(world: World, part: Part) -> Iterator[Row]:
    """A row a kind of call, for the points of this part."""
    deed = DEEDS[part.deed]
    world.put_back()
    for call, count in counted(deed.begin(world), world.trace).items():
        row = Row("kill", deed.name, call)
        with row.timed():
            for number in part.of(range(1, count + 1)):
                _killed(world, deed, row, number)
        yield row


def _killed(world: World, deed: Deed, row: Row, number: int) -> None:
    world.put_back()
    kill = f"inject={row.at}:signal=KILL:when={number}"
    ended = traced(deed.begin(world), world.trace, ["-e", f"trace={row.at}", "-e", kill])
    row.point(
        f"{number}", lambda: after_the_next_start(lambda: deed.look(world)), struck=ended.killed
    )
