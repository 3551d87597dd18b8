"""Which schema a store has, and how an older one is brought up (FORMAT.md 5)."""

from __future__ import annotations

from typing import Final

from counsellor_desk.logs import Happening, say
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.migrations import first, fourth, second, third
from counsellor_desk.vault.slot_files import MadeByNewer
from counsellor_desk.vault.transactions import transaction

_STEPS: Final = (
    first.STATEMENTS,
    second.STATEMENTS,
    third.STATEMENTS,
    fourth.STATEMENTS,
)
VERSION: Final = len(_STEPS)


def version_of(connection: Connection) -> int:
    """The schema number of an open store; 0 is an empty one."""
    return int(connection.value("PRAGMA user_version"))


def ensure_known(connection: Connection) -> None:
    """Refuse a store from the future before anything is written.

    Raises:
        MadeByNewer: its schema is higher than ours.
    """
    if version_of(connection) > VERSION:
        raise MadeByNewer


def bring_up(connection: Connection) -> None:
    """Take the steps that are missing, each in a transaction of its own.

    Raises:
        DiskFull, DiskFault: the store stays at the step before.
    """
    for number in range(version_of(connection), VERSION):
        with transaction(connection):
            for statement in _STEPS[number]:
                connection.run(statement)
            connection.run(f"PRAGMA user_version = {number + 1}")
            point(Point.SCHEMA_BEFORE_COMMIT)
        point(Point.SCHEMA_BROUGHT_UP)
        say(Happening.MIGRATED, schema=number + 1)


def statements() -> tuple[str, ...]:
    """All that leads from nothing to the newest schema, in order."""
    return tuple(statement for step in _STEPS for statement in step)
