"""The card about the desk's health: only what nothing else on Today reminds of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.health import Finding
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows import health


def health_card(screen: Screen, parts: Parts, found: Sequence[Finding]) -> Card:
    """What is worth a look, the way to the page, and a month of quiet."""

    def quieted(_none: None) -> None:
        parts.window.say(_("Today says nothing of it for a month. The page shows it all the same."))
        parts.health.look(parts.background, parts.desk, parts.hearing, parts.messages)

    def put_off() -> None:
        screen.ask(lambda _progress: health.be_quiet(parts.desk), quieted)

    card, buttons, flow = Card(_("Your desk’s health")), QWidget(), Flow(gap=12)
    card.add(Rows(_row(finding) for finding in found))
    flow.addWidget(secondary(_("See what can be done"), parts.doors.open_health))
    flow.addWidget(quiet(_("Not for a month"), put_off))
    buttons.setLayout(flow)
    card.add(buttons)
    return card


def _row(finding: Finding) -> Row:
    return Row([strong(finding.topic.label)], pill=Pill(finding.state.label, State.AMBER))
