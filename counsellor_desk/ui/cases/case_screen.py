"""The page of a case: what waits, where consents stand, what is held, and everything in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.domain.summaries import ActionPoint
from counsellor_desk.ui import finishing, held_copies, paper_ends
from counsellor_desk.ui.beside_new_note import other_ways
from counsellor_desk.ui.cases import status_change
from counsellor_desk.ui.cases.about_cards import names_card, referral_card, status_card
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.cases.before_card import actions_card, last_time_card, open_actions
from counsellor_desk.ui.cases.consents_card import Strip, forms_card
from counsellor_desk.ui.cases.hold_dialogs import HoldDetails, LiftDialog
from counsellor_desk.ui.cases.holds_card import holds_card
from counsellor_desk.ui.cases.identity_dialog import AddClient, open_cards
from counsellor_desk.ui.cases.in_hand_card import in_hand_card
from counsellor_desk.ui.cases.session_dialogs import MissedDialog, SessionDetails
from counsellor_desk.ui.cases.timeline import Ways, entries
from counsellor_desk.ui.cases.timeline_card import Place, TimelineCard
from counsellor_desk.ui.cases.waiting_card import can_reduce, waiting_card
from counsellor_desk.ui.form_acts import FormActs
from counsellor_desk.ui.holding import HoldDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import cases, summaries
from counsellor_desk.workflows.cases import CasePage

_TICKED: Final = frozenset({Changed.ACTIONS, Changed.AUDIT})


class CaseScreen(Screen):
    """A case by its number. Names are behind an act of their own."""

    kinds: ClassVar = frozenset(Changed) - {Changed.PROFILE, Changed.CARDS, Changed.AUDIT}

    def __init__(self, parts: Parts, case: CaseId) -> None:
        super().__init__(parts.background, parts.messages)
        self.case = case
        self._parts = parts
        self._forms = FormActs(self, parts)
        self._been_here = False
        self._timeline: TimelineCard | None = None
        self._page = Page("", back=parts.window.go_back)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: cases.page(self._parts.desk, self.case), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: cases.page(self._parts.desk, self.case), self._show)

    def _arrived(self, page: CasePage) -> None:
        if not self._been_here:  # Qt has put the focus on the way back
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._been_here = True
        self._show(page)
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is self or not self.isAncestorOf(focused)):
            buttons = self.findChildren(Button)
            first = (b for b in buttons if b.property("look") == Look.PRIMARY.value)
            next(first, buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: CasePage) -> None:
        self.case_in_hand = self.case if page.case.status is CaseStatus.OPEN else None
        self._page.heading.say(page.case.number)
        self._page.say_below(_below(page))
        place = self._timeline.place if self._timeline is not None else Place()
        with focus_kept(self):
            emptied(self._page.aside)
            emptied(self._page.body)
            for button in self._buttons(page):
                self._page.aside.addWidget(button)
            self._page.add(forms_card(page.forms, self._strip(page)))
            self._page.add(self._cards(page, place))
            self._page.body.addStretch(1)

    def _cards(self, page: CasePage, place: Place) -> Columns:
        acts = self._acts(page)
        ways = Ways(
            doors=self._parts.doors,
            session=lambda session: SessionDetails(
                self._parts, session, may_write=page.case.status is CaseStatus.OPEN
            ).open(),
            hold=lambda hold: HoldDetails(self._parts, hold).open(),
        )
        columns = Columns((4, 3))
        if page.notes:
            columns.add(waiting_card(page, acts))
        if page.in_hand:
            columns.add(in_hand_card(page, acts))
        if page.summaries:
            columns.add(last_time_card(page, acts))
        if open_actions(page):
            columns.add(actions_card(page, acts))
        self._timeline = TimelineCard(entries(page, ways), place)
        columns.add(self._timeline)
        columns.add(holds_card(page, acts), 1)
        columns.add(names_card(page, acts), 1)
        if page.referral is not None:
            columns.add(referral_card(page.referral), 1)
        columns.add(status_card(page, acts), 1)
        columns.fill_up()
        return columns

    def _strip(self, page: CasePage) -> Strip:
        may_begin = page.case.status is not CaseStatus.HANDED_BACK
        return Strip(
            doors=self._parts.doors,
            acts=self._forms,
            case=self.case if may_begin else None,
            today=page.today,
        )

    def _acts(self, page: CasePage) -> Acts:
        parts = self._parts
        return Acts(
            doors=parts.doors,
            finish=lambda note: finishing.offer(self, parts, [note]),
            end_paper=lambda note: paper_ends.ask(self, parts, note),
            set_hold=lambda: HoldDialog(parts, page.case.id, page.notes).open(),
            lift=lambda hold: LiftDialog(
                parts, hold, lambda freed: finishing.offer(self, parts, freed)
            ).open(),
            seal_copy=lambda notes: held_copies.offer(self, parts, notes),
            open_cards=lambda: open_cards(self, parts, page.case),
            add_client=lambda: AddClient(parts, page.case).open(),
            change_status=lambda status: status_change.ask(self, parts, page.case, status),
            tick_off=self._tick_off,
        )

    def _tick_off(self, action: ActionPoint, done: bool) -> None:  # noqa: FBT001 - the tick's own state
        self.ask(
            lambda _progress: summaries.set_done(self._parts.desk, action.id, done=done),
            lambda _none: self._parts.window.say(
                _("Ticked off. It can be opened again in its summary.")
            ),
            changes=_TICKED,
        )

    def _buttons(self, page: CasePage) -> Iterator[Button]:
        """A closed case takes no notes. Where a note waits, reducing it comes first."""
        if page.case.status is not CaseStatus.HANDED_BACK:
            yield Button(
                _("Add a record"),
                lambda: self._parts.doors.new_record(self.case),
                tip=_("Beside the summaries, for one of five purposes"),
                told_keys="Ctrl+Shift+R",
            )
        if page.case.status is CaseStatus.OPEN:
            waiting = any(map(can_reduce, page.notes))
            doors = self._parts.doors
            yield Button(
                _("Missed session"),
                lambda: MissedDialog(self._parts, page).open(),
                tip=_("Record a session that was missed or cancelled"),
            )
            yield Button(
                _("New session note"),
                lambda: doors.new_note(self.case),
                look=Look.SECONDARY if waiting else Look.PRIMARY,
                told_keys="Ctrl+N",
            )
            yield other_ways(self._parts, self.case)


def _below(page: CasePage) -> str:
    held = sum(session.attendance is Attendance.ATTENDED for session in page.sessions)
    facts = [
        page.case.status.label,
        _("opened {day}").format(day=dates.day(page.case.opened_on)),
        n_("{count} session", "{count} sessions", held),
    ]
    if (clients := len(page.case.clients)) > 1:
        facts.append(n_("{count} client", "{count} clients", clients))
    return " · ".join(facts)
