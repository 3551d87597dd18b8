"""The card about keys: a sheet to be tried or shredded, and the yearly change."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.domain import dates
from counsellor_desk.domain.key_access import Why
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.key_reminders import Keys


def keys_card(parts: Parts, keys: Keys) -> Card:
    """What is due, each with the way to it."""
    card = Card(_("Your keys"))
    card.add(Rows(_rows(parts, keys)))
    return card


def _rows(parts: Parts, keys: Keys) -> Iterator[Row]:
    doors = parts.doors
    if keys.try_since is not None:
        yield Row(
            [strong(_("Try your recovery sheet"))],
            below=_not_tried(keys),
            ends=(secondary(_("Try it"), doors.open_keys),),
        )
    if keys.change_since is not None:
        yield Row(
            [strong(_("Change the keys"))],
            below=_("Due since {day}.").format(day=dates.day(keys.change_since)),
            ends=(secondary(_("Change them"), lambda: doors.change_keys(Why.YEARLY)),),
        )
    if keys.to_shred:
        yield Row(
            [strong(_("Shred the old recovery sheet"))],
            below=_("Once a new backup is made."),
            ends=(secondary(_("See the sheet"), doors.open_keys),),
        )


def _not_tried(keys: Keys) -> str:
    sheet = keys.access.sheet
    last = (sheet.rehearsed_at or sheet.made_at).date()
    return _("Not tried since {day}.").format(day=dates.day(last))
