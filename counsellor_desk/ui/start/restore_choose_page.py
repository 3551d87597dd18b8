"""The first page of bringing records back: what is needed for it, and which backup it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from counsellor_desk.domain.backups import BackupSeen
from counsellor_desk.ui import backup_files
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.restore_aim import Aim
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.wording import _


class RestoreChoosePage(GuidePage):
    """``chosen`` is handed the file and what can be seen of it without a key."""

    def __init__(
        self,
        parts: StartParts,
        aim: Aim,
        *,
        back: Callable[[], object],
        chosen: Callable[[Path, BackupSeen], object],
    ) -> None:
        super().__init__(parts, aim.label, aim.below)
        self._then = chosen
        card = Card()
        card.body.setSpacing(2 * GRID)
        card.add(
            told_line(
                "hard-drive",
                _(
                    "The backup: a file whose name ends in “.cdbackup”, on the stick or disk where "
                    "you keep it. Connect that now."
                ),
            )
        )
        card.add(
            told_line(
                "key-round",
                _(
                    "The recovery sheet: the paper with seven groups. Your passphrase does not "
                    "open a backup."
                ),
            )
        )
        self.add(card)
        self._choose = primary(_("Choose the backup…"), self._ask_for_file, icon_name="folder")
        self.add_actions(secondary(_("Back"), back), self._choose)

    def arrive(self) -> None:
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_for_file(self) -> None:
        backup_files.choose_one(self, self.look)

    def look(self, file: Path) -> None:
        """See what that file is."""
        threshold = self.parts.threshold
        self.work(_("Looking at the backup…"))
        self.ask(
            lambda _progress: threshold.look_at_backup(file), lambda seen: self._go_on(file, seen)
        )

    def _go_on(self, file: Path, seen: BackupSeen) -> None:
        self.work("")
        self._then(file, seen)
