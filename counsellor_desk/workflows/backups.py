"""Backups at an open desk: making, rehearsing, the ledger, the reminder, moving (policy 4.3).

What is without a desk, bringing one back above all, is ``workflows.restoring``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.domain import backups as backup_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.backups import (
    REMINDER_DAYS,
    USUAL_REMINDER,
    Backup,
    BackupDue,
    Moving,
    Nearness,
    Rehearsed,
)
from counsellor_desk.domain.ids import BackupId
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    backup,
    backup_file,
    backup_ledger,
    backup_opening,
    backup_place,
    backup_tables,
    holds,
    notes,
    settings,
)
from counsellor_desk.vault.phases import WHOLE, Phases, Report, silently
from counsellor_desk.workflows.desk import Desk

_REMINDER: Final = "backup_days"


@dataclass(frozen=True, kw_only=True)
class Overview:
    """``last``: the newest that is verified and not gone. ``sheet``: number of the one in force."""

    due: BackupDue
    last: Backup | None
    ledger: tuple[Backup, ...]
    sheet: int


def overview(desk: Desk) -> Overview:
    """All that the screen of backups shows."""
    return Overview(
        due=due(desk),
        last=backup_ledger.newest_verified(desk.read(), desk.now()),
        ledger=ledger(desk),
        sheet=desk.store.held.slots.recovery.revision,
    )


def suggested_name(desk: Desk) -> str:
    """A file name that tells a finder nothing but the day."""
    return backup_rules.suggested_name(desk.now().date())


def nearness(desk: Desk, path: Path) -> Nearness:
    """How far from the store that place is. One that cannot be looked at counts as apart."""
    return backup_place.nearness(desk.store.held.folder, path)


def make(desk: Desk, path: Path, progress: Report = silently, *, replacing: bool = True) -> Backup:
    """A verified backup at ``path``: written, opened again from there, checked and counted.

    ``replacing``: the person was asked about a file of that name, as the system's dialog does. What
    ``progress`` raises ends it, and nothing is left behind.

    Raises:
        As ``vault.backup.make``.
    """
    return backup.make(desk.store, path, at=desk.now(), report=progress, replacing=replacing)


def ledger(desk: Desk) -> tuple[Backup, ...]:
    """Every backup there ever was, the newest first."""
    return backup_ledger.everything(desk.read())


def mark_gone(desk: Desk, which: BackupId, because: str) -> None:
    """A backup is no more: overwritten, shredded, lost.

    Raises:
        GoneReasonMissing: nothing was said.
        KeyError: no such backup.
    """
    reason, now = backup_rules.checked_reason(because), desk.now()
    backup_ledger.load(desk.read(), which)
    with desk.store.act(Act.BACKUP_GONE, at=now, about=which) as tx:
        backup_ledger.mark_gone(tx, which, now, reason)


def rehearse(desk: Desk, path: Path, recovery_key: str, progress: Report = silently) -> Rehearsed:
    """Open a backup with the sheet as if this computer were gone; the copy is removed again.

    Raises:
        NotABackup, BackupDamaged, BackupNewer, PlaceGone: the file.
        RecoveryKeyLength, RecoveryKeyGroupWrong, WrongRecoveryKey: the key.
        DiskFull, DiskFault, FolderNotWritable: this computer's own disk.
    """
    phases, held = Phases(progress), desk.store.held
    archive = backup_file.look(path)
    keys = backup_opening.unwrapped(archive, backup_opening.by_recovery(recovery_key))
    with (
        backup_opening.private_folder(held.folder / backup_place.WORKING) as work,
        backup_opening.opened(archive, keys, work, phases, until=WHOLE) as found,
    ):
        counts = found.counts
    manifest, now = archive.manifest, desk.now()
    if manifest.vault == desk.store.vault:
        with desk.store.act(Act.BACKUP_REHEARSED, at=now, about=manifest.id) as tx:
            backup_ledger.mark_rehearsed(tx, manifest, place=path, size=archive.size, at=now)
    return Rehearsed(
        made_at=manifest.made_at,
        counts=backup_opening.shown(counts),
        now=backup_opening.shown(backup_tables.counted(held.connection)),
        other_desk=manifest.vault != desk.store.vault,
    )


def due(desk: Desk) -> BackupDue:
    """Whether to remind of a backup. Nobody is reminded of an empty desk, or of the demo."""
    reader = desk.read()
    last = backup_ledger.newest_verified(reader, desk.now())
    return backup_rules.due(
        last_verified=last.made_at if last else None,
        now=desk.now(),
        cases=0 if desk.demo else int(reader.value("SELECT count(*) FROM cases")),
        after=reminder_days(desk),
    )


def reminder_days(desk: Desk) -> int:
    """After how many days somebody is reminded; seven unless chosen."""
    return int(settings.get(desk.read(), _REMINDER) or USUAL_REMINDER)


def change_reminder(desk: Desk, days: int) -> None:
    """After how many days somebody is reminded.

    Raises:
        ValueError: not 1 to 60.
    """
    if days not in REMINDER_DAYS:
        raise ValueError("days")
    with desk.store.quietly() as tx:
        settings.put(tx, _REMINDER, days)


def moving(desk: Desk) -> Moving:
    """What stands in the way of moving to another computer: notes do not come along."""
    reader, refusals = desk.read(), []
    try:
        holds.ensure_keys_may_change(reader)
    except DeskError as refusal:
        refusals.append(refusal)
    return Moving(waiting=tuple(notes.lines(reader)), refusals=tuple(refusals))
