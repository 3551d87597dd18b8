"""Key slots: what is written is read; what is hostile, damaged or newer is refused at once."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.vault import keys, slot_files, slots
from counsellor_desk.vault.boxes import fresh_key
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.keys import Cost, CostNotAllowed, StoreKeys
from counsellor_desk.vault.remembered import KeptIn
from counsellor_desk.vault.slot_files import KeySlotsDamaged, MadeByNewer
from counsellor_desk.vault.slots import (
    KeySlots,
    ManagerSlot,
    NewerKeySlots,
    NotKeySlots,
    PassphraseSlot,
    RecoverySlot,
)
from counsellor_desk.vault.wrapping import WrongPassphrase, WrongRecoveryKey, by_recovery_key
from tests.vault.samples import CHEAPEST, PASSPHRASE, Vault

KEYS = StoreKeys(new_id(), fresh_key())
SLOTS = KeySlots(
    vault=KEYS.vault,
    generation=3,
    kept_in=KeptIn.KEYCHAIN,
    store_salt=bytes(range(16)),
    passphrase=PassphraseSlot(
        revision=2,
        salt=bytes(16),
        cost=CHEAPEST,
        device_item=1,
        device_check=bytes(8),
        wrapped=bytes(60),
    ),
    recovery=RecoverySlot(revision=1, wrapped=bytes(60)),
)
WRITTEN = slots.written(SLOTS, KEYS)
Edit = Callable[[dict[str, Any]], None]


def _edited(edit: Edit) -> bytes:
    """The members changed, with a checksum that fits again."""
    members = json.loads(WRITTEN)
    edit(members)
    members.pop("sha256", None)
    code = members.pop("hmac", "0" * 64)
    content = json.dumps(members, sort_keys=True, separators=(",", ":"), allow_nan=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return json.dumps({**members, "sha256": digest, "hmac": code}).encode()


def test_what_is_written_is_read() -> None:
    found = slots.read(WRITTEN)
    assert found.slots == SLOTS
    assert found.answers_to(KEYS)
    assert not found.answers_to(StoreKeys(KEYS.vault, fresh_key()))
    assert slots.read(_edited(lambda _members: None)).slots == SLOTS


def _argon(name: str, value: object) -> Edit:
    return lambda members: members["slots"][0]["argon2id"].update({name: value})


def _first(name: str, value: object) -> Edit:
    return lambda members: members["slots"][0].update({name: value})


def _set(name: str, value: object) -> Edit:
    return lambda members: members.update({name: value})


MANAGER = ManagerSlot(revision=1, recipient="age1" + "q" * 58, wrapped=b"sealed")


@pytest.mark.parametrize(
    "kept",
    [
        replace(SLOTS, manager=MANAGER),
        replace(SLOTS, passphrase=None),
        replace(SLOTS, passphrase=None, manager=MANAGER),
    ],
    ids=["with a manager", "of a backup", "of a backup with a manager"],
)
def test_slots_may_lack_a_passphrase_and_may_have_a_manager(kept: KeySlots) -> None:
    assert slots.read(slots.written(kept, KEYS)).slots == kept


def test_the_first_version_is_still_read() -> None:
    assert slots.read(_edited(_set("version", 1))).slots == SLOTS


def _with_manager(name: str, value: object) -> bytes:
    members = json.loads(slots.written(replace(SLOTS, manager=MANAGER), KEYS))
    members["slots"][2][name] = value
    return _edited(lambda found: found.update(slots=members["slots"]))


@pytest.mark.parametrize(
    "raw",
    [
        _edited(_set("slots", [])),
        _edited(_set("slots", [json.loads(WRITTEN)["slots"][0]])),
        _edited(lambda members: members["slots"].reverse()),
        _edited(lambda members: members["slots"].append(members["slots"][1])),
        _with_manager("recipient", "age1" + "b" * 58),
        _with_manager("recipient", "q" * 62),
        _with_manager("recipient", None),
        _with_manager("wrapped", ""),
        _with_manager("wrapped", "A" * 8000),
        _with_manager("revision", 0),
        _with_manager("kind", "stranger"),
        _with_manager("more", 1),
    ],
)
def test_slots_that_cannot_stand_together_are_refused(raw: bytes) -> None:
    with pytest.raises(NotKeySlots):
        slots.read(raw)


@pytest.mark.parametrize(
    "edit",
    [
        _argon("memory_kib", 64 * 1024 * 1024),
        _argon("memory_kib", 64 * 1024 - 1),
        _argon("memory_kib", 1024 * 1024 + 1),
        _argon("memory_kib", 2**31),
        _argon("memory_kib", -1),
        _argon("memory_kib", "262144"),
        _argon("memory_kib", 262144.0),
        _argon("passes", 2**31),
        _argon("passes", 0),
        _argon("passes", True),
        _argon("passes", 10**40),
        _argon("lanes", 0),
        _argon("lanes", 9),
        _argon("lanes", None),
        _argon("salt", "AAAA"),
        _argon("salt", "ü" * 24),
        _argon("salt", 7),
        _argon("extra", 1),
        lambda members: members["slots"][0]["argon2id"].pop("salt"),
        _first("kind", "recovery"),
        _first("revision", 0),
        _first("wrapped", "not base 64"),
        _first("device", {"item": 2, "check": "AAAAAAAAAAA="}),
        _first("device", {"item": False, "check": "AAAAAAAAAAA="}),
        _first("device", None),
        lambda members: members["slots"][1].update({"kind": "manager"}),
        lambda members: members["slots"].reverse(),
        lambda members: members["slots"].append(members["slots"][0]),
        _set("slots", {}),
        _set("slots", [[], []]),
        _set("vault", "short"),
        _set("vault", 7),
        _set("vault", KEYS.vault.lower()),
        _set("generation", 0),
        _set("generation", 2**53),
        _set("kept_in", "cloud"),
        _set("kept_in", []),
        _set("store", "00"),
        _set("store", "zz" * 16),
        _set("format", "something else"),
        _set("version", 0),
        _set("version", None),
        _set("more", 1),
        lambda members: members.pop("generation"),
    ],
)
def test_a_member_that_cannot_be_is_refused(edit: Edit) -> None:
    with pytest.raises(NotKeySlots):
        slots.read(_edited(edit))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe" + WRITTEN,
        b"[" * 60_000,
        b'{"a":' * 10_000,
        WRITTEN.replace(b'{"format"', b'{"vault":1,"format"'),
        WRITTEN.replace(b'"generation":3', b'"generation":3,"generation":4'),
        WRITTEN.replace(b'"generation":3', b'"generation":NaN'),
        WRITTEN.replace(b'"generation":3', b'"generation":' + b"9" * 5000),
        WRITTEN.replace(b'"generation":3', b'"generation":4'),
        WRITTEN.replace(b'"sha256"', b'"sha255"'),
        WRITTEN[:-40],
        WRITTEN + b" " * slots.MOST_BYTES,
    ],
)
def test_bytes_that_are_no_slots_are_refused(raw: bytes) -> None:
    with pytest.raises(NotKeySlots):
        slots.read(raw)


def test_a_later_version_is_told_apart() -> None:
    with pytest.raises(NewerKeySlots):
        slots.read(_edited(_set("version", 3)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


@given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
def test_nothing_else_is_ever_taken_for_slots(raw: bytes) -> None:
    with pytest.raises((NotKeySlots, NewerKeySlots)):
        slots.read(raw)


@given(
    st.sampled_from(["format", "version", "vault", "generation", "kept_in", "store", "slots"]), JSON
)
def test_any_other_value_of_a_member_is_refused_or_means_itself(name: str, value: object) -> None:
    members = json.loads(WRITTEN)
    if members[name] == value:
        return
    try:
        found = slots.read(_edited(_set(name, value))).slots
    except (NotKeySlots, NewerKeySlots):
        return
    assert name == "generation"
    assert found.generation == value


@given(
    st.integers(min_value=0, max_value=len(WRITTEN) - 1), st.integers(min_value=1, max_value=255)
)
def test_any_flipped_byte_is_noticed(place: int, flip: int) -> None:
    raw = bytearray(WRITTEN)
    raw[place] ^= flip
    try:
        found = slots.read(bytes(raw))
    except (NotKeySlots, NewerKeySlots):
        return
    assert raw[place:].isspace() or not found.answers_to(KEYS)


@given(
    st.integers(min_value=0, max_value=2**31),
    st.integers(min_value=0, max_value=40),
    st.integers(min_value=0, max_value=20),
)
def test_a_cost_outside_the_caps_cannot_even_be_said(memory: int, passes: int, lanes: int) -> None:
    allowed = 65_536 <= memory <= 1_048_576 and 1 <= passes <= 16 and 1 <= lanes <= 8
    try:
        Cost(memory, passes, lanes)
    except CostNotAllowed:
        assert not allowed
    else:
        assert allowed


def test_a_damaged_copy_is_repaired_from_the_other(vault: Vault) -> None:
    good = (vault.folder / "keyslots-a.json").read_bytes()
    for name in ("keyslots-a.json", "keyslots-b.json"):
        for damage in (good[:100], b"", b"[" * 60_000):
            (vault.folder / name).write_bytes(damage)
            vault.open().store.close()
            assert (vault.folder / name).read_bytes() == good
        (vault.folder / name).unlink()
        vault.open().store.close()
        assert (vault.folder / name).read_bytes() == good


def test_the_newer_copy_is_used_and_the_older_overwritten(vault: Vault) -> None:
    store = vault.open().store
    older = (vault.folder / "keyslots-b.json").read_bytes()
    slot_files.write(
        vault.folder,
        slots.KeySlots(**{**vars(store.held.slots), "generation": 2}),
        store.held.keys,
    )
    (vault.folder / "keyslots-b.json").write_bytes(older)
    store.close()
    assert vault.open().store.held.slots.generation == 2
    assert (vault.folder / "keyslots-b.json").read_bytes() != older


def test_slots_changed_by_somebody_without_the_vault_key_are_refused(vault: Vault) -> None:
    raw = (vault.folder / "keyslots-a.json").read_bytes()
    members = json.loads(raw)
    members["generation"] = 9
    del members["sha256"], members["hmac"]
    content = json.dumps(members, sort_keys=True, separators=(",", ":")).encode()
    members |= {"sha256": hashlib.sha256(content).hexdigest(), "hmac": "0" * 64}
    (vault.folder / "keyslots-a.json").write_text(json.dumps(members))
    with pytest.raises(KeySlotsDamaged):
        vault.open(PASSPHRASE)
    assert (vault.folder / "keyslots-b.json").read_bytes() == raw


def test_slots_of_a_later_version_are_named(vault: Vault) -> None:
    raw = (vault.folder / "keyslots-a.json").read_bytes()
    (vault.folder / "keyslots-a.json").write_bytes(raw.replace(b'"version":2', b'"version":3'))
    with pytest.raises(MadeByNewer):
        vault.open()


def test_a_file_of_a_hundred_megabytes_is_not_read(vault: Vault) -> None:
    for name in ("keyslots-a.json", "keyslots-b.json"):
        with (vault.folder / name).open("wb") as file:
            file.truncate(100_000_000)
    with pytest.raises(KeySlotsDamaged):
        vault.open()


def test_a_folder_in_the_place_of_a_copy_is_a_damaged_copy(vault: Vault, tmp_path: Path) -> None:
    for name in ("keyslots-a.json", "keyslots-b.json"):
        (vault.folder / name).rename(tmp_path / name)
        (vault.folder / name).mkdir()
    with pytest.raises(KeySlotsDamaged):
        vault.open()


HOSTILE = {
    "64 GiB of memory": _edited(_argon("memory_kib", 64 * 1024 * 1024)),
    "2^31 passes": _edited(_argon("passes", 2**31)),
    "no lanes": _edited(_argon("lanes", 0)),
    "no salt": _edited(lambda members: members["slots"][0]["argon2id"].pop("salt")),
    "100 MB": b"",
    "deep": b"[" * 60_000,
    "a member twice": WRITTEN.replace(b'"generation":3', b'"generation":3,"generation":4'),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_slots_are_refused_before_any_memory_or_work(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    """Nothing is derived, and no more is taken than a file of the allowed size needs to be read."""
    monkeypatch.setattr(keys, "Argon2id", None)
    for name in ("keyslots-a.json", "keyslots-b.json"):
        with (vault.folder / name).open("wb") as file:
            file.write(raw)
            file.truncate(len(raw) or 100_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(KeySlotsDamaged):
            vault.open()
        with pytest.raises(KeySlotsDamaged):
            vault.recover()
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 * slots.MOST_BYTES


def _rewritten(vault: Vault, edit: Callable[[KeySlots], KeySlots]) -> None:
    """Slots that answer to the vault key, so that only the boxes' own labels are left to object."""
    store = vault.open_at_once()
    changed = edit(replace(store.held.slots, generation=9))
    slot_files.write(vault.folder, changed, store.held.keys)
    store.close()


