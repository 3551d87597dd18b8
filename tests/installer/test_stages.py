"""The stages of the test command."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

import pytest
import stages
from stages import Result, Stage, run_all, table


def _stage(name: str, code: int, folder: Path, *, speaks: bool = False) -> Stage:
    script = f"open('{name}', 'w').close(); exit({code})"
    return Stage(name, [sys.executable, "-c", script], folder, dict(os.environ), speaks=speaks)


def test_every_stage_runs_and_the_first_failure_is_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = {"first": 0, "second": 4, "third": 7}
    plan = [_stage(name, code, tmp_path, speaks=code == 7) for name, code in wanted.items()]
    assert run_all(plan) == 4
    assert set(wanted) <= {file.name for file in tmp_path.iterdir()}
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[-4:-1]] == [
        ["first", "passed"],
        ["second", "FAILED"],
        ["third", "FAILED"],
    ]


def test_an_exit_code_may_be_declared_fine(tmp_path: Path) -> None:
    stage = _stage("nothing collected", 5, tmp_path)
    assert run_all([stage]) == 5
    assert run_all([stage._replace(also_fine=frozenset({5}))]) == 0


def _has_ended(process: int) -> bool:
    try:
        watch = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    ready, _, _ = select.select([watch], [], [], 60)
    os.close(watch)
    return bool(ready)


def test_a_stage_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "_LONGEST", 2)
    hanging = ["sh", "-c", "sleep 600 & echo $! > child; wait"]
    stage = Stage("hanging", hanging, tmp_path, dict(os.environ), speaks=True)
    assert run_all([stage]) == 1
    assert _has_ended(int((tmp_path / "child").read_text(encoding="ascii")))


def test_what_runs_beside_the_others_is_told_of_at_the_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The first waits for what only the one beside it writes."""
    os.mkfifo(tmp_path / "there")
    env = dict(os.environ)
    first = Stage("first", ["cat", "there"], tmp_path, env, speaks=True)
    said = ["sh", "-c", "echo met > there; echo quietly; exit 3"]
    other = Stage("other", said, tmp_path, env)
    assert run_all([first], beside=[other]) == 3
    told = capfd.readouterr().out
    assert told.index("met") < told.index("quietly") < told.index("FAILED")


def test_what_runs_beside_the_others_ends_where_they_are_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "child")
    hanging = ["sh", "-c", "sleep 600 & echo $! > child; wait"]
    seen: list[str] = []

    def stop(_stage: Stage) -> Result:
        seen.append((tmp_path / "child").read_text(encoding="ascii"))
        raise KeyboardInterrupt

    monkeypatch.setattr(stages, "_run", stop)
    plan = [Stage("stopped", ["true"], tmp_path, {})]
    with pytest.raises(KeyboardInterrupt):
        run_all(plan, beside=[Stage("hanging", hanging, tmp_path, dict(os.environ))])
    assert _has_ended(int(seen[0]))


def test_the_table_gives_the_time_of_each_and_of_all() -> None:
    results = [Result("lint", 0, 1.0), Result("suite", 1, 2.5)]
    assert table(results, 3.1).splitlines() == [
        "lint   passed      1.0 s",
        "suite  FAILED      2.5 s",
        "all                3.1 s",
    ]
