"""How the keys of the store are told in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.key_access import Access, ManagerState, OtherOpening, SheetState
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.key_reminders import Keys

Act = Callable[[], object]
_MOST_SHOWN: Final = 8


def sheet(state: SheetState) -> str:
    """Since when the sheet is in force, and when it was last tried."""
    made = _("Made on {day}.").format(day=dates.day(state.made_at.date()))
    if state.rehearsed_at is None:
        tried = _("Never tried since: do you know where it is?")
    else:
        tried = _("Last tried on {day}.").format(day=dates.day(state.rehearsed_at.date()))
    return f"{made} {tried}"


def sheet_pill(found: Keys) -> Pill | None:
    """Whether it should be tried now."""
    return Pill(_("try it"), State.AMBER) if found.try_since is not None else None


def keys_pill(found: Keys) -> Pill:
    """When the keys are to be changed next."""
    day = dates.day(found.access.keys_due_on)
    if found.change_since is not None:
        return Pill(_("due since {day}").format(day=day), State.AMBER)
    return Pill(_("due {day}").format(day=day))


def what_a_manager_opens() -> str:
    """What a key for a service manager is for."""
    return _("It would open summaries, forms and agreements when you cannot, and never a note.")


def manager(state: ManagerState) -> str:
    """Since when somebody is let in, which key it is, and what it opens."""
    told = _("Since {day}, fingerprint {fingerprint}. It opens records, and never a session note.")
    return told.format(day=dates.day(state.since.date()), fingerprint=state.fingerprint)


def only_the_counsellor() -> Card:
    """At a desk that is open with the service manager's key."""
    card = Card(_("What opens these records"))
    card.add(
        Words(
            _(
                "This desk is open with a service manager’s key. Only the counsellor changes who "
                "opens it: passphrase, recovery sheet and keys are theirs."
            )
        )
    )
    return card


def openings_card(access: Access, now: datetime) -> Card:
    """Every opening by something else than the passphrase, the newest first."""
    card = Card(_("Opened without your passphrase"))
    if not access.other_openings:
        card.add(Words(_("Never. Each opening with the sheet or another key is listed here.")))
    shown = access.other_openings[:_MOST_SHOWN]
    card.add(Rows(_opening(each, now) for each in shown))
    if (more := len(access.other_openings) - len(shown)) > 0:
        card.add(Words(n_("And {count} more before that.", "And {count} more before that.", more)))
    return card


def _opening(opening: OtherOpening, now: datetime) -> Row:
    how = (
        _("With the service manager’s key") if opening.by_manager else _("With the recovery sheet")
    )
    return Row(how, below=dates.near_moment(opening.at.astimezone(now.tzinfo), now))
