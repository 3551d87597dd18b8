"""The table says what was found and whether that is enough; no figure is asserted here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.measure import beside, drafting_table, negex
from tests.measure.drafting_table import OURS, main, notes_of, ours, summary_of, table
from tests.measure.targets import ROWS, Row

_AT_LEAST = Row("5", "risk", "risk", 98, hard=95)
_AT_MOST = Row("18", "words kept", "ratio", 0.42, most=True, form="{:.2f}")


@pytest.mark.parametrize(
    ("row", "found", "met"),
    [
        (_AT_LEAST, 98.0, "yes"),
        (_AT_LEAST, 95.0, "gate only"),
        (_AT_LEAST, 94.9, "no"),
        (_AT_LEAST, None, ""),
        (_AT_MOST, 0.42, "yes"),
        (_AT_MOST, 0.43, "no"),
    ],
)
def test_a_figure_meets_its_target_or_its_gate(row: Row, found: float | None, met: str) -> None:
    assert row.met({row.key: found}) == met


def test_every_row_of_a_note_has_its_figure() -> None:
    notes = notes_of("public")[:1]
    found = {OURS: summary_of(notes, [ours(note) for note in notes])}
    assert all(row.key in found[OURS] for row in ROWS)
    lines = table(found).splitlines()
    assert len(lines) == 2 + len(ROWS)
    assert lines[2] == "| 1 | untraceable words | 0 | 0 | yes |"


def test_peers_get_the_length_that_they_are_given() -> None:
    """A method of the yardstick that needs nobody else's code stands for theirs."""
    note = notes_of("public")[0]
    with beside.peers(sys.executable) as peers:
        whole, again = (peers.drafted("all", note, note["words"]) for _turn in range(2))
    assert whole["items"] == again["items"]
    assert " ".join(item["text"] for item in whole["items"]).split() == note["raw"].split()


def test_peers_that_end_are_noticed() -> None:
    with beside.peers(sys.executable) as peers, pytest.raises(RuntimeError):
        peers.drafted("nobody's method", notes_of("public")[0], 20)


def test_without_peers_the_command_says_how_to_bring_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(beside, "PYTHON", tmp_path / "python")
    with pytest.raises(SystemExit):
        drafting_table.main(["public"])
    assert "installer/benchmark.py" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["everything"])


@pytest.mark.parametrize(
    ("sentence", "finding", "denied"),
    [
        ("No evidence of PNEUMONIA.", "pneumonia", True),
        ("Her PNEUMONIA came back.", "pneumonia", False),
        ("She was well.", "pneumonia", None),
    ],
)
def test_a_finding_of_the_kit_is_judged_as_a_risk_word(
    sentence: str, finding: str, *, denied: bool | None
) -> None:
    assert negex.denied(sentence, finding) is denied


def test_without_the_kit_there_is_nothing_to_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert negex.main([str(tmp_path)]) == 1
    assert "nothing to measure" in capsys.readouterr().err
