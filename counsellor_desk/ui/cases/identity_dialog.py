"""The identity cards of a case: opening them is an act that is recorded (policy 3.1, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import Case, Client
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.identity_cards import AgeBand, IdentityCard
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.cases.client_fields import ClientFields
from counsellor_desk.ui.cases.told import told
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import intake
from counsellor_desk.workflows.intake import NO_CLIENT

_OPENED: Final = frozenset({Changed.AUDIT})
_ADDED: Final = frozenset({Changed.CASES, Changed.CARDS, Changed.AUDIT})
_CHANGED: Final = frozenset({Changed.CARDS, Changed.AUDIT})


def open_cards(screen: Screen, parts: Parts, case: Case) -> None:
    """Have the opening recorded, and show the cards."""
    screen.ask(
        lambda _progress: intake.open_cards(parts.desk, case.id),
        lambda cards: IdentityDialog(parts, case, cards).open(),
        changes=_OPENED,
    )


class IdentityDialog(Dialog):
    """Who is behind the case number. Its window title says nothing of it."""

    def __init__(self, parts: Parts, case: Case, cards: Sequence[IdentityCard]) -> None:
        heading = _("Identity cards") if len(cards) > 1 else _("Identity card")
        super().__init__(parts.window, heading, icon_name="id-card")
        self._parts, self._case = parts, case
        self.add(standing_back(_("This opening is recorded.")))
        for card in cards:
            self.add(self._shown(card))
        close = secondary(_("Close"), self.accept)
        self.add_buttons(close)
        close.setFocus()

    def _shown(self, card: IdentityCard) -> QWidget:
        label = self._case.client(card.client).label(of=len(self._case.clients))
        change = secondary(_("Change"), lambda: self._change(card, label), icon_name="pencil")
        change.setAccessibleName(_("Change the card of {client}").format(client=label))
        shown = Card(label, aside=change)
        for fact, words in _facts(card):
            shown.add(told(fact, words, air=GRID // 2))
        return shown

    def _change(self, card: IdentityCard, label: str) -> None:
        self.accept()
        ChangeCard(self._parts, self._case, card, label).open()


class ChangeCard(AskingDialog):
    """Corrects one card."""

    def __init__(self, parts: Parts, case: Case, card: IdentityCard, label: str) -> None:
        super().__init__(parts, _("Change the identity card"), icon_name="id-card")
        self._case, self._card = case, card
        self._fields = ClientFields(lambda: parts.clock.now().date(), parts.messages)
        self._fields.put(card)
        self.add(standing_back(label))
        self.add(self._fields)
        self.offer(_("Save the card"), self._save)
        self._fields.begin()

    def _save(self) -> None:
        changed = self._fields.card(self._card.client)
        self.do(
            lambda _progress: intake.change_card(self.parts.desk, self._case.id, changed),
            lambda _card: self.parts.window.say(_("The identity card is saved.")),
            changes=_CHANGED,
        )


class AddClient(AskingDialog):
    """One more client of a case, with an identity card of their own."""

    def __init__(self, parts: Parts, case: Case) -> None:
        super().__init__(parts, _("Add a client to this case"), icon_name="users")
        self._case = case
        self._fields = ClientFields(lambda: parts.clock.now().date(), parts.messages)
        several = len(case.clients) + 1
        new = Client(id=NO_CLIENT, position=len(case.clients)).label(of=several)
        self.add(standing_back(_told_before(case, new)))
        self.add(self._fields)
        self.offer(_("Add the client"), self._add)
        self._fields.begin()

    def _add(self) -> None:
        card = self._fields.card(NO_CLIENT)
        self.do(
            lambda _progress: intake.add_client(self.parts.desk, self._case.id, card),
            lambda _case: self.parts.window.say(
                _("The client is added. Consents are asked of each client by a form of their own.")
            ),
            changes=_ADDED,
        )


def _told_before(case: Case, new: str) -> str:
    if len(case.clients) == 1:
        first = case.clients[0].label(of=2)
        told = _("Texts without names will call them {new}, and the first client {first}.")
        return told.format(new=new, first=first)
    return _("Texts without names will call them {new}.").format(new=new)


def _facts(card: IdentityCard) -> Iterator[tuple[str, str]]:
    """What is filled in; what is not needed is not shown either."""
    born = dates.day(card.born_on) if card.born_on else ""
    band = "" if card.age_band is AgeBand.UNKNOWN else card.age_band.label
    for label, words in (
        (_("Name"), card.name),
        (_("Other names"), card.also_known_as),
        (_("Telephone"), card.phone),
        (_("E-mail"), card.email),
        (_("Address"), card.address),
        (_("Date of birth"), born),
        (_("Age"), band),
        (_("People around the client"), card.others),
    ):
        if words:
            yield label, words
