"""A backup being made or brought back, and a crash: one of the two states is whole."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.vault import (
    backup,
    cases,
    faults,
    integrity,
    notes,
    restore_switch,
)
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.phases import silently
from tests.vault.crashes import Countdown
from tests.vault.samples import (
    NOON,
)
from tests.vault.sticks import BackedUp, Stopped, back_up, bring_back, siblings

ROOT = Path(__file__).resolve().parents[2]


def test_an_exception_at_any_point_leaves_one_of_the_two(
    backed_up_template: BackedUp, tmp_path: Path
) -> None:
    points = _points(backed_up_template.copied_to(tmp_path / "dry"))
    for number in _own(points):
        copy = backed_up_template.copied_to(tmp_path / f"{number:02}")
        with faults.listening(Countdown(number, _stop)), pytest.raises(Stopped):
            bring_back(copy.vault, copy.file)
        _ensure_one_of_two(copy, restored=number >= points.index(Point.RESTORE_ASIDE))


def test_a_kill_at_any_point_leaves_one_of_the_two(
    backed_up_template: BackedUp, tmp_path: Path
) -> None:
    points = _points(backed_up_template.copied_to(tmp_path / "dry"))
    assert {point for point in Point if point.value.startswith("restore")} <= set(points)
    for number, copy in _killed(backed_up_template, "restore", _own(points), tmp_path):
        _ensure_one_of_two(copy, restored=number >= points.index(Point.RESTORE_ASIDE))


def test_a_kill_on_a_new_computer_leaves_nothing_or_all_of_it(
    backed_up_template: BackedUp, tmp_path: Path
) -> None:
    template = backed_up_template.copied_to(tmp_path / "template")
    shutil.rmtree(template.vault.folder)
    shutil.rmtree(template.vault.home / "keys")
    points = _points(template.copied_to(tmp_path / "dry"))
    for _number, copy in _killed(template, "restore", _own(points), tmp_path):
        vault = copy.vault
        restore_switch.settle(vault.folder)
        if state_of(vault.folder).content is Content.NOTHING:
            bring_back(vault, copy.file)
        assert cases.lines(vault.recover().store.read())
        vault.close()


def test_a_kill_while_a_backup_is_made_leaves_no_file_of_its_name(
    backed_up_template: BackedUp, tmp_path: Path
) -> None:
    countdown = Countdown(None, _stop)
    dry = backed_up_template.copied_to(tmp_path / "dry")
    store = dry.vault.open_at_once()
    with faults.listening(countdown):
        back_up(store, dry.stick / "new.cdbackup")
    dry.vault.close()
    points = countdown.reached
    numbers = _own(points, "backup")
    for number, copy in _killed(backed_up_template, "make_backup", numbers, tmp_path):
        store = copy.vault.open_at_once()
        assert not (copy.vault.folder / "backing-up").exists()
        named = (copy.stick / "new.cdbackup").exists()
        assert named is (points.index(Point.BACKUP_NAMED) <= number), points[number]
        path = copy.stick / "new.cdbackup"
        backup.make(store, path, at=NOON, report=silently, replacing=True)
        assert {p.name for p in copy.stick.iterdir()} == {"records.cdbackup", "new.cdbackup"}
        copy.vault.close()


def _stop() -> None:
    raise Stopped


def _points(copy: BackedUp) -> list[Point]:
    countdown = Countdown(None, _stop)
    with faults.listening(countdown):
        bring_back(copy.vault, copy.file)
    return countdown.reached


def _own(points: list[Point], deed: str = "restore") -> list[int]:
    """Where the points of the deed itself are reached; ``tests.faults`` takes all of them."""
    return [number for number, point in enumerate(points) if point.value.startswith(deed)]


def _killed(
    template: BackedUp, deed: str, numbers: list[int], homes: Path
) -> Iterator[tuple[int, BackedUp]]:
    copies = {number: template.copied_to(homes / f"killed {number:02}") for number in numbers}
    jobs = [
        {
            "home": str(copy.vault.home),
            "recovery_key": copy.vault.recovery_key,
            "deed": deed,
            "note": "",
            "number": str(number),
        }
        for number, copy in copies.items()
    ]
    run = subprocess.run(
        [sys.executable, "-m", "tests.vault.crashes"],
        cwd=ROOT,
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == ["killed"] * len(jobs)
    yield from copies.items()


def _ensure_one_of_two(copy: BackedUp, *, restored: bool) -> None:
    """The store of before with its passphrase, or the restored one; notes open in either."""
    vault, filled = copy.vault, copy.filled
    restore_switch.settle(vault.folder)
    assert not any(name.endswith(".restoring") for name in siblings(vault))
    assert bool(siblings(vault)) is restored
    store = vault.open_at_once()
    assert notes.read_text(store.read(), filled.note) == filled.text
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    integrity.ensure_sound(store)
    vault.close()
