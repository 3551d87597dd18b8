"""A month to pick a day from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QWidget

from counsellor_desk.ui.tokens import GRID, Type, font, scaled, tokens
from counsellor_desk.ui.widgets.buttons import icon_button
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import title
from counsellor_desk.wording import _


class Month(QCalendarWidget):
    """Qt's calendar with its keys, drawn plainly: no grid, no bar, the chosen day in the accent."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.setNavigationBarVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setMinimumSize(scaled(300), scaled(240))
        self.setAccessibleName(_("Calendar"))
        names = QTextCharFormat()
        names.setForeground(QColor(tokens().secondary))
        names.setBackground(QColor(tokens().surface))
        names.setFontWeight(QFont.Weight.DemiBold)
        self.setHeaderTextFormat(names)
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekend, names)
        for table in self.findChildren(QTableView):
            table.setAccessibleName(_("Days of the month"))

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate) -> None:
        worn = tokens()
        chosen = date == self.selectedDate()
        other = date.month() != self.monthShown()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            side = min(rect.width(), rect.height()) - 2
            disc = QRectF(0, 0, side, side)
            disc.moveCenter(QRectF(rect).center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.accent))
            painter.drawEllipse(disc)
        painter.setFont(font(Type.BODY, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        ink = worn.on_accent if chosen else worn.disabled if other else worn.text
        painter.setPen(QColor(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(date.day()))
        painter.restore()


class CalendarPopup(QFrame):
    """A month under a field. ``picked`` carries the day; picking one closes it."""

    picked = Signal(object)

    def __init__(self, of: QWidget, day: date) -> None:
        super().__init__(of, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "popup")
        self._month = Month(day)
        self._name = title("")
        top = row()
        top.addWidget(self._name, 1)
        top.addWidget(icon_button("chevron-left", _("Month before"), self._month.showPreviousMonth))
        top.addWidget(icon_button("chevron-right", _("Next month"), self._month.showNextMonth))
        layout = column(gap=GRID, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        layout.addLayout(top)
        layout.addWidget(self._month)
        self.setLayout(layout)
        self.setFocusProxy(self._month)
        self._month.currentPageChanged.connect(self._say_month)
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)
        self._say_month(day.year, day.month)

    def _say_month(self, year: int, month: int) -> None:
        self._name.say(f"{QLocale().standaloneMonthName(month)} {year}")

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()
