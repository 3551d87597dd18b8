"""What a person sees while the desk is set up: one line a step, signs of life, clear faults."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

_BEAT_ON_A_TERMINAL = 1.0
_BEAT_IN_A_LOG = 20.0
_LINES_OF_A_FAULT = 25


class SetupFault(Exception):
    """Something outside stands in the way: what happened, what to do, and what a program said."""

    def __init__(self, happened: str, next_step: str, details: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.next_step = next_step
        self.details = details


class Outcome(NamedTuple):
    """How a program ended: exit code, everything it said, seconds it took."""

    code: int
    said: str
    seconds: float

    def last_lines(self) -> str:
        return "\n".join(self.said.rstrip().splitlines()[-_LINES_OF_A_FAULT:])


def say(line: str) -> None:
    print(line, flush=True)


def explain(fault: SetupFault) -> None:
    """The fault on the error stream: the program's own words first, ours last, where eyes are."""
    parts = [fault.details and _indented(fault.details), fault.happened, fault.next_step]
    print("\n" + "\n\n".join(part for part in parts if part) + "\n", file=sys.stderr, flush=True)


def watched(
    doing: str,
    command: Sequence[str],
    env: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Run ``command`` with its output kept back, and show every little while that it is alive.

    Raises:
        SetupFault: the program is not there or may not be started.
    """
    started = time.monotonic()
    say(f"{doing} …")
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=env,
            cwd=folder,
        ) as child:
            said = _all_it_says(child, started)
    except OSError as fault:
        _could_not_start(command[0], fault)
    seconds = time.monotonic() - started
    _settle(f"  {'done' if child.returncode == 0 else 'failed'} after {seconds:.1f} s")
    return Outcome(child.returncode, said, seconds)


def _all_it_says(child: subprocess.Popen[str], started: float) -> str:
    beat = _BEAT_ON_A_TERMINAL if sys.stdout.isatty() else _BEAT_IN_A_LOG
    while True:
        try:
            return child.communicate(timeout=beat)[0]
        except subprocess.TimeoutExpired:
            _sign_of_life(time.monotonic() - started)


def _sign_of_life(seconds: float) -> None:
    start, end = ("\r", "") if sys.stdout.isatty() else ("", "\n")
    print(f"{start}  still working, {seconds:.0f} s", end=end, flush=True)


def _settle(line: str) -> None:
    """Over the last sign of life on a terminal, below it in a log."""
    print(f"\r{line:<40}" if sys.stdout.isatty() else line, flush=True)


def _could_not_start(program: str, fault: OSError) -> NoReturn:
    raise SetupFault(
        f"The program {program} could not be started: {fault.strerror}.",
        "Check that it is installed and that this account may run it, then start again.",
    ) from fault


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
