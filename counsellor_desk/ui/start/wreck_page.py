"""While a damaged store is read, page by page: how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_page import StartPage
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.wording import _
from counsellor_desk.workflows import damage
from counsellor_desk.workflows.damage import ReadOnlyDesk, Wreck


class WreckPage(StartPage):
    """``then`` is handed what can be read; Cancel and a fault lead ``back``."""

    def __init__(
        self,
        parts: StartParts,
        wreck: Wreck,
        *,
        back: Callable[[], object],
        then: Callable[[ReadOnlyDesk], object],
    ) -> None:
        super().__init__(
            parts,
            _("Reading what can be read"),
            _("Nothing is written. What cannot be read is counted and told."),
            icon_name="book-open",
            ink=Ink.AMBER,
        )
        self._wreck, self._back, self._then = wreck, back, then
        self._panel = ProgressPanel(parts.clock)
        self.add(self._panel)
        self._reading: Progress | None = None

    def give_up(self) -> None:
        """Read no more of it."""
        if self._reading is not None:
            self._reading.cancel()

    def arrive(self) -> None:
        if self._reading is None:
            self._panel.begin(_("Reading each page of the store…"), self.give_up)
            self._reading = self.ask(
                lambda progress: damage.read(self._wreck, progress),
                self._then,
                self._failed,
                progress=self._panel.report,
                stopped=self._back,
            )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            self._back()
        self.tell(error)
