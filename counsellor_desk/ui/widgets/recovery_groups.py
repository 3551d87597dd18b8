"""A recovery key shown in its groups, and some of them typed back from paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Columns, Flow, column
from counsellor_desk.ui.widgets.words import Weight, Words, secondary
from counsellor_desk.wording import _


class KeyShown(QWidget):
    """The groups as on the sheet, each under its number."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        flow = Flow(gap=12)
        for number, group in enumerate(groups, 1):
            flow.addWidget(_framed(number, group))
        self.setLayout(flow)


class TypedBack(QWidget):
    """Lines for some of the groups, by number. ``entered``: Enter in the last of them."""

    entered = Signal()

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__()
        self._lines = {number: LineInput() for number in numbers}
        self._fields = {
            number: Field("recovery_group", _("Group {group}").format(group=number), line)
            for number, line in self._lines.items()
        }
        columns = Columns((1,) * len(numbers), least=200)
        for place, field in enumerate(self._fields.values()):
            columns.add(field, place)
        columns.fill_up()
        layout = column()
        layout.addWidget(columns)
        self.setLayout(layout)
        lines = list(self._lines.values())
        for line, following in pairwise(lines):
            line.returnPressed.connect(following.setFocus)
        lines[-1].returnPressed.connect(self.entered)

    def begin(self) -> None:
        """Put the focus into the first line. A focus proxy would have Shift+Tab stay there."""
        next(iter(self._lines.values())).setFocus()

    def value(self) -> dict[int, str]:
        """What was typed, by group."""
        return {number: line.value() for number, line in self._lines.items()}

    def show_slip(self, slip: InputError) -> None:
        """Say at its line which group is not what the sheet says."""
        happened, _safe, next_step = slip.sentences()
        self._fields[int(str(slip.facts["group"]))].show_error(f"{happened} {next_step}")


def _framed(number: int, group: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "card")
    inside = column(gap=0, margins=(2 * GRID, GRID, 2 * GRID, GRID))
    inside.addWidget(secondary(str(number), type_=Type.SMALL))
    written = Words(group, type_=Type.HEADLINE, weight=Weight.DemiBold)
    written.setWordWrap(False)
    written.setAccessibleName(_spelled(number, group))
    inside.addWidget(written)
    frame.setLayout(inside)
    return frame


def _spelled(number: int, group: str) -> str:
    """A screen reader says the characters one by one."""
    return _("Group {group}: {characters}").format(group=number, characters=" ".join(group))
