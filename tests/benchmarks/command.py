"""``python -m tests.benchmarks [ROW …]``: measured in a session with a real keychain of its own."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import LEAST_REPETITIONS
from tests.faults.session import inside
from tests.measure import beside

ROWS = ("B2", "B4", "B8", "B10", "B11", "B12")


def main(words: Sequence[str] | None = None) -> int:
    """0 when everything was measured, whether its goal was met or not: no test hangs on a time."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}; all of them")
    parser.add_argument("--out", type=Path, help="write the figures there as JSON")
    parser.add_argument("--repetitions", type=int, default=LEAST_REPETITIONS)
    parser.add_argument("--small", action="store_true", help="the smallest sizes, to try it")
    told = parser.parse_args(words)
    if set(told.rows) - set(ROWS):
        parser.error(f"the rows are {', '.join(ROWS)}")
    if "B8" in (told.rows or ROWS) and not beside.PYTHON.exists():
        parser.error(beside.LACKING)
    found = measured(told.rows or ROWS, told.repetitions, small=told.small)
    print(found["table"])  # noqa: T201 - the answer
    if told.out is not None:
        told.out.write_text(json.dumps({**found, "machine": machine()}, indent=1), "utf-8")
    return 0


def measured(rows: Sequence[str], repetitions: int, *, small: bool) -> dict[str, Any]:
    """Figures, verdicts and their table, out of a session of its own on a real disk."""
    home = Path(tempfile.mkdtemp(prefix="benchmarks-"))
    asked = json.dumps({"rows": list(rows), "repetitions": repetitions, "small": small})
    out = home / "found.json"
    try:
        with inside(home, "tests.benchmarks.in_session", asked, str(out)) as process:
            process.wait()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, "benchmarks")
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))
        return found
    finally:
        shutil.rmtree(home, ignore_errors=True)


def machine() -> dict[str, str]:
    """What it was measured on, and when."""
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day where it is measured
        "processors": f"{os.cpu_count()} × {_processor()}",
        "system": platform.platform(),
        "python": sys.version.split()[0],
        "busy": f"{os.getloadavg()[1]:.1f} processes wanted to run, over five minutes",
    }


def _processor() -> str:
    try:
        words = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in words.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()
