"""While the desk of fictional clients is being made: how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_page import StartPage
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.wording import _


class DemoPage(StartPage):
    """``opened`` is handed the ``Entered`` desk; after Cancel nothing of it is left."""

    def __init__(
        self,
        parts: StartParts,
        *,
        opened: Callable[[Entered], object],
        failed: Callable[[DeskError], object],
        cancelled: Callable[[], object],
    ) -> None:
        super().__init__(
            parts,
            _("Making a desk to try things on"),
            _(
                "Ten fictional clients, their notes, summaries and a signed form. Everything here "
                "is made afresh each time the demo starts, so nothing can go wrong."
            ),
            icon_name="feather",
        )
        self._opened, self._failed, self._cancelled = opened, failed, cancelled
        self._panel = ProgressPanel(parts.clock)
        self.add(self._panel)
        self._making: Progress | None = None

    def give_up(self) -> None:
        """Make no more of it."""
        if self._making is not None:
            self._making.cancel()

    def tell(self, error: BaseException) -> None:
        """An expected fault takes the place of this page."""
        if isinstance(error, DeskError):
            self._failed(error)
        else:
            super().tell(error)

    def arrive(self) -> None:
        if self._making is not None:
            return
        threshold = self.parts.threshold
        self._making = self.parts.background.ask(
            threshold.make_demo,
            self._opened,
            self.tell,
            asker=self,
            progress=self._panel.report,
            stopped=self._cancelled,
        )
        self._panel.begin(_("Setting up a store and letting six weeks happen…"), self.give_up)
