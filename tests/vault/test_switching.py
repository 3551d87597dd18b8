"""A change of keys that is killed, refused or tampered with: the old keys or the new ones.

At every point a process is killed, and at every point something is raised; afterwards the store
opens with exactly one of the two sets of keys, no note is lost and nothing is left over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from counsellor_desk.domain.openings import Freshness
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import faults, files, integrity, notes, rekeying, slots, switching
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.files import DiskFault, DiskFull
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.rekeying import SwitchNotFinished
from counsellor_desk.vault.remembered import Kept, NotRemembered
from counsellor_desk.vault.slot_files import MadeByNewer
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wrapping import DeviceSecretMissing, SecretNotKept, WrongRecoveryKey
from tests.vault.crashes import NEW_PASSPHRASE, NEW_RECOVERY_KEY, Countdown, change_keys, new_keys
from tests.vault.samples import NOON, Filled, Vault, add_case
from tests.vault.test_crashes import Stopped, _firsts, _points, _stop, killed


def _opened(vault: Vault) -> tuple[Store, bool]:
    """The open store, and whether the new keys are in force."""
    try:
        return vault.open_at_once(), False
    except WrongRecoveryKey:
        vault.recovery_key = NEW_RECOVERY_KEY
        return vault.open_at_once(), True


def _ensure_whole(vault: Vault, filled: Filled) -> bool:
    """Nothing is lost and nothing left over. Whether the new keys are in force."""
    store, changed = _opened(vault)
    assert notes.read_text(store.read(), filled.note) == filled.text
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    integrity.ensure_sound(store)
    assert not any((vault.folder / name).exists() for name in switching.LEFT_OVER)
    copies = [(vault.folder / f"keyslots-{name}.json").read_bytes() for name in "ab"]
    assert copies[0] == copies[1]
    store.close()
    opened = vault.open(NEW_PASSPHRASE) if changed else vault.open()
    assert opened.freshness is Freshness.CURRENT
    assert len(list((vault.home / "keys").glob("*device*"))) == 1
    opened.store.close()
    return changed


@pytest.fixture
def points(filled_template: tuple[Vault, Filled], tmp_path: Path) -> list[Point]:
    """Every point that a change of keys reaches."""
    template, filled = filled_template
    found = _points(template.copied_to(tmp_path / "points"), "change_keys", filled.note)
    assert {point for point in Point if point.value.startswith("rekey")} <= set(found)
    return found


def test_a_kill_at_any_point_of_a_change_of_keys(
    filled_template: tuple[Vault, Filled], tmp_path: Path, points: list[Point]
) -> None:
    template, filled = filled_template
    numbers = sorted({*_firsts(points), points.index(Point.REKEY_COMMITTED) - 1, len(points) - 1})
    copies = {number: template.copied_to(tmp_path / f"{number:02}") for number in numbers}
    killed(
        [
            {
                "home": str(copy.home),
                "recovery_key": copy.recovery_key,
                "deed": "change_keys",
                "note": filled.note,
                "number": str(number),
            }
            for number, copy in copies.items()
        ]
    )
    for number, copy in copies.items():
        changed = _ensure_whole(copy, filled)
        assert changed is (number >= points.index(Point.REKEY_COMMITTED)), points[number]


def test_what_is_raised_at_any_point_leaves_the_old_keys_or_the_new(
    filled_template: tuple[Vault, Filled], tmp_path: Path, points: list[Point]
) -> None:
    template, filled = filled_template
    for number in _firsts(points):
        vault = template.copied_to(tmp_path / f"{number:02}")
        store = vault.open_at_once()
        with faults.listening(Countdown(number, _stop)), pytest.raises(Stopped):
            change_keys(store, filled.note)
        if number < points.index(Point.REKEY_COMMITTED):
            add_case(store, "A-1")
        vault.close()
        changed = _ensure_whole(vault, filled)
        assert changed is (number >= points.index(Point.REKEY_COMMITTED)), points[number]


def _refusing(error: type[DeskError], place: Point) -> Callable[[Point], None]:
    def refuse(at: Point) -> None:
        if at is place:
            raise error

    return refuse


@pytest.mark.parametrize("error", [DiskFull, DiskFault])
@pytest.mark.parametrize("place", [Point.REKEY_BEFORE_COMMIT, Point.REKEY_SYNCED])
def test_a_disk_that_refuses_before_the_moment_changes_nothing(
    full: tuple[Vault, Filled], error: type[DeskError], place: Point
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with faults.listening(_refusing(error, place)), pytest.raises(error):
        change_keys(store, filled.note)
    add_case(store, "A-1")
    change_keys(store, filled.note)
    add_case(store, "A-2")
    store.close()
    assert _ensure_whole(vault, filled)


def test_a_disk_that_refuses_after_the_moment_says_so_and_the_next_start_goes_on(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    refuse = _refusing(DiskFault, Point.SLOTS_ONE_WRITTEN)
    with faults.listening(refuse), pytest.raises(SwitchNotFinished) as told:
        change_keys(store, filled.note)
    assert "new passphrase" in told.value.sentences()[1]
    add_case(store, "kept")
    vault.close()
    assert _ensure_whole(vault, filled)
    assert (
        vault.open_at_once().read().value("SELECT count(*) FROM cases WHERE number = 'kept'") == 1
    )


def test_a_fault_told_at_the_end_of_the_moment_itself_does_not_undo_it(
    full: tuple[Vault, Filled], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder's fsync may fail after the rename."""
    vault, filled = full
    store = vault.open_at_once()
    flush = files.flush_folder

    def refuse(folder: Path) -> None:
        flush(folder)
        if (vault.folder / switching.SLOTS_NEXT).exists():
            monkeypatch.undo()
            raise DiskFault

    monkeypatch.setattr(files, "flush_folder", refuse)
    change_keys(store, filled.note)
    assert notes.read_text(store.read(), filled.note) == filled.text
    store.close()
    assert _ensure_whole(vault, filled)


