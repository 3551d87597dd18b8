"""The key slots: who can unwrap the vault key, as one strictly read JSON object (FORMAT.md 4).

Pure: bytes in, ``KeySlots`` out, and back. ``slot_files`` keeps the two copies on disk.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, NoReturn

from counsellor_desk.vault.boxes import Label
from counsellor_desk.vault.ids import is_id
from counsellor_desk.vault.keys import CHECK_BYTES, SALT_BYTES, Cost, StoreKeys
from counsellor_desk.vault.remembered import KeptIn

MOST_BYTES: Final = 65_536
STORE_SALT_BYTES: Final = 16
WRAPPED_BYTES: Final = 60
_FORMAT: Final = "counsellor-desk key slots"
_VERSION: Final = 2
_MOST_SEALED: Final = 4096
_MOST_NUMBER: Final = 2**53
_HEX: Final = re.compile("[0-9a-f]+")
_RECIPIENT: Final = re.compile("age1[02-9ac-hj-np-z]{58}")


_ORDERS: Final[dict[int, tuple[list[str], ...]]] = {
    1: (["passphrase", "recovery"],),
    2: (
        ["passphrase", "recovery"],
        ["passphrase", "recovery", "manager"],
        ["recovery"],
        ["recovery", "manager"],
    ),
}
"""Which slots may stand in a file of each version, in their order (FORMAT.md 4)."""


class NotKeySlots(ValueError):
    """Not key slots of this version: damaged, foreign or hostile."""


class NewerKeySlots(ValueError):
    """Key slots of a version that does not exist yet."""


@dataclass(frozen=True, kw_only=True)
class PassphraseSlot:
    """The vault key behind passphrase and device secret."""

    revision: int
    salt: bytes
    cost: Cost
    device_item: int
    device_check: bytes
    wrapped: bytes = field(repr=False)

    def label(self, vault: str) -> Label:
        """What its box is authenticated as."""
        return Label(vault, "key-slot", "passphrase", self.revision)


@dataclass(frozen=True, kw_only=True)
class RecoverySlot:
    """The vault key behind the recovery key."""

    revision: int
    wrapped: bytes = field(repr=False)

    def label(self, vault: str) -> Label:
        """What its box is authenticated as."""
        return Label(vault, "key-slot", "recovery", self.revision)


@dataclass(frozen=True, kw_only=True)
class ManagerSlot:
    """The vault key sealed for the service manager: an age v1 file for one X25519 recipient."""

    revision: int
    recipient: str
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class KeySlots:
    """All slots of a vault. ``store_salt``: the first 16 bytes of its store.db.

    ``passphrase`` is empty in a backup, and in a store that was brought back from one until its
    first passphrase is set here. ``manager`` is empty unless a service manager was given a way in.
    """

    vault: str
    generation: int
    kept_in: KeptIn
    store_salt: bytes
    passphrase: PassphraseSlot | None
    recovery: RecoverySlot
    manager: ManagerSlot | None = None


@dataclass(frozen=True)
class SlotsFile:
    """A copy as read: its slots, and the bytes and code that the slots key answers for."""

    slots: KeySlots
    content: bytes = field(repr=False)
    code: str = field(repr=False)

    def answers_to(self, keys: StoreKeys) -> bool:
        """Whether it was written by somebody who had the vault key."""
        return hmac.compare_digest(self.code, keys.slots_code(self.content))


def written(slots: KeySlots, keys: StoreKeys) -> bytes:
    """The file's bytes."""
    members = _members(slots)
    content = _canonical(members)
    whole = {**members, "sha256": sha256(content).hexdigest(), "hmac": keys.slots_code(content)}
    return _canonical(whole) + b"\n"


def read(raw: bytes) -> SlotsFile:
    """The slots, every member checked, nothing derived yet.

    Raises:
        NotKeySlots: not of this shape, or its checksum does not fit.
        NewerKeySlots: of a later version.
    """
    if len(raw) > MOST_BYTES:
        raise NotKeySlots
    try:
        whole = json.loads(raw, object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise NotKeySlots from fault
    if not isinstance(whole, dict):
        raise NotKeySlots
    _ensure_version(whole)
    digest, code = _hex(whole.pop("sha256", None), 32), _hex(whole.pop("hmac", None), 32)
    slots = _slots(whole)
    content = _canonical(whole)
    if sha256(content).digest() != digest:
        raise NotKeySlots
    return SlotsFile(slots, content, code.hex())


def is_recipient(text: str) -> bool:
    """Whether this can be the public key of a service manager (age, X25519)."""
    return bool(_RECIPIENT.fullmatch(text))


def _members(slots: KeySlots) -> dict[str, Any]:
    listed = (
        slots.passphrase and _passphrase_members(slots.passphrase),
        {
            "kind": "recovery",
            "revision": slots.recovery.revision,
            "wrapped": _text(slots.recovery.wrapped),
        },
        slots.manager and _manager_members(slots.manager),
    )
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "vault": slots.vault,
        "generation": slots.generation,
        "kept_in": slots.kept_in.value,
        "store": slots.store_salt.hex(),
        "slots": [slot for slot in listed if slot],
    }


