"""device.key: the second epoch share, in two slots that are overwritten in place (FORMAT.md 6)."""

from __future__ import annotations

import secrets
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from counsellor_desk.vault import files
from counsellor_desk.vault.boxes import KEY_BYTES

NAME: Final = "device.key"
_SLOT_BYTES: Final = 4096
_FILE_BYTES: Final = 2 * _SLOT_BYTES
_MARK: Final = b"CDK1"
_EPOCH_BYTES: Final = 8
_VAULT_BYTES: Final = 26
_FACTS: Final = len(_MARK) + _EPOCH_BYTES + _VAULT_BYTES + KEY_BYTES
_DIGEST_BYTES: Final = 32


@dataclass(frozen=True)
class DeviceKey:
    """The file of one vault."""

    path: Path
    vault: str

    def begin(self) -> None:
        """Make the file with two empty slots, out of reach of Time Machine.

        Raises:
            DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        files.write_atomically(self.path, secrets.token_bytes(_FILE_BYTES))
        if sys.platform == "darwin":
            subprocess.run(["/usr/bin/tmutil", "addexclusion", str(self.path)], check=False)

    def share(self, slot: int) -> tuple[int, bytes] | None:
        """Epoch and share two of that slot; None where it is empty, damaged or missing."""
        try:
            if not self.path.is_file():  # a pipe would be waited for without end
                return None
            with self.path.open("rb") as file:
                raw = file.read(_FILE_BYTES)[slot * _SLOT_BYTES :][:_SLOT_BYTES]
        except OSError:
            return None
        facts, digest = raw[:_FACTS], raw[_FACTS : _FACTS + _DIGEST_BYTES]
        if sha256(facts).digest() != digest or not facts.startswith(_MARK):
            return None
        epoch, rest = facts[len(_MARK) :][:_EPOCH_BYTES], facts[len(_MARK) + _EPOCH_BYTES :]
        if rest[:_VAULT_BYTES] != self.vault.encode("ascii"):
            return None
        return int.from_bytes(epoch, "big"), rest[_VAULT_BYTES:]

    def keep_share(self, slot: int, epoch: int, share: bytes) -> None:
        """Write a share and see it onto the disk.

        Raises:
            DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        facts = _MARK + epoch.to_bytes(_EPOCH_BYTES, "big") + self.vault.encode("ascii") + share
        content = facts + sha256(facts).digest()
        self._write(slot, content + bytes(_SLOT_BYTES - len(content)))

    def erase(self, slot: int) -> None:
        """Overwrite the slot with random bytes and see that onto the disk.

        Raises:
            DiskFull, DiskFault, FolderNotWritable: as they say.
        """
        self._write(slot, secrets.token_bytes(_SLOT_BYTES))

    def _write(self, slot: int, content: bytes) -> None:
        if not self.path.is_file():
            self.begin()
        files.write_in_place(self.path, slot * _SLOT_BYTES, content)
