"""A section of the summary with its lines; where the note is silent it says so and stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.reductions import WorkingLine
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.line_row import OVERHANG, LineRow
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import Run, Tone, Words, strong
from counsellor_desk.wording import n_

PORTION: Final = 20
"""Lines of a section that are shown at first, and then at each press."""
_AT_ONCE: Final = 3  # rows that are built before the window gets to breathe


class SectionHead(QWidget):
    """The small label of a section, and what stands at its end."""

    def __init__(self, words: str, end: QWidget | None = None) -> None:
        super().__init__()
        self._words = words
        self._label = Words(type_=Type.SMALL, tone=Tone.SECONDARY)
        self.say()
        layout = row(gap=GRID)
        layout.addWidget(self._label, 1)
        if end is not None:
            layout.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    def say(self, beside: str = "") -> None:
        """Say something beside the label, or nothing."""
        runs = [strong(self._words), *([Run(f" · {beside}")] if beside else [])]
        self._label.say(runs)


class SectionPart(QWidget):
    """The lines of one section. Rows are kept while their lines stay, so that typing goes on.

    Rows that are missing are built a few at a time by ``build_some``. ``wants_more``: some are
    missing. ``stood``: all rows that are shown are there, in their order.
    """

    wants_more = Signal()
    stood = Signal()

    def __init__(self, work: Work, section: Section, head: SectionHead, silent: str) -> None:
        """``silent`` is said beside the label where there is no line."""
        super().__init__()
        self.section = section
        self._work = work
        self._lines: Sequence[WorkingLine] = ()
        self._rows: dict[int, LineRow] = {}
        self._shown = PORTION
        self._head, self._silent = head, silent
        self._more = quiet("", self._show_more, icon_name="chevron-down")
        self._inner = column(gap=0, margins=(0, 0, 0, 0))
        layout = column(gap=0)
        inset = row(margins=(OVERHANG, 0, OVERHANG, 0))
        inset.addWidget(head)
        layout.addLayout(inset)
        layout.addLayout(self._inner)
        layout.addWidget(self._more)
        self.setLayout(layout)

    @property
    def rows(self) -> list[LineRow]:
        """The rows that stand, in their order."""
        return [self._rows[line.key] for line in self._wanted() if line.key in self._rows]

    def show_lines(self, lines: Sequence[WorkingLine]) -> None:
        """Show these lines."""
        self._lines = lines
        self._head.say("" if lines else self._silent)
        self._drop_gone()
        self.build_some()
        for line in self._wanted():
            if line.key in self._rows:
                self._rows[line.key].show_line(line)
        hidden = len(lines) - self._shown
        self._more.setVisible(hidden > 0)
        self._more.setText(n_("Show {count} more line", "Show {count} more lines", hidden))

    def row_of(self, key: int) -> LineRow | None:
        """The row of that line, shown if it was not; nothing where it is not of this section."""
        place = next((at for at, line in enumerate(self._lines) if line.key == key), -1)
        if place < 0:
            return None
        self._shown = max(self._shown, place + 1)
        while key not in self._rows:
            self.build_some()
        return self._rows[key]

    def forget(self) -> None:
        """Let go of every word."""
        for each in self._rows.values():
            each.text.blockSignals(True)
            each.text.forget()

    def _wanted(self) -> Sequence[WorkingLine]:
        return self._lines[: self._shown]

    def _show_more(self) -> None:
        self._shown += PORTION
        self.show_lines(self._lines)

    def _drop_gone(self) -> None:
        keys = {line.key for line in self._lines}
        for key in [key for key in self._rows if key not in keys]:
            gone = self._rows.pop(key)
            self._inner.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def build_some(self) -> bool:
        """Build a few of the rows that are missing; False where none is missing any more."""
        missing = [at for at, line in enumerate(self._wanted()) if line.key not in self._rows]
        for at in missing[:_AT_ONCE]:
            line = self._lines[at]
            self._rows[line.key] = LineRow(self._work, line)
            self._inner.insertWidget(at, self._rows[line.key])
        if len(missing) > _AT_ONCE:
            self.wants_more.emit()
            return True
        self._in_order()
        if missing:
            self.stood.emit()
        return False

    def _in_order(self) -> None:
        for at, each in enumerate(self.rows):
            if self._inner.indexOf(each) != at:
                self._inner.insertWidget(at, each)
