"""A thin slice of every sweep; ``python -m tests.faults --all`` goes through all of it."""

from __future__ import annotations

import pytest

from tests.faults.command import Worker
from tests.faults.part import Part
from tests.faults.rows import Row


def _rows(worker: Worker, part: Part) -> list[Row]:
    answer = worker.does(part)
    assert "broken" not in answer, answer["broken"]
    return [Row(**cells) for cells in answer["rows"]]


@pytest.mark.parametrize(("deed", "first", "stride"), [("save", 0, 4), ("destroy", 6, 90)])
def test_a_kill_at_any_call_is_finished_or_never_was(
    worker: Worker, deed: str, first: int, stride: int
) -> None:
    rows = _rows(worker, Part("kill", deed, first, stride=stride))
    assert {"pwrite64", "fsync"} <= {row.at for row in rows}
    assert all(row.struck == row.points == row.consistent for row in rows)
    assert sum(row.struck for row in rows) >= 4


def test_whatever_a_power_cut_leaves_can_be_gone_on_with(worker: Worker) -> None:
    (row,) = _rows(worker, Part("power cut", "save", stride=5))
    assert row.consistent == row.points >= 3
    (row,) = _rows(worker, Part("power cut", "destroy", first=7, of_slices=500))
    assert row.consistent == row.points >= 3


def test_without_a_full_sync_a_power_cut_would_cost_notes(worker: Worker) -> None:
    """The control: what the sweep says is lost when the sync before erasing is left out."""
    answer = worker.does(Part("power cut without sync", "destroy", first=-1))
    assert "NotesClosed" in answer["broken"], "no pair of shares is left for the notes that stay"


@pytest.mark.parametrize("sweep", ["full disk", "failing disk", "silent keychain"])
def test_a_fault_at_any_call_is_told_and_gone_on_from(worker: Worker, sweep: str) -> None:
    rows = _rows(worker, Part(sweep, "destroy", first=11, of_slices=150))
    assert any(row.struck for row in rows)
    assert all(row.consistent == row.points for row in rows)


def test_all_that_was_ever_written_does_not_open_a_destroyed_note(worker: Worker) -> None:
    """Vault key, every page and device.key ever written, today's keychain; then the controls."""
    rows = _rows(worker, Part("attack", "destroy"))
    assert [row.at for row in rows] == [
        "the note, with today's keychain",
        "control: with the erased share",
        "control: without device.key",
        "control: a note that stays",
        "a page of it",
        "control: a page, with the erased share",
        "control: a page that stays",
    ]
    assert all(row.consistent for row in rows)
