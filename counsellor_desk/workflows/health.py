"""Whether this desk is in good health: what the computer around it is like, and what is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from counsellor_desk.domain import health, health_of_store
from counsellor_desk.domain.health import Finding, Health
from counsellor_desk.domain.surroundings import Surroundings
from counsellor_desk.vault import settings
from counsellor_desk.vault.surroundings import looking
from counsellor_desk.workflows import backups, checks, key_reminders
from counsellor_desk.workflows.desk import Desk

QUIET_DAYS: Final = 30
"""For so long Today does not remind once that was put off."""
_QUIET: Final = "health_quiet_until"
LookAround = Callable[[Path], Surroundings]


@dataclass(frozen=True)
class Heard:
    """What makes the desk lock, and what this computer does not tell of: words for a person."""

    heard: tuple[str, ...] = ()
    not_heard: tuple[str, ...] = ()


def look_around(folder: Path) -> Surroundings:
    """What can be seen of the computer around a folder; takes a few seconds at most."""
    return looking.look(folder)


def look(desk: Desk, heard: Heard, around: LookAround = look_around) -> Health:
    """Everything that the page shows, what is worth a look first."""
    seen = around(desk.store.held.folder)
    found = (
        *health.of_computer(seen),
        health.secrets(seen.system, in_folder=desk.keys_in_folder),
        health.locking(heard.heard, heard.not_heard),
        *_of_store(desk),
    )
    quiet = settings.get(desk.read(), _QUIET)
    return Health(
        system=seen.system,
        findings=tuple(sorted(found, key=lambda each: _ORDER.index(each.state))),
        looked_at=desk.now(),
        quiet_until=date.fromisoformat(quiet) if quiet else None,
    )


def be_quiet(desk: Desk) -> None:
    """Have Today say nothing about it for a month. The page shows it all the same.

    Raises:
        DiskFull, DiskFault: it is not kept.
    """
    until = desk.now().date() + timedelta(days=QUIET_DAYS)
    with desk.store.quietly() as tx:
        settings.put(tx, _QUIET, until.isoformat())


def disk_in_words(desk: Desk, around: LookAround = look_around) -> str:
    """Whether this computer's disk is encrypted, as the limits of the promises name it."""
    return health.disk_in_words(around(desk.store.held.folder).disk)


_ORDER: Final = [health.State.LOOK, health.State.UNKNOWN, health.State.GOOD]


def _of_store(desk: Desk) -> tuple[Finding, ...]:
    keys = key_reminders.look(desk)
    return (
        health_of_store.backup(backups.due(desk)),
        health_of_store.sheet(keys.access, try_since=keys.try_since, to_shred=keys.to_shred),
        health_of_store.keys(keys.access, change_since=keys.change_since),
        health_of_store.check(checks.last_checked(desk), desk.now()),
    )
