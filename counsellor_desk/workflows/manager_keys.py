"""Making a key for a service manager: on their own computer, without any store."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.domain import passphrases
from counsellor_desk.errors import InputError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import files
from counsellor_desk.wording import N_

if TYPE_CHECKING:
    from counsellor_desk.vault import manager_key
else:
    manager_key = lazily("counsellor_desk.vault.manager_key")


@dataclass(frozen=True, kw_only=True)
class ManagerFiles:
    """Where both files lie. ``fingerprint``: for the manager and the counsellor to compare."""

    private: Path
    public: Path
    fingerprint: str


def make_manager_key(folder: Path, passphrase: str, again: str) -> ManagerFiles:
    """Two files in ``folder``: the private key, behind the passphrase, and the public one.

    Raises:
        PassphraseTooShort, PassphraseTooLong, PassphrasesDiffer: the passphrase.
        DiskFull, DiskFault, FolderNotWritable, FolderMissing: no key was made.
    """
    normal = passphrases.checked(passphrase, again)
    identity = manager_key.new_identity()
    fingerprint = manager_key.fingerprint(identity.recipient)
    name = f"counsellor-desk-manager-{fingerprint[:4]}"
    made = ManagerFiles(
        private=folder / f"{name}.age", public=folder / f"{name}.cdpublic", fingerprint=fingerprint
    )
    with ExitStack() as undo:
        files.write_where_chosen(made.public, manager_key.public_file(identity.recipient))
        undo.callback(files.remove, made.public)
        files.write_where_chosen(made.private, manager_key.private_file(identity, normal))
        undo.pop_all()
    return made


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """A public key that was handed over, not let in yet."""

    recipient: str
    fingerprint: str


class KeyFileChanged(InputError):
    """Another key than the one whose fingerprint was compared."""

    field = "public_key_file"
    happened = N_("There is another key in that file now than the one that you compared.")
    safe = N_("Nobody was let in.")
    next_step = N_("Choose the file again, and compare its fingerprint.")


def look_at_public(path: Path, *, compared: str = "") -> PublicKey:
    """The key in a file, for its fingerprint to be compared before anybody is let in.

    ``compared``: the fingerprint, once it was.

    Raises:
        PrivateKeyInstead, NotAPublicKey, PublicKeySlipped: as they say.
        KeyFileChanged: it has another fingerprint.
    """
    recipient = manager_key.recipient_in(manager_key.read_file(path))
    fingerprint = manager_key.fingerprint(recipient)
    if compared not in {"", fingerprint}:
        raise KeyFileChanged
    return PublicKey(recipient=recipient, fingerprint=fingerprint)
