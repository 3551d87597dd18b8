"""The key of a backup, typed from the sheet; then it is brought back, with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import BackupSeen, Restored
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.start.bringing_page import BringingPage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.restore_aim import Aim
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.recovery_key import RecoveryKeyInput
from counsellor_desk.wording import _


class RestoreKeyPage(BringingPage):
    """``done`` is handed what came of it, or nothing where only key files were made anew.

    The records stand open then.
    """

    def __init__(
        self,
        parts: StartParts,
        aim: Aim,
        file: Path,
        seen: BackupSeen,
        *,
        back: Callable[[], object],
        by_manager: Callable[[], object] | None,
        done: Callable[[Restored | None], object],
    ) -> None:
        """``by_manager``: the backup also opens with a service manager's key."""
        told = _(
            "The seven groups of the sheet that was in force on {day}. Capitals and small letters "
            "are the same here."
        )
        day = dates.day(seen.made_at.astimezone(parts.clock.now().tzinfo))
        super().__init__(parts, _("Type your recovery key"), told.format(day=day))
        self._aim, self._file, self._then = aim, file, done
        self._key = RecoveryKeyInput()
        self._key.entered.connect(self._begin)
        self.ask_for(
            Field("recovery_key", _("Recovery key"), self._key),
            offer=(
                secondary(_("Back"), back),
                *([quiet(_("Use the service manager’s key"), by_manager)] if by_manager else ()),
                primary(aim.act, self._begin, shortcut="Ctrl+Return"),
            ),
        )

    def arrive(self) -> None:
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: BaseException) -> None:
        """A slip is shown at the group where it is."""
        super().tell(error)
        self._key.show_slip(error)

    def _begin(self) -> None:
        threshold, aim, file, typed = self.parts.threshold, self._aim, self._file, self._key.value()

        def work(progress: Progress) -> Restored | None:
            if aim is Aim.KEYS:
                threshold.mend_keys(file, typed)
                return None
            return threshold.restore(file, typed, progress)

        self.bring(aim.doing, work, self._then)
