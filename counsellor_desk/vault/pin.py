"""The PIN that brings the desk back from Hide and hand-over: a verifier and a count of tries.

It opens nothing: the store is open already. Five wrong tries, and the desk locks (decisions).
"""

from __future__ import annotations

import base64
import hmac
import secrets
from typing import Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from counsellor_desk.domain.passphrases import PIN_TRIES, PinAnswer
from counsellor_desk.vault import settings
from counsellor_desk.vault.transactions import Reader, Transaction

_SALT_BYTES: Final = 16
_LENGTH: Final = 32
_COST: Final = 2**15
_BLOCK: Final = 8


def save(tx: Transaction, pin: str) -> None:
    """Set the PIN, checked by ``domain.passphrases.checked_pin``."""
    salt = secrets.token_bytes(_SALT_BYTES)
    kept = {"salt": _text(salt), "verifier": _text(_stretched(pin, salt))}
    settings.put(tx, "pin", kept)
    forgive(tx)


def remove(tx: Transaction) -> None:
    """Have none: only the passphrase brings the desk back from now on."""
    settings.drop(tx, "pin")
    forgive(tx)


def is_set(reader: Reader) -> bool:
    """Whether there is one."""
    return settings.get(reader, "pin") is not None


def check(tx: Transaction, pin: str) -> PinAnswer:
    """Compare a typed PIN; the try is counted before the answer is known.

    Raises:
        KeyError: none is set.
    """
    kept = settings.get(tx, "pin")
    if kept is None:
        raise KeyError("pin")
    tried = int(settings.get(tx, "pin_tries") or 0) + 1
    settings.put(tx, "pin_tries", tried)
    if tried > PIN_TRIES:
        return PinAnswer(right=False, tries_left=0)
    salt, verifier = _bytes(kept["salt"]), _bytes(kept["verifier"])
    if hmac.compare_digest(_stretched(pin, salt), verifier):
        forgive(tx)
        return PinAnswer(right=True, tries_left=PIN_TRIES)
    return PinAnswer(right=False, tries_left=PIN_TRIES - tried)


def forgive(tx: Transaction) -> None:
    """Forget wrong tries: the passphrase was just given."""
    settings.drop(tx, "pin_tries")


def _stretched(pin: str, salt: bytes) -> bytes:
    scrypt = Scrypt(salt=salt, length=_LENGTH, n=_COST, r=_BLOCK, p=1)
    return scrypt.derive(pin.encode("utf-8", "surrogatepass"))


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
