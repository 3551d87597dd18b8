"""What can be done with a guide as a whole, quietly at its foot."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.layouts import Flow, row
from counsellor_desk.wording import _


class Foot(QWidget):
    """Read it together, hand it over, stop here; or, handed over, only the way back."""

    together = Signal()
    hand_over = Signal()
    stop = Signal()
    hand_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._together = quiet("", self.together.emit, icon_name="users")
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
        for button in (self._together, self._over, self._stop, self._back):
            line.addWidget(button)
        layout.addLayout(line)
        self.setLayout(layout)
        self.show_for(handed_over=False, together=False)

    def show_for(self, *, handed_over: bool, together: bool) -> None:
        """Offer what fits: ``together`` is how it is read now."""
        self._together.setText(_("Write again") if together else _("Read together"))
        self._together.setToolTip(
            _("Back to filling it in")
            if together
            else _("Larger text; what is filled in stands there to be read")
        )
        for button in (self._together, self._over, self._stop):
            button.setHidden(handed_over)
        self._back.setHidden(not handed_over)
