"""Changing who can open the store: passphrase, recovery key, service manager (security.md 3.6).

Each rewrites one slot. The slots' files are written as the last step before the commit of the
act, so that neither stands without the other for longer than that. Where one of them is refused,
the slots of before are put back: what the counsellor was told still opens does so.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime

from counsellor_desk.domain.audit import Act
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.vault import ballast, recovery, slot_files
from counsellor_desk.vault.boxes import fresh_key
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.keys import Cost, calibrated
from counsellor_desk.vault.slots import KeySlots
from counsellor_desk.vault.store import Held, Store
from counsellor_desk.vault.wrapping import (
    WrongRecoveryKey,
    by_passphrase,
    by_recovery_key,
    device_secret,
    ensured_passphrase,
    forget_other_device,
    keep_device,
    manager_slot,
    passphrase_slot,
    recovery_slot,
)
from counsellor_desk.wording import N_


class SheetNotInForce(InputError):
    """Well formed, and of an older sheet or of another store."""

    field = "recovery_key"
    happened = N_("That recovery sheet does not open this store.")
    next_step = N_("Look for the newest sheet. If there is none, make a new one.")


def ensure_passphrase(store: Store, passphrase: str) -> None:
    """Whether somebody who sits at the open store knows its passphrase.

    Raises:
        WrongPassphrase: it is not the passphrase.
        DeviceSecretMissing, NotRemembered: it cannot be told now.
    """
    held = store.held
    by_passphrase(held.slots, passphrase, device_secret(held.kept, held.slots))


def change_passphrase(
    store: Store, old: str, new: str, *, at: datetime, cost: Cost | None = None
) -> None:
    """Rewrap the passphrase's slot; the device secret stays.

    Args:
        store: opened with the passphrase.
        old: proves that whoever sits here may do this.
        new: checked by ``domain.passphrases.checked``.
        at: when.
        cost: of one guess; calibrated when not given.

    Raises:
        WrongPassphrase: ``old`` is not the passphrase.
        DeviceSecretMissing, NotRemembered, DiskFull, DiskFault: the old one still opens the store.
    """
    held = store.held
    ensure_passphrase(store, old)
    device = device_secret(held.kept, held.slots)
    before = ensured_passphrase(held.slots)
    slot = passphrase_slot(
        held.keys,
        passphrase=new,
        cost=cost or calibrated(held.clock),
        device=device,
        item=before.device_item,
        revision=before.revision + 1,
    )
    _rewrite(store, replace(held.slots, passphrase=slot), Act.PASSPHRASE_CHANGED, at)


def set_passphrase(store: Store, new: str, *, at: datetime, cost: Cost | None = None) -> None:
    """After opening by recovery: a new passphrase with a new device secret on this computer.

    The new secret goes beside the old one, which is forgotten once the slots point to the new.
    Raw notes stay closed until the store is opened with the passphrase.

    Args:
        store: opened with the recovery key.
        new: checked by ``domain.passphrases.checked``.
        at: when.
        cost: of one guess; calibrated when not given.

    Raises:
        NotRemembered, SecretNotKept, DiskFull, DiskFault: the recovery key still opens the store.
    """
    held = store.held
    before = held.slots.passphrase
    leaving, newest = (before.device_item, before.revision) if before else (1, 0)
    item, revision, device = 1 - leaving, newest + 1, fresh_key()
    held.kept.has_device(item)  # a keychain that does not answer is told before the long work
    slot = passphrase_slot(
        held.keys,
        passphrase=new,
        cost=cost or calibrated(held.clock),
        device=device,
        item=item,
        revision=revision,
    )
    keep_device(held.kept, slot, device)
    _rewrite(store, replace(held.slots, passphrase=slot), Act.PASSPHRASE_CHANGED, at)
    forget_other_device(held.kept, held.slots)


def replace_recovery_key(store: Store, *, at: datetime, key: bytes | None = None) -> str:
    """A new recovery key, to be shown once; the one on the old sheet stops working.

    Args:
        store: open.
        at: when.
        key: the one that was shown before and is to be in force from now on; fresh if not given.

    Raises:
        DiskFull, DiskFault: the old one still works.
    """
    held = store.held
    key = key or recovery.new_key()
    slot = recovery_slot(held.keys, recovery_key=key, revision=held.slots.recovery.revision + 1)
    _rewrite(store, replace(held.slots, recovery=slot), Act.RECOVERY_KEY_REPLACED, at)
    return recovery.written(key)


def rehearse_recovery_key(store: Store, typed: str, *, at: datetime) -> None:
    """Write down that the sheet was tried: what was typed from it opens the store.

    Raises:
        RecoveryKeyLength, RecoveryKeyGroupWrong: a slip.
        SheetNotInForce: it is another sheet.
        DiskFull, DiskFault: it opens, and that could not be written down.
    """
    held = store.held
    try:
        by_recovery_key(held.slots, typed)
    except WrongRecoveryKey:
        raise SheetNotInForce from None
    revision = held.slots.recovery.revision
    with store.act(Act.RECOVERY_SHEET_REHEARSED, at=at, about=store.vault, revision=revision):
        pass


def give_manager(store: Store, recipient: str, *, at: datetime) -> None:
    """Let the holder of that key in, in place of whoever was let in before.

    Raises:
        DiskFull, DiskFault: it is as it was.
    """
    held = store.held
    revision = held.slots.manager.revision + 1 if held.slots.manager else 1
    slot = manager_slot(held.keys, recipient=recipient, revision=revision)
    _rewrite(store, replace(held.slots, manager=slot), Act.MANAGER_GIVEN, at)


def withdraw_manager(store: Store, *, at: datetime) -> None:
    """Let no service manager in any more; nothing is done where none was.

    Who copied the key slots before, and holds that key, still opens what was copied with them.

    Raises:
        DiskFull, DiskFault: it is as it was.
    """
    held = store.held
    if held.slots.manager is not None:
        _rewrite(store, replace(held.slots, manager=None), Act.MANAGER_WITHDRAWN, at)


def _rewrite(store: Store, slots: KeySlots, act: Act, at: datetime) -> None:
    held = store.held
    newer = replace(slots, generation=slots.generation + 1)
    with ExitStack() as undo:
        undo.callback(_put_back, held, newer.generation + 1)
        with store.act(act, at=at, about=store.vault, generation=newer.generation):
            slot_files.write(held.folder, newer, held.keys)
        undo.pop_all()
    held.slots = newer


def _put_back(held: Held, generation: int) -> None:
    """Have the slots that are held count again, whatever of newer ones is on the disk."""
    held.slots = replace(held.slots, generation=generation)
    with suppress(DeskError):
        try:
            slot_files.write(held.folder, held.slots, held.keys)
        except DiskFull:
            ballast.let_go(held.folder)
            slot_files.write(held.folder, held.slots, held.keys)
