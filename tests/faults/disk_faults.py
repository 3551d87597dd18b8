"""The n-th write, flush or message fails: told in words, nothing lost, and it works again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from counsellor_desk.errors import DeskError
from tests.faults.deeds import DEEDS
from tests.faults.part import Part
from tests.faults.promises import Deed, Tried, ensure
from tests.faults.rows import Row
from tests.faults.trial import Begin, Ended, after_the_next_start, counted, traced
from tests.faults.world import World

DONE, DONE_AGAIN, REFUSED_AGAIN = 0, 10, 11


class Fault(NamedTuple):
    """What the system answers, to which kind of call; ``lasting``: from the n-th on."""

    error: str
    call: str
    lasting: bool = False

    @property
    def words(self) -> str:
        return f"{self.error} {self.call}" + (" and on" if self.lasting else "")


FULL = tuple(
    Fault("ENOSPC", call, lasting) for call in ("pwrite64", "write") for lasting in (False, True)
)
FAILING = tuple(
    Fault("EIO", call, lasting)
    for call in ("pwrite64", "write", "fsync", "ftruncate")
    for lasting in (False, True)
)
SILENT = (Fault("EPIPE", "sendto"),)
EVERY = {("backup", "pwrite64"): 5, ("keys", "pwrite64"): 5}
"""Which of many writes are tried: nearly all of these go to a copy that is thrown away."""
SWEEPS = {"full disk": FULL, "failing disk": FAILING, "silent keychain": SILENT}


def sweep(world: World, part: Part) -> Iterator[Row]:
    """A row a fault, for the points of this part."""
    deed = DEEDS[part.deed]
    world.put_back()
    faults = SWEEPS[part.sweep]
    counts = counted(deed.begin(world), world.trace, [fault.call for fault in faults])
    for fault in faults:
        row = Row(part.sweep, deed.name, fault.words)
        with row.timed():
            every = EVERY.get((deed.name, fault.call), 1)
            for number in part.of(range(1, counts.get(fault.call, 0) + 1, every)):
                _failed(world, deed, row, fault, number)
        yield row


def _failed(world: World, deed: Deed, row: Row, fault: Fault, number: int) -> None:
    world.put_back()
    when = f"{number}+" if fault.lasting else f"{number}"
    inject = f"inject={fault.call}:error={fault.error}:when={when}"
    ended = traced(_trying(world, deed), world.trace, ["-e", f"trace={fault.call}", "-e", inject])
    row.point(f"{number}", lambda: _look(world, deed, ended), struck="INJECTED" in ended.trace)


def _trying(world: World, deed: Deed) -> Begin:
    def begin() -> object:
        tried = deed.ready(world)
        return lambda: _tried(tried)

    return begin  # type: ignore[return-value]  # a lambda that ends by SystemExit returns None


def _tried(tried: Tried) -> None:
    """Once, and again when it was refused; the exit code says how it went."""
    try:
        tried.do()
    except DeskError:
        try:
            tried.again()
        except DeskError:
            raise SystemExit(REFUSED_AGAIN) from None
        raise SystemExit(DONE_AGAIN) from None


def _look(world: World, deed: Deed, ended: Ended) -> None:
    code = ended.code
    ensure(f"an answer in words, not exit {code}", holds=code in {DONE, DONE_AGAIN, REFUSED_AGAIN})
    if code != REFUSED_AGAIN and deed.claimed is not None:
        after_the_next_start(lambda: deed.claimed(world))  # type: ignore[misc]  # it is there, see above
    done = after_the_next_start(lambda: deed.look(world))
    ensure("what was said to be done", holds=done or code == REFUSED_AGAIN)
