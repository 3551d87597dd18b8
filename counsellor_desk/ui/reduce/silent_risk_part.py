"""A section on risk with nothing in the note: it is asked, and never filled (policy 4.8)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _


class SilentRiskPart(QWidget):
    """Says that nothing is recorded; offers to write what was said, or that it was not asked."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        unread = work.reduction.line.note.is_unread
        self._is_silent = unread or Section.RISK in work.draft.silent
        strip = QFrame()
        strip.setProperty("banner", "amber")
        inner = Flow(gap=GRID)
        asks = Words(_("Not recorded in these notes. Was it asked?"), tone=Tone.AMBER)
        asks.setWordWrap(False)
        inner.addWidget(asks)
        self._first = quiet(_("Write what was said"), self._write)
        inner.addWidget(self._first)
        inner.addWidget(quiet(_("It was not asked"), self._not_asked))
        around = column(margins=(12, GRID // 2, 12, GRID // 2))
        around.addLayout(inner)
        strip.setLayout(around)
        layout = column()
        layout.addWidget(strip)
        self.setLayout(layout)
        self.hide()  # until it has its place

    def show_summary(self, summary: WorkingSummary) -> None:
        """Ask where the section is empty, and the note said nothing that was left out of it."""
        self.setVisible(self._is_silent and not summary.in_section(Section.RISK))

    def take_focus(self) -> None:
        """Go to what is open: the first answer, else the line that says nothing yet."""
        if self.isHidden():
            self._work.want(self._work.summary.in_section(Section.RISK)[0].key)
        else:
            self._first.setFocus()

    def _write(self) -> None:
        self._work.type_below(None, Section.RISK)

    def _not_asked(self) -> None:
        """The counsellor says so; the line is theirs to change, and can be undone."""
        said = _("Risk was not asked about in this session.")
        key = self._work.summary.next_key
        self._work.edit(lambda summary: reductions.line_typed(summary, Section.RISK, said))
        self._work.want(key)
