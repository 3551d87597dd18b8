"""The crash table: an exception and a SIGKILL at every point of every act that writes.

After each, the store is opened again and everything is in one of two states: as it was, or done to
the end. Nothing in between, nothing else lost, and no key left that was to be erased.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.vault import (
    erasure,
    faults,
    integrity,
    note_pages,
    notes,
    salvage,
    summaries,
    tombstones,
)
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wrapping import WrongPassphrase
from tests.conftest import THOROUGH
from tests.vault.by_format import shares_one, shares_two
from tests.vault.crashes import DEEDS, OTHER_PASSPHRASE, Countdown, create, know_the_tables
from tests.vault.samples import Filled, Vault

ROOT = Path(__file__).resolve().parents[2]


class Stopped(Exception):
    """What is raised at a point."""


def _stop() -> None:
    raise Stopped


def _points(vault: Vault, deed: str, note: NoteId) -> list[Point]:
    """Every point that the deed reaches, in order."""
    know_the_tables()
    countdown = Countdown(None, _stop)
    store = vault.open_at_once()
    with faults.listening(countdown):
        DEEDS[deed](store, note)
    store.close()
    return countdown.reached


def killed(jobs: list[dict[str, str]]) -> None:
    """Have every job killed at its point, all in processes forked from one."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.vault.crashes"],
        cwd=ROOT,
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == ["killed"] * len(jobs)


def _sweep(template: Vault, deed: str, note: str, homes: Path) -> Iterator[tuple[int, Vault]]:
    """A copy of the vault for every point, each killed at its own.

    Every day each kind of point is struck where it is first come to.
    """
    points = _points(template.copied_to(homes / "dry"), deed, NoteId(note))
    struck = range(len(points)) if THOROUGH else _firsts(points)
    copies = {number: template.copied_to(homes / f"{number:02}") for number in struck}
    killed(
        [
            {
                "home": str(copy.home),
                "recovery_key": copy.recovery_key,
                "deed": deed,
                "note": note,
                "number": str(number),
            }
            for number, copy in copies.items()
        ]
    )
    yield from copies.items()


def _ensure_one_of_two(vault: Vault, store: Store, filled: Filled) -> bool:
    """Whether the note was destroyed; everything else about either state is asserted."""
    reader = store.read()
    assert notes.read_text(reader, filled.other) == filled.other_text
    assert tombstones.unfinished(reader) == ()
    epoch = reader.value("SELECT epoch FROM vault")
    assert set(shares_two(vault.folder / "device.key", store.vault)) == {epoch}
    integrity.ensure_sound(store)
    summary = summaries.of_session(reader, filled.session.id)
    try:
        note = notes.load(reader, filled.note)
    except NoteGone:
        assert note_pages.of_note(reader, filled.note) == ()
        assert summary is not None
        assert tombstones.load(reader, filled.note).erased_at is not None
        assert set(shares_one(vault.home / "keys", store.vault)) == {epoch}
        return True
    assert summary is None
    assert note.state is NoteState.WAITING
    assert notes.read_text(reader, filled.note) == filled.text
    (page,) = note_pages.of_note(reader, filled.note)
    assert note_pages.read(reader, filled.note, page.id) == f"page of: {filled.text}".encode()
    return False


def _firsts(points: list[Point]) -> list[int]:
    """Where each point is reached for the first time."""
    return [number for number, point in enumerate(points) if point not in points[:number]]


def _committed(points: list[Point]) -> int:
    """The number of the first point at which the approval stands."""
    return points.index(Point.ACT_COMMITTED)


