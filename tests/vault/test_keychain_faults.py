"""A keychain that is missing, locked, silent, rolled back or half written (security.md 5, 23-26).

The port is answered by a folder that behaves badly in the way of each system; the Secret Service
itself is tried in ``test_keychain``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import access, creating, erasure, notes, opening
from counsellor_desk.vault.key_folder import KeyFolder, KeyFolderUnusable
from counsellor_desk.vault.keychain import (
    KeychainLocked,
    KeychainMissing,
    KeychainRefused,
    KeychainSlow,
)
from counsellor_desk.vault.opening import MadeWithKeychain, MadeWithKeyFolder, Opened
from counsellor_desk.vault.remembered import Kept, KeptIn, NotRemembered
from counsellor_desk.vault.tries import Gate
from counsellor_desk.vault.wrapping import DeviceSecretMissing
from tests.vault.crashes import NEW_PASSPHRASE, NEW_RECOVERY_KEY, change_keys
from tests.vault.samples import (
    CHEAPEST,
    NOON,
    PASSPHRASE,
    PROFILE,
    Filled,
    Vault,
    accept,
    add_case,
)

SILENT: list[NotRemembered] = [
    KeychainMissing(),
    KeychainLocked(),
    KeychainSlow(seconds="5"),
    KeychainRefused(),
    KeyFolderUnusable(),
]


@dataclass
class Silent:
    """Answers every question with the same error."""

    error: NotRemembered
    kept_in: KeptIn = KeptIn.FOLDER
    settling: float = 0.0

    def get(self, _name: str) -> str | None:
        raise self.error

    def set(self, _name: str, _value: str) -> None:
        raise self.error

    def delete(self, _name: str) -> None:
        raise self.error


def _ids(error: DeskError) -> str:
    return type(error).__name__


@pytest.mark.parametrize("error", SILENT, ids=_ids)
def test_a_keychain_that_does_not_answer_leads_to_the_recovery_sheet(
    full: tuple[Vault, Filled], error: NotRemembered
) -> None:
    vault, _filled = full
    gate = Gate(vault.folder, vault.clock)
    silent = Silent(error)
    with pytest.raises(type(error)) as told:
        opening.open_with_passphrase(vault.folder, silent, PASSPHRASE, clock=vault.clock, gate=gate)
    assert "recovery sheet" in " ".join(told.value.sentences())
    assert not gate.tries().wrong, "it is not counted as a wrong passphrase"
    opened = opening.open_with_recovery(vault.folder, silent, vault.recovery_key, clock=vault.clock)
    vault.opened.append(opened.store)
    assert (opened.notes, opened.freshness) == (NotesAccess.RECOVERY, Freshness.NOT_KNOWN)
    add_case(opened.store, "A-1")
    with pytest.raises(type(error)):
        access.set_passphrase(opened.store, "a brand new sentence", at=NOON, cost=CHEAPEST)
    opened.store.close()
    vault.open()


@pytest.mark.parametrize(
    "value", ["", "1", "1.1.", "1.1.AAAA", "2.1." + "A" * 43 + "=", "\x00" * 300, "9" * 500]
)
def test_wrong_bytes_in_the_keychain_are_no_wrong_passphrase(
    full: tuple[Vault, Filled], value: str
) -> None:
    vault, filled = full
    for path in (vault.home / "keys").iterdir():
        path.write_text(value)
    with pytest.raises(DeviceSecretMissing) as told:
        vault.open()
    assert "recovery sheet" in told.value.sentences()[2]
    store = vault.recover().store
    access.set_passphrase(store, "a brand new sentence", at=NOON, cost=CHEAPEST)
    store.close()
    opened = vault.open("a brand new sentence")
    assert opened.notes is NotesAccess.KEYS_MISSING
    assert notes.load(opened.store.read(), filled.note).words


def test_a_store_of_another_kind_of_place_is_named(vault: Vault) -> None:
    """The backend changed: another desktop, or a start with ``--keys``."""
    keychain = Silent(KeychainMissing(), kept_in=KeptIn.KEYCHAIN)
    with pytest.raises(MadeWithKeyFolder):
        opening.open_with_recovery(vault.folder, keychain, vault.recovery_key, clock=vault.clock)
    kept = _InMemory()
    made = creating.create(
        vault.home / "other",
        kept,
        PASSPHRASE,
        profile=PROFILE,
        clock=vault.clock,
        cost=CHEAPEST,
    )
    made.store.close()
    with pytest.raises(MadeWithKeychain):
        opening.open_with_recovery(
            vault.home / "other", vault.remembered, made.recovery_key, clock=vault.clock
        )


@dataclass
class _InMemory:
    """A keychain of another kind."""

    kept_in: KeptIn = KeptIn.KEYCHAIN
    settling: float = 0.0
    values: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def set(self, name: str, value: str) -> None:
        self.values[name] = value

    def delete(self, name: str) -> None:
        self.values.pop(name, None)


class Crashed(Exception):
    """The process is gone."""


class DeletesFirst(KeyFolder):
    """As macOS does: an item that is there is deleted, then added anew. Dies between the two."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        object.__setattr__(self, "left", [0])

    left: list[int]

    def set(self, name: str, value: str) -> None:
        if self.get(name) is not None:
            self.delete(name)
            self._live_on()
        super().set(name, value)

    def die_at_the(self, number: int) -> None:
        """The number of replacements after which it is over, from 1."""
        self.left[0] = number

    def _live_on(self) -> None:
        self.left[0] -= 1
        if not self.left[0]:
            raise Crashed


