"""Sessions that did not take place: recording one, and looking at one again (policy 4.8)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.sessions import Attendance, Mode, Session
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.cases.second_note import second_note_on_paper, write_second_note
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.dates import DateInput, TimeInput
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field, all_understood
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import sessions
from counsellor_desk.workflows.cases import CasePage
from counsellor_desk.workflows.sessions import SessionTimes

_CHANGES: Final = frozenset({Changed.SESSIONS, Changed.AUDIT})
_MISSED: Final = (Attendance.DID_NOT_ATTEND, Attendance.CANCELLED)


class MissedDialog(AskingDialog):
    """Records a session that was cancelled or missed. It needs no note and no summary."""

    def __init__(self, parts: Parts, page: CasePage) -> None:
        super().__init__(parts, _("Record a missed session"), icon_name="calendar")
        self._case = page.case
        self._what = OptionList([(each.value, each.label) for each in _MISSED])
        self._happened = Field("attendance", _("What happened"), self._what)
        self._day, self._time = DateInput(lambda: page.today), TimeInput()
        self._day.put(page.today)
        self._when = Field("session_starts", _("Day"), self._day)
        self._at = Field("session_time", _("It was to begin at"), self._time)
        self._mode = ChoiceInput([(mode.value, mode.label) for mode in Mode])
        self._mode.put(Mode.IN_PERSON.value)
        self.add(self._happened)
        when = row(gap=2 * GRID)
        when.addWidget(self._when, 3)
        when.addWidget(self._at, 2)
        self.body.addLayout(when)
        self.add(Field("mode", _("How it was to be held"), self._mode))
        self.offer(_("Record it"), self._record)
        self._what.setFocus()

    def _record(self) -> None:
        if not all_understood(self):
            return
        day, began, what = self._day.value(), self._time.value(), self._what.value()
        if not what:
            self._happened.show_error(_("Please choose one of these."))
        elif day is None:
            self._when.show_error(_("Fill in the day."))
        elif began is None:
            self._at.show_error(_("Fill in the time at which it was to begin."))
        else:
            self._ask(datetime.combine(day, began).astimezone(), Attendance.of(what))

    def _ask(self, starts: datetime, attendance: Attendance) -> None:
        times = SessionTimes(starts=starts, mode=Mode.of(self._mode.value()), attendance=attendance)
        self.do(
            lambda _progress: sessions.record_missed(self.parts.desk, self._case.id, times),
            lambda _session: self.parts.window.say(_("Recorded.")),
            changes=_CHANGES,
        )


class SessionDetails(Dialog):
    """A session, and in an open case the ways to one more note about it."""

    def __init__(self, parts: Parts, session: Session, *, may_write: bool) -> None:
        heading = _("Session {number}").format(number=session.number)
        super().__init__(parts.window, heading, icon_name="calendar")
        self.add(Words(f"{dates.local_moment(session.starts)}, {session.mode.label}"))
        self.add(Words(session.attendance.label))
        if may_write:
            write = secondary(_("Write a note about it"), self.accept)
            write.clicked.connect(lambda _on: write_second_note(parts, session.id))
            paper = secondary(_("A note of it is on paper"), self.accept)
            paper.clicked.connect(lambda _on: second_note_on_paper(parts, session.id))
            self.add_buttons(paper, write)
        close = secondary(_("Close"), self.reject)
        self.add_buttons(close)
        close.setFocus()
