"""Taking in photographs and scans: how far it is, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.wording import _


class TakingIn(Dialog):
    """Esc and Cancel stop it, and then nothing was taken in."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window, _("Taking in the pages"), icon_name="camera")
        self._work: Progress | None = None
        self._panel = ProgressPanel(parts.clock)
        self.add(self._panel)

    @property
    def report(self) -> Callable[[int, int], None]:
        """Hears how far it is."""
        return self._panel.report

    def begin(self, work: Progress) -> None:
        """Show that ``work`` is being done."""
        self._work = work
        self._panel.begin(_("Pages are drawn anew and sealed…"), work.cancel)

    def stop(self) -> None:
        """It was cancelled, or could not be done: go away."""
        self._work = None
        self.accept()

    def reject(self) -> None:
        if self._work is not None:
            self._work.cancel()
        else:
            super().reject()
