"""A service manager's key: its two files, whatever is put in their place, and what it opens."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    access,
    age_files,
    audit,
    manager_key,
    notes,
    opening,
    profile,
    slot_files,
)
from counsellor_desk.vault.age_files import NotAnAgeFile, TooMuchWork
from counsellor_desk.vault.manager_key import (
    ManagerKeyDamaged,
    ManagerKeyTooCostly,
    NotAManagerKey,
    NotAPublicKey,
    PrivateKeyInstead,
    PublicKeySlipped,
    WrongManagerPassphrase,
)
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.opening import Opened
from counsellor_desk.vault.slot_files import KeySlotsDamaged
from counsellor_desk.vault.wrapping import AnotherManagersKey, ManagerSlotDamaged, NoManager
from tests.age_keys import MANAGER_PASSPHRASE, armoured, by_passphrase
from tests.vault.by_format import Reader, shares_one, shares_two
from tests.vault.samples import NOON, PROFILE, Filled, Vault

OWEN = manager_key.new_identity()
PRIVATE = by_passphrase(f"{OWEN.secret}\n".encode(), MANAGER_PASSPHRASE)
PUBLIC = manager_key.public_file(OWEN.recipient)


def _given(vault: Vault, identity: manager_key.Identity = OWEN) -> None:
    store = vault.open_at_once()
    access.give_manager(store, identity.recipient, at=NOON)
    store.close()


def _opened(vault: Vault, identity: manager_key.Identity = OWEN) -> Opened:
    found = opening.open_with_manager(vault.folder, vault.remembered, identity, clock=vault.clock)
    vault.opened.append(found.store)
    return found


@pytest.mark.parametrize("raw", [PRIVATE, armoured(PRIVATE)], ids=["binary", "armoured"])
def test_a_private_file_opens_with_its_passphrase_alone(raw: bytes) -> None:
    assert manager_key.opened(raw, MANAGER_PASSPHRASE) == OWEN
    for wrong in (
        "",
        MANAGER_PASSPHRASE.upper(),
        MANAGER_PASSPHRASE + " ",
        "cut \ud83d",
        "x" * 1000,
    ):
        with pytest.raises(WrongManagerPassphrase):
            manager_key.opened(raw, wrong)


def test_no_secret_shows_when_a_key_is_printed() -> None:
    assert OWEN.secret not in repr(OWEN)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", NotAManagerKey),
        (b"\xff\xd8\xff\xe0 a photograph", NotAManagerKey),
        (PUBLIC, NotAManagerKey),
        (OWEN.secret.encode(), NotAManagerKey),
        (manager_key.sealed_for(OWEN.recipient, b"for a key"), NotAManagerKey),
        (PRIVATE + b"\0" * age_files.MOST_BYTES, NotAManagerKey),
        (armoured(PRIVATE)[:-30], NotAManagerKey),
        (by_passphrase(b"something else", MANAGER_PASSPHRASE), NotAManagerKey),
        (
            by_passphrase(f"{OWEN.secret}\n{OWEN.secret}".encode(), MANAGER_PASSPHRASE),
            NotAManagerKey,
        ),
        (
            by_passphrase(f"{OWEN.secret[:-1]}0".encode(), MANAGER_PASSPHRASE),
            ManagerKeyDamaged,
        ),
        (PRIVATE[:-1], ManagerKeyDamaged),
        (PRIVATE[:-1] + bytes([PRIVATE[-1] ^ 1]), ManagerKeyDamaged),
    ],
    ids=map(str, range(12)),
)
def test_any_other_file_is_named(raw: bytes, error: type[DeskError]) -> None:
    with pytest.raises(error):
        manager_key.opened(raw, MANAGER_PASSPHRASE)


@pytest.mark.parametrize("work", [b"22", b"24", b"63", b"99"])
def test_a_file_that_asks_for_too_much_work_is_refused_before_any(
    monkeypatch: pytest.MonkeyPatch, work: bytes
) -> None:
    """Nothing is decrypted: with 2²⁴ rounds it would take minutes and 16 GiB."""
    monkeypatch.setattr(pyrage.passphrase, "decrypt", None)
    costly = PRIVATE.replace(b" 4\n", b" %s\n" % work, 1)
    for raw in (costly, armoured(costly)):
        with pytest.raises(ManagerKeyTooCostly):
            manager_key.opened(raw, MANAGER_PASSPHRASE)


@given(st.integers(min_value=0, max_value=len(PRIVATE) - 1), st.integers(1, 255))
def test_any_changed_byte_of_a_private_file_is_noticed(place: int, flip: int) -> None:
    raw = bytearray(PRIVATE)
    raw[place] ^= flip
    with pytest.raises(DeskError):
        manager_key.opened(bytes(raw), MANAGER_PASSPHRASE)


@given(st.binary(max_size=400))
def test_nothing_else_is_taken_for_a_file_to_try(raw: bytes) -> None:
    for content in (raw, b"age-encryption.org/v1\n" + raw):
        with pytest.raises((NotAnAgeFile, TooMuchWork)):
            age_files.ensure_by_passphrase(content)


def test_a_public_file_is_read_and_its_fingerprint_told() -> None:
    assert manager_key.recipient_in(PUBLIC) == OWEN.recipient
    assert manager_key.recipient_in(PUBLIC.replace(b"\n", b"\r\n")) == OWEN.recipient
    shown = manager_key.fingerprint(OWEN.recipient)
    assert [len(group) for group in shown.split("-")] == [4, 4, 4, 4]
    assert shown != manager_key.fingerprint(manager_key.new_identity().recipient)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"", NotAPublicKey),
        (b"\0" * 5000, NotAPublicKey),
        (OWEN.recipient.encode(), NotAPublicKey),
        (PUBLIC + b"more", NotAPublicKey),
        (PUBLIC + b" " * 2000, NotAPublicKey),
        (PUBLIC.replace(OWEN.recipient.encode(), b"age1" + b"q" * 58), PublicKeySlipped),
        (
            PUBLIC.replace(OWEN.recipient.encode(), OWEN.recipient.upper().encode()),
            PublicKeySlipped,
        ),
        (armoured(PRIVATE), PrivateKeyInstead),
        (OWEN.secret.encode(), PrivateKeyInstead),
    ],
    ids=map(str, range(9)),
)
def test_what_is_no_public_key_is_named(raw: bytes, error: type[DeskError]) -> None:
    with pytest.raises(error):
        manager_key.recipient_in(raw)


@given(st.integers(min_value=0, max_value=len(PUBLIC) - 2), st.integers(1, 127))
def test_a_slip_in_a_public_file_shows(place: int, flip: int) -> None:
    raw = bytearray(PUBLIC)
    raw[place] ^= flip
    try:
        found = manager_key.recipient_in(bytes(raw))
    except (NotAPublicKey, PublicKeySlipped):
        return
    assert found == OWEN.recipient  # one space became another


def test_a_checksum_of_its_own_guards_a_key_whose_fingerprint_was_made_to_fit() -> None:
    slipped = OWEN.recipient[:-1] + ("q" if OWEN.recipient[-1] != "q" else "p")
    with pytest.raises(PublicKeySlipped):
        manager_key.recipient_in(manager_key.public_file(slipped))


def test_a_file_that_cannot_be_read_has_no_bytes(tmp_path: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)
    assert len(manager_key.read_file(huge)) == age_files.MOST_BYTES + 1
    assert manager_key.read_file(tmp_path) == manager_key.read_file(tmp_path / "gone") == b""
    os.mkfifo(tmp_path / "pipe")
    assert manager_key.read_file(tmp_path / "pipe") == b""


def test_the_manager_opens_the_records_and_never_a_note(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    _given(vault)
    opened = _opened(vault)
    reader = opened.store.read()
    assert (opened.notes, opened.freshness) == (NotesAccess.MANAGER, Freshness.CURRENT)
    assert profile.load(reader) == PROFILE
    with pytest.raises(NotesClosed):
        notes.read_text(reader, filled.note)
    with pytest.raises(NotesClosed), opened.store.quietly() as tx:
        notes.save_text(tx, filled.note, "over it", NOON)
    newest = audit.entries(reader)[0]
    assert (newest.act, newest.slot) == (Act.OPENED_BY_MANAGER, "manager")


def test_what_the_manager_holds_gives_no_note_whatever_the_program(
    full: tuple[Vault, Filled],
) -> None:
    """By construction: with the key, its passphrase and the folder, no share is at hand."""
    vault, filled = full
    _given(vault)
    reader = Reader(vault.folder, vault.home / "nowhere")
    key = reader.by_manager(OWEN.secret)
    database = reader.database(key)
    epoch = database.execute("SELECT epoch FROM vault").fetchone()[0]
    for guess in ((bytes(32), bytes(32)), (key, key), (key, bytes(32)), (bytes(32), key)):
        with pytest.raises(InvalidTag):
            reader.note(database, reader.epoch_key(key, epoch, *guess), epoch, filled.note)
    one = shares_one(vault.home / "keys", reader.vault)[epoch]
    two = shares_two(vault.folder / "device.key", reader.vault)[epoch]
    text, _draft = reader.note(database, reader.epoch_key(key, epoch, one, two), epoch, filled.note)
    assert text == filled.text, "the control: with both shares of this computer it opens"
    database.close()


def test_the_manager_needs_nothing_of_this_computer(vault: Vault) -> None:
    """An executor has a copy of the folder only."""
    _given(vault)
    for path in (vault.home / "keys").iterdir():
        path.unlink()
    assert _opened(vault).freshness is Freshness.NOT_KNOWN


def test_nobody_who_was_not_let_in_opens_it(vault: Vault) -> None:
    with pytest.raises(NoManager):
        _opened(vault)
    _given(vault)
    other = manager_key.new_identity()
    with pytest.raises(AnotherManagersKey) as told:
        _opened(vault, other)
    happened = " ".join(told.value.sentences())
    assert manager_key.fingerprint(OWEN.recipient) in happened
    assert manager_key.fingerprint(other.recipient) in happened


def test_another_key_in_its_place_and_a_withdrawn_one_open_nothing(vault: Vault) -> None:
    _given(vault)
    other = manager_key.new_identity()
    _given(vault, other)
    with pytest.raises(AnotherManagersKey):
        _opened(vault)
    _opened(vault, other).store.close()
    store = vault.open_at_once()
    assert store.held.slots.manager is not None
    assert store.held.slots.manager.revision == 2
    access.withdraw_manager(store, at=NOON)
    access.withdraw_manager(store, at=NOON)
    acts = [entry.act for entry in audit.entries(store.read())]
    assert acts.count(Act.MANAGER_WITHDRAWN) == 1
    assert acts.count(Act.MANAGER_GIVEN) == 2
    store.close()
    with pytest.raises(NoManager):
        _opened(vault, other)
    vault.recover()


@pytest.mark.parametrize(
    ("sealed", "error"),
    [
        (b"no age file", ManagerSlotDamaged),
        (manager_key.sealed_for(OWEN.recipient, b"short"), ManagerSlotDamaged),
        (
            manager_key.sealed_for(manager_key.new_identity().recipient, bytes(32)),
            ManagerSlotDamaged,
        ),
        (manager_key.sealed_for(OWEN.recipient, bytes(32)), KeySlotsDamaged),
    ],
)
def test_a_slot_that_somebody_else_wrote_opens_nothing(
    vault: Vault, sealed: bytes, error: type[DeskError]
) -> None:
    _given(vault)
    store = vault.open_at_once()
    manager = store.held.slots.manager
    assert manager is not None
    forged = replace(store.held.slots, generation=9, manager=replace(manager, wrapped=sealed))
    slot_files.write(vault.folder, forged, store.held.keys)
    store.close()
    with pytest.raises(error):
        _opened(vault)
    vault.recover()
