"""Our own notes: every label quotes its note, and the reference would pass its own yardstick."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.measure import corpus
from tests.measure.corpus import FOLDER, HALVES, LabelFault

SCORER = Path(corpus.__file__).with_name("score_notes.py")


@pytest.mark.parametrize("half", [pytest.param("tuning", marks=pytest.mark.thorough), "testing"])
def test_the_reference_keeps_what_the_labels_say_is_essential(half: str, tmp_path: Path) -> None:
    corpus.main(half, str(tmp_path / half))
    scored = tmp_path / "scores.json"
    words = (SCORER, tmp_path / half, "--baseline", "reference", "--json", scored)
    subprocess.run([sys.executable, *map(str, words)], check=True, capture_output=True)
    summary = json.loads(scored.read_text(encoding="utf-8"))["summary"]
    assert min(summary[each] for each in ("essential", "action", "risk")) >= 95
    assert summary["judge_leak"] == 0


def test_no_note_is_in_both_halves() -> None:
    texts = [note["raw"] for half in HALVES for note in corpus.notes(half)]
    assert len(texts) == len(set(texts))
    assert all(note["words"] >= 50 for half in HALVES for note in corpus.notes(half))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["action"][0].update(src="what nobody wrote"),
        lambda told: told["action"][0].update(src="e"),
        lambda told: told["action"][0].update(owner="somebody"),
        lambda told: told["risk"][0].update(polarity="perhaps"),
        lambda told: told["essential"][0].update(section="gossip"),
        lambda told: told["identifier"][0].update(text="Nobody"),
    ],
)
def test_a_label_that_cannot_be_true_is_named(spoil: Callable[[dict[str, Any]], None]) -> None:
    path = FOLDER / "tuning" / "A10-soap-safety-plan.toml"
    told = copy.deepcopy(tomllib.loads(path.read_text(encoding="utf-8")))
    spoil(told)
    with pytest.raises(LabelFault, match=r"^A10"):
        corpus.record("A10", told)
