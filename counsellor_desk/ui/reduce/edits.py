"""The edits of a summary in hand, and what of the note it leaves out at each of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from counsellor_desk.domain import reductions, refilling
from counsellor_desk.domain.drafts import Draft, Span
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.reductions import Question, WorkingSummary
from counsellor_desk.ui.reduce.findings import Findings
from counsellor_desk.ui.reduce.history import History
from counsellor_desk.ui.reduce.passages import Passages
from counsellor_desk.workflows import kept_words
from counsellor_desk.workflows.reduce import Reduction

Edit = Callable[[WorkingSummary], WorkingSummary]
_LONG: Final = 200  # rows from which counting words at every key would be felt
_CALM: Final = 200  # ms


class Edits(Findings):
    """The summary with its undo steps, and what it leaves out.

    ``changed``: the summary is another one. ``paused`` comes with it, of a long summary after a
    pause, for what takes a look at all of it. ``rearranged``: rows came or went as well, so that
    other passages are carried.
    """

    changed = Signal()
    paused = Signal()
    rearranged = Signal()

    def __init__(self, reduction: Reduction, parent: QObject) -> None:
        super().__init__(reduction, parent)
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
        return (*asked, *self._length(), *self.reduction.unsigned)

    def _length(self) -> tuple[Question, ...]:
        """What is added to a summary that stands has its bounds."""
        adds = self.reduction.earlier is not None
        return (Question.LENGTH,) if adds and kept_words.too_long(self.summary) else ()

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
        self.left_out = refilling.left_out(summary, self.reduction.drafts)
        self.open_risks = reductions.open_risks(summary, self._risks)
        self.passages = Passages(summary, self.left_out)


def _shape(summary: WorkingSummary) -> tuple[Hashable, ...]:
    """What decides which passages are carried: not the words."""
    rows = ((row.key, row.spans) for row in summary.carrying())
    return (*rows, summary.dismissed, summary.fullness)
