"""The recovery key, typed from its sheet: seven groups of five characters."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.wording import _

_GROUPS: Final = 7
_LENGTH: Final = 5


class _Group(LineInput):
    """A group of five characters. A whole key that arrives in the first one is passed on."""

    full = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setAccessibleName(_("Group {group}").format(group=number))
        self.setPlaceholderText(str(number))
        self.textEdited.connect(self._look)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(scaled(96))

    def _look(self) -> None:
        if len(self.value().strip()) == _LENGTH and self.cursorPosition() == len(self.text()):
            self.full.emit()


class RecoveryKeyInput(QWidget):
    """The seven groups. ``value()`` joins them with hyphens."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._groups = [_Group(number) for number in range(1, _GROUPS + 1)]
        flow = Flow(gap=GRID)
        for group, following in zip(self._groups, [*self._groups[1:], None], strict=True):
            flow.addWidget(group)
            group.changed.connect(self.changed)
            group.returnPressed.connect(self.entered)
            if following is not None:
                group.full.connect(following.setFocus)
        self.setLayout(flow)
        self.setFocusProxy(self._groups[0])

    def value(self) -> str:
        """What was typed."""
        return "-".join(group.value().strip() for group in self._groups)

    def forget(self) -> None:
        """Empty what was typed."""
        for group in self._groups:
            group.put("")

    def go_to(self, number: int) -> None:
        """Put the focus into a group, from 1, with what stands there marked."""
        self._groups[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._groups[number - 1].selectAll()

    def show_slip(self, error: BaseException) -> None:
        """Go to the group that an error names; others are told elsewhere."""
        if isinstance(error, InputError) and "group" in error.facts:
            self.go_to(int(str(error.facts["group"])))
