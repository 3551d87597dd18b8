"""An additional record as it is read: its parts, and the form or agreement that it rests on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.purposes import Heading, needs_link
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import icon_button
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Column
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows.records import AgreementLine


def record_card(record: AdditionalRecord) -> Card:
    """The parts in the order in which they are read."""
    card, text = Card(), Column(gap=3 * GRID)
    for heading, words in record.parts.items():
        text.add(_part(heading, words))
    card.add(text)
    return card


def rests_on_card(
    record: AdditionalRecord, found: AgreementLine | None, go: Callable[[AgreementLine], object]
) -> Card | None:
    """What the record rests on; None where it needs nothing and names nothing."""
    if not (record.agreement.is_chosen or needs_link(record.purposes)):
        return None
    card = Card(_("Rests on"))
    if found is None:
        card.add(standing_back(_("What it rests on is not in this store any more.")))
        return card
    look = icon_button(
        "chevron-right", _("Open: {form}").format(form=found.title), lambda: go(found)
    )
    card.add(Rows([Row(found.title, below=found.detail, ends=[look])]))
    return card


def _part(heading: Heading, words: str) -> QWidget:
    part, layout = QWidget(), column(gap=GRID // 2)
    layout.addWidget(Words(heading.label, weight=Weight.DemiBold))
    if heading is Heading.VIEW:
        layout.addWidget(standing_back(_("A view of the counsellor’s, not a fact.")))
    layout.addWidget(Words(words))
    part.setLayout(layout)
    return part
