"""Service managers' key files that open at once: written from the age format, with little work.

The age tools choose 2¹⁸ rounds of scrypt, about a second each time; the format allows 2¹.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from counsellor_desk.vault import manager_key

MANAGER_PASSPHRASE = "five slow otters dive"
_LITTLE_WORK = 4


def _unpadded(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def by_passphrase(content: bytes, passphrase: str, work: int = _LITTLE_WORK) -> bytes:
    """An age v1 file of one chunk for one scrypt recipient."""
    salt, file_key = os.urandom(16), os.urandom(16)
    scrypt = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**work, r=8, p=1)
    body = ChaCha20Poly1305(scrypt.derive(passphrase.encode())).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _unpadded(salt),
        work,
        _unpadded(body),
    )
    code = hmac.digest(HKDF(SHA256(), 32, None, b"header").derive(file_key), header, hashlib.sha256)
    nonce = os.urandom(16)
    key = HKDF(SHA256(), 32, nonce, b"payload").derive(file_key)
    sealed = ChaCha20Poly1305(key).encrypt(bytes(11) + b"\x01", content, None)
    return header + b" " + _unpadded(code) + b"\n" + nonce + sealed


def armoured(raw: bytes) -> bytes:
    """The same as text."""
    text = base64.b64encode(raw).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    whole = ["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""]
    return "\n".join(whole).encode()


@dataclass(frozen=True)
class ManagerFilesOnDisk:
    """Both files of a manager."""

    private: Path
    public: Path
    identity: manager_key.Identity


@cache
def _identity(who: str) -> manager_key.Identity:
    del who
    return manager_key.new_identity()


def made_for(folder: Path, who: str = "Owen Price") -> ManagerFilesOnDisk:
    """The key files of one manager; the same person has the same key all through the run."""
    identity = _identity(who)
    folder.mkdir(parents=True, exist_ok=True)
    private, public = folder / f"{who}.age", folder / f"{who}.cdpublic"
    lines = f"{identity.secret}\n".encode()
    private.write_bytes(by_passphrase(lines, MANAGER_PASSPHRASE))
    public.write_bytes(manager_key.public_file(identity.recipient))
    return ManagerFilesOnDisk(private, public, identity)


def control(content: bytes, passphrase: str) -> bytes:
    """What another implementation reads in it."""
    return bytes(pyrage.passphrase.decrypt(content, passphrase))
