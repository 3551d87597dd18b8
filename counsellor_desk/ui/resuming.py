"""Going back to where the desk was when it was locked, or when the program stopped.

While a screen with something in hand is open, the store remembers the door that leads to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from counsellor_desk.domain.ids import ConsentId, DraftId, NoteId
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.screen import Screen
from counsellor_desk.workflows import unlock
from counsellor_desk.workflows.desk import Desk

_DOOR, _NOTE, _CONSENT, _RECORD, _FORM = "door", "note", "consent", "record", "form"
_NOTES: Final = ("open_note", "reduce")
_OTHERS: Final = ("new_referral",)


def at_note(door: str, note: NoteId) -> dict[str, str]:
    """The place of a note: ``open_note`` or ``reduce``."""
    return {_DOOR: door, _NOTE: note}


def at_form(consent: ConsentId) -> dict[str, str]:
    """The place of a form that is gone through."""
    return {_DOOR: "open_form", _CONSENT: consent}


def at_record(draft: DraftId) -> dict[str, str]:
    """The place of an additional record that is being written."""
    return {_DOOR: "write_record", _RECORD: draft}


def at_wording(form: str) -> dict[str, str]:
    """The place of a form whose wording is being changed."""
    return {_DOOR: "open_wording", _FORM: form}


def remember(screen: Screen, desk: Desk, at: dict[str, str] | None) -> None:
    """Have the store remember this place; ``None``: nowhere in particular."""
    screen.ask(lambda _progress: unlock.remember_place(desk, at))


def resume(doors: Doors, at: dict[str, str] | None) -> None:
    """Go through the door that was remembered; one that is not known is passed over."""
    door = at.get(_DOOR, "") if at else ""
    if at and door in _NOTES and _NOTE in at:
        cast(Callable[[NoteId], object], getattr(doors, door))(NoteId(at[_NOTE]))
    elif at and door == "open_form" and _CONSENT in at:
        doors.open_form(ConsentId(at[_CONSENT]))
    elif at and door == "write_record" and _RECORD in at:
        doors.write_record(DraftId(at[_RECORD]))
    elif at and door == "open_wording" and _FORM in at:
        doors.open_wording(at[_FORM])
    elif door in _OTHERS:
        cast(Callable[[], object], getattr(doors, door))()
