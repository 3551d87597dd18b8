"""What a referral asks for: the minimum that opens a case (policy 4.6), and its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.case_numbers import MAX_LENGTH
from counsellor_desk.domain.referrals import CONCERN_LENGTH, ContactBy, Referral, Source
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import Input, LineInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Run, Words, strong
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.intake import NO_CASE

_CHOOSE: Final = N_("Choose…")


class ReferralFields(QWidget):
    """The referral itself. Values go in and out as ``Typed``: what JSON can hold."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._received = DateInput(today)
        self._received.put(today())
        self._source = ChoiceInput([(x.value, x.label) for x in Source], placeholder=_(_CHOOSE))
        self._contact_by = ChoiceInput(
            [(x.value, x.label) for x in ContactBy], placeholder=_(_CHOOSE)
        )
        self._lines = {
            key: LineInput() for key in ("referred_by", "concern", "asked_for", "safe_contact")
        }
        self._ticks = {
            "may_leave_message": Tick(_("A message may be left")),
            "under_18": Tick(_("The client is under 18")),
        }
        self._from = Field("source", _("Who referred"), self._source)
        self._reach = Field(
            "contact_by",
            _("How the client prefers to be reached"),
            self._contact_by,
            help_=_("Ringing somebody tells whoever answers that there is contact."),
        )
        self._lay_out()
        inputs: tuple[Input, ...] = (self._source, self._contact_by, self._received)
        for each in (*inputs, *self._lines.values(), *self._ticks.values()):
            each.changed.connect(self.changed)

    def begin(self) -> None:
        """Put the focus where work begins: the date is there already."""
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> bool:
        """Whether everything is chosen that has to be; if not, it says so at the field."""
        for field, entry in ((self._from, self._source), (self._reach, self._contact_by)):
            if not entry.value():
                field.show_error(_("Please choose one of these."))
                return False
        return True

    def referral(self) -> Referral:
        """What is typed. Ask ``check`` before."""
        return Referral(
            case=NO_CASE,
            received_on=self._received.value() or self._today(),
            source=Source.of(self._source.value()),
            contact_by=ContactBy.of(self._contact_by.value()),
            may_leave_message=self._ticks["may_leave_message"].value(),
            under_18=self._ticks["under_18"].value(),
            **{key: line.value() for key, line in self._lines.items()},
        )

    def typed(self) -> dict[str, Any]:
        """Everything as it stands there, finished or not."""
        received = self._received.value()
        return {
            "received_on": received.isoformat() if received else "",
            "source": self._source.value(),
            "contact_by": self._contact_by.value(),
            **{key: line.value() for key, line in self._lines.items()},
            **{key: tick.value() for key, tick in self._ticks.items()},
        }

    def put(self, typed: Mapping[str, Any]) -> None:
        """The reverse of ``typed``."""
        received = typed["received_on"]
        self._received.put(date.fromisoformat(received) if received else None)
        self._source.put(typed["source"])
        self._contact_by.put(typed["contact_by"])
        for key, line in self._lines.items():
            line.put(typed[key])
        for key, tick in self._ticks.items():
            tick.put(typed[key])

    def _lay_out(self) -> None:
        layout = column(gap=2 * GRID)
        for each in (
            Field("received_on", _("Referral date"), self._received),
            self._from,
            Field(
                "referred_by",
                _("Name of whoever referred"),
                self._lines["referred_by"],
                help_=_("Needed only where you have to get back to them."),
                optional=True,
            ),
            Field(
                "concern",
                _("What the client asks help with"),
                self._lines["concern"],
                help_=_(
                    "One line of up to {count} characters, in the client’s own words if you can."
                ).format(count=CONCERN_LENGTH),
            ),
            Field("asked_for", _("What was asked for"), self._lines["asked_for"], optional=True),
            self._reach,
            self._ticks["may_leave_message"],
            Field(
                "safe_contact",
                _("What to mind when getting in touch"),
                self._lines["safe_contact"],
                help_=_("Such as “weekdays only”, or how you may introduce yourself."),
                optional=True,
            ),
            self._ticks["under_18"],
        ):
            layout.addWidget(each)
        self.setLayout(layout)


class NumberCard(Card):
    """The case number: the next one of the pattern, or the organisation's own, typed in."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Case number"))
        self._told = Words(_("It is allocated when you open the case."))
        self._line = LineInput()
        self._line.setMaxLength(4 * MAX_LENGTH)
        self._line.changed.connect(self.changed)
        self._field = Field(
            "case_number",
            _("The organisation’s own number"),
            self._line,
            help_=_("As it stands in the organisation’s own list. It is checked when you save."),
        )
        self._field.hide()
        self._own = quiet(_("Use the organisation’s own number"), self._type_one)
        self._allocate = quiet(_("Allocate one instead"), self._have_one_allocated)
        self._allocate.hide()
        for each in (self._told, self._field, self._own, self._allocate):
            self.add(each)

    def say_next(self, number: str) -> None:
        """Which number would be allocated now."""
        self._told.say([strong(number), Run("  " + _("is allocated when you open the case."))])

    def value(self) -> str:
        """The number that was typed in; empty: the next one is to be allocated."""
        return "" if self._field.isHidden() else self._line.value()

    def put(self, number: str) -> None:
        """Show a number that was typed in before."""
        if number:
            self._show_line(shown=True)
            self._line.put(number)

    def _type_one(self) -> None:
        self._show_line(shown=True)
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _have_one_allocated(self) -> None:
        self._line.put("")
        self._show_line(shown=False)
        self._own.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_line(self, *, shown: bool) -> None:
        self._field.setVisible(shown)
        self._allocate.setVisible(shown)
        self._told.setVisible(not shown)
        self._own.setVisible(not shown)
        self.changed.emit()
