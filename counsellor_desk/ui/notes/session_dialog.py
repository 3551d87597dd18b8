"""When and how a session was held: asked only where what is supposed is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.clock import Clock
from counsellor_desk.domain.sessions import Attendance, Mode, ensure_possible
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.widgets.boxed import ChoiceInput, NumberInput
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dates import DateInput, TimeInput
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field, all_understood
from counsellor_desk.ui.widgets.layouts import Columns
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.sessions import SessionTimes

_LEAST: Final = 190  # px at 100 % text


class SessionTimeMissing(InputError):
    """A session has a day and a time."""

    field = "session_starts"
    happened = N_("The day or the time of the session is missing.")
    next_step = N_("Fill in both.")


class SessionDialog(Dialog):
    """Day, time, length, mode, and whether it took place. ``chosen`` gets what was said."""

    def __init__(
        self,
        parent: QWidget,
        clock: Clock,
        messages: Messages,
        times: SessionTimes,
        chosen: Callable[[SessionTimes], object],
        *,
        about: str = "",
        do: str = "",
    ) -> None:
        """``about``: a sentence above, ``do``: what the button says, where it begins something."""
        super().__init__(parent, _("When and how was the session?"), icon_name="calendar")
        if about:
            self.add(Words(about))
        self._clock, self._messages, self._chosen = clock, messages, chosen
        self._day = DateInput(lambda: clock.now().date())
        self._time = TimeInput()
        self._minutes = NumberInput(5, 480, unit=_("minutes"), step=5)
        self._mode = ChoiceInput([(mode.value, mode.label) for mode in Mode])
        self._attendance = ChoiceInput([(each.value, each.label) for each in Attendance])
        self._lay_out()
        self._put(times)
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(do or _("Use this"), self._use, shortcut="Ctrl+Return"),
        )
        self._day.setFocus()

    def _lay_out(self) -> None:
        when, how = Columns((3, 2), least=_LEAST), Columns((2, 3), least=_LEAST)
        when.add(Field("session_starts", _("Day"), self._day))
        when.add(Field("session_time", _("Began at"), self._time), 1)
        how.add(Field("minutes", _("Length"), self._minutes))
        how.add(Field("mode", _("How"), self._mode), 1)
        self.add(when)
        self.add(how)
        self.add(Field("attendance", _("Did it take place?"), self._attendance))

    def _put(self, times: SessionTimes) -> None:
        self._day.put(times.starts.date())
        self._time.put(times.starts.time())
        self._minutes.put(times.minutes)
        self._mode.put(times.mode.value)
        self._attendance.put(times.attendance.value)

    def _use(self) -> None:
        if not all_understood(self):
            return
        try:
            times = self._times()
        except DeskError as error:
            self._messages.tell(error, near=self)
            return
        self.accept()
        self._chosen(times)

    def _times(self) -> SessionTimes:
        day, began = self._day.value(), self._time.value()
        if day is None or began is None:
            raise SessionTimeMissing
        starts = datetime.combine(day, began).astimezone()
        ensure_possible(starts, self._minutes.value(), self._clock.now())
        return SessionTimes(
            starts=starts,
            minutes=self._minutes.value(),
            mode=Mode.of(self._mode.value()),
            attendance=Attendance.of(self._attendance.value()),
        )
