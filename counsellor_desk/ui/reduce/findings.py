"""What was found in a note, by its places, and which of them are lit."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.drafts import Flag, RiskCue, Span
from counsellor_desk.ui.reduce.passages import Along
from counsellor_desk.workflows.reduce import Reduction

NOWHERE: Final[tuple[Span, ...]] = ()


class Findings(QObject):
    """``lit``: other stretches of the note are lit."""

    lit = Signal()

    def __init__(self, reduction: Reduction, parent: QObject) -> None:
        super().__init__(parent)
        self.reduction = reduction
        self.lit_spans = NOWHERE
        self._risks = reduction.draft.risks()
        self._risks_along = Along(self._risks)
        self._flags_along = Along(reduction.draft.flags)

    def light(self, spans: tuple[Span, ...]) -> None:
        """Light these stretches of the note, and the rows that come from them."""
        if spans != self.lit_spans:
            self.lit_spans = spans
            self.lit.emit()

    def risks_at(self, spans: tuple[Span, ...]) -> list[RiskCue]:
        """The risk cues within these stretches."""
        return [cue for span in spans for cue in self._risks_along.touching(span)]

    def flags_at(self, spans: tuple[Span, ...]) -> list[Flag]:
        """What is to be looked at within these stretches."""
        return [flag for span in spans for flag in self._flags_along.touching(span)]

    def written(self, span: Span) -> str:
        """The words of the note there."""
        return self.reduction.text[span.start : span.end]
