"""What can be done with a form from wherever it is listed: the same act, in one click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.consent import (
    LIVE_STATES,
    Consent,
    ConsentState,
    can_be_withdrawn,
    is_spoken,
)
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.ui import adding_later, reviewing, withdrawing
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent_register, forms_due, withdrawals
from counsellor_desk.workflows.consent import Guide

BEGUN: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})
_RENEWABLE: Final = LIVE_STATES | {
    ConsentState.EXPIRED,
    ConsentState.WITHDRAWN,
    ConsentState.REFUSED,
}


def may_withdraw(consent: Consent, state: ConsentState) -> bool:
    """Whether the client can take it back now: a yes that holds, or was used and has ended."""
    was_used = state is ConsentState.EXPIRED and consent.used_at is not None
    return (state in LIVE_STATES or was_used) and can_be_withdrawn(consent)


def may_renew(consent: Consent, state: ConsentState) -> bool:
    """Whether the client can be asked for it once more; a record is no question."""
    return state in _RENEWABLE and consent.outcome is not Outcome.RECORDED


class FormActs:
    """Acts on forms, asked for by ``screen``."""

    def __init__(self, screen: Screen, parts: Parts) -> None:
        self._screen, self._parts = screen, parts

    def open(self, which: ConsentId) -> None:
        """Go to the form: where it was left, or as it stands on record."""
        self._parts.doors.open_form(which)

    def print_to_sign(self, which: ConsentId) -> None:
        """Print a form in hand, to be signed by hand."""
        PaperOut(self._screen, self._parts).to_sign(which)

    def renew(self, which: ConsentId) -> None:
        """Go through the same form once more; the old one stands until the new one is sealed."""

        def begun(guide: Guide) -> None:
            self.open(guide.consent.id)
            self._parts.window.say(
                _("What can be carried over stands there. The rest is asked anew.")
            )

        self._begin(lambda: consent_register.renew(self._parts.desk, which), begun)

    def continue_with(self, consent: Consent) -> Callable[[], None] | None:
        """What leads on from a form that ends soon: its renewal, or the written form at last."""
        if is_spoken(consent):
            return partial(self.write_at_last, consent.id, forms_due.written_as(consent))
        if may_renew(consent, ConsentState.EXPIRING):
            return partial(self.renew, consent.id)
        return None

    def write_at_last(self, which: ConsentId, form: str) -> None:
        """Go through the written form of a yes that was said aloud."""
        self._begin(
            lambda: consent_register.follow_up(self._parts.desk, which, form), self._open_begun
        )

    def write_down(self, which: ConsentId) -> None:
        """Write a withdrawal down on a form."""
        self._begin(lambda: withdrawals.write_down(self._parts.desk, which), self._open_begun)

    def withdraw(self, which: ConsentId) -> None:
        """Take a yes back; where something has gone out, go on to whom to tell."""
        withdrawing.offer(self._screen, self._parts, which)

    def review(self, which: ConsentId) -> None:
        """Look at it together: leave it as it is, ask anew, or take it back."""
        reviewing.offer(self._screen, self._parts, which, renew=self.renew, withdraw=self.withdraw)

    def fill_in(self, which: ConsentId) -> None:
        """Say beside the sealed form what has happened since."""
        adding_later.offer(self._screen, self._parts, which)

    def use_up(self, which: ConsentId) -> None:
        """Say that what it was for, once, has been done: it ends with that."""
        Confirmation(
            self._screen,
            _("It has been done"),
            [
                _("This yes was for once. When it has been used it ends, and stays on record."),
                _("This cannot be taken back: for another time, ask the client again."),
            ],
            do=_("It has been done"),
            then=lambda: self._screen.ask(
                lambda _progress: consent_register.used_up(self._parts.desk, which),
                lambda _page: self._parts.window.say(_("Used. It stays on record.")),
                changes=BEGUN,
            ),
        ).open()

    def _open_begun(self, guide: Guide) -> None:
        self.open(guide.consent.id)

    def _begin(self, act: Callable[[], Guide], then: Callable[[Guide], object]) -> None:
        self._screen.ask(lambda _progress: act(), then, changes=BEGUN)
