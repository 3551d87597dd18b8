"""The stages of the test command: all of them run, and a table at the end says how they went."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile  # noqa: TID251 - what a stage says: no case comes near it
from typing import IO, NamedTuple

from telling import say, watched

_LONGEST = 30 * 60  # seconds; a stage that takes longer hangs


class Stage(NamedTuple):
    """A command to run. Where it ``speaks`` it tells how far it is, so its output is shown."""

    name: str
    command: Sequence[str]
    folder: Path
    env: Mapping[str, str]
    speaks: bool = False
    also_fine: frozenset[int] = frozenset()


class Result(NamedTuple):
    name: str
    code: int
    seconds: float


def run_all(stages: Sequence[Stage], beside: Sequence[Stage] = ()) -> int:
    """Run every stage, print the table, and return the first exit code that is not 0.

    Those of ``beside`` run while the others do; what they say is shown when all have ended.
    """
    started = time.monotonic()
    with ExitStack() as open_:
        others = [open_.enter_context(_in_the_background(stage)) for stage in beside]
        results = [_run(stage) for stage in stages]
        results += [ended() for ended in others]
    say("\n" + table(results, time.monotonic() - started))
    return next((result.code for result in results if result.code != 0), 0)


def table(results: Sequence[Result], seconds: float) -> str:
    """One line a stage, and the ``seconds`` that all of them took together."""
    width = max(len(result.name) for result in results)
    lines = [
        f"{name:<{width}}  {'passed' if code == 0 else 'FAILED'}  {took:7.1f} s"
        for name, code, took in results
    ]
    return "\n".join([*lines, f"{'all':<{width}}          {seconds:7.1f} s"])


def _run(stage: Stage) -> Result:
    say("")
    code, seconds = _shown(stage) if stage.speaks else _kept_back(stage)
    return _result(stage, code, seconds)


def _result(stage: Stage, code: int, seconds: float) -> Result:
    return Result(stage.name, 0 if code in stage.also_fine else code, seconds)


def _kept_back(stage: Stage) -> tuple[int, float]:
    outcome = watched(stage.name, stage.command, stage.env, stage.folder)
    if outcome.code != 0:
        say(outcome.said)
    return outcome.code, outcome.seconds


def _shown(stage: Stage) -> tuple[int, float]:
    say(f"{stage.name} …")
    with _started(stage) as child:
        return _waited_for(stage, child)


@contextmanager
def _in_the_background(stage: Stage) -> Iterator[Callable[[], Result]]:
    """What waits for its end and tells what it said; it is ended where nobody waits for it."""
    say(f"{stage.name} begins, beside the others …")
    with TemporaryFile() as said, ThreadPoolExecutor(1) as pool, _started(stage, said) as child:
        outcome = pool.submit(_waited_for, stage, child)

        def ended() -> Result:
            result = _result(stage, *outcome.result())
            said.seek(0)
            say(f"\n{stage.name}\n" + said.read().decode("utf-8", "replace").rstrip())
            return result

        yield ended


@contextmanager
def _started(stage: Stage, said: IO[bytes] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """In a group of its own, so that a bus and a screen do not outlive a suite that hangs."""
    with subprocess.Popen(
        stage.command,
        cwd=stage.folder,
        env=stage.env,
        stdout=said,
        stderr=None if said is None else subprocess.STDOUT,
        start_new_session=True,
    ) as child:
        try:
            yield child
        finally:
            _end_group(child)


def _waited_for(stage: Stage, child: subprocess.Popen[bytes]) -> tuple[int, float]:
    started = time.monotonic()
    try:
        code = child.wait(_LONGEST)
    except subprocess.TimeoutExpired:
        say(f"{stage.name} did not end within {_LONGEST // 60} minutes.")
        child.terminate()
        code = 1
    return code, time.monotonic() - started


def _end_group(child: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(child.pid, signal.SIGTERM)
        except ProcessLookupError:
            return