def _deeds(filled: Filled) -> dict[str, Callable[[Vault, DeletesFirst], None]]:
    def act(vault: Vault, place: DeletesFirst) -> None:
        store = vault.open_at_once()
        store.held.kept = Kept(place, store.vault)
        store.anchors._kept = store.held.kept
        for number in range(4):
            add_case(store, f"A-{number}")

    def destroy(vault: Vault, place: DeletesFirst) -> None:
        store = vault.open_at_once()
        store.held.kept = Kept(place, store.vault)
        accept(store, filled.session, filled.note)
        erasure.finish(store, filled.note)

    def rekey(vault: Vault, place: DeletesFirst) -> None:
        store = vault.open_at_once()
        store.held.kept = Kept(place, store.vault)
        store.anchors._kept = store.held.kept
        change_keys(store, filled.note)

    return {"act": act, "destroy": destroy, "rekey": rekey}


@pytest.mark.parametrize("deed", ["act", "destroy", "rekey"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_keychain_that_deletes_before_it_writes_loses_nothing_in_a_crash(
    full: tuple[Vault, Filled], deed: str, number: int
) -> None:
    """Every item has two places, so that what is being replaced is never the only one."""
    vault, filled = full
    place = DeletesFirst(vault.home / "keys")
    place.die_at_the(number)
    with suppress(Crashed):
        _deeds(filled)[deed](vault, place)
    vault.close()
    opened = _opened_with_either(vault)
    assert opened.notes is NotesAccess.OPEN
    assert opened.freshness is Freshness.CURRENT
    erasure.resume(opened.store)
    assert notes.read_text(opened.store.read(), filled.other) == filled.other_text
    opened.store.close()


def _opened_with_either(vault: Vault) -> Opened:
    try:
        return vault.open()
    except DeskError:
        return vault.open(NEW_PASSPHRASE)


def _rolled_back(vault: Vault, by: int, deed: Callable[[], None]) -> None:
    """Do the deed, and give the keychain back what it held before its last ``by`` writes."""
    place = _Journalled(vault.home / "keys")
    store = vault.opened[-1]
    store.held.kept = Kept(place, store.vault)
    store.anchors._kept = store.held.kept
    deed()
    store.close()
    place.roll_back(by)


class _Journalled(KeyFolder):
    """Remembers what stood where before each change."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        object.__setattr__(self, "before", [])

    before: list[tuple[str, str | None]]

    def set(self, name: str, value: str) -> None:
        self.before.append((name, self.get(name)))
        super().set(name, value)

    def delete(self, name: str) -> None:
        self.before.append((name, self.get(name)))
        super().delete(name)

    def roll_back(self, by: int) -> None:
        """Undo the newest changes."""
        for name, value in reversed(self.before[-by:]):
            if value is None:
                super().delete(name)
            else:
                super().set(name, value)


@pytest.mark.parametrize("by", [1, 2])
def test_a_keychain_rolled_back_by_a_write_or_two_costs_nothing_after_an_act(
    vault: Vault, by: int
) -> None:
    store = vault.open().store

    def work() -> None:
        for number in range(3):
            add_case(store, f"A-{number}")

    _rolled_back(vault, by, work)
    opened = vault.open()
    assert (opened.freshness, opened.notes) == (Freshness.CURRENT, NotesAccess.OPEN)


@pytest.mark.parametrize("by", [1, 2])
def test_a_keychain_rolled_back_after_a_change_of_keys_costs_nothing(
    full: tuple[Vault, Filled], by: int
) -> None:
    vault, filled = full
    vault.open()
    store = vault.opened[-1]
    _rolled_back(vault, by, lambda: change_keys(store, filled.note))
    opened = opening.open_with_recovery(
        vault.folder, vault.remembered, NEW_RECOVERY_KEY, clock=vault.clock
    )
    opened.store.close()
    found = vault.open(NEW_PASSPHRASE)
    assert notes.read_text(found.store.read(), filled.note) == filled.text
    assert len(list((vault.home / "keys").glob("*device*"))) == 1
