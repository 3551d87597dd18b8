"""The findings about the store itself: backup, recovery sheet, keys, and the whole check."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import BackupDue
from counsellor_desk.domain.health import Finding, State, Topic, Way
from counsellor_desk.domain.key_access import Access
from counsellor_desk.wording import _, n_

CHECKED_FOR: Final = timedelta(days=8)
"""The check is made once a week by itself; a day is forgiven."""


def backup(due: BackupDue) -> Finding:
    """When the newest verified one was made."""
    if due.last_verified is None:
        told = _("There is no verified backup. If this computer is lost, so are your records.")
        if not due.is_due:
            told = _("There is nothing to lose yet, and no backup.")
        return _finding(Topic.BACKUP, told, Way.BACKUPS, good=not due.is_due)
    told = _("The last verified one was made on {day}, {ago}.").format(
        day=dates.day(due.last_verified.date()),
        ago=n_("{count} day ago", "{count} days ago", due.days or 0),
    )
    return _finding(Topic.BACKUP, told, Way.BACKUPS, good=not due.is_due)


def sheet(access: Access, *, try_since: date | None, to_shred: bool) -> Finding:
    """Whether the recovery sheet was tried within a year, and older ones are gone."""
    if to_shred:
        told = _("It was replaced. The old sheet is to be shredded, so that it opens no backup.")
        return _finding(Topic.SHEET, told, Way.KEYS, good=False)
    made, tried = access.sheet.made_at, access.sheet.rehearsed_at
    told = _("Made on {day}, and not tried since.").format(day=dates.day(made.date()))
    if tried is not None:
        told = _("Made on {day}, and tried on {tried}.").format(
            day=dates.day(made.date()), tried=dates.day(tried.date())
        )
    if try_since is not None:
        yearly = _("A sheet should be tried once a year.")
        told = f"{told} {yearly}"
    return _finding(Topic.SHEET, told, Way.KEYS, good=try_since is None)


def keys(access: Access, *, change_since: date | None) -> Finding:
    """Whether the keys were changed within a year."""
    if change_since is not None:
        told = _("The yearly change has been due since {day}: it ends old sheets and backups.")
        return _finding(Topic.KEYS, told.format(day=dates.day(change_since)), Way.KEYS, good=False)
    told = _("In use since {day}. The yearly change is due on {due}.").format(
        day=dates.day(access.keys_changed_at.date()), due=dates.day(access.keys_due_on)
    )
    return _finding(Topic.KEYS, told, Way.KEYS, good=True)


def check(last: datetime | None, now: datetime) -> Finding:
    """When every page and the whole trail were last looked at."""
    if last is None:
        told = _("The whole store has not been checked yet. It is done once a week by itself.")
        return Finding(topic=Topic.CHECK, state=State.UNKNOWN, told=told, way=Way.CHECK)
    told = _("Last checked from end to end on {day}.").format(day=dates.day(last.date()))
    return _finding(Topic.CHECK, told, Way.CHECK, good=now - last <= CHECKED_FOR)


def _finding(topic: Topic, told: str, way: Way, *, good: bool) -> Finding:
    return Finding(topic=topic, state=State.GOOD if good else State.LOOK, told=told, way=way)
