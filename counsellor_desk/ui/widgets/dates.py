"""Dates and times: typed as people write them, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Final

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSizePolicy, QVBoxLayout, QWidget

from counsellor_desk.ui.tokens import GRID, scaled, tokens
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.typed import date_in, shown_date, shown_time, time_in
from counsellor_desk.wording import N_, _

_WEEKEND: Final = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
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


class CalendarPopup(QFrame):
    """A month under a ``DateInput``. Picking a day puts it there and closes."""

    def __init__(self, of: DateInput, day: date) -> None:
        super().__init__(of, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._of = of
        self._month = _month(day)
        self._month.activated.connect(self._picked)
        self._month.clicked.connect(self._picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(self._month)
        self.setFocusProxy(self._month)
        self.move(of.mapToGlobal(QPoint(0, of.height() + GRID // 2)))

    def _picked(self, day: QDate) -> None:
        self._of.put(date(day.year(), day.month(), day.day()))
        self._of.setFocus(Qt.FocusReason.PopupFocusReason)
        self._of.editingFinished.emit()
        self.close()


def _month(day: date) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setMinimumSize(scaled(300), scaled(260))
    calendar.setAccessibleName(_("Calendar"))
    plain, names = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(QColor(tokens().text))
    names.setForeground(QColor(tokens().secondary))
    for weekend in _WEEKEND:
        calendar.setWeekdayTextFormat(weekend, plain)
    calendar.setHeaderTextFormat(names)
    return calendar
