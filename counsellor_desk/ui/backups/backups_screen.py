"""Backups: the last one, making the next, the ledger of all, rehearsing, another computer."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.backups.gone_dialog import GoneDialog
from counsellor_desk.ui.backups.ledger_card import ledger_card
from counsellor_desk.ui.backups.making import Making
from counsellor_desk.ui.backups.moving_screen import MovingScreen
from counsellor_desk.ui.backups.now_card import NowCard
from counsellor_desk.ui.backups.rehearsal_screen import RehearsalScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import backups
from counsellor_desk.workflows.backups import Overview


class BackupsScreen(Screen):
    """The state, one primary button, and what was made before."""

    kinds: ClassVar = frozenset({Changed.BACKUPS})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._whole = False
        self._now = NowCard(parts.clock)
        self._making = Making(self, parts, self._now)
        self._ledger = column(gap=0)
        self._lay_out()

    def arrive(self) -> None:
        self._now.make.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self._ask()

    def leave(self) -> bool:
        return self._making.may_leave()

    def give_way(self) -> None:
        self._making.cancel()

    def _ask(self) -> None:
        self.ask(lambda _progress: backups.overview(self._parts.desk), self._show)

    def _show(self, found: Overview) -> None:
        self._now.show_state(found.due, found.last)
        with focus_kept(self):
            emptied(self._ledger)
            self._ledger.addWidget(
                ledger_card(
                    found.ledger,
                    self._parts.clock.now(),
                    found.sheet,
                    rehearse=lambda backup: self._rehearse(Path(backup.place)),
                    gone=lambda backup: GoneDialog(self._parts, backup).open(),
                    whole=self._whole,
                    show_whole=lambda: self._show_whole(found),
                )
            )

    def _show_whole(self, found: Overview) -> None:
        self._whole = True
        self._show(found)

    def _lay_out(self) -> None:
        page, columns = (
            Page(
                _("Backups"),
                _("A copy of your records for the day this computer is lost or breaks."),
                back=self._parts.window.go_back,
            ),
            Columns((4, 3)),
        )
        columns.add(self._now)
        ledger = QWidget()
        ledger.setLayout(self._ledger)
        columns.add(ledger)
        if self._parts.desk.demo:
            columns.add(_demo_card(), 1)
        columns.add(self._rehearsal_card(), 1)
        columns.add(self._moving_card(), 1)
        columns.add(_about_card(), 1)
        columns.fill_up()
        page.add(columns)
        page.body.addStretch(1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _rehearsal_card(self) -> Card:
        return _card(
            _("Rehearse it"),
            _(
                "Once a year, open a backup with the paper sheet, as you would have to if this "
                "computer were gone. Nothing on this desk is changed."
            ),
            secondary(_("Rehearse a backup…"), lambda: self._rehearse(None), icon_name="life-buoy"),
        )

    def _moving_card(self) -> Card:
        return _card(
            _("Move to another computer"),
            _("A backup and your recovery sheet are all that the other computer needs."),
            secondary(
                _("How to move…"),
                lambda: self._parts.window.show_screen(MovingScreen(self._parts)),
                icon_name="hard-drive",
            ),
        )

    def _rehearse(self, file: Path | None) -> None:
        there = file if file is not None and file.is_file() else None
        self._parts.window.show_screen(RehearsalScreen(self._parts, there))


def _card(heading: str, sentence: str, *buttons: QWidget) -> Card:
    card = Card(heading)
    card.body.setSpacing(GRID + 4)
    card.add(Words(sentence))
    for button in buttons:
        card.add(button)
    return card


def _about_card() -> Card:
    card = Card(_("What a backup is"))
    card.body.setSpacing(GRID + 4)
    for sentence in (
        _("One file with your cases, summaries, forms and receipts, encrypted as the store is."),
        _(
            "Your passphrase does not open it. Your recovery sheet does, and the service manager’s "
            "key, where you gave one a way in."
        ),
        _("Session notes are left out, so that a note which is destroyed is destroyed everywhere."),
    ):
        card.add(Words(sentence))
    return card


def _demo_card() -> Card:
    return _card(
        _("This is a demo"),
        _(
            "Everything here can be tried, into any folder. You are not reminded of backups here, "
            "since everybody in the demo is fictional."
        ),
    )
