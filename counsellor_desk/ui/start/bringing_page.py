"""The scaffold of the pages on which a backup is opened: a key, progress, Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel

T = TypeVar("T")


class BringingPage(GuidePage):
    """What was typed stays when it was wrong or when the work was stopped."""

    def __init__(self, parts: StartParts, heading: str, below: str) -> None:
        super().__init__(parts, heading, below)
        self.panel = ProgressPanel(parts.clock)
        self._work: Progress | None = None
        self._asked: list[QWidget] = []

    def ask_for(self, *fields: QWidget, offer: tuple[Button, ...]) -> None:
        """Put the fields on the page, and the buttons below it, the one that begins last."""
        self._asked = [*fields, *offer]
        for field in fields:
            self.add(field)
        self.add(self.panel)
        self.add_actions(*offer)

    def bring(
        self, sentence: str, work: Callable[[Progress], T], then: Callable[[T], object]
    ) -> None:
        """Have it done, unless it is being done, and say that ``sentence`` is being done."""
        if self._work is not None:
            return
        self._let_be(possible=False)
        self._work = self.ask(work, then, progress=self.panel.report, stopped=self._stopped)
        self.panel.begin(sentence, self.give_up)

    def give_up(self) -> None:
        """Bring back no more of it; what was here before is as it was."""
        if self._work is not None:
            self._work.cancel()

    def tell(self, error: BaseException) -> None:
        self._finish()
        super().tell(error)

    def _stopped(self) -> None:
        self._finish()
        self.arrive()

    def _finish(self) -> None:
        self._work = None
        self.panel.finish()
        self._let_be(possible=True)

    def _let_be(self, *, possible: bool) -> None:
        for each in self._asked:
            each.setEnabled(possible)
