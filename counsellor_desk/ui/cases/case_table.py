"""All cases as a table of numbers: ordered and narrowed down in memory, drawn without widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from counsellor_desk.domain import dates
from counsellor_desk.domain.cases import CaseLine, CaseStatus
from counsellor_desk.ui.tokens import control_height, scaled
from counsellor_desk.ui.widgets.tables import Index, RecordTable
from counsellor_desk.wording import N_, _, n_

_Role = Qt.ItemDataRole
NUMBER, STATUS, OPENED, LAST, WAITING = range(5)
_HEADS: Final = (
    N_("Case number"),
    N_("Status"),
    N_("Opened"),
    N_("Last session"),
    N_("Notes waiting"),
)
_NEVER: Final = date.min
_NARROW: Final = 560  # px at 100 % text


@dataclass(frozen=True)
class Order:
    """A way to order cases: by which column, and by what of a case."""

    words: str
    column: int
    by: Callable[[CaseLine], Any]
    falling: bool = False


ORDERS: Final = {
    "opened": Order(N_("Newest first"), OPENED, lambda line: line.opened_on, falling=True),
    "number": Order(N_("By number"), NUMBER, lambda line: line.number),
    "last": Order(
        N_("Last session first"), LAST, lambda line: line.last_session_on or _NEVER, falling=True
    ),
    "waiting": Order(
        N_("Most notes waiting"), WAITING, lambda line: line.waiting_notes, falling=True
    ),
    "status": Order(N_("By status"), STATUS, lambda line: list(CaseStatus).index(line.status)),
}


class _Cases(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[CaseLine] = []
        self.order = "opened"
        self.narrow = False

    def show(self, lines: list[CaseLine], order: str) -> None:
        self.beginResetModel()
        self.lines, self.order = lines, order
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        order = ORDERS[self.order]
        arrow = (" ↓" if order.falling else " ↑") if order.column == section else ""
        head = _(_HEADS[section]) + arrow
        return head.replace(" ", "\n", 1) if self.narrow else head

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return None
        return _cell(self.lines[index.row()], index.column())


class CaseTable(RecordTable):
    """The table. ``opened`` carries the id of a case, ``ordered`` the order of a pressed head.

    Names are not here and cannot be: a line of a case has none. Where it gets narrow, rows have
    room for two lines. It is as high as its rows, and scrolls by itself where there are more.
    """

    opened = Signal(str)
    ordered = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Cases"), (17, 9, 10, 10, 8))
        self._everything: Sequence[CaseLine] = ()
        self._status: CaseStatus | None = None
        self._cases = _Cases()
        self.setModel(self._cases)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._pressed)
        self.activated.connect(self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < scaled(_NARROW)
        if narrow != self._cases.narrow:
            self._cases.narrow = narrow
            self._take_height()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_height()

    def sizeHint(self) -> QSize:
        head, rows = self.horizontalHeader().sizeHint().height(), len(self._cases.lines)
        return QSize(
            super().sizeHint().width(), head + rows * self.verticalHeader().defaultSectionSize() + 2
        )

    def show_cases(self, lines: Sequence[CaseLine]) -> None:
        """Show these, in the order and of the status that are chosen."""
        self._everything = lines
        self._show(self._cases.order)

    def show_order(self, order: str) -> None:
        """Order them anew: a key of ``ORDERS``."""
        self._show(order)

    def show_status(self, status: CaseStatus | None) -> None:
        """Only those of one status, or all."""
        self._status = status
        self._show(self._cases.order)

    @property
    def shown(self) -> int:
        """How many cases stand in the table."""
        return len(self._cases.lines)

    def begin(self) -> None:
        """Take the focus and choose the first row, unless one is chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self._cases.lines:
            self.setCurrentIndex(self._cases.index(0, 0))

    def _show(self, order: str) -> None:
        index = self.currentIndex()
        chosen = self._cases.lines[index.row()].id if index.isValid() else None
        wanted = [x for x in self._everything if self._status in {None, x.status}]
        wanted.sort(key=ORDERS[order].by, reverse=ORDERS[order].falling)
        self._cases.show(wanted, order)
        self._take_height()
        for row, line in enumerate(wanted):
            if line.id == chosen:
                self.setCurrentIndex(self._cases.index(row, 0))

    def _take_height(self) -> None:
        line = control_height() + 4
        high = line + self.fontMetrics().lineSpacing() if self._cases.narrow else line
        self.horizontalHeader().reset()
        self.verticalHeader().setDefaultSectionSize(high)
        self.updateGeometry()

    def _pressed(self, column: int) -> None:
        self.ordered.emit(next(key for key, order in ORDERS.items() if order.column == column))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._cases.lines[index.row()].id)


def _cell(line: CaseLine, column: int) -> str:
    match column:
        case 0:
            return line.number
        case 1:
            return line.status.label
        case 2:
            return dates.day(line.opened_on)
        case 3:
            return dates.day(line.last_session_on) if line.last_session_on else _("none yet")
        case _:
            waiting = line.waiting_notes
            return n_("{count} note", "{count} notes", waiting) if waiting else ""
