"""Whether the store fits together: quickly at each opening, as a whole each week (security.md 3.3).

A check comes in steps of a moment each, for the worker to do other things in between. What it finds
is marked in the folder, so that the next opening begins with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeAlias

from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import files, integrity, settings
from counsellor_desk.vault.rows import moment, read_moment
from counsellor_desk.vault.wreck import StoreUnsound, Wreck
from counsellor_desk.workflows.desk import Desk

Step: TypeAlias = integrity.Step
MARK: Final = "damaged"
"""The file that says that a check found the store damaged; it holds nothing."""
_CHECKED: Final = "checked_whole_at"
_WEEK: Final = timedelta(days=7)


def last_checked(desk: Desk) -> datetime | None:
    """When the whole store was last checked and found sound; None: never yet."""
    return read_moment(settings.get(desk.read(), _CHECKED))


def is_due(desk: Desk) -> bool:
    """Whether the whole check is due: a week after the last, or when the clock went back."""
    last = last_checked(desk)
    return last is None or not last <= desk.now() < last + _WEEK


def steps(desk: Desk, *, whole: bool) -> Sequence[Step]:
    """The steps of the quick check, or of the whole one.

    Raises:
        StoreDamaged: not even they can be told. Each step raises the same, or one of its kinds.
    """
    return tuple(integrity.steps(desk.store, whole=whole))


def passed(desk: Desk, *, whole: bool) -> None:
    """Every step was done and found nothing: remember the day of a whole check."""
    say(Happening.STORE_CHECKED, whole=whole)
    if whole:
        unmark(desk.store.held.folder)
        with desk.store.quietly() as tx:
            settings.put(tx, _CHECKED, moment(desk.now()))


def failed(desk: Desk) -> None:
    """A step found damage: have the next opening begin with it."""
    with suppress(DeskError):
        files.write_atomically(_mark(desk), b"")


def unmark(folder: Path) -> None:
    """The store in that folder is sound now.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    if (folder / MARK).is_file():
        files.remove(folder / MARK)


def is_damage(error: DeskError) -> bool:
    """Whether an error of a step says that the store is damaged."""
    return isinstance(error, StoreUnsound)


def ensure_sound(desk: Desk) -> None:
    """The whole check at once, for what must not go on otherwise.

    Raises:
        StoreDamaged: with what can still be read of it.
    """
    try:
        integrity.ensure_sound(desk.store)
    except StoreUnsound as damage:
        failed(desk)
        held = desk.store.held
        slot = held.opened_by.value
        damage.wreck = Wreck(held.folder, held.keys, held.slots, held.kept, held.clock, slot)
        raise
    passed(desk, whole=True)


def ensure_sound_if_marked(desk: Desk) -> None:
    """Where a check found damage before, look again before anybody works on.

    Raises:
        StoreDamaged: with what can still be read of it.
    """
    if _mark(desk).is_file():
        ensure_sound(desk)


def _mark(desk: Desk) -> Path:
    return desk.store.held.folder / MARK
