"""Bringing records back from a backup, without a desk (security.md 3.9; policy 4.3).

Afterwards the store has no passphrase: open it with the same key (``unlock.unlock_by_recovery``),
and ``unlock.set_passphrase`` gives it one for this computer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.clock import Clock
from counsellor_desk.domain.backups import BackupSeen, Restored
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import backup_opening, key_mending, restoring
from counsellor_desk.vault.phases import Report, silently
from counsellor_desk.vault.slot_files import KeySlotsDamaged, KeySlotsMissing
from counsellor_desk.workflows.place import Place

if TYPE_CHECKING:
    from counsellor_desk.vault import manager_key
else:
    manager_key = lazily("counsellor_desk.vault.manager_key")


def look(place: Place, path: Path) -> BackupSeen:
    """What a file tells without a key, and how it stands to the store that is here.

    Raises:
        As ``vault.restoring.look``.
    """
    return restoring.look(place.folder, path)


def restore(
    place: Place,
    path: Path,
    recovery_key: str,
    *,
    clock: Clock,
    progress: Report = silently,
    confirmed: bool = False,
) -> Restored:
    """Put the records of a backup in the place of what is here, which is moved aside and kept.

    ``confirmed``: the counsellor agreed to an older state, or to another desk. What ``progress``
    raises ends it, and everything is as it was.

    Raises:
        As ``vault.restoring.restore``.
    """
    return restoring.restore(
        place.folder,
        place.remembered(),
        path,
        backup_opening.by_recovery(recovery_key),
        clock=clock,
        report=progress,
        confirmed=confirmed,
    )


def restore_by_manager(
    place: Place,
    path: Path,
    key_file: Path,
    passphrase: str,
    *,
    clock: Clock,
    progress: Report = silently,
    confirmed: bool = False,
) -> Restored:
    """The same with a service manager's key; ``unlock.unlock_by_manager`` opens it afterwards.

    Raises:
        NotAManagerKey, ManagerKeyTooCostly, ManagerKeyDamaged, WrongManagerPassphrase: the file.
        As ``vault.restoring.restore``.
    """
    identity = manager_key.opened(manager_key.read_file(key_file), passphrase)
    return restoring.restore(
        place.folder,
        place.remembered(),
        path,
        backup_opening.by_manager(identity),
        clock=clock,
        report=progress,
        confirmed=confirmed,
    )


def may_mend_keys(damage: DeskError) -> bool:
    """Whether it is the key files that are missing or damaged, so that a backup's would do."""
    return isinstance(damage, KeySlotsMissing | KeySlotsDamaged)


def mend_keys(place: Place, path: Path, recovery_key: str, *, clock: Clock) -> None:
    """Make damaged key files anew out of a backup's; the store itself stays as it is.

    Raises:
        As ``vault.key_mending.mend_keys``.
    """
    key_mending.mend_keys(
        place.folder,
        place.remembered(),
        path,
        backup_opening.by_recovery(recovery_key),
        clock=clock,
    )
