"""Rehearsing a restore: the file, the sheet, and whether the two would bring the records back.

Nothing on the desk is changed by it, and nothing is written but the line in the ledger.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.backups import Rehearsed
from counsellor_desk.ui import backup_files
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.backups.making import LEDGERED
from counsellor_desk.ui.backups.rehearsed_card import RehearsedCard
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.page import Column, Page, into_sight
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.recovery_key import RecoveryKeyInput
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _
from counsellor_desk.workflows import backups


class RehearsalScreen(Screen):
    """``file``: the backup to rehearse with, where it is known; another can be chosen."""

    def __init__(self, parts: Parts, file: Path | None = None) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._file = parts, file
        self._work: Progress | None = None
        self._named, self._key = Words(""), RecoveryKeyInput()
        self._choose = secondary(_("Choose a backup…"), self._ask_for_file, icon_name="folder")
        self._go = primary(_("Rehearse"), self._rehearse, shortcut="Ctrl+Return")
        self._panel = ProgressPanel(parts.clock)
        self._result = RehearsedCard()
        self._key.entered.connect(self._rehearse)
        self._lay_out()
        self._show_file()

    def arrive(self) -> None:
        first = self._choose if self._file is None else self._key
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        self._stop()
        return True

    def tell(self, error: BaseException) -> None:
        """A slip is shown at the group where it is."""
        self._finish()
        super().tell(error)
        self._key.show_slip(error)

    def _lay_out(self) -> None:
        page, held = (
            Page(
                _("Rehearse bringing your records back"),
                _("So that you know it works before you need it. Nothing on this desk is changed."),
                back=self._parts.window.go_back,
            ),
            Column(),
        )
        which, sheet = Card(_("The backup")), Card(_("Your recovery sheet"))
        which.add(self._named)
        which.add(self._choose)
        sheet.body.setSpacing(2 * GRID)
        sheet.add(
            Field(
                "recovery_key",
                _("The seven groups"),
                self._key,
                help_=_("From the paper, not from memory: the paper is rehearsed too."),
            )
        )
        acts, flow = QWidget(), Flow()
        flow.addWidget(self._go)
        acts.setLayout(flow)
        sheet.add(acts)
        for widget in (which, sheet, self._panel, self._result):
            held.add(widget)
        page.add(held)
        page.body.addStretch(1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _ask_for_file(self) -> None:
        at = self._file.parent if self._file is not None else None
        backup_files.choose_one(self, self._chosen, at=at)

    def _chosen(self, file: Path) -> None:
        self._file = file
        self._show_file()
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_file(self) -> None:
        self._result.hide()
        if self._file is None:
            self._named.say(_("Connect the stick and choose the file."))
        else:
            self._named.say([strong(self._file.name)])
        self._go.setEnabled(self._file is not None)

    def _rehearse(self) -> None:
        file, typed, desk = self._file, self._key.value(), self._parts.desk
        if file is None or self._work is not None:
            return
        self._result.hide()
        self._go.setEnabled(False)
        self._work = self.ask(
            lambda progress: backups.rehearse(desk, file, typed, progress),
            self._rehearsed,
            changes=LEDGERED,
            progress=self._panel.report,
            stopped=self._finish,
        )
        self._panel.begin(_("Opening the backup with your sheet, and counting…"), self._stop)
        into_sight(self._panel, GRID)

    def _rehearsed(self, found: Rehearsed) -> None:
        self._finish()
        self._key.forget()
        self._result.show_result(found)
        into_sight(self._result, GRID)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _finish(self) -> None:
        self._work = None
        self._panel.finish()
        self._go.setEnabled(self._file is not None)
