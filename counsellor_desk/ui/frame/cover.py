"""Hide: one key blanks every window at once; the PIN or the passphrase brings them back.

The desk's own widgets are taken off the screen, not painted over, so that neither the keyboard
nor a screen reader reaches them. Dialogs are taken off too, also those that open meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.secret_lines import SecretLine
from counsellor_desk.ui.widgets.words import headline, secondary
from counsellor_desk.wording import _

Answer = Callable[[DeskError | None], None]
Reveal = Callable[[str, Answer], None]
"""Given what was typed; answers with nothing when it was right, else with what was wrong."""


class Cover(QWidget):
    """What stands in the window while the desk is hidden: nothing of anybody."""

    revealed = Signal()

    def __init__(self, reveal: Reveal) -> None:
        super().__init__()
        self._reveal = reveal
        self._line = SecretLine()
        self._field = Field("pin", _("PIN or passphrase"), self._line)
        self._button = primary(_("Show the desk"), self._ask)
        self._line.entered.connect(self._ask)
        self._box = QWidget()
        inside = column(gap=2 * GRID)
        left = Qt.AlignmentFlag.AlignLeft
        inside.addWidget(IconLabel("eye-off", Ink.SECONDARY, 32), 0, left)
        inside.addWidget(headline(_("The desk is hidden")))
        inside.addWidget(secondary(_("Everything is as you left it.")))
        inside.addWidget(self._field)
        inside.addWidget(self._button, 0, left)
        self._box.setLayout(inside)
        layout = column(margins=(3 * GRID,) * 4)
        layout.addStretch(2)
        layout.addWidget(self._box, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.setLayout(layout)

    def arrive(self) -> None:
        """Wait for what brings the desk back."""
        self._box.setFixedWidth(scaled(360))
        self._line.put("")
        self._field.clear_error()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        typed = self._line.value()
        if typed:
            self._button.setEnabled(False)
            self._reveal(typed, self._answered)

    def _answered(self, wrong: DeskError | None) -> None:
        self._button.setEnabled(True)
        self._line.put("")
        if wrong is None:
            self.revealed.emit()
        else:
            self._field.show_error(" ".join(wrong.sentences()))


class OtherWindows(QObject):
    """Takes every window but the main one off the screen, and brings them back."""

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self._main = main
        self._taken: list[tuple[QWidget, bool]] = []

    def take_away(self) -> None:
        """Hide all that stand, and each that would be shown from now on."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        for window in QApplication.topLevelWidgets():
            if window is not self._main and window.isVisible():
                self._take(window)

    def bring_back(self) -> None:
        """Show them as they stood; dialogs block their window again if they did."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        taken, self._taken = self._taken, []
        for window, modal in taken:
            if not isValid(window):
                continue
            if modal and isinstance(window, QDialog):
                window.open()
            else:
                window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._main
        ):
            self._take(watched)
        return super().eventFilter(watched, event)

    def _take(self, window: QWidget) -> None:
        popup = window.windowType() in {Qt.WindowType.Popup, Qt.WindowType.ToolTip}
        if not popup:
            self._taken.append((window, window.isModal()))
        window.hide()
