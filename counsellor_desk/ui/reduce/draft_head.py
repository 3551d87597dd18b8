"""The head of the summary in hand: its length, back and forth, and how it reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from counsellor_desk.ui.frame.actions import shown_keys
from counsellor_desk.ui.meter import Meter
from counsellor_desk.ui.reduce.length_slider import FULLER_KEYS, SHORTER_KEYS, LengthSlider
from counsellor_desk.ui.reduce.line_row import VIEW_KEYS
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import Flow, row
from counsellor_desk.ui.widgets.words import Words, secondary, title
from counsellor_desk.wording import _

UNDO_KEYS: Final = "Ctrl+Z"
REDO_KEYS: Final = "Ctrl+Shift+Z"
_ROOM: Final = 440  # px at 100 %: enough for the bar of the meter


class DraftHead(QWidget):
    """``turn`` is called to show the summary as its reader would read it, and back."""

    def __init__(self, work: Work, turn: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self._heading = title(_("Essential summary"))
        self._meter = Meter()
        self._slider = LengthSlider(work)
        self._length, self._below = QWidget(), QWidget()
        self._grid = QGridLayout()
        self._named, self._is_read = True, False
        self._undo = _tool("undo-2", _("Undo"), work.undo, UNDO_KEYS)
        self._redo = _tool("redo-2", _("Redo"), work.redo, REDO_KEYS)
        self._read = _tool("eye", _("Read as the client would"), turn, VIEW_KEYS)
        self._edit = _tool("pencil", _("Go on editing"), turn, VIEW_KEYS)
        self._edit.hide()
        self._lay_out()
        self._slider.chosen.connect(work.refill)

    def step_length(self, by: int) -> None:
        """To the next fuller (1) or shorter (-1) draft, and say so."""
        self._slider.step(by)
        announce(self, self._slider.told(self._slider.value()))

    def show_work(self) -> None:
        """Show how long the summary is, and whether there is something to undo."""
        self._meter.show_words(self._work.summary.words())
        self._slider.show_length()
        self._undo.setEnabled(self._work.can_undo)
        self._redo.setEnabled(self._work.can_redo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._meter.show_bar(shown=event.size().width() >= scaled(_ROOM))

    def say_view(self, *, is_read: bool) -> None:
        """Say how it is shown."""
        self._is_read = is_read
        self._heading.say(_("As the client would read it") if is_read else _("Essential summary"))
        self._read.setVisible(not is_read)
        self._edit.setVisible(is_read)
        self._length.setVisible(not is_read and self._slider.makes_a_difference)
        self._arrange()

    def show_name(self, *, shown: bool) -> None:
        """Say what it is, or have the length in that place."""
        self._named = shown
        self._arrange()

    def _arrange(self) -> None:
        named = self._named or self._is_read
        self._heading.setVisible(named)
        self._grid.removeWidget(self._below)
        self._grid.addWidget(self._below, *((1, 0, 1, 2) if named else (0, 0, 1, 1)))

    def _lay_out(self) -> None:
        tools = Flow(gap=4, align_right=True)
        for widget in (self._undo, self._redo, self._read, self._edit):
            tools.addWidget(widget)
        choice = row(gap=GRID)
        choice.addWidget(_end(_("Shorter"), SHORTER_KEYS))
        choice.addWidget(self._slider)
        choice.addWidget(_end(_("Fuller"), FULLER_KEYS))
        self._length.setLayout(choice)
        if not self._slider.makes_a_difference:
            self._length.hide()
        below = Flow(gap=2 * GRID)
        for part in (self._length, self._meter):
            below.addWidget(part)
        self._below.setLayout(below)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._heading, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(tools, 0, 1)
        self.setLayout(self._grid)
        self._arrange()


def _end(words: str, keys: str) -> Words:
    end = secondary(words, type_=Type.SMALL)
    end.setWordWrap(False)
    end.setToolTip(shown_keys(keys))
    return end


def _tool(icon_name: str, name: str, press: Callable[[], object], keys: str) -> Button:
    return Button(name, press, look=Look.ICON, icon_name=icon_name, told_keys=keys)
