"""A backup opened with a service manager's key, where the counsellor cannot open it any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from counsellor_desk.domain.backups import Restored
from counsellor_desk.errors import InputError
from counsellor_desk.ui.start.bringing_page import BringingPage
from counsellor_desk.ui.start.manager_page import KeyFileInput
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.restore_aim import Aim
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.wording import _


class RestoreManagerPage(BringingPage):
    """``restored`` is handed what came of it, and the desk that stands open."""

    def __init__(
        self,
        parts: StartParts,
        file: Path,
        *,
        back: Callable[[], object],
        restored: Callable[[tuple[Restored, Entered]], object],
    ) -> None:
        super().__init__(
            parts,
            _("Open the backup with a service manager’s key"),
            _("It opens summaries, agreements and forms. No session note is in a backup."),
        )
        self._backup, self._then = file, restored
        self._file, self._passphrase = KeyFileInput(), PassphraseField()
        self._passphrase.entered.connect(self._begin)
        self.ask_for(
            Field("manager_key_file", _("Private key file"), self._file),
            Field("manager_passphrase", _("Passphrase of the key"), self._passphrase),
            offer=(
                secondary(_("Back"), back),
                primary(Aim.RECORDS.act, self._begin, shortcut="Ctrl+Return"),
            ),
        )

    def arrive(self) -> None:
        self._file.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, path: Path) -> None:
        """This is the private key file."""
        self._file.take(path)

    def tell(self, error: BaseException) -> None:
        self._passphrase.put("")
        super().tell(error)

    def _begin(self) -> None:
        try:
            key_file = self._file.checked()
        except InputError as missing:
            self.tell(missing)
            return
        threshold, backup, typed = self.parts.threshold, self._backup, self._passphrase.value()
        self.bring(
            Aim.RECORDS.doing,
            lambda progress: threshold.restore_by_manager(backup, key_file, typed, progress),
            self._then,
        )
