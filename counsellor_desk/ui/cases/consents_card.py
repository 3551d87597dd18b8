"""The strip of forms of a case: for each client what holds, what waits and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import ConsentState, is_spoken
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.form_acts import FormActs, may_withdraw
from counsellor_desk.ui.form_states import LATE_ICON, MISSING_ICON, icon_of, is_recorded, pill_of
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import icon_button, quiet
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Flow, column, hairline, row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.client_forms import ClientForms
from counsellor_desk.workflows.form_lines import DueForm


@dataclass(frozen=True, kw_only=True)
class Strip:
    """Makes the strip of a case. ``case`` is none where nothing new is begun in it."""

    doors: Doors
    acts: FormActs
    case: CaseId | None
    today: date


def forms_card(clients: Sequence[ClientForms], strip: Strip) -> Card:
    """A line for each client; what is over is behind a button."""
    card = Card(_("Forms"), aside=_begin(strip))
    for number, client in enumerate(clients):
        if number:
            card.add(hairline())
        card.add(_ClientLine(client, strip, named=len(clients) > 1))
    return card


def _begin(strip: Strip) -> QWidget | None:
    if (case := strip.case) is None:
        return None
    begin = partial(strip.doors.begin_form, case, None, None)
    return quiet(_("Begin a form"), begin, icon_name="plus")


class _ClientLine(QWidget):
    """The forms of one client. What is over comes when it is asked for, and stays."""

    def __init__(self, forms: ClientForms, strip: Strip, *, named: bool) -> None:
        super().__init__()
        self._forms, self._strip = forms, strip
        self._flow = Flow(gap=3 * GRID)
        chips = [*_chips(forms, strip)]
        for chip in chips:
            self._flow.addWidget(chip)
        if not chips:
            self._flow.addWidget(standing_back(_("No form yet")))
        self._over = (*forms.records, *forms.ended)
        if self._over:
            self._flow.addWidget(self._show_over_button())
        layout = column(gap=0)
        if named:
            layout.addWidget(standing_back(forms.label, type_=Type.SMALL))
        layout.addLayout(self._flow)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for chip in self.findChildren(_Chip):
            chip.fit(event.size().width())

    def _show_over_button(self) -> QWidget:
        count = len(self._over)
        words = n_("{count} over or on record", "{count} over or on record", count)
        self._more = quiet(words, self._show_over, icon_name="chevron-down")
        self._more.setAccessibleName(
            _("{count} over or on record, {client}").format(count=count, client=self._forms.label)
        )
        return self._more

    def _show_over(self) -> None:
        self._more.hide()
        chips = [_form_chip(line, self._strip) for line in self._over]
        for chip in chips:
            self._flow.addWidget(chip)
            chip.fit(self.width())
        chips[0].button.setFocus(Qt.FocusReason.OtherFocusReason)


def _chips(forms: ClientForms, strip: Strip) -> Iterator[QWidget]:
    """What needs the counsellor first, then what holds, then the noes."""
    for form in forms.missing:
        yield _missing_chip(forms, form, strip)
    for line in (*forms.expiring, *forms.in_force, *forms.on_paper, *forms.in_hand, *forms.refused):
        yield _form_chip(line, strip, late=line.consent.form in forms.late)


class _Chip(QWidget):
    """An icon, a button with the form's title, its state in a word, and perhaps a way out."""

    def __init__(self, icon: IconLabel, button: QWidget, pill: Pill, *ends: QWidget) -> None:
        super().__init__()
        self.button = button
        self._said, self._ends = _in_line(icon, button), _in_line(pill, *ends)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID // 2)
        self._layout.addLayout(self._said)
        self._layout.addLayout(self._ends)

    def fit(self, width: int) -> None:
        """Where the width does not do for both, the state stands below the title."""
        whole = self._said.sizeHint().width() + self._ends.sizeHint().width() + GRID
        directions = QBoxLayout.Direction
        self._layout.setDirection(
            directions.LeftToRight if whole <= width else directions.TopToBottom
        )


def _in_line(*widgets: QWidget) -> QBoxLayout:
    layout = row(gap=GRID // 2)
    for each in widgets:
        layout.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addStretch(1)
    return layout


def _form_chip(line: DueForm, strip: Strip, *, late: bool = False) -> _Chip:
    which = line.consent.id
    button = quiet(line.title, partial(strip.acts.open, which))
    button.setAccessibleName(
        _("{form}, {client}: {state}").format(form=line.title, client=line.client, state=line.told)
    )
    return _Chip(
        IconLabel(*icon_of(line.consent, line.state), 18),
        button,
        _late_pill(line) if late else _pill(line, strip.today),
        *_ways_out(line, strip),
    )


def _pill(line: DueForm, today: date) -> Pill:
    """What holds says until when, where that is near; the rest says its state."""
    if line.state is ConsentState.EXPIRING and not is_recorded(line.consent, line.state):
        ends = dates.near_day(line.consent.ends_on or today, today)
        return Pill(_("ends {when}").format(when=ends), State.AMBER)
    return pill_of(line.consent, line.state, line.told)


def _late_pill(line: DueForm) -> Pill:
    return Pill(_("late: {state}").format(state=line.told), State.AMBER)


def _ways_out(line: DueForm, strip: Strip) -> Iterator[QWidget]:
    """Taking back what holds is one press away; so is renewing what ends."""
    which, facts = line.consent.id, {"form": line.title, "client": line.client}
    leads_on = strip.acts.continue_with(line.consent)
    if line.state is ConsentState.EXPIRING and leads_on is not None:
        name = _("Put in writing") if is_spoken(line.consent) else _("Renew")
        yield icon_button("turn", _("{act}: {form}, {client}").format(act=name, **facts), leads_on)
    if may_withdraw(line.consent, line.state) and line.state is not ConsentState.EXPIRED:
        name = _("Withdraw: {form}, {client}").format(**facts)
        yield icon_button("undo-2", name, partial(strip.acts.withdraw, which))


def _missing_chip(forms: ClientForms, form: FormDefinition, strip: Strip) -> _Chip:
    late = form.id in forms.late
    button = quiet(form.title, partial(_begin_missing, strip, forms.client, form.id))
    button.setEnabled(strip.case is not None)
    button.setAccessibleName(
        _("Begin: {form}, {client}").format(form=form.title, client=forms.label)
    )
    words = _("late") if late else _("missing")
    return _Chip(
        IconLabel(*(LATE_ICON if late else MISSING_ICON), 18),
        button,
        Pill(words, State.AMBER if late else State.NEUTRAL),
    )


def _begin_missing(strip: Strip, client: ClientId, form: str) -> None:
    if strip.case is not None:
        strip.doors.begin_form(strip.case, client, form)
