"""What this computer remembers for a vault, outside of the store's folder (FORMAT.md 7).

``Remembered`` is the port: four members, behind which stands the system's keychain
(``keychain.Keychain``) or, where there is none, a folder of files (``key_folder.KeyFolder``).
``Kept`` is the same seen from one vault, with the values read and written.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

from counsellor_desk.errors import NOTHING_LOST, DeskError
from counsellor_desk.vault.boxes import KEY_BYTES
from counsellor_desk.wording import N_

PLACES: Final = (0, 1)
"""Every item has two places, so that a new value is whole before the old one goes."""
_LINK_BYTES: Final = 32


class KeptIn(Enum):
    """Where the secrets of a vault are; part of its key slots and never changed silently."""

    KEYCHAIN = "keychain"
    FOLDER = "folder"


class NotRemembered(DeskError):
    """Base of everything that keeps the keychain or the key folder from answering."""

    safe = NOTHING_LOST
    next_step = N_("Try again. If it does not help, the recovery sheet opens the store.")


class Remembered(Protocol):
    """A place that keeps short ASCII values under names.

    ``settling``: seconds after which a written value can be taken to be on disk, beyond a full
    sync. All three raise ``NotRemembered`` when the place does not answer.
    """

    @property
    def kept_in(self) -> KeptIn:
        """Which kind of place this is."""

    @property
    def settling(self) -> float:
        """Seconds until a written value is safe from a power cut, once everything is flushed."""

    def get(self, name: str) -> str | None:
        """The value, if there is one."""

    def set(self, name: str, value: str) -> None:
        """Write or overwrite it."""

    def delete(self, name: str) -> None:
        """Remove it; a missing one is fine."""


@dataclass(frozen=True)
class Anchor:
    """The newest audit entry that this computer remembers."""

    seq: int
    link: bytes


@dataclass(frozen=True)
class Kept:
    """The values of one vault."""

    place: Remembered = field(repr=False)
    vault: str

    def device(self, item: int) -> bytes | None:
        """The device secret of that item, if it is there."""
        found = _read(self.place.get(self._name(f"device-{item}")))
        return found[1] if found else None

    def has_device(self, item: int) -> bool:
        """Whether anything at all stands under that item."""
        return self.place.get(self._name(f"device-{item}")) is not None

    def keep_device(self, item: int, revision: int, secret: bytes) -> None:
        """Write a device secret."""
        self.place.set(self._name(f"device-{item}"), _value(revision, secret))

    def forget_device(self, item: int) -> None:
        """Remove a device secret."""
        self.place.delete(self._name(f"device-{item}"))

    def share(self, slot: int) -> tuple[int, bytes] | None:
        """Epoch and share one of that slot, if there is one."""
        return _read(self.place.get(self._name(f"share-{slot}")))

    def keep_share(self, slot: int, epoch: int, share: bytes) -> None:
        """Write a share."""
        self.place.set(self._name(f"share-{slot}"), _value(epoch, share))

    def forget_share(self, slot: int) -> None:
        """Remove whatever stands in that slot."""
        self.place.delete(self._name(f"share-{slot}"))

    def has_share(self, slot: int) -> bool:
        """Whether anything at all stands in that slot."""
        return self.place.get(self._name(f"share-{slot}")) is not None

    def anchor(self, slot: int) -> Anchor | None:
        """The anchor of that slot, if there is one."""
        parts = (self.place.get(self._name(f"anchor-{slot}")) or "").split(".")
        if len(parts) != 3 or parts[0] != "1" or not _is_number(parts[1]):
            return None
        try:
            link = bytes.fromhex(parts[2])
        except ValueError:
            return None
        return Anchor(int(parts[1]), link) if len(link) == _LINK_BYTES else None

    def keep_anchor(self, slot: int, anchor: Anchor) -> None:
        """Write an anchor."""
        self.place.set(self._name(f"anchor-{slot}"), f"1.{anchor.seq}.{anchor.link.hex()}")

    def forget_anchor(self, slot: int) -> None:
        """Remove an anchor."""
        self.place.delete(self._name(f"anchor-{slot}"))

    def _name(self, item: str) -> str:
        return f"{self.vault} {item}"


def _value(number: int, secret: bytes) -> str:
    return f"1.{number}.{base64.b64encode(secret).decode('ascii')}"


def _read(value: str | None) -> tuple[int, bytes] | None:
    parts = (value or "").split(".")
    if len(parts) != 3 or parts[0] != "1" or not _is_number(parts[1]):
        return None
    try:
        secret = base64.b64decode(parts[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    return (int(parts[1]), secret) if len(secret) == KEY_BYTES else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
