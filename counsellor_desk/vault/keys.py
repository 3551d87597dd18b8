"""The key hierarchy: what is derived from what, and how costly guessing is (FORMAT.md 2)."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counsellor_desk.clock import Clock
from counsellor_desk.domain.passphrases import normal
from counsellor_desk.errors import DeskError
from counsellor_desk.vault.boxes import KEY_BYTES
from counsellor_desk.wording import N_

SALT_BYTES: Final = 16
CHECK_BYTES: Final = 8
_MEMORY_KIB: Final = range(64 * 1024, 1024 * 1024 + 1)
_PASSES: Final = range(1, 17)
_LANES: Final = range(1, 9)
_WANTED_SECONDS: Final = 0.85
_MOST_SECONDS: Final = 1.5
_LEAST_SECONDS: Final = 0.16


class NotEnoughMemory(DeskError):
    """Stretching a passphrase takes memory, on purpose."""

    happened = N_("There is not enough free memory to check the passphrase.")
    next_step = N_("Close some other programs and try again.")


class CostNotAllowed(ValueError):
    """Outside of what any store of ours was made with."""


@dataclass(frozen=True)
class Cost:
    """What one guess costs (Argon2id, RFC 9106): memory in KiB, passes over it, lanes.

    Raises:
        CostNotAllowed: outside the caps, before any memory is taken.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        within = self.memory_kib in _MEMORY_KIB and self.passes in _PASSES and self.lanes in _LANES
        if not within:
            raise CostNotAllowed


WANTED: Final = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
FLOOR: Final = Cost(memory_kib=128 * 1024, passes=3, lanes=4)


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes that take ``cost`` to compute.

    Raises:
        NotEnoughMemory: the computer cannot spare ``cost.memory_kib``.
    """
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        return argon.derive(normal(passphrase).encode("utf-8", "surrogatepass"))
    except MemoryError as short:
        raise NotEnoughMemory from short


def calibrated(clock: Clock) -> Cost:
    """What makes a guess take about 0.85 s on this computer: it is tried once, then ``fitting``."""
    begun = clock.monotonic()
    try:
        stretched("calibration", bytes(SALT_BYTES), WANTED)
    except NotEnoughMemory:
        return FLOOR
    return fitting(clock.monotonic() - begun)


def fitting(seconds: float) -> Cost:
    """The cost for a computer that took that long over ``WANTED``: passes are counted up only."""
    if seconds > _MOST_SECONDS:
        return FLOOR
    passes = round(WANTED.passes * _WANTED_SECONDS / max(seconds, _LEAST_SECONDS))
    return replace(WANTED, passes=max(passes, WANTED.passes))


def derived(material: bytes, purpose: str, vault: str) -> bytes:
    """HKDF-SHA-256 (RFC 5869) for one purpose in one vault."""
    info = f"counsellor-desk/1|{purpose}|{vault}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(material)


def passphrase_key(passphrase: str, salt: bytes, cost: Cost, device: bytes, vault: str) -> bytes:
    """What wraps the vault key in the passphrase's slot.

    Raises:
        NotEnoughMemory: as ``stretched``.
    """
    return derived(stretched(passphrase, salt, cost) + device, "passphrase", vault)


def recovery_key_key(recovery: bytes, vault: str) -> bytes:
    """What wraps the vault key in the recovery key's slot."""
    return derived(recovery, "recovery", vault)


def device_check(device: bytes, vault: str) -> bytes:
    """Tells a wrong device secret from a wrong passphrase. 256 random bits cannot be guessed."""
    return derived(device, "device-check", vault)[:CHECK_BYTES]


@dataclass(frozen=True)
class StoreKeys:
    """The vault key and all that follows from it alone."""

    vault: str
    vault_key: bytes = field(repr=False)

    def database(self) -> bytes:
        """SQLCipher's raw key."""
        return derived(self.vault_key, "database", self.vault)

    def audit(self) -> bytes:
        """The key of the audit trail's links."""
        return derived(self.vault_key, "audit", self.vault)

    def slots_code(self, content: bytes) -> str:
        """HMAC-SHA-256 of the key slots, in hexadecimal."""
        key = derived(self.vault_key, "key-slots", self.vault)
        return hmac.new(key, content, sha256).hexdigest()

    def epoch(self, number: int, share_one: bytes, share_two: bytes) -> bytes:
        """The key that wraps note keys: it needs both shares, whoever knows the vault key."""
        notes = derived(self.vault_key, f"notes {number}", self.vault)
        return derived(notes + share_one + share_two, f"epoch {number}", self.vault)
