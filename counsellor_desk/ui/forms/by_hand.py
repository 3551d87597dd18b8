"""Signing on paper: the form as it is filled in, printed with places for ink (forms.md 4.1)."""

from __future__ import annotations

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.copies import LEFT
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent, exit_door
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving


def offer(screen: Screen, parts: Parts, which: ConsentId) -> None:
    """Say what signing on paper means, and print the form for it."""
    Confirmation(
        screen,
        _("Sign on paper instead?"),
        (
            _("The form is printed as it is filled in, with places to sign by hand."),
            _("Here it stays “offered”. Nothing is shared on the ground of it."),
        ),
        do=_("Print the form"),
        then=lambda: parts.printing.offer(
            screen,
            lambda _progress: _printed(parts.desk, which),
            lambda: parts.window.say(_("Sent to the printer, and written into the ledger.")),
            changes=LEFT,
        ),
    ).open()


def _printed(desk: Desk, which: ConsentId) -> bytes:
    document = consent.for_paper(desk, which)
    leaving = Leaving(
        to=_("the client"), purpose=_("to sign on paper"), ground=exit_door.ground_of(document)
    )
    return exit_door.take_to_print(desk, document.id, leaving)