def _half_way(template: tuple[Vault, Filled], home: Path) -> tuple[Vault, Filled]:
    """A store whose new keys are in force and not in place yet."""
    vault, filled = template[0].copied_to(home), template[1]
    store = vault.open_at_once()
    with (
        faults.listening(_refusing(DiskFault, Point.REKEY_COMMITTED)),
        pytest.raises(DiskFault),
    ):
        change_keys(store, filled.note)
    vault.close()
    return vault, filled


def test_the_state_of_a_folder_half_way_is_a_store(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    vault, filled = _half_way(filled_template, tmp_path / "half way")
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}
    assert state_of(vault.folder).content is Content.STORE
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before
    assert _ensure_whole(vault, filled)


def test_a_keychain_rolled_back_over_the_moment_leaves_the_new_sheet(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """A power cut may take the newest item; the old one is gone on with nothing."""
    template, filled = filled_template
    vault = template.copied_to(tmp_path / "vault")
    keys = {path: path.read_bytes() for path in (vault.home / "keys").iterdir()}
    store = vault.open_at_once()
    change_keys(store, filled.note)
    store.close()
    for path in (vault.home / "keys").iterdir():
        path.unlink()
    for path, raw in keys.items():
        path.write_bytes(raw)
    with pytest.raises(DeviceSecretMissing):
        vault.open(NEW_PASSPHRASE)
    Vault(vault.home, NEW_RECOVERY_KEY, vault.clock).recover().store.close()


def _edited(vault: Vault, edit: Callable[[slots.KeySlots], slots.KeySlots]) -> None:
    """Slots that somebody else wrote: they answer to no key that this store has."""
    path = vault.folder / switching.SLOTS_NEXT
    edited = edit(slots.read(path.read_bytes()).slots)
    path.write_bytes(slots.written(edited, StoreKeys(edited.vault, bytes(32))))


@pytest.mark.parametrize(
    "edit",
    [
        lambda found: replace(found, vault=new_id()),
        lambda found: replace(found, generation=1),
        lambda found: replace(found, store_salt=bytes(16)),
    ],
    ids=["another vault", "an older generation", "without its store"],
)
def test_slots_that_do_not_belong_there_count_for_nothing(
    filled_template: tuple[Vault, Filled],
    tmp_path: Path,
    edit: Callable[[slots.KeySlots], slots.KeySlots],
) -> None:
    vault, filled = _half_way(filled_template, tmp_path / "half way")
    _edited(vault, edit)
    assert not _ensure_whole(vault, filled)


def test_slots_that_nobody_answers_for_erase_nothing_on_this_computer(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """Whoever can write to the folder only must not reach what is kept apart from it."""
    template, _filled = filled_template
    vault = template.copied_to(tmp_path / "vault")
    found = slots.read((vault.folder / "keyslots-a.json").read_bytes()).slots
    assert found.passphrase is not None
    forged = replace(
        found,
        generation=found.generation + 1,
        passphrase=replace(found.passphrase, device_item=1 - found.passphrase.device_item),
    )
    raw = slots.written(forged, StoreKeys(forged.vault, bytes(32)))
    (vault.folder / switching.SLOTS_NEXT).write_bytes(raw)
    before = {path.name: path.read_bytes() for path in (vault.home / "keys").glob("*device*")}
    with pytest.raises(DeskError):
        vault.open()
    assert before == {
        path.name: path.read_bytes() for path in (vault.home / "keys").glob("*device*")
    }


@pytest.mark.parametrize("raw", [b"", b"{", b"[" * 60_000, b"\xff" * 70_000])
def test_damaged_slots_beside_a_store_that_is_whole_count_for_nothing(
    filled_template: tuple[Vault, Filled], tmp_path: Path, raw: bytes
) -> None:
    vault, filled = _half_way(filled_template, tmp_path / "half way")
    (vault.folder / switching.SLOTS_NEXT).write_bytes(raw)
    assert not _ensure_whole(vault, filled)


def test_nothing_is_cleared_where_the_old_store_is_not_whole(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    vault, _filled = _half_way(filled_template, tmp_path / "half way")
    (vault.folder / switching.SLOTS_NEXT).write_bytes(b"damaged")
    (vault.folder / "store.db").write_bytes(b"")
    with pytest.raises(DeskError):
        vault.open_at_once()
    assert (vault.folder / switching.STORE_NEXT).stat().st_size > 0
    assert (vault.folder / switching.SLOTS_NEXT).read_bytes() == b"damaged"


def test_slots_of_a_later_version_are_named_and_nothing_is_touched(
    filled_template: tuple[Vault, Filled], tmp_path: Path
) -> None:
    vault, _filled = _half_way(filled_template, tmp_path / "half way")
    path = vault.folder / switching.SLOTS_NEXT
    path.write_bytes(path.read_bytes().replace(b'"version":2', b'"version":3'))
    assert isinstance(state_of(vault.folder).damage, MadeByNewer)
    with pytest.raises(MadeByNewer):
        vault.open_at_once()
    assert (vault.folder / switching.STORE_NEXT).exists()


class Moody(KeyFolder):
    """Keeps all but what it is told to refuse."""

    def __init__(self, folder: Path, *, keeps: bool = True, lets_go: bool = True) -> None:
        super().__init__(folder)
        object.__setattr__(self, "keeps", keeps)
        object.__setattr__(self, "lets_go", lets_go)

    keeps: bool
    lets_go: bool

    def set(self, name: str, value: str) -> None:
        if self.keeps or "device" not in name:
            super().set(name, value)

    def delete(self, name: str) -> None:
        if not self.lets_go and "device" in name and self.get(name) is not None:
            raise NotRemembered
        super().delete(name)


def test_a_keychain_that_keeps_nothing_changes_nothing(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    store.held.kept = Kept(Moody(vault.home / "keys", keeps=False), store.vault)
    with pytest.raises(SecretNotKept):
        change_keys(store, filled.note)
    add_case(store, "A-1")
    store.close()
    assert not _ensure_whole(vault, filled)


def test_an_old_secret_that_stays_is_erased_at_the_next_opening(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    store.held.kept = Kept(Moody(vault.home / "keys", lets_go=False), store.vault)
    gone = rekeying.change(store, new_keys(), at=NOON, progress=lambda _done, _of: None)
    assert not gone
    assert len(list((vault.home / "keys").glob("*device*"))) == 2
    store.close()
    vault.recovery_key = NEW_RECOVERY_KEY
    opened = vault.open(NEW_PASSPHRASE)
    assert notes.read_text(opened.store.read(), filled.note) == filled.text
    assert len(list((vault.home / "keys").glob("*device*"))) == 1
