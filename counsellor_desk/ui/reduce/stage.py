"""Where a reduction stands: the screen as its acts and its keys know it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.reduce.reduce_page import ReducePage
from counsellor_desk.ui.reduce.reduce_view import ReduceView
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.work_screen import WorkScreen


class Stage(WorkScreen):
    """``work`` and ``view`` are empty while no note stands here."""

    def __init__(self, parts: Parts, note: NoteId) -> None:
        super().__init__(parts)
        self.note = note
        self.work: Work | None = None
        self.view: ReduceView | None = None
        self.page = ReducePage(parts.window.go_back)
        layout = column()
        layout.addWidget(self.page)
        self.setLayout(layout)

    def show_instead(self, widget: QWidget) -> None:
        """Let go of the note and show this in its place."""
        self.let_go()
        self.page.stand(widget)

    def let_go(self) -> None:
        """Let go of every word of the note."""
        if self.view is not None:
            self.view.forget()
        if self.work is not None:
            self.work.blockSignals(True)
            self.work.deleteLater()
        self.view = self.work = None
        self.page.stand_empty()
