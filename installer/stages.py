"""The stages of the test command: all of them run, and a table at the end says how they went."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

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


def run_all(stages: Sequence[Stage]) -> int:
    """Run every stage, print the table, and return the first exit code that is not 0."""
    results = [_run(stage) for stage in stages]
    say("\n" + table(results))
    return next((result.code for result in results if result.code != 0), 0)


def table(results: Sequence[Result]) -> str:
    """One line a stage, and the time of all."""
    width = max(len(result.name) for result in results)
    lines = [
        f"{name:<{width}}  {'passed' if code == 0 else 'FAILED'}  {seconds:7.1f} s"
        for name, code, seconds in results
    ]
    total = sum(result.seconds for result in results)
    return "\n".join([*lines, f"{'all':<{width}}          {total:7.1f} s"])


def _run(stage: Stage) -> Result:
    say("")
    code, seconds = _shown(stage) if stage.speaks else _kept_back(stage)
    return Result(stage.name, 0 if code in stage.also_fine else code, seconds)


def _kept_back(stage: Stage) -> tuple[int, float]:
    outcome = watched(stage.name, stage.command, stage.env, stage.folder)
    if outcome.code != 0:
        say(outcome.said)
    return outcome.code, outcome.seconds


def _shown(stage: Stage) -> tuple[int, float]:
    say(f"{stage.name} …")
    started = time.monotonic()
    # A group of its own, so that a bus and a screen do not outlive a suite that hangs.
    with subprocess.Popen(
        stage.command, cwd=stage.folder, env=stage.env, start_new_session=True
    ) as child:
        try:
            code = child.wait(_LONGEST)
        except subprocess.TimeoutExpired:
            say(f"{stage.name} did not end within {_LONGEST // 60} minutes.")
            child.terminate()
            code = 1
        finally:
            _end_group(child)
    return code, time.monotonic() - started


def _end_group(child: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(child.pid, signal.SIGTERM)
        except ProcessLookupError:
            return
