"""What a case is: the way to the names, the referral, the status."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.referrals import Referral
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.cases.told import at_left, told
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.cases import CasePage


def names_card(page: CasePage, acts: Acts) -> Card:
    """The way to the identity cards, and to one more of them."""
    card = Card(_("Identity card"))
    card.add(standing_back(_("Names stand here only. Every opening is recorded.")))
    card.add(at_left(secondary(_("Open the identity card"), acts.open_cards, icon_name="id-card")))
    if page.case.status is CaseStatus.OPEN:
        more = quiet(
            _("Add a client"),
            acts.add_client,
            icon_name="users",
            tip=_("For somebody who joins the work later, as a couple or a family"),
        )
        card.add(at_left(more))
    return card


def referral_card(referral: Referral) -> Card:
    """What was known when the case was opened."""
    card = Card(_("Referral"))
    card.add(Rows(told(label, words) for label, words in _facts(referral) if words))
    return card


def status_card(page: CasePage, acts: Acts) -> Card:
    """Where the case stands, and what can be made of it."""
    card = Card(_("Status"), aside=status_pill(page.case.status))
    if said := _SAID.get(page.case.status):
        card.add(standing_back(_(said)))
    for status, words in _NEXT[page.case.status]:
        card.add(at_left(secondary(_(words), partial(acts.change_status, status))))
    return card


def status_pill(status: CaseStatus) -> Pill:
    """The status in words."""
    return Pill(status.label, State.GREEN if status is CaseStatus.OPEN else State.NEUTRAL)


_SAID: Final = {
    CaseStatus.CLOSED: N_("Everything can be read. Open it again to write a note."),
    CaseStatus.DECEASED: N_("Confidentiality goes on. Everything stays as locked as it was."),
    CaseStatus.HANDED_BACK: N_("The records are with the organisation."),
}
_NEXT: Final = {
    CaseStatus.OPEN: (
        (CaseStatus.CLOSED, N_("Close the case…")),
        (CaseStatus.DECEASED, N_("The client has died…")),
    ),
    CaseStatus.CLOSED: (
        (CaseStatus.OPEN, N_("Open it again")),
        (CaseStatus.DECEASED, N_("The client has died…")),
    ),
    CaseStatus.DECEASED: ((CaseStatus.OPEN, N_("That was a mistake: open it again…")),),
    CaseStatus.HANDED_BACK: (),
}


def _facts(referral: Referral) -> Iterator[tuple[str, str]]:
    yield _("Asks help with"), referral.concern
    yield _("Asked for"), referral.asked_for
    who = " · ".join(filter(None, (referral.source.label, referral.referred_by)))
    yield _("Referred by"), who
    yield _("Received"), dates.day(referral.received_on)
    message = _("a message may be left") if referral.may_leave_message else _("leave no message")
    yield _("To be reached by"), f"{referral.contact_by.label}, {message}"
    yield _("To mind"), referral.safe_contact
    yield _("Age"), _("Under 18") if referral.under_18 else ""
