"""New keys for the whole store: yearly, or when somebody may know them (security.md 3.6).

A new sheet is shown first, then everything is changed in one step that always ends, whatever
interrupts it; the desk stays open. Older backups open with the older sheet until that is shredded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from counsellor_desk.domain.key_access import Why
from counsellor_desk.vault import recovery, rekeying
from counsellor_desk.vault.keys import Cost
from counsellor_desk.vault.next_store import NewKeys, Progress
from counsellor_desk.workflows import keys, manager_keys, setup, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.keys import NewSheet
from counsellor_desk.workflows.unlock import Gate


@dataclass(frozen=True)
class Keep:
    """The service manager who is let in now, if any, stays so with the same key."""


@dataclass(frozen=True)
class Replace:
    """Another key: the public file that was handed over, and its fingerprint as compared."""

    path: Path
    compared: str = ""


@dataclass(frozen=True)
class Withdraw:
    """No service manager is let in any more."""


Manager: TypeAlias = Keep | Replace | Withdraw
SwitchNotFinished: TypeAlias = rekeying.SwitchNotFinished
"""The new keys are in force all the same, and the desk has to be opened anew."""


@dataclass(frozen=True)
class KeyChange(NewSheet):
    """A change that has not happened yet, with the recovery key that will then be in force.

    ``lost_notes``: notes that do not open on this computer, and after the change never will.
    """

    why: Why
    lost_notes: int


@dataclass(frozen=True, kw_only=True)
class KeysChanged:
    """``old_secret_gone``: older copies of the folder open with nothing on this computer.

    Otherwise that is tried again at each opening.
    """

    old_secret_gone: bool


def ensure_possible(desk: Desk) -> None:
    """See whether the keys could be changed now, before anything is asked for.

    Raises:
        NotesClosed, KeptForAnOrder, StillDestroying, OnHold: why they cannot.
        NotRemembered, ShareNotKept, DiskFull, DiskFault: a destruction that was interrupted does
        not end.
    """
    rekeying.ensure_possible(desk.store)


def begin_change(desk: Desk, why: Why, passphrase: str, tries: Gate) -> KeyChange:
    """See whether the keys can be changed now, and make the new sheet. Nothing is changed yet.

    Raises:
        KeysAreTheCounsellors: opened with the service manager's key.
        TryLater, WrongPassphrase, DeviceSecretMissing, NotRemembered: the passphrase.
        NotesClosed, KeptForAnOrder, StillDestroying, OnHold: why they cannot.
        ShareNotKept, DiskFull, DiskFault: a destruction that was interrupted does not end.
    """
    keys.ensure_counsellor(desk, passphrase, tries)
    rekeying.ensure_possible(desk.store)
    return KeyChange(
        recovery.written(recovery.new_key()), why, rekeying.unreadable_notes(desk.store)
    )


def carry_out(
    desk: Desk,
    change: KeyChange,
    typed: Mapping[int, str],
    *,
    passphrase: str,
    again: str,
    manager: Manager,
    progress: Progress,
    cost: Cost | None = None,
) -> KeysChanged:
    """Change all keys. ``progress(done, of)`` may raise to cancel: then nothing has happened.

    Args:
        desk: open; it stays so.
        change: from ``begin_change``.
        typed: at least two groups of the new sheet, by their number.
        passphrase: the one from now on; after the yearly change it may be the same.
        again: the same once more.
        manager: what becomes of the service manager's way in.
        progress: told how far it is.
        cost: of one guess; calibrated when not given.

    Raises:
        GroupMistyped, and as ``unlock.new_passphrase``: what was typed.
        PrivateKeyInstead, NotAPublicKey, PublicKeySlipped, KeyFileChanged: the manager's file.
        As ``begin_change`` and ``vault.rekeying.change``: nothing has happened.
        SwitchNotFinished: it has happened, and the desk has to be opened anew.
    """
    setup.ensure_typed_back(change.recovery_key, typed)
    new = NewKeys(
        why=change.why,
        passphrase=unlock.new_passphrase(desk, passphrase, again),
        recovery_key=recovery.read(change.recovery_key),
        manager=_recipient(desk, manager),
        cost=cost,
    )
    gone = rekeying.change(desk.store, new, at=desk.now(), progress=progress)
    return KeysChanged(old_secret_gone=gone)


def _recipient(desk: Desk, manager: Manager) -> str | None:
    if isinstance(manager, Replace):
        return manager_keys.look_at_public(manager.path, compared=manager.compared).recipient
    slot = desk.store.held.slots.manager
    return slot.recipient if slot and isinstance(manager, Keep) else None