def _passphrase_members(slot: PassphraseSlot) -> dict[str, Any]:
    return {
        "kind": "passphrase",
        "revision": slot.revision,
        "argon2id": {
            "memory_kib": slot.cost.memory_kib,
            "passes": slot.cost.passes,
            "lanes": slot.cost.lanes,
            "salt": _text(slot.salt),
        },
        "device": {"item": slot.device_item, "check": _text(slot.device_check)},
        "wrapped": _text(slot.wrapped),
    }


def _manager_members(slot: ManagerSlot) -> dict[str, Any]:
    return {
        "kind": "manager",
        "revision": slot.revision,
        "recipient": slot.recipient,
        "wrapped": _text(slot.wrapped),
    }


def _canonical(members: dict[str, Any]) -> bytes:
    return json.dumps(members, sort_keys=True, separators=(",", ":")).encode("ascii")


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotKeySlots
    return members


def _refuse(_constant: str) -> NoReturn:
    raise NotKeySlots


def _ensure_version(whole: dict[str, Any]) -> None:
    if whole.get("format") != _FORMAT:
        raise NotKeySlots
    if _number(whole.get("version")) > _VERSION:
        raise NewerKeySlots


def _slots(whole: dict[str, Any]) -> KeySlots:
    _ensure_members(whole, "format version vault generation kept_in store slots")
    if not is_id(str(whole["vault"])):
        raise NotKeySlots
    by_kind = _by_kind(whole["slots"], whole["version"])
    try:
        kept_in = KeptIn(whole["kept_in"])
    except ValueError as unknown:
        raise NotKeySlots from unknown
    return KeySlots(
        vault=whole["vault"],
        generation=_number(whole["generation"]),
        kept_in=kept_in,
        store_salt=_hex(whole["store"], STORE_SALT_BYTES),
        passphrase=_passphrase_slot(by_kind["passphrase"]) if "passphrase" in by_kind else None,
        recovery=_recovery_slot(by_kind["recovery"]),
        manager=_manager_slot(by_kind["manager"]) if "manager" in by_kind else None,
    )


def _by_kind(listed: object, version: int) -> dict[str, object]:
    """The slots by their kind: each at most once, in the order of ``_ORDERS``."""
    if not isinstance(listed, list) or not all(isinstance(slot, dict) for slot in listed):
        raise NotKeySlots
    kinds = [slot.get("kind") for slot in listed]
    if kinds not in _ORDERS[version]:
        raise NotKeySlots
    return dict(zip(kinds, listed, strict=True))


def _passphrase_slot(slot: object) -> PassphraseSlot:
    members = _ensure_members(slot, "kind revision argon2id device wrapped")
    argon = _ensure_members(members["argon2id"], "memory_kib passes lanes salt")
    device = _ensure_members(members["device"], "item check")
    if device["item"] not in (0, 1):
        raise NotKeySlots
    costs = (_number(argon[name]) for name in ("memory_kib", "passes", "lanes"))
    return PassphraseSlot(
        revision=_number(members["revision"]),
        salt=_bytes(argon["salt"], SALT_BYTES),
        cost=_cost(*costs),
        device_item=_number(device["item"], least=0),
        device_check=_bytes(device["check"], CHECK_BYTES),
        wrapped=_bytes(members["wrapped"], WRAPPED_BYTES),
    )


def _recovery_slot(slot: object) -> RecoverySlot:
    members = _ensure_members(slot, "kind revision wrapped")
    return RecoverySlot(
        revision=_number(members["revision"]),
        wrapped=_bytes(members["wrapped"], WRAPPED_BYTES),
    )


def _manager_slot(slot: object) -> ManagerSlot:
    members = _ensure_members(slot, "kind revision recipient wrapped")
    if not is_recipient(str(members["recipient"])):
        raise NotKeySlots
    sealed = _decoded(members["wrapped"])
    if not 0 < len(sealed) <= _MOST_SEALED:
        raise NotKeySlots
    return ManagerSlot(
        revision=_number(members["revision"]), recipient=members["recipient"], wrapped=sealed
    )


def _cost(memory_kib: int, passes: int, lanes: int) -> Cost:
    try:
        return Cost(memory_kib, passes, lanes)
    except ValueError as refused:
        raise NotKeySlots from refused


def _ensure_members(found: object, names: str) -> dict[str, Any]:
    if not isinstance(found, dict) or set(found) != set(names.split()):
        raise NotKeySlots
    return found


def _number(found: object, least: int = 1) -> int:
    if type(found) is not int or not least <= found < _MOST_NUMBER:
        raise NotKeySlots
    return found


def _hex(found: object, length: int) -> bytes:
    if not isinstance(found, str) or len(found) != 2 * length or not _HEX.fullmatch(found):
        raise NotKeySlots
    return bytes.fromhex(found)


def _bytes(found: object, length: int) -> bytes:
    content = _decoded(found)
    if len(content) != length:
        raise NotKeySlots
    return content


def _decoded(found: object) -> bytes:
    try:
        return base64.b64decode(found, validate=True) if isinstance(found, str) else b""
    except (binascii.Error, ValueError) as fault:
        raise NotKeySlots from fault
