"""The clients of a new case: one, or several who come together (decisions, 'Model')."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.cases import Client
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.ui.cases import client_fields
from counsellor_desk.ui.cases.client_fields import ClientFields
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import icon_button, quiet
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import title
from counsellor_desk.wording import _
from counsellor_desk.workflows.intake import NO_CLIENT


class ClientsCards(QWidget):
    """A card for each client, and the button that adds another."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], messages: Messages) -> None:
        super().__init__()
        self._today, self._messages = today, messages
        self._several = column(gap=2 * GRID)
        self._cards: list[_ClientCard] = []
        self._add = quiet(
            _("Add another client of this case"),
            self._add_another,
            icon_name="users",
            tip=_("For couples and families"),
        )
        layout = column(gap=2 * GRID)
        layout.addLayout(self._several)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        self._one_more()

    def check(self) -> bool:
        """Whether all of them could be saved; if not, it says so at the field."""
        return all(card.fields.check() for card in self._cards)

    def cards(self) -> Sequence[IdentityCard]:
        """What is typed."""
        return [card.fields.card(NO_CLIENT) for card in self._cards]

    def typed(self) -> list[dict[str, Any]]:
        """What is typed, as JSON can hold it."""
        return [client_fields.typed(card) for card in self.cards()]

    def put(self, typed: Sequence[Mapping[str, Any]]) -> None:
        """The reverse of ``typed``."""
        while len(self._cards) < len(typed):
            self._one_more()
        for card, kept in zip(self._cards, typed, strict=True):
            card.fields.put(client_fields.from_typed(kept))

    def _add_another(self) -> None:
        self._one_more().fields.begin()
        self.changed.emit()

    def _one_more(self) -> _ClientCard:
        card = _ClientCard(self._today, self._messages, self._remove)
        card.fields.changed.connect(self.changed)
        self._cards.append(card)
        self._several.addWidget(card)
        self._call_them()
        return card

    def _remove(self, card: _ClientCard) -> None:
        self._cards.remove(card)
        self._several.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._call_them()
        self._cards[-1].fields.begin()
        self.changed.emit()

    def _call_them(self) -> None:
        there_are = len(self._cards)
        for position, card in enumerate(self._cards):
            label = Client(id=NO_CLIENT, position=position).label(of=there_are)
            card.call(label, removable=there_are > 1)


class _ClientCard(Card):
    def __init__(
        self,
        today: Callable[[], date],
        messages: Messages,
        remove: Callable[[_ClientCard], None],
    ) -> None:
        super().__init__()
        self.fields = ClientFields(today, messages)
        self._title = title("")
        self._remove = icon_button("trash-2", _("Remove"), lambda: remove(self))
        top = row(gap=GRID)
        top.addWidget(self._title, 1)
        top.addWidget(self._remove)
        self.body.addLayout(top)
        self.add(self.fields)
        self._remove.hide()

    def call(self, label: str, *, removable: bool) -> None:
        self._title.say(label)
        self._remove.setAccessibleName(_("Remove {client}").format(client=label))
        if self._remove.isHidden() == removable:
            self._remove.setVisible(removable)
