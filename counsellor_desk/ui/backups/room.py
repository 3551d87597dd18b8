"""The doors of the backups. They have no place in the rail: Today reminds of them."""

from __future__ import annotations

from counsellor_desk.ui.backups.backups_screen import BackupsScreen
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


def open_backups(parts: Parts) -> None:
    """The last verified backup, and the button that makes the next one."""
    parts.window.show_screen(BackupsScreen(parts))


def offer_backup(parts: Parts) -> None:
    """Let a backup be begun from the command box."""
    parts.window.acts.register(
        Action(
            key="backup",
            words=_("Make a backup"),
            run=parts.doors.open_backups,
            group=_("Begin something new"),
            icon="hard-drive",
        )
    )
