"""Dialogs as we draw them: opened, never waited for, so that locking is never held up by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, Type, scaled
from counsellor_desk.ui.widgets.buttons import Button, danger, primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Flow, column, row
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.wording import _


class Dialog(QDialog):
    """A window-modal dialog with a heading, a body and buttons. Show it with ``open()``.

    It deletes itself when it is closed, grows with what comes to it, scrolls where the screen is
    too low for it, and bears the program's name and nothing else in its title.
    """

    def __init__(
        self, parent: QWidget, heading: str, *, icon_name: str = "", ink: Ink = Ink.ACCENT
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(NAME)
        self.setAccessibleName(heading)
        self.body: QVBoxLayout = column(gap=GRID + 4)
        self.buttons = Flow(gap=12, align_right=True)
        self._inner = QWidget()
        inside = row(gap=2 * GRID, margins=(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID))
        if icon_name:
            inside.addWidget(IconLabel(icon_name, ink, 28), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(Words(heading, type_=Type.LARGE, weight=Weight.DemiBold))
        inside.addLayout(self.body, 1)
        whole = column(gap=0)
        whole.addLayout(inside)
        whole.addStretch(1)  # room to spare goes below the body, not into it
        self._inner.setLayout(whole)
        self._inner.installEventFilter(self)
        foot = column(margins=(3 * GRID, 0, 3 * GRID, 3 * GRID))
        foot.addLayout(self.buttons)
        outer = column(gap=GRID)
        outer.addWidget(Scrolled(self._inner), 1)
        outer.addLayout(foot)
        self.setLayout(outer)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end of the body."""
        self.body.addWidget(widget)

    def add_buttons(self, *buttons: Button) -> None:
        """Put buttons at the foot, the one to press last."""
        for button in buttons:
            self.buttons.addWidget(button)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        """Where a field or an error came to it, it gets higher; it never jumps back."""
        if self._needed().height() > self.height():
            self.resize(self.width(), self._needed().height())

    def _fit(self) -> None:
        self.resize(self._needed())
        self.resize(self._needed())  # what stands side by side does so once it has the width

    def _needed(self) -> QSize:
        room = self.screen().availableGeometry().size()
        width = min(scaled(480), room.width() - 4 * GRID)
        self._inner.ensurePolished()
        layout = self._inner.layout()
        inner = layout.totalHeightForWidth(width) if layout is not None else 0
        foot = self.buttons.heightForWidth(width - 6 * GRID) + 4 * GRID
        return QSize(width, min(max(inner, 0) + foot, room.height() - 4 * GRID))


class Confirmation(Dialog):
    """Asks once before something is done. The button that changes nothing has the focus.

    With ``typed`` a label and a test: the act can only be pressed once what is typed passes it.
    """

    def __init__(
        self,
        parent: QWidget,
        heading: str,
        sentences: Sequence[str],
        *,
        do: str,
        then: Callable[[], object],
        dont: str = "",
        cannot_be_undone: bool = False,
        typed: tuple[str, Callable[[str], bool]] | None = None,
    ) -> None:
        icon_name, ink = ("triangle-alert", Ink.RED) if cannot_be_undone else ("info", Ink.ACCENT)
        super().__init__(parent, heading, icon_name=icon_name, ink=ink)
        for sentence in sentences:
            self.add(Words(sentence))
        self._then = then
        self._do = danger(do, self._done) if cannot_be_undone else primary(do, self._done)
        self._dont = secondary(dont or _("Cancel"), self.reject)
        self.add_buttons(self._dont, self._do)
        self._dont.setFocus()
        if typed is not None:
            self._ask_for(*typed)

    def _ask_for(self, label: str, passes: Callable[[str], bool]) -> None:
        line = LineInput()
        self.add(Field("typed", label, line))
        self._do.setEnabled(False)
        line.changed.connect(lambda: self._do.setEnabled(passes(line.value())))
        line.returnPressed.connect(self._do.click)
        line.setFocus()

    def _done(self) -> None:
        self.accept()
        self._then()
