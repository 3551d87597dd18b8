"""Making and opening the slots: the vault key in its boxes (FORMAT.md 2, 4)."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.lazily import lazily
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import files, recovery
from counsellor_desk.vault.boxes import KEY_BYTES, BoxRefused, seal, unseal
from counsellor_desk.vault.keys import (
    SALT_BYTES,
    Cost,
    StoreKeys,
    device_check,
    passphrase_key,
    recovery_key_key,
)
from counsellor_desk.vault.remembered import Kept
from counsellor_desk.vault.slots import KeySlots, ManagerSlot, PassphraseSlot, RecoverySlot
from counsellor_desk.wording import N_

if TYPE_CHECKING:
    from counsellor_desk.vault import manager_key
else:
    manager_key = lazily("counsellor_desk.vault.manager_key")


class WrongPassphrase(InputError):
    """The file is whole and the device secret is right, so it is the passphrase."""

    field = "passphrase_now"
    happened = N_("That is not the passphrase of this store.")
    next_step = N_("Check the caps lock and the keyboard's language, and type it again.")


class WrongRecoveryKey(InputError):
    """Well formed, but of another store or of an older sheet."""

    field = "recovery_key"
    happened = N_("That recovery key is not the one of this store.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_("Look for the newest recovery sheet: an older one stops working when replaced.")


class DeviceSecretMissing(DeskError):
    """A folder copied to another computer, or a keychain that was reset."""

    happened = N_("This computer does not have the second half of the key to this store.")
    safe = N_("The store is unchanged, and your passphrase may well be right.")
    next_step = N_("Open the store with the recovery sheet, then set a passphrase here.")


class NoPassphrase(DeskError):
    """A store that was brought back from a backup."""

    happened = N_("This store was brought back from a backup and has no passphrase yet.")
    next_step = N_("Open it with the recovery sheet, then choose a passphrase.")


class SecretNotKept(DeskError):
    """What was written did not come back."""

    happened = N_("This computer’s keychain did not keep the new key as it should.")
    next_step = N_("Try again. If it stays so, restart the computer first.")


class NoManager(InputError):
    """No service manager was ever given a way in, or it was withdrawn."""

    field = "manager_key_file"
    happened = N_("No service manager’s key opens this store now.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_("Use the recovery sheet, or ask the counsellor whether the key was withdrawn.")


class AnotherManagersKey(InputError):
    """It is a service manager's, and was made for other stores, or replaced here."""

    field = "manager_key_file"
    happened = N_("That key is not the one that was let into this store.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_("Its fingerprint is {yours}; the one that opens this store is {wanted}.")


class ManagerSlotDamaged(DeskError):
    """It was sealed for this key, and does not open or holds something else."""

    happened = N_("What lets the service manager into this store is damaged.")
    next_step = N_("Open the store with the passphrase or the recovery sheet.")


def passphrase_slot(
    keys: StoreKeys, *, passphrase: str, cost: Cost, device: bytes, item: int, revision: int
) -> PassphraseSlot:
    """The vault key behind passphrase and device secret.

    Raises:
        NotEnoughMemory: for ``cost``.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    slot = PassphraseSlot(
        revision=revision,
        salt=salt,
        cost=cost,
        device_item=item,
        device_check=device_check(device, keys.vault),
        wrapped=b"",
    )
    key = passphrase_key(passphrase, salt, cost, device, keys.vault)
    return replace(slot, wrapped=seal(key, keys.vault_key, slot.label(keys.vault)))


def recovery_slot(keys: StoreKeys, *, recovery_key: bytes, revision: int) -> RecoverySlot:
    """The vault key behind the recovery key."""
    slot = RecoverySlot(revision=revision, wrapped=b"")
    key = recovery_key_key(recovery_key, keys.vault)
    return replace(slot, wrapped=seal(key, keys.vault_key, slot.label(keys.vault)))


def manager_slot(keys: StoreKeys, *, recipient: str, revision: int) -> ManagerSlot:
    """The vault key sealed for whoever holds the private half of ``recipient``."""
    sealed = manager_key.sealed_for(recipient, keys.vault_key)
    return ManagerSlot(revision=revision, recipient=recipient, wrapped=sealed)


def ensured_passphrase(slots: KeySlots) -> PassphraseSlot:
    """The passphrase's slot.

    Raises:
        NoPassphrase: there is none yet.
    """
    if slots.passphrase is None:
        raise NoPassphrase
    return slots.passphrase


def device_secret(kept: Kept, slots: KeySlots) -> bytes:
    """The device secret that the passphrase's slot was made with.

    Raises:
        NoPassphrase: there is no such slot.
        DeviceSecretMissing: it is not there, or it is another.
        NotRemembered: the keychain does not answer.
    """
    slot = ensured_passphrase(slots)
    found = kept.device(slot.device_item)
    if found is None:
        raise DeviceSecretMissing
    if not hmac.compare_digest(device_check(found, slots.vault), slot.device_check):
        raise DeviceSecretMissing
    return found


def keep_device(kept: Kept, slot: PassphraseSlot, secret: bytes) -> None:
    """Write the device secret of a new slot beside the one in use, and see that it comes back.

    Raises:
        SecretNotKept: it does not.
        NotRemembered, DiskFull, DiskFault: as they say.
    """
    kept.forget_device(slot.device_item)
    kept.keep_device(slot.device_item, slot.revision, secret)
    if kept.device(slot.device_item) != secret:
        raise SecretNotKept


def forget_other_device(kept: Kept, slots: KeySlots) -> bool:
    """Erase a device secret that no slot needs, once the one in use is safely on the disk.

    Whether none is left: a keychain that does not answer now is asked again at the next opening.
    """
    if slots.passphrase is None:
        return True
    other = 1 - slots.passphrase.device_item
    try:
        if not kept.has_device(other):
            return True
        files.flush_everything()
        kept.forget_device(other)
        gone = not kept.has_device(other)
    except DeskError:
        gone = False
    if not gone:
        say(Happening.OLD_SECRET_KEPT)
    return gone


def by_passphrase(slots: KeySlots, passphrase: str, device: bytes) -> StoreKeys:
    """The vault key out of the passphrase's slot.

    Raises:
        NoPassphrase: there is no such slot.
        WrongPassphrase: it does not open.
        NotEnoughMemory: for the slot's cost.
    """
    slot = ensured_passphrase(slots)
    key = passphrase_key(passphrase, slot.salt, slot.cost, device, slots.vault)
    try:
        return StoreKeys(slots.vault, unseal(key, slot.wrapped, slot.label(slots.vault)))
    except BoxRefused:
        raise WrongPassphrase from None


def by_recovery_key(slots: KeySlots, typed: str) -> StoreKeys:
    """The vault key out of the recovery key's slot.

    Raises:
        RecoveryKeyLength, RecoveryKeyGroupWrong: a slip.
        WrongRecoveryKey: it does not open.
    """
    slot = slots.recovery
    key = recovery_key_key(recovery.read(typed), slots.vault)
    try:
        return StoreKeys(slots.vault, unseal(key, slot.wrapped, slot.label(slots.vault)))
    except BoxRefused:
        raise WrongRecoveryKey from None


def by_manager(slots: KeySlots, identity: manager_key.Identity) -> StoreKeys:
    """The vault key out of the service manager's slot.

    Raises:
        NoManager, AnotherManagersKey, ManagerSlotDamaged: as they say.
    """
    slot = slots.manager
    if slot is None:
        raise NoManager
    if identity.recipient != slot.recipient:
        yours, wanted = map(manager_key.fingerprint, (identity.recipient, slot.recipient))
        raise AnotherManagersKey(yours=yours, wanted=wanted)
    vault_key = identity.unsealed(slot.wrapped)
    if vault_key is None or len(vault_key) != KEY_BYTES:
        raise ManagerSlotDamaged
    return StoreKeys(slots.vault, vault_key)
