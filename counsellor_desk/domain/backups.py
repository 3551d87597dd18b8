"""Backups: what is told of one, when the next is due, and what bringing one back did (policy 4.3).

A backup holds the records and never a raw note. Paths are text here: domain knows no disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Final

from counsellor_desk.domain.ids import BackupId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.wording import N_

SUFFIX: Final = "cdbackup"
REMINDER_DAYS: Final = range(1, 61)
USUAL_REMINDER: Final = 7


class GoneReasonMissing(InputError):
    """Somebody will ask where it went."""

    field = "gone_because"
    happened = N_("What became of the backup is missing.")
    next_step = N_("One line is enough: overwritten, shredded, lost.")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a person recognises a desk by. The file of a backup shows these without a key."""

    cases: int = 0
    sessions: int = 0
    summaries: int = 0
    forms: int = 0
    documents: int = 0


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A line of the ledger.

    ``place``: the path it was written to. ``size``: in bytes. ``sheet``: number of the recovery
    sheet that opens it. ``verified_at``: when it was opened again from there, checked and counted.
    """

    id: BackupId
    made_at: datetime
    place: str
    size: int
    counts: Counts
    sheet: int
    verified_at: datetime | None
    record_code: str
    rehearsed_at: datetime | None = None
    gone_at: datetime | None = None
    gone_because: str = ""


@dataclass(frozen=True, kw_only=True)
class BackupDue:
    """``last_verified``: when the newest one was made that is verified and not gone.

    ``days`` have gone by since then; it is due after ``after`` of them. A desk without a case is
    never due.
    """

    last_verified: datetime | None
    days: int | None
    is_due: bool
    after: int = USUAL_REMINDER


class Nearness(Enum):
    """How far from the store a chosen place is."""

    APART = auto()
    SAME_DISK = auto()
    IN_STORE = auto()


@dataclass(frozen=True, kw_only=True)
class Rehearsed:
    """A backup was opened with the sheet, checked and counted: what it holds, and what is here.

    ``other_desk``: both are of another desk than this one.
    """

    made_at: datetime
    counts: Counts
    now: Counts
    other_desk: bool


@dataclass(frozen=True, kw_only=True)
class Moving:
    """``waiting``: notes that do not move. ``refusals``: why the desk cannot be moved now."""

    waiting: tuple[NoteLine, ...]
    refusals: tuple[DeskError, ...]


@dataclass(frozen=True, kw_only=True)
class BackupSeen:
    """What a file tells without a key. Only opening it shows whether that is true.

    ``manager``: a service manager's key opens it, too. ``replaces``: there is something in the
    store's place. ``other_desk``: that is another desk, as far as its key files tell. ``older``: it
    was written to after the backup was made.
    """

    made_at: datetime
    counts: Counts
    size: int
    sheet: int
    manager: bool
    replaces: bool
    other_desk: bool
    older: bool


@dataclass(frozen=True, kw_only=True)
class NoteLeft:
    """A raw note that does not open here afterwards: its key is not on this computer."""

    case_number: str
    session_number: int
    session_on: date


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The desk is as the backup had it.

    ``moved_aside``: where the store of before lies now; empty where there was none. ``notes_kept``:
    raw notes of this computer that came along. ``notes_unknown``: the store of before could not be
    looked into, so that nobody knows whether it had notes.
    """

    made_at: datetime
    counts: Counts
    moved_aside: str
    notes_kept: int
    notes_left: tuple[NoteLeft, ...]
    notes_unknown: bool


def checked_reason(because: str) -> str:
    """Why a backup is gone, tidied.

    Raises:
        GoneReasonMissing: nothing was said.
    """
    reason = one_line(because)
    if not reason:
        raise GoneReasonMissing
    return reason


def due(
    *, last_verified: datetime | None, now: datetime, cases: int, after: int = USUAL_REMINDER
) -> BackupDue:
    """Whether to remind somebody: without any backup as soon as there is a case.

    Nobody knows how old one is that was made tomorrow or later: the clock was wrong, then or now.
    """
    days = None if last_verified is None else max((now - last_verified).days, 0)
    ahead = last_verified is not None and last_verified - now > timedelta(days=1)
    late = days is None or ahead or days >= after
    return BackupDue(
        last_verified=last_verified, days=days, is_due=bool(cases) and late, after=after
    )


def suggested_name(day: date) -> str:
    """A file name that tells a finder nothing but a day."""
    return f"counsellor-desk-{day.isoformat()}.{SUFFIX}"
