"""The reduction in hand: what all parts of the Reduce screen look at, and change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from counsellor_desk.domain import reductions, refilling
from counsellor_desk.domain.drafts import Draft, LeftOut, Span
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.reductions import Question, WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.findings import NOWHERE, Findings
from counsellor_desk.ui.reduce.history import History
from counsellor_desk.ui.reduce.passages import Passages
from counsellor_desk.workflows.reduce import Reduction

Edit = Callable[[WorkingSummary], WorkingSummary]
_LONG: Final = 200  # rows from which counting words at every key would be felt
_CALM: Final = 200  # ms


class Work(Findings):
    """The summary with its undo steps, what it leaves out, and what is lit.

    ``changed``: the summary is another one. ``paused`` comes with it, of a long summary after a
    pause, for what takes a look at all of it. ``rearranged``: rows came or went as well, so that
    other passages are carried. ``lit``: other stretches of the note are lit. ``wanted`` carries
    the key of a row that somebody wants to go to. ``risk_settled``: a risk was confirmed by key.
    """

    changed = Signal()
    paused = Signal()
    rearranged = Signal()
    wanted = Signal(int)
    risk_settled = Signal()

    def __init__(self, reduction: Reduction, parent: QObject) -> None:
        super().__init__(reduction, parent)
        self.row: int | None = None
        self.words_wanted = ""
        self._history = History(reduction.working)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self.paused)
        self._look_through()

    @property
    def summary(self) -> WorkingSummary:
        """The summary as it stands."""
        return self._history.now

    @property
    def draft(self) -> Draft:
        """The draft at the length that is chosen."""
        return self.reduction.drafts[self.summary.fullness]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What still stops acceptance."""
        unread = self.reduction.line.note.is_unread
        asked = reductions.questions(self.summary, self._risks, unread=unread)
        return (*asked, *self.reduction.unsigned)

    @property
    def risks_to_confirm(self) -> int:
        """How many topics of risk in its lines are not confirmed yet, line by line."""
        lines = (line for line in self.summary.lines if line.spans)
        return sum(len(self._unconfirmed(line.spans)) for line in lines)

    def _unconfirmed(self, spans: tuple[Span, ...]) -> set[tuple[str, str]]:
        open_ = (
            cue
            for cue in self.risks_at(spans)
            if reductions.confirmed_polarity(self.summary, cue) is None
        )
        return {(cue.topic, cue.polarity.value) for cue in open_}

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is one to make again."""
        return self._history.can_redo

    def edit(self, edit: Edit, kind: Hashable = None) -> None:
        """Change the summary; edits of one ``kind`` are undone together."""
        before = self.summary
        after = edit(before)
        if after != before:
            self._history.step(after, kind)
            self._tell(before)

    def refill(self, fullness: Fullness) -> None:
        """Choose another length: rows that nobody touched come and go."""
        drafts = self.reduction.drafts
        self.edit(lambda summary: refilling.refilled(summary, drafts, fullness), "fullness")

    def words_at(self, fullness: Fullness) -> int:
        """How many words would be kept at that length."""
        return refilling.refilled(self.summary, self.reduction.drafts, fullness).words()

    def rest(self) -> None:
        """The person paused: what comes next is undone by itself."""
        self._history.rest()

    def undo(self) -> None:
        """Take the last edit back."""
        before = self.summary
        self._history.undo()
        self._tell(before)

    def redo(self) -> None:
        """Make it again."""
        before = self.summary
        self._history.redo()
        self._tell(before)

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

    def _tell(self, before: WorkingSummary) -> None:
        if _shape(before) != _shape(self.summary):
            self._look_through()
            self.rearranged.emit()
        self.changed.emit()
        if len(self.summary.rows()) > _LONG:
            self._calm.start(_CALM)
        else:
            self.paused.emit()

    def _look_through(self) -> None:
        summary = self.summary
        self.left_out = refilling.left_out(summary, self.draft)
        self.open_risks = reductions.open_risks(summary, self._risks)
        self.passages = Passages(summary, self.left_out)


def _reading_order(summary: WorkingSummary) -> Iterator[int]:
    for section in Section:
        if section is Section.ACTIONS:
            yield from (action.key for action in summary.actions)
        yield from (line.key for line in summary.in_section(section))


def _shape(summary: WorkingSummary) -> tuple[Hashable, ...]:
    """What decides which passages are carried: not the words."""
    rows = ((row.key, row.spans) for row in summary.carrying())
    return (*rows, summary.dismissed, summary.fullness)
