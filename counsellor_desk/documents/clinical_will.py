"""How to open the records when the counsellor no longer can: a page for whoever has to do it.

It says where things lie and what to do with them; no key and no client stands on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import (
    Block,
    Facts,
    Heading,
    Opening,
    Panel,
    Passage,
)
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates
from counsellor_desk.domain.clinical_will import ClinicalWill
from counsellor_desk.domain.profile import Profile
from counsellor_desk.wording import _


def compose(
    will: ClinicalWill,
    *,
    manager_has_key: bool,
    counsellor: Profile,
    letterhead: Letterhead,
    reference: str,
) -> Composed:
    """The page as a PDF.

    Args:
        will: for whom, and where things lie.
        manager_has_key: whether a service manager's key opens the store, too.
        counsellor: whose records these are.
        letterhead: its case number is empty: the page is about no case.
        reference: which store it is about; the beginning of the store's id.
    """
    name = _("How to open my records")
    sheet = Sheet(letterhead=letterhead, document=name, reference=reference)
    who = list(_who(will, counsellor, letterhead, reference))
    blocks = list(_blocks(will, who, counsellor, manager_has_key=manager_has_key))
    return typeset(blocks, sheet, title=f"{name} {reference}")


def _blocks(
    will: ClinicalWill,
    who: list[tuple[str, str]],
    counsellor: Profile,
    *,
    manager_has_key: bool,
) -> Iterator[Block]:
    for_whom = will.executor.name or _("whoever is asked to do it")
    yield Opening(
        _("How to open my records"),
        _("For {name}, when I have died or can no longer work.").format(name=for_whom),
    )
    yield Panel(tuple(who))
    yield Heading(_("Where things lie"))
    yield Facts(
        tuple(
            (label, place or _("Not written down."))
            for label, place in _places(will, manager_has_key=manager_has_key)
        )
    )
    yield Heading(_("What can be opened, and what never can"))
    for sentence in _opens():
        yield Passage(sentence)
    yield Heading(_("Step by step"))
    for number, sentence in enumerate(_steps(counsellor, manager_has_key=manager_has_key), 1):
        yield Passage(f"{number}.  {sentence}")
    yield Heading(_("Please take care"))
    for sentence in _care():
        yield Passage(sentence)


def _who(
    will: ClinicalWill, counsellor: Profile, letterhead: Letterhead, reference: str
) -> Iterator[tuple[str, str]]:
    yield _("Records of"), counsellor.name
    if will.executor.name:
        yield _("To be opened by"), _told(will.executor.name, will.executor.reach)
    manager = counsellor.service_manager
    if manager.name not in {"", will.executor.name}:
        yield _("Service manager"), _told(manager.name, manager.reach)
    yield _("Made on"), dates.day(letterhead.at)
    yield _("Store"), reference


def _told(name: str, reach: str) -> str:
    return ", ".join(filter(None, (name, reach)))


def _places(will: ClinicalWill, *, manager_has_key: bool) -> Iterator[tuple[str, str]]:
    yield _("The computer"), will.computer
    yield _("The recovery sheet"), will.sheet
    if manager_has_key:
        yield _("The service manager’s key file"), will.manager_key
    yield _("The backups"), will.backups


def _opens() -> Iterator[str]:
    yield _(
        "The recovery sheet opens summaries, forms, agreements, identity cards and the ledger: on "
        "my computer, or with one of the backups on another."
    )
    yield _(
        "It never opens a session note: no paper and no backup holds the keys of notes. What is "
        "essential of them stands in the summaries."
    )


def _steps(counsellor: Profile, *, manager_has_key: bool) -> Iterator[str]:
    yield _(
        "Speak to {organisation} first: the records are theirs to decide about, and they tell you "
        "what is needed."
    ).format(organisation=counsellor.organisation.name)
    yield _(
        "Start Counsellor Desk on my computer and choose “I have forgotten my passphrase”. On "
        "another computer, choose “I have a backup”."
    )
    yield _(
        "Type the seven groups of the recovery sheet; if one is mistyped, it says which. Then "
        "choose a passphrase of your own."
    )
    if manager_has_key:
        yield _(
            "Instead, the service manager can choose “Open with a service manager’s key”, with "
            "their key file and its passphrase."
        )
    yield _(
        "Look at the open cases first, and get in touch with those clients in the way that their "
        "referral says is safe. Then hand the records on as the policy says."
    )


def _care() -> Iterator[str]:
    yield _("Open no more than you need. Each opening is recorded.")
    yield _(
        "Keep this page apart from the recovery sheet: with both, and the computer or a backup, "
        "anybody could read the records."
    )
