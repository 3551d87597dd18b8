"""What a person reads of a backup: how old it is, what it holds, how large it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from counsellor_desk.domain.backups import BackupDue, Counts
from counsellor_desk.wording import _, n_

_KIB: Final = 1024


def age(made_at: datetime, now: datetime) -> str:
    """``today``, ``yesterday``, ``3 days ago``; both moments of one place."""
    days = (now.date() - made_at.astimezone(now.tzinfo).date()).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return n_("{count} day ago", "{count} days ago", days)


def in_the_strip(due: BackupDue, now: datetime) -> str:
    """``Backup: 3 days ago``, for the foot of the window."""
    if due.last_verified is None:
        return _("No backup yet")
    return _("Backup: {age}").format(age=age(due.last_verified, now))


def counted(counts: Counts) -> str:
    """``12 cases, 40 summaries, 7 sealed documents``."""
    return _("{cases}, {summaries}, {documents}").format(
        cases=n_("{count} case", "{count} cases", counts.cases),
        summaries=n_("{count} summary", "{count} summaries", counts.summaries),
        documents=n_("{count} sealed document", "{count} sealed documents", counts.documents),
    )


def folder(place: str) -> str:
    """The folder of a backup: its name says little beyond the day."""
    return str(Path(place).parent)


def size(octets: int) -> str:
    """``340 KB``, ``3.2 MB``."""
    if octets < _KIB * _KIB:
        return _("{size} KB").format(size=max(1, round(octets / _KIB)))
    return _("{size} MB").format(size=f"{octets / _KIB / _KIB:.1f}")
