"""What waits for the counsellor: notes, actions, forms, consents that end, holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counsellor_desk.domain.backups import BackupDue
from counsellor_desk.domain.notes import Age, AgeLimits, NoteLine, NoteState, age
from counsellor_desk.domain.summaries import OpenAction
from counsellor_desk.vault import agreed, cases, consents, notes, settings
from counsellor_desk.workflows import backups, forms_due, holds, key_reminders
from counsellor_desk.workflows.consent import Guide, unfinished
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.forms_due import FormsDue
from counsellor_desk.workflows.holds import HoldLine
from counsellor_desk.workflows.key_reminders import Keys

_AHEAD: Final = timedelta(days=14)
"""How far ahead an agreed action is shown."""


@dataclass(frozen=True, kw_only=True)
class WaitingNote:
    """A note with its age."""

    line: NoteLine
    age: Age


@dataclass(frozen=True, kw_only=True)
class Today:
    """The Today screen. ``freed``: reduced notes whose last hold was lifted.

    ``papers``: notes whose summary is accepted, and whose paper is still to be destroyed.
    ``unfinished``: forms in hand, those on paper aside; ``in_force`` counts consents and
    agreements.
    """

    now: datetime
    name: str
    waiting: tuple[WaitingNote, ...]
    destroying: tuple[NoteLine, ...]
    freed: tuple[NoteLine, ...]
    papers: tuple[WaitingNote, ...]
    actions: tuple[OpenAction, ...]
    unfinished: tuple[Guide, ...]
    in_force: int
    forms: FormsDue
    holds: tuple[HoldLine, ...]
    cases: int
    limits: AgeLimits
    backup: BackupDue
    keys: Keys


@dataclass(frozen=True)
class Strip:
    """The bottom strip: how many notes wait, and since when the oldest does."""

    waiting: int
    oldest: datetime | None


def today(desk: Desk) -> Today:
    """Everything on the Today screen."""
    reader, now, limits = desk.read(), desk.now(), settings.age_limits(desk.read())
    lines = notes.lines(reader)
    due = now.date() + _AHEAD
    return Today(
        now=now,
        name=desk.profile().name,
        waiting=tuple(
            WaitingNote(line=line, age=age(line.session_ended, now, limits))
            for line in lines
            if line.state is NoteState.WAITING and line.note.summary is None
        ),
        papers=tuple(
            WaitingNote(line=line, age=age(line.session_ended, now, limits))
            for line in lines
            if line.note.paper_is_left and not line.held
        ),
        destroying=tuple(line for line in lines if line.state is NoteState.DESTROYING),
        freed=holds.freed(desk),
        actions=tuple(
            found
            for found in agreed.open_actions(reader)
            if found.action.due_on is None or found.action.due_on <= due
        ),
        unfinished=tuple(form for form in unfinished(desk) if form.consent.on_paper_at is None),
        in_force=consents.count_in_force(reader, now.date()),
        forms=forms_due.look(desk),
        holds=holds.lines(desk),
        cases=cases.count(reader),
        limits=limits,
        backup=backups.due(desk),
        keys=key_reminders.look(desk),
    )


def strip(desk: Desk) -> Strip:
    """The figures of the bottom strip."""
    waiting = [line for line in notes.lines(desk.read()) if line.state is NoteState.WAITING]
    ended = [line.session_ended for line in waiting]
    return Strip(len(waiting), min(ended, default=None))
