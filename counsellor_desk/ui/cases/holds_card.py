"""The holds that are in force on a case."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.domain import dates
from counsellor_desk.domain.held_copies import GROUNDS
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.notes import NoteLine, NoteState
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.cases import CasePage


def holds_card(page: CasePage, acts: Acts) -> Card:
    """What must not be destroyed in this case, and why."""
    put = quiet(_("Put on hold"), acts.set_hold, icon_name="pause")
    card = Card(_("Holds"), aside=put)
    active = [hold for hold in page.holds if hold.active]
    if not active:
        card.add(standing_back(_("Nothing is on hold.")))
    card.add(Rows(_hold_row(hold, page, acts) for hold in active))
    return card


def _hold_row(hold: Hold, page: CasePage, acts: Acts) -> Row:
    lift = secondary(_("Lift…"), lambda: acts.lift(hold))
    lift.setAccessibleName(_("Lift the hold: {basis}").format(basis=hold.basis.label))
    ends = [lift]
    if notes := _to_copy(hold, page):
        copy = quiet(_("Sealed copy…"), lambda: acts.seal_copy(notes))
        copy.setToolTip(_("Make a sealed copy of the note for the service manager"))
        copy.setAccessibleName(_("Sealed copy: {basis}").format(basis=hold.basis.label))
        ends.insert(0, copy)
    due = hold.review_on <= page.today
    review = dates.near_day(hold.review_on, page.today)
    return Row(
        [strong(hold.basis.label)],
        below=" · ".join(_about(hold, page)),
        pill=Pill(
            _("review it now") if due else _("review {when}").format(when=review),
            State.RED if due else State.NEUTRAL,
        ),
        ends=ends,
    )


def _to_copy(hold: Hold, page: CasePage) -> list[NoteLine]:
    """The notes that this hold lets be copied for the service manager."""
    if hold.basis not in GROUNDS:
        return []
    return [
        line
        for line in page.notes
        if hold.reaches(line.note.case, line.note.id) and line.state is NoteState.ON_HOLD
    ]


def _about(hold: Hold, page: CasePage) -> Iterator[str]:
    if hold.note is not None:
        numbers = [n.session_number for n in page.notes if n.note.id == hold.note]
        yield from (_("note of session {number}").format(number=number) for number in numbers)
    elif hold.case is None:
        yield _("the whole store")
    yield hold.reason
