"""Taking a referral: it opens a case, allocates its number and makes identity cards (4.2, 4.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counsellor_desk.domain import case_numbers, identity_cards, referrals
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.case_numbers import Pattern
from counsellor_desk.domain.cases import Case, CaseStatus, Client
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.domain.referrals import Referral
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.vault import cases, ids
from counsellor_desk.vault import identity_cards as cards
from counsellor_desk.vault import referrals as referral_rows
from counsellor_desk.wording import N_
from counsellor_desk.workflows.desk import Desk


class ClientMissing(InputError):
    """A case is about somebody."""

    field = "client_name"
    happened = N_("This referral names no client.")
    next_step = N_("Add the person who is referred. The name is kept on the identity card only.")


class CaseNotOpen(DeskError):
    """Its status changed meanwhile."""

    happened = N_("This case is not open, so nobody can be added to it.")
    next_step = N_("Open the case again first, if the work goes on.")


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """What the referral form says. ``number`` empty: the next one is allocated.

    The ids of ``referral.case`` and of the cards' clients are given here, whatever they say.
    """

    referral: Referral
    cards: Sequence[IdentityCard]
    number: str = ""


NO_CASE = CaseId("")
NO_CLIENT = ClientId("")


def next_number(desk: Desk) -> str:
    """The number that would be allocated now."""
    return cases.next_number(desk.read(), _pattern(desk), desk.now().year)


def take_referral(desk: Desk, new: NewCase) -> Case:
    """Open a case.

    Raises:
        ClientMissing, ClientNameMissing, BirthInFuture: the cards.
        ConcernMissing, ConcernTooLong, ReferralInFuture: the referral.
        CaseNumberMistyped, CaseNumberNotPossible, CaseNumberTaken: the number.
        DiskFull, DiskFault: no case was opened.
    """
    today, pattern = desk.now().date(), _pattern(desk)
    if not new.cards:
        raise ClientMissing
    case = CaseId(ids.new_id())
    made = [
        identity_cards.checked(replace(card, client=ClientId(ids.new_id())), today)
        for card in new.cards
    ]
    referral = referrals.checked(replace(new.referral, case=case), today)
    typed = case_numbers.typed(new.number, pattern) if new.number.strip() else ""
    with desk.store.act(Act.REFERRAL_TAKEN, at=desk.now(), about=case, clients=len(made)) as tx:
        opened = Case(
            id=case,
            number=typed or cases.next_number(tx, pattern, today.year),
            status=CaseStatus.OPEN,
            opened_on=today,
            clients=tuple(
                Client(id=card.client, position=place) for place, card in enumerate(made)
            ),
        )
        cases.add(tx, opened)
        referral_rows.save(tx, referral)
        for card in made:
            cards.save(tx, card)
    return opened


def add_client(desk: Desk, case: CaseId, card: IdentityCard) -> Case:
    """One more client of a case, whose id is given here: somebody who joined the work later.

    Raises:
        KeyError: no such case.
        CaseNotOpen: nobody joins a case that is not worked on.
        ClientNameMissing, BirthInFuture: as they say.
        DiskFull, DiskFault: nobody was added.
    """
    found = cases.load(desk.read(), case)
    if found.status is not CaseStatus.OPEN:
        raise CaseNotOpen
    new = Client(id=ClientId(ids.new_id()), position=len(found.clients))
    checked = identity_cards.checked(replace(card, client=new.id), desk.now().date())
    with desk.store.act(Act.CLIENT_ADDED, at=desk.now(), about=case, client=new.id) as tx:
        cases.add_client(tx, case, new)
        cards.save(tx, checked)
    return cases.load(desk.read(), case)


def open_cards(desk: Desk, case: CaseId) -> tuple[IdentityCard, ...]:
    """Show the identity cards of a case: an act with its entry in the audit trail."""
    with desk.store.act(Act.CARD_OPENED, at=desk.now(), about=case) as tx:
        return cards.of_case(tx, case)


def change_card(desk: Desk, case: CaseId, card: IdentityCard) -> IdentityCard:
    """Correct an identity card.

    Raises:
        ClientNameMissing, BirthInFuture: as they say.
    """
    checked = identity_cards.checked(card, desk.now().date())
    with desk.store.act(Act.CARD_CHANGED, at=desk.now(), about=case, client=card.client) as tx:
        cards.save(tx, checked)
    return checked


def change_status(desk: Desk, case: CaseId, status: CaseStatus) -> None:
    """Close a case, open it again, or say that the client has died."""
    with desk.store.act(
        Act.CASE_STATUS_CHANGED, at=desk.now(), about=case, status=status.value
    ) as tx:
        cases.set_status(tx, case, status)


def _pattern(desk: Desk) -> Pattern:
    return Pattern(desk.profile().organisation.prefix)
