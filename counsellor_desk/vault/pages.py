"""The pages of a store.db one by one, told from damaged ones without SQLite (FORMAT.md 5).

SQLCipher stops at the first page whose code does not fit, and from then on reads nothing at all. To
save what can be saved, each page is therefore judged by itself. Nothing here writes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from counsellor_desk.vault.connection import PAGE_BYTES

USABLE_BYTES: Final = 4016
_IV_BYTES: Final = 16
_CODE_BYTES: Final = 64
_CODE_KEY_MASK: Final = 0x3A
_CODE_KEY_ROUNDS: Final = 2
_CODE_KEY_BYTES: Final = 32
_BEGINNING: Final = b"SQLite format 3\x00"

Report = Callable[[int, int], object]
"""Hears how far the work is: done, of. May raise to stop it."""


class PageCodes:
    """Opens single pages of one store, by its raw key and the salt in its first bytes."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        masked = bytes(byte ^ _CODE_KEY_MASK for byte in salt)
        self._key = key
        self._code_key = hashlib.pbkdf2_hmac(
            "sha512", key, masked, _CODE_KEY_ROUNDS, _CODE_KEY_BYTES
        )

    def opened(self, number: int, raw: bytes) -> bytes | None:
        """The 4,016 bytes that SQLite would see of page ``number``, from 1; None: damaged."""
        if len(raw) != PAGE_BYTES:
            return None
        begins = len(_BEGINNING) if number == 1 else 0
        sealed = raw[begins : USABLE_BYTES + _IV_BYTES]
        content = sealed + number.to_bytes(4, "little")
        code = hmac.digest(self._code_key, content, "sha512")
        if not hmac.compare_digest(code, raw[-_CODE_BYTES:]):
            return None
        cut = len(sealed) - _IV_BYTES
        cipher = Cipher(algorithms.AES256(self._key), modes.CBC(sealed[cut:])).decryptor()
        return _BEGINNING[:begins] + cipher.update(sealed[:cut]) + cipher.finalize()


@dataclass(frozen=True)
class Pages:
    """What could be opened of a file. ``count``: all of its pages, a cut one too."""

    count: int
    opened: dict[int, bytes] = field(repr=False)

    @property
    def damaged(self) -> int:
        """How many pages cannot be read."""
        return self.count - len(self.opened)


def read(path: Path, codes: PageCodes, report: Report) -> Pages:
    """Open every page of the file that can be opened; what the disk does not give is damaged."""
    opened = {}
    with FileIO(path) as file:
        count = -(-path.stat().st_size // PAGE_BYTES)
        for number in range(1, count + 1):
            content = codes.opened(number, _raw(file, number))
            if content is not None:
                opened[number] = content
            report(number, count)
    return Pages(count, opened)


def _raw(file: FileIO, number: int) -> bytes:
    try:
        file.seek((number - 1) * PAGE_BYTES)
        return file.read(PAGE_BYTES)
    except OSError:
        return b""