def test_a_kill_at_any_point_of_a_destruction(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    points = _points(template.copied_to(tmp_path / "points"), "destroy", filled.note)
    assert {point for point in Point if point.value.startswith("destroy")} <= set(points)
    for number, vault in _sweep(template, "destroy", filled.note, tmp_path / "killed"):
        store = vault.open_at_once()
        erasure.resume(store)
        destroyed = _ensure_one_of_two(vault, store, filled)
        assert destroyed is (number >= _committed(points)), points[number]
        vault.close()


def test_an_exception_at_any_point_of_a_destruction(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """The same store goes on: what was approved ends when it is asked for again."""
    template, filled = filled_template
    points = _points(template.copied_to(tmp_path / "points"), "destroy", filled.note)
    for number, point in enumerate(points):
        vault = template.copied_to(tmp_path / f"{number:02}")
        store = vault.open_at_once()
        with faults.listening(Countdown(number, _stop)), pytest.raises(Stopped):
            DEEDS["destroy"](store, filled.note)
        erasure.resume(store)
        destroyed = _ensure_one_of_two(vault, store, filled)
        assert destroyed is (number >= _committed(points)), point
        vault.close()


def test_a_kill_while_pages_are_taken_in_leaves_all_of_them_or_none(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    points = _points(template.copied_to(tmp_path / "points"), "add_pages", filled.note)
    for number, vault in _sweep(template, "add_pages", filled.note, tmp_path / "killed"):
        store = vault.open_at_once()
        there = len(note_pages.of_note(store.read(), filled.note))
        assert there == (3 if number >= _committed(points) else 1), points[number]
        integrity.ensure_sound(store)
        vault.close()


def _rolled_back(template: Vault, filled: Filled, home: Path) -> Vault:
    """The note is deleted at epoch 2, and the keychain is what it was at epoch 1."""
    vault = template.copied_to(home)
    keys = {path: path.read_bytes() for path in (vault.home / "keys").iterdir()}
    store = vault.open_at_once()

    def stop_when_deleted(at: Point) -> None:
        if at is Point.DESTROY_3_COMMITTED:
            _stop()

    with faults.listening(stop_when_deleted), pytest.raises(Stopped):
        DEEDS["destroy"](store, filled.note)
    vault.close()
    for path in (vault.home / "keys").iterdir():
        path.unlink()
    for path, raw in keys.items():
        path.write_bytes(raw)
    return vault


def test_a_kill_while_putting_a_rolled_back_keychain_right(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    vault = _rolled_back(template, filled, tmp_path / "rolled back")
    for number, copy in _sweep(vault, "resume", filled.note, tmp_path / "killed"):
        store = copy.open_at_once()
        erasure.resume(store)
        assert _ensure_one_of_two(copy, store, filled), number
        copy.close()


def test_a_kill_while_saving_keeps_the_text_of_before_or_of_now(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    for _number, vault in _sweep(template, "save", filled.note, tmp_path):
        reader = vault.open_at_once().read()
        assert notes.read_text(reader, filled.note) in {filled.text, "typed since"}
        vault.close()


def test_a_kill_while_changing_the_passphrase_leaves_one_that_opens(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    for _number, vault in _sweep(template, "change_passphrase", filled.note, tmp_path):
        try:
            store = vault.open().store
        except WrongPassphrase:
            store = vault.open(OTHER_PASSPHRASE).store
        assert notes.read_text(store.read(), filled.note) == filled.text
        store.close()
        copies = [(vault.folder / f"keyslots-{name}.json").read_bytes() for name in "ab"]
        assert copies[0] == copies[1]
        vault.close()


def test_a_kill_while_making_a_vault_leaves_none_and_it_is_made_anew(tmp_path: Path) -> None:
    countdown = Countdown(None, _stop)
    with faults.listening(countdown):
        create(tmp_path / "dry")
    homes = {number: tmp_path / f"{number:02}" for number in _firsts(countdown.reached)}
    for home in homes.values():
        home.mkdir()
    killed(
        [
            {"home": str(home), "deed": "create", "note": "", "number": str(number)}
            for number, home in homes.items()
        ]
    )
    for home in homes.values():
        assert state_of(home / "store").content is Content.NOTHING
        create(home)


def test_an_exception_while_making_a_vault_leaves_no_secret_behind(tmp_path: Path) -> None:
    countdown = Countdown(None, _stop)
    with faults.listening(countdown):
        create(tmp_path / "dry")
    for number in _firsts(countdown.reached):
        home = tmp_path / f"{number:02}"
        with faults.listening(Countdown(number, _stop)), pytest.raises(Stopped):
            create(home)
        assert state_of(home / "store").content is Content.NOTHING
        assert not list((home / "keys").glob("*-*"))


def test_a_kill_while_saving_a_damaged_store_leaves_the_damaged_one_or_a_sound_one(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    template, filled = filled_template
    points = _points(template.copied_to(tmp_path / "points"), "save_wreck", filled.note)
    assert {point for point in Point if point.value.startswith("salvage")} <= set(points)
    placed = points.index(Point.SALVAGE_PLACED)
    for number, vault in _sweep(template, "save_wreck", filled.note, tmp_path / "killed"):
        if number < placed:
            _save_again(vault)
        store = vault.open_at_once()
        integrity.ensure_sound(store)
        assert notes.read_text(store.read(), filled.note) == filled.text
        assert notes.read_text(store.read(), filled.other) == filled.other_text
        assert list(vault.folder.glob("store.damaged-*.db"))
        vault.close()


def _save_again(vault: Vault) -> None:
    """As before: the store is the damaged one, and it can be saved."""
    with pytest.raises(StoreDamaged) as told:
        vault.recover()
    wreck = told.value.wreck
    assert wreck is not None
    salvage.salvage(wreck, lambda _tx: None, lambda _done, _of: None)
