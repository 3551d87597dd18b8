"""A letter to somebody who has what a client has taken back: looked at, then printed or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.ui.copies import LEFT, choose_file
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.wording import _
from counsellor_desk.workflows import exit_door, withdrawals
from counsellor_desk.workflows.desk import Desk

_MADE = frozenset({Changed.DOCUMENTS, Changed.AUDIT})


class LetterScreen(Screen):
    """The letter as its reader gets it. Nothing has left while it is looked at."""

    def __init__(self, parts: Parts, which: ConsentId, to: str) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._which, self._to = parts, which, to
        self._document: SealedDocument | None = None
        self._taken: bytes | None = None
        self._paper = PaperView(_("The letter"))
        self._save = secondary(_("Save as a file"), self._ask_place, icon_name="download")
        self._print = primary(_("Print it"), self._ask_printer, icon_name="printer")
        for button in (self._print, self._save):
            button.setEnabled(False)
        self._lay_out()

    def arrive(self) -> None:
        if self._document is None:
            desk, which, to = self._parts.desk, self._which, self._to
            self.ask(lambda _progress: _made(desk, which, to), self._show, changes=_MADE)

    def _lay_out(self) -> None:
        page = Page(
            _("Letter: a consent was taken back"),
            _("For {recipient}. It names no client: only what they got from you.").format(
                recipient=self._to
            ),
            scrolls=False,
            back=self._parts.window.go_back,
        )
        around = Card()
        around.add(self._paper, 1)
        page.add(around, 1)
        page.add_actions(self._save, self._print)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _show(self, made: tuple[SealedDocument, bytes]) -> None:
        self._document, pdf = made
        self._paper.show_pdf(pdf)
        for button in (self._print, self._save):
            button.setEnabled(True)
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_place(self) -> None:
        if self._document is not None:
            choose_file(self, self._document.name, self._write)

    def _write(self, path: Path) -> None:
        document, desk, to = self._document, self._parts.desk, self._to
        if document is not None:
            self.ask(
                lambda _progress: withdrawals.save_letter(desk, document.id, to, path),
                lambda _line: self._gone(_("Saved, and written into the ledger.")),
                changes=LEFT,
            )

    def _ask_printer(self) -> None:
        self._parts.printing.offer(
            self, lambda _progress: self._for_print(), self._printed, changes=LEFT
        )

    def _for_print(self) -> bytes:
        """What has its line in the ledger and no printer took may be sent once more."""
        if self._document is not None and self._taken is None:
            self._taken = withdrawals.print_letter(self._parts.desk, self._document.id, self._to)
        return self._taken or b""

    def _printed(self) -> None:
        self._taken = None
        self._gone(_("Sent to the printer, and written into the ledger."))

    def _gone(self, sentence: str) -> None:
        self._parts.window.say(sentence)
        self._parts.window.go_back()


def _made(desk: Desk, which: ConsentId, to: str) -> tuple[SealedDocument, bytes]:
    document = withdrawals.letter(desk, which, to)
    return document, exit_door.look(desk, document.id)
