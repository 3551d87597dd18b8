"""A backup's file written and read, a stretch at a time (FORMAT.md 10).

Reading believes nothing: every byte outside the members has to be the one that writing would have
put there, and every member has to be what the manifest says. Nothing is ever extracted by a name
that the file gives.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final

from counsellor_desk.domain.ids import BackupId
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import backup_layout, backup_manifest, files, slots
from counsellor_desk.vault.backup_layout import HEAD_BYTES, KEYSLOTS, MANIFEST, STORE, Member
from counsellor_desk.vault.backup_manifest import Content, Manifest, NewerManifest, NotAManifest
from counsellor_desk.vault.backup_place import faults_there, settle
from counsellor_desk.vault.phases import Report
from counsellor_desk.vault.slots import NewerKeySlots, NotKeySlots, SlotsFile
from counsellor_desk.wording import N_

_STRETCH: Final = 1_048_576
_UNTOUCHED: Final = N_("Nothing was changed, here or in the file.")


class NotABackup(DeskError):
    """Another kind of file, or one that was made to look like a backup."""

    happened = N_("That file is not a backup of Counsellor Desk.")
    safe = _UNTOUCHED
    next_step = N_("Choose a file whose name ends in “.cdbackup”.")


class BackupDamaged(DeskError):
    """It was one once, or somebody changed it."""

    happened = N_("That backup is damaged: what it holds is not what it says.")
    safe = _UNTOUCHED
    next_step = N_("Use another backup, and keep this one until you have.")


class BackupNewer(DeskError):
    """Half of it could be misunderstood."""

    happened = N_("That backup was made by a newer version of Counsellor Desk.")
    safe = _UNTOUCHED
    next_step = N_("Install the newer version and bring the backup back with that.")


@dataclass(frozen=True)
class Archive:
    """A backup as far as it can be read without a key.

    ``size``: of the whole file. ``store_at``: where its store begins.
    """

    path: Path
    size: int
    manifest: Manifest
    slots: SlotsFile
    store: Member
    store_at: int

    def extract(self, to: Path, report: Report) -> None:
        """Write the store to a new file of ours, to be settled by the caller.

        Raises:
            BackupDamaged, PlaceGone: the backup; ``to`` is to be thrown away.
            DiskFull, DiskFault, FolderNotWritable: this computer's own disk.
        """
        digest, crc, done = sha256(), 0, 0
        with files.written_anew(to) as write:
            for part in self._parts():
                report(done, self.store.size)
                digest.update(part)
                crc = zlib.crc32(part, crc)
                write(part)
                done += len(part)
        if digest.hexdigest() != self.manifest.store.sha256 or crc != self.store.crc:
            raise BackupDamaged

    def _parts(self) -> Iterator[bytes]:
        with faults_there():
            file = self.path.open("rb")
        with file:
            file.seek(self.store_at)
            left = self.store.size
            while left:
                with faults_there():
                    part = file.read(min(left, _STRETCH))
                if not part:
                    raise BackupDamaged
                left -= len(part)
                yield part


def measured(path: Path, report: Report) -> tuple[Content, int]:
    """Size, SHA-256 and CRC-32 of a file of ours.

    Raises:
        DiskFault, FolderNotWritable: this computer's own disk.
    """
    digest, crc, size, whole = sha256(), 0, 0, path.stat().st_size
    for part in files.parts(path, _STRETCH):
        report(size, whole)
        digest.update(part)
        crc = zlib.crc32(part, crc)
        size += len(part)
    return Content(size, digest.hexdigest()), crc


def write(
    path: Path, *, manifest: bytes, keyslots: bytes, store: Path, crc: int, report: Report
) -> int:
    """Fill the empty file ``path`` and have it on its disk; its size.

    Raises:
        NoRoomThere, TooLargeThere, MayNotWriteThere, PlaceGone: that disk.
        DiskFault: this computer's own disk.
    """
    whole = store.stat().st_size
    small = [Member(MANIFEST, len(manifest), zlib.crc32(manifest))]
    small.append(Member(KEYSLOTS, len(keyslots), zlib.crc32(keyslots)))
    large = Member(STORE, whole, crc)
    with faults_there():
        file = path.open("r+b", buffering=0)  # a buffer would fail once more when it is closed
    with file:
        for member, raw in zip(small, (manifest, keyslots), strict=True):
            _put(file, backup_layout.head(member) + raw)
        _put(file, backup_layout.head(large))
        done = 0
        for part in files.parts(store, _STRETCH):
            report(done, whole)
            _put(file, part)
            done += len(part)
        _put(file, backup_layout.tail([*small, large]))
        settle(path, file)
        return file.tell()


def look(path: Path) -> Archive:
    """Read what can be read without a key, however large or hostile the file is.

    Raises:
        NotABackup, BackupDamaged, BackupNewer, PlaceGone, MayNotWriteThere: as they say.
    """
    with faults_there():
        if path.exists() and not path.is_file():
            raise NotABackup
        with path.open("rb") as file:
            return _archive(path, file)


def id_of(path: Path) -> BackupId | None:
    """Which backup lies there; None: nothing, or none that can be read."""
    with suppress(DeskError):
        return look(path).manifest.id
    return None


def _put(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    with faults_there():
        while rest:
            rest = rest[file.write(rest) :]


def _archive(path: Path, file: BinaryIO) -> Archive:
    size = os.fstat(file.fileno()).st_size
    first = _head(file, MANIFEST, NotABackup)
    manifest = _manifest(_content(file, first, backup_manifest.MOST_BYTES))
    second = _head(file, KEYSLOTS, BackupDamaged)
    keyslots = _content(file, second, slots.MOST_BYTES)
    third = _head(file, STORE, BackupDamaged)
    at = file.tell()
    ending = backup_layout.tail([first, second, third])
    if at + third.size + len(ending) != size:
        raise BackupDamaged
    file.seek(at + third.size)
    if file.read(len(ending) + 1) != ending:
        raise BackupDamaged
    found = _slots(keyslots)
    _ensure_agreeing(manifest, found, keyslots, third)
    return Archive(path, size, manifest, found, third, at)


def _head(file: BinaryIO, name: str, otherwise: type[DeskError]) -> Member:
    beginning = file.read(HEAD_BYTES)
    if len(beginning) < HEAD_BYTES:
        raise otherwise
    rest = file.read(backup_layout.rest_of_head(beginning, name))
    member = backup_layout.member_in(beginning + rest, name)
    if member is None:
        raise otherwise
    return member


def _content(file: BinaryIO, member: Member, most: int) -> bytes:
    raw = file.read(member.size) if member.size <= most else b""
    if len(raw) != member.size or zlib.crc32(raw) != member.crc:
        raise BackupDamaged
    return raw


def _manifest(raw: bytes) -> Manifest:
    try:
        return backup_manifest.read(raw)
    except NewerManifest:
        raise BackupNewer from None
    except NotAManifest:
        raise BackupDamaged from None


def _slots(raw: bytes) -> SlotsFile:
    try:
        return slots.read(raw)
    except NewerKeySlots:
        raise BackupNewer from None
    except NotKeySlots:
        raise BackupDamaged from None


def _ensure_agreeing(manifest: Manifest, found: SlotsFile, raw: bytes, store: Member) -> None:
    ours = found.slots
    agreeing = (
        manifest.keyslots == Content(len(raw), sha256(raw).hexdigest())
        and manifest.store.size == store.size
        and manifest.vault == ours.vault
        and manifest.sheet == ours.recovery.revision
        and ours.passphrase is None
    )
    if not agreeing:
        raise BackupDamaged
