"""A process killed at any step of a form: what was confirmed is there, and the form goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vault.test_disks import OWN_MOUNTS, ensure_own_mounts

ROOT = Path(__file__).resolve().parents[2]
_OFFSCREEN = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
WALKS = {
    "form": (2, 9),
    "paper form": (9, 9),
    "certificate": (5, 9),
    "own words": (2, 8),
    "after the seal": (5, 8),
}
"""The first point at which a process is killed, and how many are left out up to the next."""


@pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.thorough)], ids=["a slice", "every point"]
)
def test_a_kill_at_any_step_of_a_form_is_gone_on_from(*, whole: bool) -> None:
    asked = [[name, *((0, 1) if whole else part)] for name, part in WALKS.items()]
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.walks_killed"],
        cwd=ROOT,
        env=_OFFSCREEN,
        input="".join(f"{json.dumps(each)}\n" for each in asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(answers) == len(WALKS)
    for points, struck in answers:
        assert "act.before_commit" in {points[number] for number in struck}
        assert struck


def test_a_full_disk_stops_every_step_of_a_form_and_loses_nothing(tmp_path: Path) -> None:
    ensure_own_mounts(tmp_path)
    run = subprocess.run(
        [*OWN_MOUNTS, sys.executable, "-m", "tests.faults.walks_on_small_disk", str(tmp_path)],
        cwd=ROOT,
        env=_OFFSCREEN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
