"""Sealing bytes for somebody outside, in the public age format, which any age tool opens.

For one X25519 recipient, or behind generated words (age-encryption.org/v1; decisions, 'Parts').
Everything happens in memory.
"""

from __future__ import annotations

import pyrage


def for_recipient(content: bytes, recipient: str) -> bytes:
    """An age file that only the key of ``recipient`` (``age1…``) opens.

    Raises:
        ValueError: that is no recipient.
    """
    try:
        known = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as wrong:
        raise ValueError("recipient") from wrong
    return bytes(pyrage.encrypt(content, [known]))


def behind_words(content: bytes, words: str) -> bytes:
    """An age file that these words open. Making it slow to guess takes about a second (scrypt)."""
    return bytes(pyrage.passphrase.encrypt(content, words))
