"""The runner measures, compares and judges; no time is asserted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.benchmarks import drafting
from tests.benchmarks.command import main
from tests.benchmarks.figures import Figure, Times, growth, side_by_side, table
from tests.benchmarks.saving import judge
from tests.real_parts import require


def _figure(product: float, peer: float) -> Figure:
    at = Times
    return Figure(
        "B4", "saving", "", at(product, product, product), at(peer, peer, peer), "a commit"
    )


def test_product_and_peer_take_turns_and_the_first_turn_does_not_count() -> None:
    turns: list[str] = []
    lengths = iter([9.0, 9.0, 1.0, 10.0, 3.0, 30.0, 2.0, 20.0])

    def thing(name: str) -> float:
        turns.append(name)
        return next(lengths)

    found = side_by_side({"a": lambda: thing("a"), "b": lambda: thing("b")}, 3)
    assert turns == ["a", "b"] * 4
    assert found == {"a": Times(2.0, 1.0, 3.0), "b": Times(20.0, 10.0, 30.0)}
    assert growth(found["a"], found["b"]) == 10.0


def test_a_goal_is_met_or_not_and_both_are_said() -> None:
    figures = [_figure(0.002, 0.001), _figure(0.008, 0.001)]
    verdicts = list(judge(figures))
    assert [verdict.met for verdict in verdicts] == [True, False]
    lines = table(figures, verdicts).splitlines()
    assert "2.0 ms (2.0 ms to 2.0 ms)" in lines[2]
    assert lines[3].endswith("| 8.0 × |")
    assert lines[-1].endswith("| no |")


def test_drafting_is_compared_with_the_fastest_of_the_peers() -> None:
    sizes = ("per 1,000 words, the public notes", "1,000 words in one note")
    figures = [
        Figure("B8", "", size, Times(0.01, 0.01, 0.01), Times(peer, peer, peer), name)
        for size in (*sizes, "2,000 words in one note")
        for name, peer in (("slow", 0.09), ("quick", 0.02))
    ]
    found = list(drafting.judge(figures))
    assert [verdict.met for verdict in found] == [True, False, True]
    assert found[1].found == "2.0 × (quick)"


def test_a_row_is_measured_in_a_session_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One repetition on stores of a few cases."""
    programs = ("dbus-run-session", "gnome-keyring-daemon")
    require(there=all(map(shutil.which, programs)), what="gnome-keyring")
    out = tmp_path / "out.json"
    assert main(["B4", "--small", "--repetitions", "1", "--out", str(out)]) == 0
    found = json.loads(out.read_text("utf-8"))
    assert (len(found["figures"]), len(found["verdicts"])) == (3, 2)
    assert found["machine"]["python"]
    assert "| B4 |" in capsys.readouterr().out
