"""The page around a reduction: whose note it is, how long, how it is kept, and the last acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.ui.ages import told_age
from counsellor_desk.ui.note_sizes import told_size
from counsellor_desk.ui.reduce.reduce_view import ReduceView
from counsellor_desk.ui.tokens import scaled
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import Button, Look, secondary
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.sealed import Sealed
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.reduce import Reduction

ACCEPT_KEYS: Final = "Ctrl+Return"
HOLD_KEYS: Final = "Ctrl+Shift+H"
_ROOM: Final = 720  # px at 100 %: enough for all buttons beside the pills
_LOW: Final = 400  # px at 100 %: less leaves the panes no height beside headline and pills
_MOMENT: Final = 300  # ms


class ReducePage(QWidget):
    """The view around. Its signals say what was pressed."""

    accept_wanted = Signal()
    nothing_wanted = Signal()
    hold_wanted = Signal()
    copy_wanted = Signal()
    again = Signal()

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self._page = Page(_("Reduce a note"), back=go_back)
        self._go_back = go_back
        self._place = column()
        self._age, self._held = Pill(""), Pill(_("On hold"), State.RED)
        self.sealed = Sealed(self.again.emit)
        self._second = Banner("", State.NEUTRAL)
        self._accept = Button("", self.accept_wanted.emit, look=Look.PRIMARY, told_keys=ACCEPT_KEYS)
        self._hold = Button(_("Put on hold"), self.hold_wanted.emit, told_keys=HOLD_KEYS)
        self._nothing = Button(
            _("Nothing essential"),
            self.nothing_wanted.emit,
            tip=_("Destroy the note and keep nothing of it"),
        )
        self._copy = Button(
            _("Sealed copy…"),
            self.copy_wanted.emit,
            tip=_("Make a sealed copy of the note for the service manager"),
        )
        self._more = Button(_("More"), self._offer_more, look=Look.ICON, icon_name="ellipsis")
        self._shown = self._is_held = self._may_copy = self._stays = False
        self._facts: list[Run] = []
        self._on = ""
        self._folded, self._words = False, 0
        self._view: ReduceView | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(self.say_reading)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def stand(self, widget: QWidget) -> None:
        """Show this in the middle, and no buttons."""
        self.stand_empty()
        self._place.addWidget(widget)

    def stand_empty(self) -> None:
        """Show nothing in the middle."""
        self._slow.stop()
        emptied(self._place)
        self._shown, self._view = False, None
        for banner in (self.sealed.trouble, self._second):
            banner.hide()
        self._page.show_notes()
        self._page.show_foot(shown=False)
        self._fit()

    def show_reading(self) -> None:
        """The note is being read; that is said if it takes more than a moment."""
        self.stand_empty()
        self._slow.start(_MOMENT)

    def say_reading(self) -> None:
        """Say that the note is being read."""
        self.stand(
            EmptyState(
                "scissors",
                _("Reading the note…"),
                _("The draft of its summary is made on this computer. A long note takes a moment."),
            )
        )

    def show_closed(self, happened: str, rest: str, *others: Button) -> None:
        """Say why there is no note to reduce; ``others``: what can be done besides going back."""
        back = secondary(_("Go back"), self._go_back)
        self.stand(EmptyState("key-round", happened, rest, back, *others))
        back.setFocus()

    def show_view(
        self, view: ReduceView, reduction: Reduction, now: datetime, limits: AgeLimits
    ) -> None:
        """Show a reduction."""
        self.stand(view)
        self._shown, self._view = True, view
        self._age.say(*told_age(reduction.line.session_ended, now, limits))
        on = dates.weekday(reduction.session.starts.date())
        self._page.heading.say(_("Reduce the note of {day}").format(day=on))
        self._page.show_notes(*view.standing.pills)
        view.show_standing()
        self._on, self._facts = on, list(_facts(reduction))
        self._second.setVisible(reduction.earlier is not None)
        self._second.say(
            _(
                "This session has an accepted summary already. What you accept here is added to it "
                "as an amendment with today’s date; the summary stays as it is."
            )
        )
        self.say_words(reduction.working.words())
        self._fit()

    def say_fate(self, reduction: Reduction) -> None:
        """Say what accepting does: a held note stays."""
        self._is_held = held = reduction.line.held
        self._may_copy = reduction.line.may_be_copied
        self._stays = held or reduction.line.note.on_paper
        self._show_acts()

    def say_words(self, count: int) -> None:
        """So many words would be kept."""
        self._words = count
        self._say_facts()

    def _lay_out(self) -> None:
        for pill in (self.sealed.words, self._held, self._age):
            self._page.aside.addWidget(pill)
        for banner in (self.sealed.trouble, self._second):
            banner.hide()
            self._page.add(banner)
        self._page.body.addLayout(self._place, 1)
        self._page.add_actions(self._nothing, self._copy, self._hold, self._more, self._accept)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    @property
    def _is_narrow(self) -> bool:
        return self.width() < scaled(_ROOM)

    def _say_facts(self) -> None:
        """Whose note it is; where the headline is folded away, the day beside the number."""
        summary = _("→ summary {count}").format(count=self._words)
        whole = [*self._facts, Run(f" {summary}")]
        if self._folded:
            self._page.say_below([*self._facts[:1], Run(f" · {self._on}")])
        else:
            self._page.say_below(whole if self._facts else "")
        self._page.below.setToolTip("".join(run.words for run in whole) if self._folded else "")

    def _fit(self) -> None:
        """Where the window is low, what stands around the note and its summary is folded."""
        self._folded = self._shown and self.height() < scaled(_LOW)
        self._page.fold(folded=self._folded)
        if self._view is not None:
            self._view.fold(folded=self._folded)
            self._view.standing.fold(folded=self._folded and self._is_narrow)
            self._say_facts()
        self._show_acts()

    def _told_accept(self) -> str:
        if self._stays:
            return _("Accept the summary…")
        short = self._folded and self._is_narrow
        return _("Accept and destroy…") if short else _("Accept and destroy the note…")

    def _show_acts(self) -> None:
        """Where there is little room, the two acts that are seldom wanted go into a menu."""
        narrow = self._is_narrow
        self._accept.setText(self._told_accept())
        for part in (self._accept, self._age, self.sealed.words):
            part.setVisible(self._shown)
        self._held.setVisible(self._shown and self._is_held)
        self._hold.setVisible(self._shown and not narrow)
        self._nothing.setVisible(self._shown and not narrow and not self._is_held)
        self._copy.setVisible(self._shown and not narrow and self._may_copy)
        self._more.setVisible(self._shown and narrow)

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._folded and self._view is not None and (left := self._view.standing.left_out):
            menu.addAction(left, self._view.go_to_left_out)
        if not self._is_held:
            menu.addAction(self._nothing.text(), self.nothing_wanted.emit)
        if self._may_copy:
            menu.addAction(self._copy.text(), self.copy_wanted.emit)
        menu.addAction(self._hold.text(), self.hold_wanted.emit).setShortcut(HOLD_KEYS)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))


def _facts(reduction: Reduction) -> Iterator[Run]:
    session, line = reduction.session, reduction.line
    mode = session.mode.label
    yield strong(line.case_number)
    yield Run(
        " · "
        + _("session {number}, {mode}").format(
            number=session.number, mode=mode[:1].lower() + mode[1:]
        )
    )
    yield Run(" · " + _("note: {size}").format(size=told_size(line.note)))
