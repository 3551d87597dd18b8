"""Who can open the store: its recovery sheet and its service manager (security.md 3.6).

Whoever sits at an open desk could print a sheet or let themselves in for good, so each act that
lets somebody in asks for the passphrase once more. ``key_change`` changes all keys at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counsellor_desk.domain.key_access import Access
from counsellor_desk.vault import access, key_history, recovery
from counsellor_desk.workflows import manager_keys, setup, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.unlock import Gate


@dataclass(frozen=True)
class NewSheet:
    """A recovery key that is shown this once and not in force yet."""

    recovery_key: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The key's groups, the first being group 1."""
        return tuple(self.recovery_key.split("-"))


def access_of(desk: Desk) -> Access:
    """Sheet, service manager, last change of keys, and openings by others than the passphrase."""
    return key_history.access(desk.store)


def rehearse_sheet(desk: Desk, typed: str) -> None:
    """The whole key was typed from the sheet: it opens the store, and the day is written down.

    Raises:
        RecoveryKeyLength, RecoveryKeyGroupWrong: a slip, with its group.
        SheetNotInForce: it is another sheet.
        KeysAreTheCounsellors: as it says.
        DiskFull, DiskFault: it opens, and that could not be written down.
    """
    unlock.ensure_not_the_manager(desk)
    access.rehearse_recovery_key(desk.store, typed, at=desk.now())


def new_sheet(desk: Desk, passphrase: str, tries: Gate) -> NewSheet:
    """A new recovery key. The old sheet works until ``confirm_sheet``.

    Raises:
        KeysAreTheCounsellors: as it says.
        TryLater, WrongPassphrase, DeviceSecretMissing, NotRemembered: the passphrase.
    """
    ensure_counsellor(desk, passphrase, tries)
    return NewSheet(recovery.written(recovery.new_key()))


def confirm_sheet(desk: Desk, new: NewSheet, typed: Mapping[int, str]) -> None:
    """Have the new sheet in force: at least two of its groups were typed back.

    Raises:
        GroupMistyped: with the number of the first that differs; the old sheet still works.
        DiskFull, DiskFault: the old sheet still works.
    """
    setup.ensure_typed_back(new.recovery_key, typed)
    key = recovery.read(new.recovery_key)
    access.replace_recovery_key(desk.store, at=desk.now(), key=key)


def sheet(desk: Desk, new: NewSheet) -> bytes:
    """The recovery sheet as a PDF for the printer only; it is never written to a file."""
    return setup.sheet_of(desk, new.recovery_key)


def give_manager(
    desk: Desk, key_file: Path, passphrase: str, tries: Gate, *, compared: str = ""
) -> None:
    """Let the holder of that key into records and forms, never into notes.

    ``manager_keys.look_at_public`` says its fingerprint, to be compared with the manager first;
    ``compared`` is what was.

    Raises:
        PrivateKeyInstead, NotAPublicKey, PublicKeySlipped, KeyFileChanged: the file.
        KeysAreTheCounsellors: as it says.
        TryLater, WrongPassphrase, DeviceSecretMissing, NotRemembered: the passphrase.
        DiskFull, DiskFault: it is as it was.
    """
    public = manager_keys.look_at_public(key_file, compared=compared)
    ensure_counsellor(desk, passphrase, tries)
    access.give_manager(desk.store, public.recipient, at=desk.now())


def withdraw_manager(desk: Desk) -> None:
    """Let no service manager in any more. What they copied before, they can still open.

    Raises:
        KeysAreTheCounsellors: as it says.
        DiskFull, DiskFault: it is as it was.
    """
    unlock.ensure_not_the_manager(desk)
    access.withdraw_manager(desk.store, at=desk.now())


def ensure_counsellor(desk: Desk, passphrase: str, tries: Gate) -> None:
    """Whether it is the counsellor who asks.

    Raises:
        KeysAreTheCounsellors: as it says.
        TryLater, WrongPassphrase, DeviceSecretMissing, NotRemembered: the passphrase.
    """
    unlock.ensure_not_the_manager(desk)
    unlock.ensure_passphrase(desk, passphrase, tries)
