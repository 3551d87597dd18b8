"""Cards and the rows in them, with hairlines between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.layouts import column, emptied, hairline, row
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.words import Run, Tone, Words, title

_PADDING = 20
_LEAST_WORDS = 150  # px at 100 % text


class Row(QWidget):
    """A line of a card: words, a quieter line below, and at its end a pill and a button or two.

    Where too little is left for the words, what stands at its end goes below them.
    """

    def __init__(
        self,
        words: str | Sequence[Run],
        *,
        below: str | Sequence[Run] = "",
        pill: Pill | None = None,
        ends: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, GRID + 4, 0, GRID + 4)
        self._layout.setSpacing(GRID)
        said = column(gap=0)
        said.addWidget(Words(words))
        if below:
            said.addWidget(Words(below, tone=Tone.SECONDARY))
        self._layout.addLayout(said, 1)
        end = [*([pill] if pill else []), *ends]
        self._ends = _side_by_side(end)
        if end:
            self._layout.addLayout(self._ends)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() - self._ends.sizeHint().width() < scaled(_LEAST_WORDS)
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _side_by_side(widgets: Sequence[QWidget]) -> QBoxLayout:
    layout = row(gap=2 * GRID)
    for widget in widgets:
        layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.addStretch(0)
    return layout


class Rows(QWidget):
    """Rows one below the other with hairlines between them."""

    def __init__(self, rows: Iterable[QWidget] = ()) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.show_rows(rows)

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """Show these rows instead of what stood here."""
        emptied(self._layout)
        for each in rows:
            self.add_row(each)

    def add_row(self, added: QWidget) -> None:
        """Show one more row, at the end."""
        if self._layout.count():
            self._layout.addWidget(hairline())
        self._layout.addWidget(added)


class Card(QFrame):
    """A surface with a title. Put widgets in with ``add``."""

    def __init__(self, heading: str = "", *, aside: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body = column(gap=GRID, margins=(_PADDING, 16, _PADDING, 16))
        self.setLayout(self.body)
        if heading or aside:
            top = row(gap=GRID)
            self._title = title(heading)
            top.addWidget(self._title, 1)
            if aside is not None:
                top.addWidget(aside, 0, Qt.AlignmentFlag.AlignVCenter)
            self.body.addLayout(top)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.body.addWidget(widget, stretch)
