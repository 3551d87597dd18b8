"""The frame: rail, command box, the screen that stands, strip; hiding and locking.

Rooms are registered from outside and stand in the rail only then. What they are made of is their
own; the frame shows their screens and keeps what is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget
from shiboken6 import isValid

from counsellor_desk.clock import Clock
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.frame.actions import Action, Actions, shown_keys
from counsellor_desk.ui.frame.command_box import CommandBox, Entry, ranked
from counsellor_desk.ui.frame.cover import Cover, OtherWindows, Reveal
from counsellor_desk.ui.frame.idle import IdleTimer
from counsellor_desk.ui.frame.input_watch import InputWatch
from counsellor_desk.ui.frame.rail import Rail
from counsellor_desk.ui.frame.rooms import Room, Rooms
from counsellor_desk.ui.frame.shortcut_sheet import ShortcutSheet
from counsellor_desk.ui.frame.strip import Strip
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.layouts import column, hairline, row
from counsellor_desk.ui.widgets.toast import Toast
from counsellor_desk.ui.widgets.words import title
from counsellor_desk.wording import _

HIDE_KEYS: Final = "F12"
LOCK_KEYS: Final = "Ctrl+L"
COMMAND_KEYS: Final = "Ctrl+K"
SHEET_KEYS: Final = "F1"
BACK_KEYS: Final = "Esc"


class MainWindow(QWidget):
    """The window. ``lock_wanted``: by key, button or idle time; ``closing``: it is being closed.

    ``locking`` comes before ``lock_wanted``, when what is in hand is not yet kept.
    Others reach ``acts`` (what can be done from anywhere), ``commands`` (providers), ``rail``
    (badges), ``strip`` (facts), ``banners`` (a layout above the screen), ``idle`` and ``watch``.
    """

    locking = Signal()
    lock_wanted = Signal()
    closing = Signal()

    def __init__(self, clock: Clock, reveal: Reveal, *, lock_after_minutes: int = 5) -> None:
        super().__init__()
        self.setWindowTitle(NAME)
        self.watch = InputWatch(self)
        self.idle = IdleTimer(clock, self.watch, lock_after_minutes)
        self.acts = Actions(self, self.watch)
        self.rooms = Rooms()
        self.rail = Rail(title(NAME))
        self.strip = Strip()
        self.commands = CommandBox(self, shown_keys(COMMAND_KEYS))
        self.banners = column(gap=0)
        self._around: list[QWidget] = []
        self._alone, self._locks, self._gone = False, False, False
        self._before = Qt.WindowState.WindowNoState
        self._cover = Cover(reveal)
        self._others = OtherWindows(self)
        self._toast = Toast(self)
        self._stack = QStackedWidget()
        self._focus: QWidget | None = None
        self._lay_out()
        self._join()
        _register_own(self)

    def add_room(self, room: Room) -> None:
        """Put a room into the rail, the command box and the sheet of shortcuts."""
        self.rooms.add(room)
        self.rail.add(room.key, room.icon, room.words, at_foot=room.at_foot)
        self.acts.register(
            Action(
                key=f"go {room.key}",
                words=room.words,
                run=lambda: self.go(room.key),
                group=_("Screens"),
                keys=room.keys,
                icon=room.icon,
            )
        )

    def go(self, room: str) -> bool:
        """Show a room; False where the screen that stands did not want to be left."""
        gone = self.rooms.go(room)
        self.rail.mark(self.rooms.room)
        return gone

    def show_screen(self, screen: Screen) -> bool:
        """Show ``screen`` above the one that stands; ``go_back`` returns to that one."""
        return self.rooms.show_screen(screen)

    def go_back(self) -> bool:
        """Close the screen on top, if one was put there."""
        return self.rooms.go_back()

    def say(self, sentence: str) -> None:
        """A short sentence at the foot of the window that goes by itself."""
        self._toast.say(sentence)

    def show_alone(self, *, alone: bool) -> None:
        """Show the screen that stands over the whole display and nothing else; or all again.

        Meanwhile only what works anywhere works: Hide and Lock. Leaving is the screen's to allow.
        """
        if alone is self._alone:
            return
        self._alone = alone
        for part in self._around:
            part.setVisible(not alone)
        self.commands.close_list()
        self.acts.set_hidden(alone)
        if alone:
            self._before = self.windowState()
        self.setWindowState(Qt.WindowState.WindowFullScreen if alone else self._before)

    def hide_desk(self) -> None:
        """Blank every window at once."""
        if self._stack.currentWidget() is self._cover:
            return
        self._focus = QApplication.focusWidget()
        self._toast.hide()
        self.commands.close_list()
        self._stack.setCurrentWidget(self._cover)
        self._others.take_away()
        self.acts.set_hidden(True)
        self._cover.arrive()

    def lock(self) -> None:
        """Go out of sight, let the screen that stands keep what is in hand, ask to be locked."""
        if self._locks:
            return
        self._locks = True
        self.vanish()
        self.locking.emit()
        if self.rooms.standing is not None:
            self.rooms.standing.give_way()
        self.lock_wanted.emit()

    def vanish(self) -> None:
        """Take every window off the screen for good, also those that would still open."""
        self._gone = True
        self._others.take_away()
        self.hide()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's own
        super().setVisible(visible and not self._gone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.rooms.standing is None or self.rooms.standing.leave():
            event.accept()
            self.closing.emit()
        else:
            event.ignore()

    def _show_desk(self) -> None:
        self._stack.setCurrentIndex(0)
        self.acts.set_hidden(self._alone)
        self._others.bring_back()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _lay_out(self) -> None:
        right, banners = column(gap=0), QWidget()
        banners.setLayout(self.banners)
        above, below = (_top_bar(self), hairline(), banners), (hairline(), self.strip)
        for part in above:
            right.addWidget(part)
        right.addWidget(self.rooms, 1)
        for part in below:
            right.addWidget(part)
        desk, whole, edge = QWidget(), row(gap=0), QFrame()
        edge.setProperty("look", "hairline")
        edge.setFixedWidth(1)
        self._around = [self.rail, edge, *above, *below]
        whole.addWidget(self.rail)
        whole.addWidget(edge)
        whole.addLayout(right, 1)
        desk.setLayout(whole)
        self._stack.addWidget(desk)
        self._stack.addWidget(self._cover)
        outer = column(gap=0)
        outer.addWidget(self._stack)
        self.setLayout(outer)

    def _join(self) -> None:
        self.rail.chosen.connect(self.go)
        self.rooms.arrived.connect(self.rail.mark)
        self.idle.left.connect(self.strip.locks_in)
        self.idle.expired.connect(self.lock)
        self._cover.revealed.connect(self._show_desk)
        self.commands.add_provider(lambda typed: ranked(typed, _entries(self.acts)))


def _top_bar(window: MainWindow) -> QWidget:
    bar, layout = QWidget(), row(gap=12, margins=(3 * GRID, GRID, 3 * GRID, GRID))
    window.commands.setMaximumWidth(56 * GRID)
    layout.addWidget(window.commands, 4)
    layout.addStretch(1)
    for words, press, keys in (
        (_("Hide"), window.hide_desk, HIDE_KEYS),
        (_("Lock"), window.lock, LOCK_KEYS),
    ):
        layout.addWidget(Button(words, press, told_keys=keys))
    bar.setLayout(layout)
    return bar


def _entries(acts: Actions) -> Sequence[Entry]:
    return [
        Entry(words=act.words, run=act.run, detail=act.shown_keys, icon=act.icon)
        for act in acts
        if act.listed
    ]


def _register_own(window: MainWindow) -> None:
    group = _("Anywhere in the program")
    for action in (
        Action(
            key="command",
            words=_("Find a case, an action or a screen"),
            run=window.commands.take_focus,
            group=group,
            keys=COMMAND_KEYS,
            listed=False,
        ),
        Action(
            key="back",
            words=_("Go back"),
            run=window.go_back,
            group=group,
            keys=BACK_KEYS,
            listed=False,
        ),
        Action(
            key="hide",
            words=_("Hide the desk"),
            run=window.hide_desk,
            group=group,
            keys=HIDE_KEYS,
            icon="eye-off",
            anywhere=True,
        ),
        Action(
            key="lock",
            words=_("Lock the desk"),
            run=window.lock,
            group=group,
            keys=LOCK_KEYS,
            icon="lock",
            anywhere=True,
        ),
        Action(
            key="sheet",
            words=_("Keyboard shortcuts"),
            run=lambda: ShortcutSheet(window, window.acts).open(),
            group=group,
            keys=SHEET_KEYS,
            icon="keyboard",
        ),
    ):
        window.acts.register(action)
