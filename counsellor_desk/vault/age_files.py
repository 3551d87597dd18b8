"""What can be told about an age file before anything is decrypted (age-encryption.org/v1).

A hostile file may ask for gigabytes of memory and minutes of work before it says no, so its header
is looked at first. ``manager_key`` decrypts.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

MOST_BYTES: Final = 16_384
MOST_WORK: Final = 21
"""As a power of two: 2 GiB of memory for some seconds. The age tools themselves choose 18."""
_FIRST_LINE: Final = b"age-encryption.org/v1\n"
_ARMOUR: Final = re.compile(
    rb"\s*-----BEGIN AGE ENCRYPTED FILE-----\s++([A-Za-z0-9+/=\s]++)"
    rb"-----END AGE ENCRYPTED FILE-----\s*"
)
_BY_PASSPHRASE: Final = re.compile(
    rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n"
)


class NotAnAgeFile(ValueError):
    """Not an age file, or not one that a passphrase alone opens."""


class TooMuchWork(ValueError):
    """Made to cost more than anybody would wait for."""


def ensure_by_passphrase(raw: bytes) -> None:
    """Let a file be tried with a passphrase.

    Raises:
        NotAnAgeFile: too long, something else, or sealed for a key instead of a passphrase.
        TooMuchWork: over ``MOST_WORK``.
    """
    content = _without_armour(raw) if len(raw) <= MOST_BYTES else b""
    if not content.startswith(_FIRST_LINE):
        raise NotAnAgeFile
    stanza = _BY_PASSPHRASE.match(content, len(_FIRST_LINE))
    if stanza is None:
        raise NotAnAgeFile
    if int(stanza.group(1)) > MOST_WORK:
        raise TooMuchWork


def _without_armour(raw: bytes) -> bytes:
    armoured = _ARMOUR.fullmatch(raw)
    if armoured is None:
        return raw
    try:
        return base64.b64decode(b"".join(armoured.group(1).split()), validate=True)
    except binascii.Error:
        return b""
