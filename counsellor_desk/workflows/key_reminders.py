"""What the keys ask for: trying the sheet and changing the keys once a year, and shredding.

Everything follows from the audit trail; nothing is kept beside it (security.md 3.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.key_access import Access, a_year_after
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.vault import old_sheets
from counsellor_desk.workflows import keys, unlock
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Who can open the store, and what is due.

    ``try_since``: the sheet should be tried, since that day. ``change_since``: so should the keys
    be changed. ``to_shred``: a sheet was replaced, and nobody has said that it is shredded.
    ``by_manager``: the desk is open with the service manager's key, who changes none of it.
    """

    access: Access
    try_since: date | None
    change_since: date | None
    to_shred: bool
    by_manager: bool

    @property
    def is_anything_due(self) -> bool:
        """Whether there is something to remind of."""
        due = self.to_shred or self.try_since is not None or self.change_since is not None
        return due and not self.by_manager


def look(desk: Desk) -> Keys:
    """Who can open the store now, and what is due today."""
    access, today = keys.access_of(desk), desk.now().date()
    sheet = access.sheet
    try_on = a_year_after((sheet.rehearsed_at or sheet.made_at).date())
    return Keys(
        access=access,
        try_since=try_on if try_on <= today else None,
        change_since=access.keys_due_on if access.keys_due_on <= today else None,
        to_shred=old_sheets.has_one_to_shred(desk.read()),
        by_manager=desk.store.notes_access is NotesAccess.MANAGER,
    )


def shredded(desk: Desk) -> None:
    """Somebody says that every copy of the replaced sheets is shredded.

    Raises:
        KeysAreTheCounsellors: as it says.
        DiskFull, DiskFault: it is not written down.
    """
    unlock.ensure_not_the_manager(desk)
    with desk.store.act(Act.OLD_SHEET_SHREDDED, at=desk.now(), about=desk.store.vault):
        pass
