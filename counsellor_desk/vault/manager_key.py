"""The service manager's key: a private file with a passphrase, a public one to hand over.

Both are the public age format (X25519): any age tool makes and opens them (FORMAT.md 12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyrage

from counsellor_desk.domain.ids import CROCKFORD
from counsellor_desk.domain.passphrases import normal
from counsellor_desk.errors import InputError
from counsellor_desk.vault import age_files
from counsellor_desk.vault.slots import is_recipient
from counsellor_desk.wording import N_

_TITLE: Final = "Counsellor Desk: public key of a service manager"
_MOST_PUBLIC: Final = 1024
_SECRET: Final = re.compile("AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_GROUPS: Final = 4
_WRONG_PASSPHRASE: Final = "Decryption failed"  # noqa: S105 - pyrage's word for it
_ASK_AGAIN: Final = N_("Ask your service manager for the file again, as their program wrote it.")


class NotAPublicKey(InputError):
    """Some other file."""

    field = "public_key_file"
    happened = N_("That file is not the public key of a service manager.")
    next_step = N_("Choose the file whose name ends in “.cdpublic”.")


class PublicKeySlipped(InputError):
    """A character changed on its way."""

    field = "public_key_file"
    happened = N_("That public key was changed on its way: it does not fit its own check.")
    next_step = _ASK_AGAIN


class PrivateKeyInstead(InputError):
    """It must never leave the manager's hands."""

    field = "public_key_file"
    happened = N_("That is the private key of a service manager. Nobody else should have it.")
    next_step = N_("Ask for the public file instead, and delete this copy of the private one.")


class NotAManagerKey(InputError):
    """Some other file, or an age file of another kind."""

    field = "manager_key_file"
    happened = N_("That file is not the private key of a service manager.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_("Choose the file that was made with the public key, ending in “.age”.")


class ManagerKeyDamaged(InputError):
    """The passphrase is right and what it opens is not whole."""

    field = "manager_key_file"
    happened = N_("That key file is damaged.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_("Use another copy of the same file.")


class ManagerKeyTooCostly(InputError):
    """A file that would keep the computer busy for minutes."""

    field = "manager_key_file"
    happened = N_("That key file asks for more work than any that this program makes.")
    safe = N_("It was not opened. The store is closed and unchanged.")
    next_step = N_("Use the file that was made with the public key.")


class WrongManagerPassphrase(InputError):
    """Or the file is damaged just there: nobody can tell."""

    field = "manager_passphrase"
    happened = N_("That passphrase does not open the key file.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_(
        "Check the caps lock and type it again. If you are sure of it, use another copy of the "
        "file."
    )


@dataclass(frozen=True)
class Identity:
    """A key that is open: ``recipient`` is its public half (``age1…``)."""

    recipient: str
    secret: str = field(repr=False)

    def unsealed(self, box: bytes) -> bytes | None:
        """What was sealed for it; None where it was sealed for another, or is damaged."""
        try:
            opened = pyrage.decrypt(box, [pyrage.x25519.Identity.from_str(self.secret)])
        except pyrage.DecryptError:
            return None
        return bytes(opened)


def new_identity() -> Identity:
    """A fresh key."""
    made = pyrage.x25519.Identity.generate()
    return Identity(str(made.to_public()), str(made))


def private_file(identity: Identity, passphrase: str) -> bytes:
    """The private key behind a passphrase, armoured: an age identity file. Takes about a second."""
    lines = f"# public key: {identity.recipient}\n{identity.secret}\n"
    sealed = pyrage.passphrase.encrypt(lines.encode("ascii"), _typed(passphrase), armored=True)
    return bytes(sealed)


def opened(raw: bytes, passphrase: str) -> Identity:
    """The key in a private file.

    Raises:
        NotAManagerKey, ManagerKeyTooCostly: told before any work is done.
        WrongManagerPassphrase, ManagerKeyDamaged: as they say.
    """
    try:
        age_files.ensure_by_passphrase(raw)
    except age_files.TooMuchWork:
        raise ManagerKeyTooCostly from None
    except age_files.NotAnAgeFile:
        raise NotAManagerKey from None
    try:
        lines = pyrage.passphrase.decrypt(raw, _typed(passphrase))
    except pyrage.DecryptError as refused:
        wrong = str(refused) == _WRONG_PASSPHRASE
        raise (WrongManagerPassphrase if wrong else ManagerKeyDamaged) from None
    return _identity(bytes(lines).decode("ascii", "replace"))


def public_file(recipient: str) -> bytes:
    """What the manager hands over: three lines, the last a check over the second."""
    return f"{_TITLE}\n{recipient}\n{fingerprint(recipient)}\n".encode("ascii")


def recipient_in(raw: bytes) -> str:
    """The public key in a public file.

    Raises:
        PrivateKeyInstead, NotAPublicKey, PublicKeySlipped: as they say.
    """
    if b"BEGIN AGE ENCRYPTED FILE" in raw[:_MOST_PUBLIC] or b"AGE-SECRET-KEY" in raw[:_MOST_PUBLIC]:
        raise PrivateKeyInstead
    lines = raw.decode("ascii", "replace").split() if len(raw) <= _MOST_PUBLIC else []
    if lines[:-2] != _TITLE.split():
        raise NotAPublicKey
    recipient, check = lines[-2:]
    if not is_valid(recipient) or fingerprint(recipient) != check:
        raise PublicKeySlipped
    return recipient


def is_valid(recipient: str) -> bool:
    """Whether that is a public key, its own checksum included."""
    if not is_recipient(recipient):
        return False
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        return False
    return True


def fingerprint(recipient: str) -> str:
    """``XXXX-XXXX-XXXX-XXXX``, for two people to compare: 80 bits of SHA-256 of the public key."""
    bits = int.from_bytes(sha256(recipient.encode("ascii")).digest()[:10], "big")
    letters = "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(75, -1, -5))
    return "-".join(letters[at : at + 4] for at in range(0, 4 * _GROUPS, 4))


def sealed_for(recipient: str, content: bytes) -> bytes:
    """An age file that only the holder of the private key opens."""
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient)]))


def read_file(path: Path) -> bytes:
    """A file that somebody chose; a little more than any key has, so that a huge one costs nothing.

    What cannot be read, or is no file, has no bytes.
    """
    try:
        if not path.is_file():  # a pipe would be waited for without end
            return b""
        with path.open("rb") as file:
            return file.read(age_files.MOST_BYTES + 1)
    except OSError:
        return b""


def _identity(lines: str) -> Identity:
    secrets = _SECRET.findall(lines)
    if len(secrets) != 1:
        raise NotAManagerKey
    try:
        public = pyrage.x25519.Identity.from_str(secrets[0]).to_public()
    except pyrage.IdentityError:
        raise ManagerKeyDamaged from None
    return Identity(str(public), secrets[0])


def _typed(passphrase: str) -> str:
    """Normal, with half characters as question marks: age takes whole ones only."""
    return normal(passphrase).encode("utf-8", "replace").decode("utf-8")
