"""The test command: style, types, contracts, then every test on real parts."""

from __future__ import annotations

import os
import shutil
import tempfile  # noqa: TID251 - a home for the suite's own session: no case comes near it
from collections.abc import Mapping, Sequence
from pathlib import Path

from environment import Environment
from qt_libraries import ON_LINUX, bring_libraries, packages
from real_parts import bring_parts, in_a_session, on_a_screen, printing, session_environment
from stages import Stage, run_all
from telling import say

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders of random names are made in it
_ROOM = 4 * 1024**3  # bytes; what the tests write is a tenth of it
_NOTHING_COLLECTED = 5  # pytest's exit code: fine where a person chose which tests to run


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """The first exit code that is not 0; ``arguments`` go to pytest."""
    if not ON_LINUX:
        say("The suite's keychain, printer and screen are Linux's: their tests are skipped here.")
        environment.prepare("test")
        return run_all([*_reading(environment), _suite(environment, arguments, os.environ)])
    bring_parts([*environment.packages(), *packages(for_a_window=True)])
    environment.prepare("test")
    bring_libraries(environment, for_a_window=True)
    with printing(), _folder(None) as homes, _folder(_quickest()) as files:
        home, other_home = Path(homes, "suite"), Path(homes, "screen")
        suite = _suite(environment, arguments, session_environment(home, os.environ))
        there = [*suite.command, f"--basetemp={Path(files, 'tests')}"]
        suite = suite._replace(command=in_a_session(there))
        screen = _screen(environment, arguments, session_environment(other_home, os.environ))
        return run_all([*_reading(environment), suite], beside=[screen])


def _folder(parent: Path | None) -> tempfile.TemporaryDirectory[str]:
    """One for this run only."""
    return tempfile.TemporaryDirectory(prefix="desk-", dir=parent)


def _quickest() -> Path | None:
    """Where the tests' own files are best: thousands of stores, each synced at every act."""
    if not os.access(_IN_MEMORY, os.W_OK) or shutil.disk_usage(_IN_MEMORY).free < _ROOM:
        return None
    return _IN_MEMORY


def _reading(environment: Environment) -> list[Stage]:
    """The stages that read the code and run none of it."""
    commands = {
        "lint": ("ruff", "check"),
        "format": ("ruff", "format", "--check"),
        "types": ("mypy",),
        "contracts": ("lint-imports",),
    }
    return [
        Stage(name, [str(environment.program(program)), *words], environment.root, dict(os.environ))
        for name, (program, *words) in commands.items()
    ]


def _suite(environment: Environment, arguments: Sequence[str], env: Mapping[str, str]) -> Stage:
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    chosen = ["-m", "not screen", "-n", workers, "--dist", "worksteal"]
    return _pytest(environment, "suite", chosen, arguments, env)


def _screen(environment: Environment, arguments: Sequence[str], env: Mapping[str, str]) -> Stage:
    of_a_screen = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    stage = _pytest(environment, "screen", ["-m", "screen"], arguments, {**env, **of_a_screen})
    return stage._replace(command=on_a_screen(stage.command))


def _pytest(
    environment: Environment,
    name: str,
    chosen: Sequence[str],
    arguments: Sequence[str],
    env: Mapping[str, str],
) -> Stage:
    return Stage(
        name,
        [str(environment.program("pytest")), "-q", *chosen, *arguments],
        environment.root,
        env,
        speaks=True,
        also_fine=frozenset({_NOTHING_COLLECTED} if arguments else ()),
    )
