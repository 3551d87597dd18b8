"""The clinical will: the page "How to open my records", and the list of clients to be told (4.3).

The executor gets the records and never a session note: no key of a note is on paper anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from counsellor_desk.documents.composed import Letterhead
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import CaseLine, CaseStatus
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.clinical_will import (
    ClientToTell,
    ClinicalWill,
    ExecutorMissing,
    tidied,
)
from counsellor_desk.domain.disclosures import Ground
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.profile import Contact
from counsellor_desk.domain.referrals import ContactBy, Referral
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import cases, identity_cards, referrals
from counsellor_desk.vault import clinical_will as wills
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import _
from counsellor_desk.workflows import exit_door
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving

if TYPE_CHECKING:
    from counsellor_desk.documents import clinical_will as will_paper
    from counsellor_desk.documents import contact_list
else:
    will_paper = lazily("counsellor_desk.documents.clinical_will")
    contact_list = lazily("counsellor_desk.documents.contact_list")

_REFERENCE: Final = 6
LISTED: Final = frozenset({Changed.DOCUMENTS, Changed.AUDIT})
"""What printing the list of clients changes."""


@dataclass(frozen=True, kw_only=True)
class WillPage:
    """The will as it is written down, its page as a PDF, and whether a manager has a key.

    ``service_manager``: of the profile, who may well be the executor. ``open_cases``: how many
    cases the list of clients would be about.
    """

    will: ClinicalWill
    pdf: bytes
    manager_has_key: bool
    service_manager: Contact
    open_cases: int


def load(desk: Desk) -> WillPage:
    """What is written down, and the page that it makes."""
    return WillPage(
        will=wills.load(desk.read()),
        pdf=page(desk),
        manager_has_key=_manager_has_key(desk),
        service_manager=desk.profile().service_manager,
        open_cases=len(_open_cases(desk.read())),
    )


def save(desk: Desk, will: ClinicalWill) -> WillPage:
    """Keep it, and show the page that it makes.

    Raises:
        DiskFull, DiskFault: what was written down before stays.
    """
    checked = tidied(will)
    with desk.store.act(Act.CLINICAL_WILL_CHANGED, at=desk.now(), about=desk.store.vault) as tx:
        wills.save(tx, checked)
    return load(desk)


def page(desk: Desk) -> bytes:
    """The page "How to open my records", with the record code of the act that wrote it down."""
    return will_paper.compose(
        wills.load(desk.read()),
        manager_has_key=_manager_has_key(desk),
        counsellor=desk.profile(),
        letterhead=_letterhead(desk, wills.code(desk.read())),
        reference=desk.store.vault[:_REFERENCE],
    ).pdf


def page_to_print(desk: Desk) -> bytes:
    """The page for the printer, with its entry in the trail.

    Raises:
        ExecutorMissing, DiskFull, DiskFault: nothing was printed.
    """
    if not wills.load(desk.read()).executor.name:
        raise ExecutorMissing
    with desk.store.act(Act.CLINICAL_WILL_PRINTED, at=desk.now(), about=desk.store.vault):
        return page(desk)


def list_to_print(desk: Desk) -> bytes:
    """The clients of open cases for the printer; each case has its line in the ledger.

    Raises:
        ExecutorMissing, CharactersMissing, DiskFull, DiskFault: nothing was printed.
    """
    to = wills.load(desk.read()).executor.name
    if not to:
        raise ExecutorMissing
    lines = _open_cases(desk.read())
    clients = tuple(each for line in lines for each in _clients(desk.read(), line))
    return exit_door.list_to_print(
        desk,
        [line.id for line in lines],
        Leaving(
            to=to,
            purpose=_("to tell clients when their counsellor no longer can"),
            ground=Ground.CLINICAL_WILL,
        ),
        Act.CLIENT_LIST_PRINTED,
        lambda code: contact_list.compose(clients, to=to, letterhead=_letterhead(desk, code)),
    )


def _letterhead(desk: Desk, code: str) -> Letterhead:
    return Letterhead(
        organisation=desk.profile().organisation, case_number="", at=desk.now(), record_code=code
    )


def _manager_has_key(desk: Desk) -> bool:
    return desk.store.held.slots.manager is not None


def _open_cases(reader: Reader) -> tuple[CaseLine, ...]:
    return tuple(reversed(cases.lines(reader, status=CaseStatus.OPEN)))


def _clients(reader: Reader, line: CaseLine) -> Iterator[ClientToTell]:
    referral = referrals.load(reader, line.id)
    for card in identity_cards.of_case(reader, line.id):
        yield ClientToTell(
            case_number=line.number,
            name=card.name,
            reach=_reach(card, referral),
            mind=_mind(referral),
        )


def _reach(card: IdentityCard, referral: Referral | None) -> str:
    preferred = referral.contact_by if referral else ContactBy.PHONE
    ways = {
        ContactBy.PHONE: card.phone,
        ContactBy.TEXT: card.phone,
        ContactBy.EMAIL: card.email,
        ContactBy.POST: card.address,
    }
    others = (card.phone, card.email, card.address)
    way = ways[preferred] or next(filter(None, others), "")
    if not way:
        return _("Nothing is on the card.")
    return f"{preferred.label}: {way}" if ways[preferred] else way


def _mind(referral: Referral | None) -> str:
    if referral is None:
        return ""
    message = _("A message may be left.") if referral.may_leave_message else _("Leave no message.")
    return " ".join(filter(None, (message, referral.safe_contact)))
