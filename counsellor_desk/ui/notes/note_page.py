"""What the page of a note looks like: whose it is, how old, the sheet, and how it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.sessions import Attendance
from counsellor_desk.ui.ages import told_age
from counsellor_desk.ui.notes import headings
from counsellor_desk.ui.notes.in_hand import Page
from counsellor_desk.ui.notes.pages_line import PagesLine
from counsellor_desk.ui.notes.sheet import Sheet
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import Button, Look, secondary
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page as Scaffold
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.sealed import Sealed
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.wording import _

DETAILS_KEYS = "F2"
FINISH_KEYS = "Ctrl+Return"


class NotePage(QWidget):
    """The view. Its signals say what was pressed."""

    details = Signal()
    paper = Signal()
    look = Signal()
    finished = Signal()
    second = Signal()
    again = Signal()

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self.sheet = Sheet()
        self.sealed = Sealed(self.again.emit)
        self._age = Pill("")
        self._closed: EmptyState | None = None
        self._finish = Button("", self.finished.emit, look=Look.PRIMARY, told_keys=FINISH_KEYS)
        self.pages = PagesLine(self.look.emit)
        self._only_read = Banner("", button=secondary(_("Write a second note"), self.second.emit))
        self._only_read.hide()
        self.papers = Button(
            _("Paper"),
            self.paper.emit,
            look=Look.QUIET,
            icon_name="camera",
            tip=_("A note on paper, or photographs and scans of one"),
        )
        self._headings = Button(_("Headings"), self._offer_headings, look=Look.QUIET)
        self._lay_out(go_back)

    def show_page(self, page: Page, now: datetime) -> None:
        """Say whose note it is, of which session, and how old."""
        ended = page.times.starts + timedelta(minutes=page.times.minutes)
        self._age.say(*told_age(ended, now, page.limits))
        self._scaffold.say_below(list(_runs(page, now)))
        self._only_read.say(_why_only_read(page))
        self._only_read.setVisible(page.is_only_read)
        for widget in (self._headings, self.papers):
            widget.setVisible(not page.is_only_read)
        self._finish.setText(_("Record without a note") if is_missed(page) else _("Reduce now"))

    def show_closed(self, happened: str, rest: str) -> None:
        """Say in the place of the sheet why there is no note to write on."""
        for part in (
            self.sheet,
            self.pages,
            self._only_read,
            self.sealed.trouble,
            self._finish,
            *self._beside,
        ):
            part.hide()
        if self._closed is None:
            self._done.setText(_("Go back"))
            self._closed = EmptyState("key-round", happened, rest)
            self._scaffold.add(self._closed)
            self._closed.show()
            self._scaffold.body.addStretch(1)
        self._done.setFocus()

    def _lay_out(self, go_back: Callable[[], object]) -> None:
        self._scaffold = Scaffold(_("Session note"), back=go_back)
        details = Button(
            _("Session"),
            self.details.emit,
            look=Look.QUIET,
            icon_name="calendar",
            told_keys=DETAILS_KEYS,
            tip=_("Day, length and mode of the session, or that it did not take place"),
        )
        self._beside = (self._age, self._headings, self.papers, details)
        for widget in self._beside:
            self._scaffold.aside.addWidget(widget)
        self._scaffold.add(self.sealed.trouble)
        self._scaffold.add(self._only_read)
        self._scaffold.add(self.pages)
        self._scaffold.add(self.sheet, 1)
        self._scaffold.show_notes(self.sealed.words)
        self._done = Button(_("Done for now"), go_back, told_keys="Esc")
        self._scaffold.add_actions(self._done, self._finish)
        layout = column()
        layout.addWidget(self._scaffold)
        self.setLayout(layout)

    def _offer_headings(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Who was present"), lambda: self.sheet.begin_with(headings.present()))
        menu.addSeparator()
        for name in headings.HEADINGS:
            insert = partial(self.sheet.insert, headings.inserted(name))
            menu.addAction(headings.listed(name), insert)
        menu.popup(self._headings.mapToGlobal(QPoint(0, self._headings.height())))


def _why_only_read(page: Page) -> str:
    if page.on_paper:
        return _(
            "This note is on paper, so nothing is typed here. What is typed about the session goes "
            "into a second note of it."
        )
    return _(
        "This note is on hold, so it is kept as it was and only read here. What is to be added "
        "goes into a second note of the session."
    )


def is_missed(page: Page) -> bool:
    """Whether it is about a session that did not take place, and of which nothing is recorded."""
    return page.note is None and page.times.attendance is not Attendance.ATTENDED


def _runs(page: Page, now: datetime) -> Iterator[Run]:
    times = page.times
    ended = times.starts + timedelta(minutes=times.minutes)
    yield strong(page.case_number)
    told = _("session {number}, {when} to {end}").format(
        number=page.number, when=dates.near_moment(times.starts, now), end=f"{ended:%H:%M}"
    )
    took_place = times.attendance is Attendance.ATTENDED
    how = times.mode.label if took_place else times.attendance.label
    yield Run(f" · {told}, {how[:1].lower()}{how[1:]}")
