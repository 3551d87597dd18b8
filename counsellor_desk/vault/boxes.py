"""Authenticated encryption of small things: wrapped keys and sealed notes (FORMAT.md 2)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEY_BYTES: Final = 32
BLOCK: Final = 512
_NONCE: Final = 12
_LENGTH: Final = 4


class BoxRefused(Exception):
    """Wrong key, wrong label or damaged bytes; authenticated encryption cannot tell which."""


@dataclass(frozen=True)
class Label:
    """What a box is, so that it is never taken for another: vault, type, id and revision."""

    vault: str
    type: str
    id: str
    revision: int

    def associated(self) -> bytes:
        """The bytes that are authenticated and not stored."""
        return f"counsellor-desk/1|{self.vault}|{self.type}|{self.id}|{self.revision}".encode()


def fresh_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, content: bytes, label: Label) -> bytes:
    """A box: nonce, ciphertext, tag (RFC 8439)."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, label.associated())


def unseal(key: bytes, box: bytes, label: Label) -> bytes:
    """What is in the box.

    Raises:
        BoxRefused: wrong key or label, or damaged.
    """
    if len(box) <= _NONCE:
        raise BoxRefused
    try:
        return ChaCha20Poly1305(key).decrypt(box[:_NONCE], box[_NONCE:], label.associated())
    except InvalidTag:
        raise BoxRefused from None


def framed(content: bytes) -> bytes:
    """Length, content and zeros up to the next multiple of 512, so that lengths tell little."""
    frame = len(content).to_bytes(_LENGTH, "big") + content
    return frame + bytes(-len(frame) % BLOCK)


def unframed(frame: bytes) -> bytes:
    """The content of a frame.

    Raises:
        BoxRefused: not a frame.
    """
    length = int.from_bytes(frame[:_LENGTH], "big")
    content, padding = frame[_LENGTH : _LENGTH + length], frame[_LENGTH + length :]
    whole = len(content) == length and len(padding) < BLOCK and not any(padding)
    if not frame or len(frame) % BLOCK or not whole:
        raise BoxRefused
    return content
