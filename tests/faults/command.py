"""``python -m tests.faults``: which parts there are, who does them, and what comes of it."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any

from tests.faults import worker
from tests.faults.deeds import DEEDS
from tests.faults.part import Part
from tests.faults.rows import Row, table
from tests.faults.session import inside

QUICK_STRIDE = 25
_LAST_WORDS = 4_000
_SLICES = {"destroy": 4, "create": 4, "backup": 4, "keys": 4}
_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where there is one: it spares the real one


def parts(names: Sequence[str], *, stride: int, deeds: Sequence[str] = ()) -> list[Part]:
    """The parts of the sweeps that are called for, large ones in slices, what destroys first."""
    found = []
    for deed in deeds or DEEDS:
        for sweep in [name for name in names if deed == "destroy" or name != "attack"]:
            slices = _SLICES.get(deed, 1) if stride == 1 and sweep != "attack" else 1
            found += [Part(sweep, deed, first, slices, stride) for first in range(slices)]
    return found


class Worker:
    """A process in its own session that does one part after the other."""

    def __init__(self, home: Path) -> None:
        self._errors = home.with_suffix(".errors")
        home.mkdir(mode=0o700)
        with self._errors.open("w") as errors:
            self._process = inside(
                home,
                "tests.faults.worker",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    def does(self, part: Part) -> dict[str, Any]:
        """The answer of the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(asdict(part)) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            return {"rows": [], "broken": "no answer: " + self._errors.read_text()[-_LAST_WORDS:]}
        found: dict[str, Any] = json.loads(answer)
        return found

    def end(self) -> None:
        """Let it finish, or end it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@contextmanager
def workers(count: int) -> Iterator[SimpleQueue[Worker]]:
    """So many of them, free, with homes that are gone afterwards."""
    home = Path(tempfile.mkdtemp(dir=_MEMORY if _MEMORY.is_dir() else None))
    free: SimpleQueue[Worker] = SimpleQueue()
    made = [Worker(home / f"{number}") for number in range(count)]
    try:
        for each in made:
            free.put(each)
        yield free
    finally:
        for each in made:
            each.end()
        shutil.rmtree(home, ignore_errors=True)


class Run:
    """The rows of all parts that were done; written down after each, so that it can go on."""

    def __init__(self, out: Path | None, *, go_on: bool) -> None:
        self._out = out
        self.done: dict[str, list[dict[str, Any]]] = {}
        self.broken: list[str] = []
        self._one_at_a_time = Lock()
        if go_on and out is not None and out.is_file():
            self.done = json.loads(out.read_text("utf-8"))["parts"]

    @property
    def rows(self) -> list[Row]:
        """Of all parts."""
        return [Row(**cells) for rows in self.done.values() for cells in rows]

    def take(self, part: Part, answer: dict[str, Any]) -> None:
        """Note what came of a part."""
        with self._one_at_a_time:
            if "broken" in answer:
                self.broken.append(f"{part.name}: {answer['broken']}")
            else:
                self.done[part.name] = answer["rows"]
            _say(f"{part.name}: {'BROKEN' if 'broken' in answer else _points(answer['rows'])}")
            if self._out is not None:
                whole = {"parts": self.done, "broken": self.broken}
                self._out.write_text(json.dumps(whole, indent=1), encoding="utf-8")


def _points(rows: list[dict[str, Any]]) -> str:
    return f"{sum(row['consistent'] for row in rows)} points, all consistent"


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - progress


def run(wanted: Sequence[Part], done: Run, count: int) -> None:
    """Do the parts that are not done yet; stop at the first promise that is broken."""
    left = [part for part in wanted if part.name not in done.done]
    if not left:
        return
    with workers(min(count, len(left))) as free, ThreadPoolExecutor(count) as pool:

        def does(part: Part) -> None:
            mine = free.get()
            try:
                if not done.broken:
                    done.take(part, mine.does(part))
            finally:
                free.put(mine)

        for each in as_completed([pool.submit(does, part) for part in left]):
            each.result()


def main(words: Sequence[str] | None = None) -> int:
    """Exit code 1 where a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("sweeps", nargs="*", metavar="SWEEP", help=", ".join(worker.SWEEPS))
    parser.add_argument("--all", action="store_true", help="every point of every sweep")
    parser.add_argument("--quick", action="store_true", help=f"every {QUICK_STRIDE}th point")
    parser.add_argument("--in", action="append", dest="deeds", choices=[*DEEDS], help="only there")
    parser.add_argument("--out", type=Path, help="write the counts there as JSON, part by part")
    parser.add_argument("--go-on", action="store_true", help="leave out the parts that --out has")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    told = parser.parse_args(words)
    if not told.sweeps and not (told.all or told.quick):
        parser.error("say --all, --quick or which sweeps")
    if set(told.sweeps) - set(worker.SWEEPS):
        parser.error(f"the sweeps are: {', '.join(worker.SWEEPS)}")
    stride = QUICK_STRIDE if told.quick else 1
    wanted = parts(told.sweeps or [*worker.SWEEPS], stride=stride, deeds=told.deeds or ())
    done = Run(told.out, go_on=told.go_on)
    run(wanted, done, told.workers)
    print(table(done.rows))  # noqa: T201 - the answer
    for broken in done.broken:
        _say(f"\nBROKEN: {broken}")
    return 1 if done.broken else 0
