"""Everything Counsellor Desk needs, in one command, with nothing but Python 3.11 to begin with.

    python3 installer/bootstrap.py run [arguments for the program]
    python3 installer/bootstrap.py test [arguments for pytest]

``run`` opens the demo desk where there is a screen and does the tour on the sample notes where
there is none; arguments go to the program unchanged. ``test`` brings the suite's real parts too and
runs style, types, contracts and every test.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from environment import ON_WINDOWS, Environment
from qt_libraries import display_answers, display_is_named, packages
from suite import test
from system_packages import bring
from telling import SetupFault, explain, say

ROOT = Path(__file__).resolve().parent.parent
NOTES = ROOT / "resources" / "demo" / "notes"
USAGE = (__doc__ or "").split("\n\n")[1]
FAULT = 1
WRONG_USE = 2
STOPPED = 130  # what a shell reports after Ctrl+C


def main(words: Sequence[str]) -> int:
    """The exit code: of the program, of the first stage that failed, or one of those above."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a console that cannot show "…" shows "?"
    try:
        return _obey(words)
    except SetupFault as fault:
        explain(fault)
        return FAULT
    except KeyboardInterrupt:
        say("\nStopped. Start again whenever you like: what is done is kept.")
        return STOPPED


def _obey(words: Sequence[str]) -> int:
    command, *arguments = words or [""]
    if command not in ("run", "test"):
        print(USAGE, file=sys.stderr)
        return WRONG_USE
    check_python(sys.version_info[:2])
    environment = Environment(ROOT)
    return run(environment, arguments) if command == "run" else test(environment, arguments)


def check_python(version: tuple[int, int]) -> None:
    """Refuse a Python that the locked parts have no wheels for.

    Raises:
        SetupFault: older than 3.11 or newer than 3.14.
    """
    if not (3, 11) <= version <= (3, 14):
        raise SetupFault(
            f"This is Python {version[0]}.{version[1]}; Counsellor Desk needs 3.11 to 3.14.",
            "Start it with one of those, for example: python3.13 installer/bootstrap.py run",
        )


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Set up, then become the program."""
    lacking = environment.packages()
    if lacking:  # then what Qt needs is asked for in the same breath
        window = display_is_named(os.environ)
        bring([*lacking, *packages(for_a_window=window)], "Counsellor Desk")
    environment.prepare("run", "build")
    screen = display_answers(environment)
    words = arguments or (["--demo"] if screen else _tour(new_folder(Path.cwd() / "tour-out")))
    command = [str(environment.program("counsellor-desk")), *words]
    sys.stdout.flush()
    if not ON_WINDOWS:
        os.execv(command[0], command)  # noqa: S606 - it takes this program's place, with no shell
    return subprocess.run(command, check=False).returncode


def _tour(out: Path) -> list[str]:
    say("There is no screen here, so this is the tour: the same work, done on sample notes.")
    say(f"Its documents, its report and its store go to {out}")
    return ["tour", "--notes", str(NOTES), "--out", str(out)]


def new_folder(wanted: Path) -> Path:
    """``wanted``, or with the first number behind it that is not taken."""
    found, number = wanted, 1
    while found.exists():
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
