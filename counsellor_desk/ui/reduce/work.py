"""The reduction in hand: what all parts of the Reduce screen look at, and change."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import LeftOut, Span
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.edits import Edits
from counsellor_desk.ui.reduce.findings import NOWHERE
from counsellor_desk.workflows.reduce import Reduction


class Work(Edits):
    """The summary and its rows: which is at hand, and where one goes from it.

    ``lit``: other stretches of the note are lit. ``wanted`` carries the key of a row that somebody
    wants to go to. ``risk_settled``: a risk was confirmed by key.
    """

    wanted = Signal(int)
    risk_settled = Signal()

    def __init__(self, reduction: Reduction, parent: QObject) -> None:
        super().__init__(reduction, parent)
        self.row: int | None = None
        self.words_wanted = ""

    def restore(self, left: LeftOut) -> None:
        """Bring a left-out passage into the summary, and go there."""
        key = self.summary.next_key
        self.edit(lambda summary: reductions.taken_over(summary, left.item))
        self.wanted.emit(key)

    def remove(self, row: int) -> None:
        """Take a line or an action out, and go to the row beside it."""
        beside = self.beside(row, 1) or self.beside(row, -1)
        self.edit(lambda summary: reductions.removed(summary, row))
        if beside is not None:
            self.wanted.emit(beside)

    def type_below(self, row: int | None, section: Section) -> None:
        """Begin a line of one's own below that row, or at the end of the section."""
        key = self.summary.next_key
        self.edit(lambda summary: reductions.line_typed(summary, section, "", after=row))
        self.wanted.emit(key)

    def move(self, row: int, section: Section) -> None:
        """Put a line into another section, and follow it."""
        self.edit(lambda summary: reductions.line_moved(summary, row, section))
        self.wanted.emit(row)

    def beside(self, row: int, by: int) -> int | None:
        """The row before (-1) or after (1) that one, as they are read; nothing at either end."""
        keys = list(_reading_order(self.summary))
        place = keys.index(row) + by
        return keys[place] if 0 <= place < len(keys) else None

    def want(self, row: int, words: str = "") -> None:
        """Go to a row, and there to these words."""
        self.words_wanted = words
        self.wanted.emit(row)
        self.words_wanted = ""

    def stand_at(self, row: int | None) -> None:
        """Light where that row comes from."""
        self.row = row
        self.light(self.spans_of(row))

    def dim(self) -> None:
        """Light again where the row comes from that somebody works on."""
        self.light(self.spans_of(self.row))

    def spans_of(self, row: int | None) -> tuple[Span, ...]:
        """Where that line or action comes from."""
        return next((each.spans for each in self.summary.rows() if each.key == row), NOWHERE)

    def step_from(self, row: int, by: int) -> None:
        """Go on to the row before (-1) or after (1) that one."""
        beside = self.beside(row, by)
        if beside is not None:
            self.wanted.emit(beside)


def _reading_order(summary: WorkingSummary) -> Iterator[int]:
    for section in Section:
        if section is Section.ACTIONS:
            yield from (action.key for action in summary.actions)
        yield from (line.key for line in summary.in_section(section))
