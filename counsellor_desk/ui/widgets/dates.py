"""Dates and times: typed as people write them, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.calendar_popup import CalendarPopup
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.typed import date_in, shown_date, shown_time, time_in
from counsellor_desk.wording import N_, _

_NOT_A_DAY: Final = N_("That is not a day. Write it as day/month/year, such as 6/12/2026.")
_NOT_A_TIME: Final = N_("That is not a time. Write it such as 15:00.")


class DateInput(PrivateLine):
    """A day. Down opens the calendar; what is typed is put in order when the field is left."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("field", parent)
        self._today = today
        self.setPlaceholderText(_("day/month/year"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pick = Button(
            _("Pick from a calendar"),
            self.open_calendar,
            look=Look.ICON,
            icon_name="calendar",
            told_keys="Down",
            parent=self,
        )
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        """The day, or nothing where none, or none that is understood, is typed."""
        return date_in(self.text(), self._today())

    def put(self, day: date | None) -> None:
        """Show ``day``."""
        self.setText(shown_date(day) if day else "")

    def complaint(self) -> str:
        """What to say where the words are not a day."""
        return _(_NOT_A_DAY) if self.text().strip() and self.value() is None else ""

    def open_calendar(self) -> None:
        """Show a month to pick from, below the field."""
        calendar = CalendarPopup(self, self.value() or self._today())
        calendar.picked.connect(self._take)
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + GRID // 2)))
        calendar.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._pick.sizeHint().width()
        self._pick.setGeometry(self.width() - side, 0, side, self.height())
        self.setTextMargins(0, 0, side - GRID, 0)

    def _take(self, day: date) -> None:
        self.put(day)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.editingFinished.emit()

    def _tidy(self) -> None:
        if (day := self.value()) is not None:
            self.put(day)


class TimeInput(PrivateLine):
    """A time of day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("field", parent)
        self.setPlaceholderText(_("hours:minutes"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._tidy)

    def value(self) -> time | None:
        """The time, or nothing where none, or none that is understood, is typed."""
        return time_in(self.text())

    def put(self, moment: time | None) -> None:
        """Show ``moment``."""
        self.setText(shown_time(moment) if moment else "")

    def complaint(self) -> str:
        """What to say where the words are not a time."""
        return _(_NOT_A_TIME) if self.text().strip() and self.value() is None else ""

    def _tidy(self) -> None:
        if (moment := self.value()) is not None:
            self.put(moment)
