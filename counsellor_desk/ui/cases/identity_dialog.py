"""The identity cards of a case: opening them is an act that is recorded (policy 3.1, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import Case
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

_OPENED: Final = frozenset({Changed.AUDIT})
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