def _passphrase(slots_: KeySlots) -> PassphraseSlot:
    assert slots_.passphrase is not None
    return slots_.passphrase


def test_a_box_in_the_other_slot_opens_nothing(vault: Vault) -> None:
    """Each box is authenticated as what it is: its kind, its revision, its vault."""
    _rewritten(
        vault,
        lambda found: replace(
            found,
            passphrase=replace(_passphrase(found), wrapped=found.recovery.wrapped),
            recovery=replace(found.recovery, wrapped=_passphrase(found).wrapped),
        ),
    )
    with pytest.raises(WrongPassphrase):
        vault.open()
    with pytest.raises(WrongRecoveryKey):
        vault.recover()


def test_a_box_under_another_revision_opens_nothing(vault: Vault) -> None:
    _rewritten(
        vault,
        lambda found: replace(
            found,
            passphrase=replace(_passphrase(found), revision=2),
            recovery=replace(found.recovery, revision=2),
        ),
    )
    with pytest.raises(WrongPassphrase):
        vault.open()
    with pytest.raises(WrongRecoveryKey):
        vault.recover()


def test_a_box_of_another_vault_opens_nothing(vault: Vault) -> None:
    store = vault.open_at_once()
    found, sheet = store.held.slots, vault.recovery_key
    store.close()
    with pytest.raises(WrongRecoveryKey):
        by_recovery_key(replace(found, vault=new_id()), sheet)
    assert by_recovery_key(found, sheet).vault == found.vault
