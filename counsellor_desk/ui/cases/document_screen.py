"""A sealed document: its pages, what checking it says, where it has gone, and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId, DocumentId, NoteId, RecordId, SummaryId
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui.cases.document_cards import (
    gone_out_card,
    is_signed_later,
    seal_card,
    signatures_card,
)
from counsellor_desk.ui.cases.slot import Slot
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.second_signature import SecondSignature
from counsellor_desk.ui.tokens import scaled
from counsellor_desk.ui.widgets.buttons import Button, primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import papers
from counsellor_desk.workflows.papers import Paper

_LEAST_PAPER: Final = 360  # px at 100 %: enough to read in
_ABOVE: Final = 168  # px at 100 %: headline and edges


class DocumentScreen(Screen):
    """It is checked against its seal each time it is looked at."""

    kinds: ClassVar = frozenset({Changed.DOCUMENTS})

    def __init__(self, parts: Parts, document: DocumentId) -> None:
        super().__init__(parts.background, parts.messages)
        self.document = document
        self._parts = parts
        self._copies = Copies(self, parts)
        self._page = Page(_("Sealed document"), back=parts.window.go_back)
        self._paper = PaperView(_("The document as it is printed"))
        self._about = Slot()
        card, columns, layout = Card(), Columns((5, 3)), column()
        card.add(self._paper)
        columns.add(card)
        columns.add(self._about, 1)
        columns.fill_up()
        self._page.add(columns)
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: papers.look(self._parts.desk, self.document), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: papers.look(self._parts.desk, self.document), self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paper.setFixedHeight(
            max(scaled(_LEAST_PAPER), event.size().height() - scaled(_ABOVE))
        )

    def _arrived(self, paper: Paper) -> None:
        self._paper.show_pdf(paper.pdf)
        self._show(paper)
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, paper: Paper) -> None:
        document = paper.document
        self._page.heading.say(document.kind.label)
        self._page.say_below(_below(paper))
        with focus_kept(self):
            emptied(self._page.aside)
            for button in self._buttons(paper):
                self._page.aside.addWidget(button)
            self._about.put(*self._cards(paper))

    def _cards(self, paper: Paper) -> list[Card]:
        signed = [signatures_card(paper, self._sign)] if is_signed_later(paper) else []
        return [seal_card(paper), *signed, gone_out_card(paper.gone_out)]

    def _sign(self, role: SignerRole) -> None:
        parts = self._parts
        SecondSignature(parts, self.document, role, parts.window.say).open()

    def _buttons(self, paper: Paper) -> list[Button]:
        """What was shared with consent leaves from the form, while that is in force."""
        document = paper.document
        record, copies = self._record(document), self._copies
        if document.kind is DocumentKind.PACK:
            return [secondary(_("Open the form"), record, icon_name="clipboard-list")]
        return [
            quiet(_("Open the record"), record, icon_name="file-text"),
            secondary(_("Print a copy"), lambda: copies.print_(document), icon_name="printer"),
            primary(_("Save a copy"), lambda: copies.save(document), icon_name="download"),
        ]

    def _record(self, document: SealedDocument) -> Callable[[], object]:
        doors, about = self._parts.doors, document.about
        match document.kind:
            case DocumentKind.SUMMARY:
                return lambda: doors.open_summary(SummaryId(about))
            case DocumentKind.RECORD:
                return lambda: doors.open_record(RecordId(about))
            case DocumentKind.RECEIPT:
                return lambda: doors.open_receipt(NoteId(about))
            case _:
                return lambda: doors.open_form(ConsentId(about))


def _below(paper: Paper) -> list[Run]:
    pages = n_("{count} page", "{count} pages", paper.document.pages)
    made = dates.local_moment(paper.document.made_at)
    return [strong(paper.case_number), Run(f" · {made} · {pages}")]
