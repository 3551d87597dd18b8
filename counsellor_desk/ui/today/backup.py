"""The card that reminds of a backup: after some days without one, never before there is a case."""

from __future__ import annotations

from counsellor_desk.ui import backup_words
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.today import Today


def backup_card(parts: Parts, today: Today) -> Card:
    """How old the last one is, and the way to the next."""
    words, below = _("No backup yet"), _("If this computer is lost, your records are lost with it.")
    if (last := today.backup.last_verified) is not None:
        age = backup_words.age(last, today.now)
        words = _("The last backup was made {age}").format(age=age)
        below = _("What came since then is on this computer only.")
    card = Card(_("Backup"))
    card.add(Row([strong(words)], below=below, pill=Pill(_("due"), State.AMBER)))
    card.add(secondary(_("Make a backup"), parts.doors.open_backups, icon_name="hard-drive"))
    return card
