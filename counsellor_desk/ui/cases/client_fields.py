"""What may be asked about a client: the name, and seven things that are off until needed (4.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import identity_cards
from counsellor_desk.domain.identity_cards import AgeBand, IdentityCard
from counsellor_desk.domain.ids import ClientId
from counsellor_desk.errors import InputError
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button, quiet
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import N_, _


@dataclass(frozen=True)
class Asked:
    """A field that is off: what its button says, its label, and why it may be needed."""

    offer: str
    label: str
    needed: str


OPTIONAL: Final[Mapping[str, Asked]] = {
    "also_known_as": Asked(
        N_("Other names"),
        N_("Other names, separated by commas"),
        N_("Needed because summaries are cleared of every name that the client goes by."),
    ),
    "phone": Asked(
        N_("Telephone"),
        N_("Telephone"),
        N_("Needed where you have to be able to ring or text."),
    ),
    "email": Asked(
        N_("E-mail"), N_("E-mail"), N_("Needed where the client prefers to be written to there.")
    ),
    "address": Asked(
        N_("Address"), N_("Address"), N_("Needed only where something is sent by post.")
    ),
    "born_on": Asked(
        N_("Date of birth"),
        N_("Date of birth"),
        N_(
            "Needed for somebody under 18, or where a form asks for it. Otherwise a band is enough."
        ),
    ),
    "age_band": Asked(
        N_("Age"),
        N_("Age, as a band of years"),
        N_("Needed because rules differ for young people, and instead of a date of birth."),
    ),
    "others": Asked(
        N_("People around the client"),
        N_("Names of people around the client, separated by commas"),
        N_("Needed because their names are replaced by roles when notes are reduced."),
    ),
}


class ClientFields(QWidget):
    """One client's identity card as inputs. ``changed`` is sent when anything in it was."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], messages: Messages) -> None:
        super().__init__()
        self._today, self._messages = today, messages
        self._name = LineInput()
        self._inputs: dict[str, LineInput | DateInput | ChoiceInput] = {
            key: self._made(key) for key in OPTIONAL
        }
        self._fields = {
            key: Field(key, _(asked.label), self._inputs[key], help_=_(asked.needed))
            for key, asked in OPTIONAL.items()
        }
        self._offers = {key: self._offer(key) for key in OPTIONAL}
        self._count = standing_back("")
        self._lay_out()
        for each in (self._name, *self._inputs.values()):
            each.changed.connect(self._tell)
        self._tell()

    def card(self, client: ClientId) -> IdentityCard:
        """What is typed, as that client's card."""
        born = self._inputs["born_on"].value()
        band = self._inputs["age_band"].value()
        lines = {
            key: entry.value()
            for key, entry in self._inputs.items()
            if isinstance(entry, LineInput)
        }
        return IdentityCard(
            client=client,
            name=self._name.value(),
            born_on=born if isinstance(born, date) else None,
            age_band=AgeBand.of(str(band)) if band else AgeBand.UNKNOWN,
            **lines,
        )

    def put(self, card: IdentityCard) -> None:
        """Show a card; only the fields that it uses are on."""
        self._name.put(card.name)
        for key, entry in self._inputs.items():
            value = getattr(card, key)
            if isinstance(entry, DateInput):
                entry.put(value)
            else:
                entry.put(value.value if isinstance(value, AgeBand) else value)
            if value not in {"", None, AgeBand.UNKNOWN}:
                self._turn_on(key)

    def check(self) -> bool:
        """Whether it could be saved; if not, it says so at the field."""
        try:
            identity_cards.checked(self.card(ClientId("")), self._today())
        except InputError as error:
            self._messages.tell(error, near=self)
            return False
        return True

    def begin(self) -> None:
        """Put the focus into the name."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        layout = column(gap=2 * GRID)
        layout.addWidget(
            Field(
                "client_name",
                _("Name"),
                self._name,
                help_=_("It stands on the identity card and on the client’s own forms only."),
            )
        )
        offers = Flow()
        for key in OPTIONAL:
            self._fields[key].hide()
            layout.addWidget(self._fields[key])
        for button in self._offers.values():
            offers.addWidget(button)
        layout.addLayout(offers)
        layout.addWidget(self._count)
        self.setLayout(layout)

    def _made(self, key: str) -> LineInput | DateInput | ChoiceInput:
        match key:
            case "born_on":
                return DateInput(self._today)
            case "age_band":
                return ChoiceInput([(band.value, band.label) for band in AgeBand])
            case _:
                return LineInput()

    def _offer(self, key: str) -> Button:
        def turned_on() -> None:
            self._turn_on(key)
            self._inputs[key].setFocus(Qt.FocusReason.OtherFocusReason)

        asked = OPTIONAL[key]
        return quiet(_(asked.offer), turned_on, icon_name="plus", tip=_(asked.needed))

    def _turn_on(self, key: str) -> None:
        self._fields[key].show()
        self._offers[key].hide()

    def _tell(self) -> None:
        filled, there_are = self.card(ClientId("")).used()
        self._count.say(
            _("{filled} of {all} optional fields used").format(filled=filled, all=there_are)
        )
        self.changed.emit()


def typed(card: IdentityCard) -> dict[str, Any]:
    """The card as JSON can hold it, without whose it is."""
    return {
        "name": card.name,
        "also_known_as": card.also_known_as,
        "phone": card.phone,
        "email": card.email,
        "address": card.address,
        "born_on": card.born_on.isoformat() if card.born_on else "",
        "age_band": card.age_band.value,
        "others": card.others,
    }


def from_typed(kept: Mapping[str, Any]) -> IdentityCard:
    """The reverse of ``typed``."""
    lines = {key: kept[key] for key in kept if key not in {"born_on", "age_band"}}
    return IdentityCard(
        client=ClientId(""),
        born_on=date.fromisoformat(kept["born_on"]) if kept["born_on"] else None,
        age_band=AgeBand.of(kept["age_band"]),
        **lines,
    )
