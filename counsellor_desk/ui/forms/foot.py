"""What can be done with a guide as a whole, quietly at its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, Look, quiet
from counsellor_desk.ui.widgets.layouts import Flow, row
from counsellor_desk.wording import _

LARGE_KEYS: Final = "Ctrl+Shift+T"


class Foot(QWidget):
    """Larger text, read it together, hand it over, stop here; handed over, only the way back."""

    together = Signal()
    large = Signal()
    hand_over = Signal()
    stop = Signal()
    hand_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._together = quiet("", self.together.emit, icon_name="users")
        self._large = Button(
            _("Large text"),
            self.large.emit,
            look=Look.QUIET,
            icon_name="larger",
            told_keys=LARGE_KEYS,
        )
        self._large.setCheckable(True)
        self._over = quiet(
            _("Hand over"),
            self.hand_over.emit,
            icon_name="hand",
            tip=_("Give the computer to the client: it shows this form and nothing else"),
        )
        self._stop = quiet(
            _("Stop here"),
            self.stop.emit,
            icon_name="pause",
            tip=_("Everything is kept. Go on with it any time"),
        )
        self._back = quiet(_("For the counsellor"), self.hand_back.emit, icon_name="lock")
        line, layout = Flow(gap=2 * GRID), row()
        for button in (self._large, self._together, self._over, self._stop, self._back):
            line.addWidget(button)
        layout.addLayout(line)
        self.setLayout(layout)
        self.show_for(handed_over=False, together=False, large=False, readers=True)

    def show_for(self, *, handed_over: bool, together: bool, large: bool, readers: bool) -> None:
        """Offer what fits.

        ``together``, ``large``: how it is read now; ``readers``: there is a page for somebody else.
        """
        self._together.setText(_("Write again") if together else _("Read together"))
        self._together.setToolTip(
            _("Back to filling it in")
            if together
            else _("Larger text; what is filled in stands there to be read")
        )
        self._large.setChecked(large)
        for button in (self._together, self._over):
            button.setHidden(handed_over or not readers)
        self._stop.setHidden(handed_over)
        self._back.setHidden(not handed_over)
