"""The hard gates of the yardstick on the public notes, by the command that measures them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counsellor_desk.workflows import main_job, note_files, preferences, reduce
from tests.desks import TestDesk
from tests.drafting.made_up import write_notes
from tests.drafting.notes import PUBLIC, public_notes
from tests.measure import drafts

GATES_AT_NOTHING = ("untraceable_words", "risk_broken", "negation_lost", "filled_silence")
GATES_AT_LEAST = {"risk": 95, "action": 95, "essential": 85}
GATES_AT_MOST = {
    "judge_leak": 10,
    "ratio_lt200": 1.0,
    "ratio_200_500": 0.75,
    "ratio_ge500": 0.42,
}
ROOT = Path(__file__).resolve().parents[2]


def _run(*words: str | Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )


def _without_times(folder: Path) -> dict[str, Any]:
    found = {}
    for path in sorted(folder.iterdir()):
        record = json.loads(path.read_text(encoding="utf-8"))
        del record["ms"]
        found[path.name] = record
    return found


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public notes, and notes made up."""
    folder = tmp_path_factory.mktemp("notes")
    write_notes(folder)
    for path in PUBLIC.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def drafted(notes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their drafts as the command writes them."""
    folder = tmp_path_factory.mktemp("drafts")
    assert _run("-m", "tests.measure.drafts", notes, folder).returncode == 0
    return folder


def test_the_hard_gates_hold(drafted: Path, tmp_path: Path) -> None:
    scored = tmp_path / "scores.json"
    scorer = ROOT / "tests" / "measure" / "score_notes.py"
    assert _run(scorer, PUBLIC, drafted, "--json", scored).returncode == 0
    summary = json.loads(scored.read_text(encoding="utf-8"))["summary"]
    for nothing in GATES_AT_NOTHING:
        assert summary[nothing] == 0, nothing
    for gate, least in GATES_AT_LEAST.items():
        assert summary[gate] >= least, gate
    for gate, most in GATES_AT_MOST.items():
        assert summary[gate] <= most, gate


@pytest.mark.parametrize("seed", ["1", "4711", "4294967295"])
def test_the_same_note_gives_the_same_bytes(
    notes: Path, drafted: Path, tmp_path: Path, seed: str
) -> None:
    again = tmp_path / "again"
    assert _run("-m", "tests.measure.drafts", notes, again, seed=seed).returncode == 0
    assert _without_times(again) == _without_times(drafted)


@pytest.mark.parametrize("name", [path.name for path in sorted(PUBLIC.iterdir())])
def test_what_is_measured_is_what_the_reduce_workflow_shows(test_desk: TestDesk, name: str) -> None:
    """Also with the names of the identity cards as the store keeps them."""
    desk = test_desk.open()
    filed = note_files.read(PUBLIC / name)
    (measured,) = [note for note in public_notes() if f"{note.id}.json" == name]
    case = main_job.open_case(desk, filed, "Measured")
    profile = desk.profile()
    preferences.change_profile(desk, replace(profile, name=filed.author))
    opened = reduce.open_reduction(desk, main_job.write_note(desk, case, filed))
    draft, _milliseconds = drafts.drafted(measured)
    assert opened.text == measured.text
    assert opened.draft == draft


def test_notes_that_are_none_are_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes, out = tmp_path / "notes", tmp_path / "out"
    notes.mkdir()
    (notes / "a.json").write_bytes((PUBLIC / "pub-05.json").read_bytes())
    (notes / "bad.json").write_text('{"schema": "counsellor-notes/1"}', encoding="utf-8")
    (notes / "empty.txt").write_bytes(b"")
    (notes / "latin.txt").write_bytes(b"caf\xe9")
    (notes / "x.txt").mkdir()
    assert drafts.main([str(notes), str(out)]) == 1
    assert [path.name for path in out.iterdir()] == ["pub-05.json"]
    assert len(capsys.readouterr().err.splitlines()) == 4
