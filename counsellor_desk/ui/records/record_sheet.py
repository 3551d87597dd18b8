"""The page on which a record is written: the cards, and what they hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import purposes
from counsellor_desk.domain.records import NO_AGREEMENT, Remark, WorkingRecord
from counsellor_desk.ui.records.about_card import AboutCard
from counsellor_desk.ui.records.agreed_card import AgreedCard, Resolve
from counsellor_desk.ui.records.agreement_card import AgreementCard
from counsellor_desk.ui.records.look_card import LookCard
from counsellor_desk.ui.records.parts_card import PartsCard
from counsellor_desk.ui.records.purposes_card import PurposesCard
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.workflows.records import RecordInHand


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What the sheet cannot do by itself. ``foot``: the buttons that Tab comes to after it."""

    today: Callable[[], date]
    begin_form: Callable[[], object]
    resolve: Resolve
    foot: Sequence[QWidget]


class RecordSheet(QWidget):
    """``changed``: something on it did. Only what the chosen purposes ask is shown."""

    changed = Signal()

    def __init__(self, in_hand: RecordInHand, ways: Ways) -> None:
        super().__init__()
        self.purposes, self.parts = PurposesCard(), PartsCard()
        self.about = AboutCard(ways.today)
        self.agreement = AgreementCard(ways.begin_form)
        self.agreed = AgreedCard(in_hand.owners, ways.resolve)
        self.looks = LookCard()
        self._foot = ways.foot
        columns = Columns((4, 3))
        for left in (self.purposes, self.parts, self.agreed):
            columns.add(left)
        for right in (self.about, self.agreement, self.looks):
            columns.add(right, 1)
        columns.fill_up()
        layout = column()
        layout.addWidget(columns)
        self.setLayout(layout)
        self.put(in_hand)
        self.purposes.changed.connect(self._ask)
        for told in (self.purposes, self.parts, self.agreed, self.about, self.agreement):
            told.changed.connect(self.changed)
        self.looks.go_to.connect(self.parts.go_to)
        self.looks.write_instead.connect(self.parts.write_instead)

    def begin(self) -> None:
        """Take the focus: what it is for, or the text where that is known already."""
        stops = self.parts.stops() if self.purposes.value() else []
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(
                0, self, lambda: into_sight(stops[0], 2 * GRID)
            )  # once it has a place
        else:
            self.purposes.begin()

    def put(self, in_hand: RecordInHand) -> None:
        """Show a record in hand."""
        working = in_hand.draft.working
        self.purposes.put(working.purposes)
        self.parts.put(working.parts, working.purposes)
        self.about.put(working, in_hand.author)
        self.agreement.put(in_hand.agreements, working.agreement)
        self.agreed.put(working.actions)
        self._show_asked()

    def offer_agreements(self, in_hand: RecordInHand) -> None:
        """What the record can rest on may be more than before."""
        chosen = self.agreement.value()
        self.agreement.put(
            in_hand.agreements, chosen if chosen.is_chosen else in_hand.draft.working.agreement
        )
        self.order()

    def working(self) -> WorkingRecord:
        """What stands there now."""
        chosen = self.purposes.value()
        return WorkingRecord(
            purposes=chosen,
            about_on=self.about.day(),
            others=self.about.others(),
            others_named=self.about.others_named(),
            parts=self.parts.value(),
            actions=self.agreed.value(),
            agreement=self.agreement.value() if purposes.needs_link(chosen) else NO_AGREEMENT,
        )

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """What to look at again."""
        self.looks.show_remarks(remarks)
        self.order()

    def _ask(self) -> None:
        self.parts.ask(self.purposes.value())
        self._show_asked()

    def order(self) -> None:
        """Tab goes down the left column, then the right, though some of it came later."""
        if any(button.window() is not self.window() for button in self._foot):
            return  # it is still to be put on its page
        cards = (self.purposes, self.parts, self.agreed, self.about, self.agreement, self.looks)
        stops = [stop for card in cards for stop in card.stops()]
        for before, after in pairwise([*stops, *self._foot]):
            QWidget.setTabOrder(before, after)

    def _show_asked(self) -> None:
        chosen = self.purposes.value()
        self.parts.setVisible(bool(chosen))
        self.looks.setVisible(bool(chosen))
        self.agreed.setVisible(purposes.has_actions(chosen))
        self.agreement.setVisible(purposes.needs_link(chosen))
        self.order()
