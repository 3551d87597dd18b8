"""Check a document: any PDF is chosen or dropped here, and what its seals say is told in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog

from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.check.found_cards import seal_cards, verdict_card
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, primary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.wording import _
from counsellor_desk.workflows import document_checks
from counsellor_desk.workflows.document_checks import Checked


class CheckScreen(Screen):
    """Nothing of a checked file is kept: what is found goes with the page."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._work: Progress | None = None
        self._panel = ProgressPanel(parts.clock)
        self._page = Page(
            _("Check a document"),
            _("Is a sealed PDF still as it was, and is it from this desk?"),
            back=parts.window.go_back,
        )
        self._another = primary(_("Choose a PDF…"), self._ask, icon_name="folder")
        self._first = primary(_("Choose a PDF…"), self._ask, icon_name="folder")
        self._held = Column()
        self._lay_out()
        self.setAcceptDrops(True)

    def arrive(self) -> None:
        focused = self.window().focusWidget()
        if focused in {None, self} or not self.isAncestorOf(focused):
            self._button().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        self._stop()
        return True

    def check(self, path: Path) -> None:
        """Read that file and say what its seals say; another one that is being read is left."""
        self._stop()
        desk = self._parts.desk
        self._work = self.ask(
            lambda progress: document_checks.check(desk, path, progress),
            self._found,
            self._failed,
            progress=self._panel.report,
            stopped=self._panel.finish,
        )
        self._panel.begin(_("Checking the document…"), self._work.cancel)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.check(path)

    def _lay_out(self) -> None:
        self._page.aside.addWidget(self._another)
        self._page.add(self._panel)
        self._page.add(self._held)
        self._page.body.addStretch(1)
        self._held.add(self._teaching())
        self._another.hide()
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _teaching(self) -> Card:
        card = Card()
        words = _(
            "Choose any PDF, or drop it here: a signed form, a summary, or one that somebody "
            "gave back to you. It is read on this computer only, and nothing of it is kept."
        )
        card.add(
            EmptyState("shield-check", _("Which document?"), words, self._first),
        )
        return card

    def _button(self) -> Button:
        return self._first if self._another.isHidden() else self._another

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), NAME)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("PDF documents (*.pdf *.PDF)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.check(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._panel.finish()

    def _found(self, checked: Checked) -> None:
        self._work = None
        self._panel.finish()
        emptied(self._held.body)
        self._held.add(verdict_card(checked))
        for card in seal_cards(checked.found):
            self._held.add(card)
        self._another.show()
        self._another.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BaseException) -> None:
        self._work = None
        self._panel.finish()
        self.tell(error)


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dragged, if that is what it is."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
