"""The key of a backup, typed from the sheet; then bringing it back, with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import BackupSeen, Restored
from counsellor_desk.errors import InputError
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.recovery_key import RecoveryKeyInput
from counsellor_desk.wording import _


class RestoreKeyPage(GuidePage):
    """``restored`` is handed what came of it; the records stand open then."""

    def __init__(
        self,
        parts: StartParts,
        file: Path,
        seen: BackupSeen,
        *,
        back: Callable[[], object],
        restored: Callable[[Restored], object],
    ) -> None:
        super().__init__(
            parts,
            _("Type your recovery key"),
            _(
                "The seven groups of the sheet that was in force on {day}. Capitals and small "
                "letters are the same here."
            ).format(day=dates.day(seen.made_at)),
        )
        self._file, self._then = file, restored
        self._work: Progress | None = None
        self._key = RecoveryKeyInput()
        self._key.entered.connect(self._begin)
        self._panel = ProgressPanel(parts.clock)
        self._field = Field("recovery_key", _("Recovery key"), self._key)
        self._pressed = [
            secondary(_("Back"), back),
            primary(_("Bring my records back"), self._begin, shortcut="Ctrl+Return"),
        ]
        self.add(self._field)
        self.add(self._panel)
        self.add_actions(*self._pressed)

    def arrive(self) -> None:
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: BaseException) -> None:
        """A slip is shown at the group where it is."""
        self._finish()
        super().tell(error)
        if isinstance(error, InputError) and "group" in error.facts:
            self._key.go_to(int(str(error.facts["group"])))

    def give_up(self) -> None:
        """Bring back no more of it; what was here before is as it was."""
        if self._work is not None:
            self._work.cancel()

    def _begin(self) -> None:
        if self._work is not None:
            return
        threshold, file, typed = self.parts.threshold, self._file, self._key.value()
        self._let_be(possible=False)
        self._work = self.ask(
            lambda progress: threshold.restore(file, typed, progress),
            self._then,
            progress=self._panel.report,
            stopped=self._stopped,
        )
        self._panel.begin(_("Checking the backup whole, and bringing it back…"), self.give_up)

    def _stopped(self) -> None:
        self._finish()
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        self._work = None
        self._panel.finish()
        self._let_be(possible=True)

    def _let_be(self, *, possible: bool) -> None:
        self._field.setEnabled(possible)
        for button in self._pressed:
            button.setEnabled(possible)
