"""The ledger of backups: which copies of the records there are, and what still opens them."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

from counsellor_desk.domain.backups import Backup, Counts
from counsellor_desk.domain.ids import BackupId
from counsellor_desk.vault import backup_manifest
from counsellor_desk.vault.backup_manifest import Manifest
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment, packed, read_moment
from counsellor_desk.vault.transactions import Reader, Transaction
from counsellor_desk.wording import _

_CLOCKS_DIFFER: Final = timedelta(days=1)


def add(
    tx: Transaction, manifest: Manifest, *, place: Path, size: int, verified_at: datetime
) -> Backup:
    """A backup that was opened and checked at ``place``.

    What the ledger had there may still be: two sticks often have the same name.
    """
    tx.insert(
        "backups",
        id=manifest.id,
        made_at=moment(manifest.made_at),
        place=str(place),
        size=size,
        sha256=sha256(backup_manifest.written(manifest)).hexdigest(),
        counts=packed(asdict(manifest.counts)),
        sheet=manifest.sheet,
        verified_at=moment(verified_at),
        gone_because="",
        record_code=tx.code,
    )
    return load(tx, manifest.id)


def load(reader: Reader, backup: BackupId) -> Backup:
    """The backup.

    Raises:
        KeyError: the ledger does not know it.
    """
    row = reader.row("SELECT * FROM backups WHERE id = ?", backup)
    if row is None:
        raise KeyError("backup")
    return _backup(row)


def everything(reader: Reader) -> tuple[Backup, ...]:
    """Every backup there ever was, the newest first."""
    rows = reader.rows("SELECT * FROM backups ORDER BY made_at DESC, rowid DESC")
    return tuple(map(_backup, rows))


def newest_verified(reader: Reader, now: datetime) -> Backup | None:
    """The newest one that was verified and is not gone.

    One that says it was made later than a day from ``now``, under a clock that was wrong, is the
    last to be taken.
    """
    row = reader.row(
        "SELECT * FROM backups WHERE verified_at IS NOT NULL AND gone_at IS NULL"
        " ORDER BY made_at > ?, made_at DESC, rowid DESC LIMIT 1",
        moment(now + _CLOCKS_DIFFER),
    )
    return _backup(row) if row else None


def mark_gone(tx: Transaction, backup: BackupId, at: datetime, because: str) -> None:
    """It is no more, or nobody can get at it."""
    gone = "UPDATE backups SET gone_at = ?, gone_because = ? WHERE id = ?"
    tx.run(gone, moment(at), because, backup)


def mark_replaced(tx: Transaction, backup: BackupId, at: datetime) -> None:
    """Its file gave way to a newer one; the ledger may not know it, or know it as gone."""
    gone = "UPDATE backups SET gone_at = ?, gone_because = ? WHERE id = ? AND gone_at IS NULL"
    tx.run(gone, moment(at), _("a newer backup took its place"), backup)


def mark_rehearsed(
    tx: Transaction, manifest: Manifest, *, place: Path, size: int, at: datetime
) -> None:
    """It was opened with the recovery sheet; one that the ledger did not know is added."""
    known = tx.value("SELECT count(*) FROM backups WHERE id = ?", manifest.id)
    if not known:
        add(tx, manifest, place=place, size=size, verified_at=at)
    tx.run("UPDATE backups SET rehearsed_at = ? WHERE id = ?", moment(at), manifest.id)


def _backup(row: Row) -> Backup:
    return Backup(
        id=BackupId(row["id"]),
        made_at=datetime.fromisoformat(row["made_at"]),
        place=row["place"],
        size=row["size"],
        counts=Counts(**json.loads(row["counts"])),
        sheet=row["sheet"],
        verified_at=read_moment(row["verified_at"]),
        record_code=row["record_code"],
        rehearsed_at=read_moment(row["rehearsed_at"]),
        gone_at=read_moment(row["gone_at"]),
        gone_because=row["gone_because"],
    )
