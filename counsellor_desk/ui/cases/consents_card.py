"""The consents of a case, each in a word and an icon, and forms that can be resumed."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import LIVE_STATES, OPEN_STATES, ConsentState
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.cases.timeline import CONSENT_STATES
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.widgets.buttons import icon_button, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.wording import _
from counsellor_desk.workflows.cases import CasePage, ConsentLine

_ICONS: Final = {
    ConsentState.DRAFT: ("pencil", Ink.SECONDARY),
    ConsentState.OFFERED: ("hand", Ink.SECONDARY),
    ConsentState.SIGNED: ("signature", Ink.AMBER),
    ConsentState.IN_FORCE: ("circle-check", Ink.GREEN),
    ConsentState.EXPIRING: ("clock", Ink.AMBER),
    ConsentState.EXPIRED: ("history", Ink.SECONDARY),
    ConsentState.WITHDRAWN: ("undo-2", Ink.RED),
    ConsentState.SUPERSEDED: ("history", Ink.SECONDARY),
    ConsentState.REFUSED: ("x", Ink.RED),
}
_SHOWN: Final = LIVE_STATES | OPEN_STATES | {ConsentState.SIGNED}
_MOST_ENDED: Final = 2
"""Consents that ended, beside those that count today; all of them stand in the timeline."""


def consents_card(page: CasePage, acts: Acts) -> Card:
    """Where each consent stands today, in a word and an icon."""
    case = page.case
    begin = quiet(_("Begin a form"), lambda: acts.doors.begin_form(case.id, None), icon_name="plus")
    card = Card(_("Consents"), aside=begin)
    shown = [line for line in page.consents if line.state in _SHOWN]
    ended = [line for line in page.consents if line.state not in _SHOWN]
    rows: list[QWidget] = [
        _consent_row(line, acts, page.today) for line in [*shown, *ended[:_MOST_ENDED]]
    ]
    rows += [
        _with_icon(
            "circle-question-mark",
            Ink.SECONDARY,
            Row(page.client_label(client.id), below=_("No form yet")),
        )
        for client in case.clients
        if not any(line.consent.client == client.id for line in page.consents)
    ]
    card.add(Rows(rows))
    return card


def _consent_row(line: ConsentLine, acts: Acts, today: date) -> QWidget:
    consent = line.consent
    if line.state in OPEN_STATES or line.state is ConsentState.SIGNED:
        end = secondary(_("Resume"), lambda: acts.doors.open_form(consent.id))
        end.setAccessibleName(
            _("Resume: {form}, {client}").format(form=line.title, client=line.client)
        )
    else:
        name = _("Open: {form}, {client}").format(form=line.title, client=line.client)
        end = icon_button("chevron-right", name, lambda: acts.doors.open_form(consent.id))
    ends = consent.ends_on
    until = _("until {day}").format(day=dates.near_day(ends, today)) if ends else ""
    below = " · ".join(filter(None, (line.client, until if line.state in LIVE_STATES else "")))
    pill = Pill(line.state.label, CONSENT_STATES[line.state])
    return _with_icon(*_ICONS[line.state], Row(line.title, below=below, pill=pill, ends=[end]))


def _with_icon(name: str, ink: Ink, inner: QWidget) -> QWidget:
    line, layout = QWidget(), row(gap=12)
    layout.addWidget(IconLabel(name, ink, 20), 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addWidget(inner, 1)
    line.setLayout(layout)
    return line
