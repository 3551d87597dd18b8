"""What can be read of one case of a damaged store: its summaries, records, forms, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.summaries import ActionPoint, Amendment, EssentialSummary, Section
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.damage import CaseRead, FormLine, ReadOnlyDesk


class WreckCase(Screen):
    """``show`` puts a screen above this one; ``back`` takes the one on top away."""

    def __init__(
        self,
        parts: StartParts,
        desk: ReadOnlyDesk,
        read: CaseRead,
        back: Callable[[], object],
        show: Callable[[Screen], object],
    ) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._desk, self._back, self._show = parts, desk, back, show
        told = n_("{count} session", "{count} sessions", len(read.sessions))
        page = Page(read.number, told, back=back)
        inside = Column()
        for card in self._cards(read):
            inside.add(card)
        page.add(inside)
        page.body.addStretch(1)
        self._leave = secondary(_("Back to all cases"), back)
        page.add_actions(self._leave)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cards(self, read: CaseRead) -> Iterator[Card]:
        yield from map(_summary_card, read.summaries)
        yield from map(_record_card, read.records)
        if read.forms:
            forms = Card(_("Forms"))
            forms.add(Rows(map(_form_row, read.forms)))
            yield forms
        if read.documents:
            documents = Card(_("Sealed documents"))
            documents.add(Rows(map(self._document_row, read.documents)))
            yield documents
        if not (read.summaries or read.records or read.forms or read.documents):
            empty = Card()
            empty.add(said_quietly(_("Nothing else of this case can be read here.")))
            yield empty

    def _document_row(self, document: SealedDocument) -> Row:
        made = dates.day(document.made_at.date())
        button = secondary(_("Look"), lambda: self._open(document.id))
        button.setAccessibleName(_("Look at {document}").format(document=document.name))
        return Row(document.kind.label, below=made, ends=(button,))

    def _open(self, document: DocumentId) -> None:
        def shown(pdf: bytes | None) -> None:
            self._show(WreckPaper(self._parts, pdf, self._back))

        self.ask(lambda _progress: self._desk.pdf(document), shown)


class WreckPaper(Screen):
    """The pages of a document, where they can be read."""

    def __init__(self, parts: StartParts, pdf: bytes | None, back: Callable[[], object]) -> None:
        super().__init__(parts.background, parts.messages)
        page = Page(_("Sealed document"), scrolls=False, back=back)
        self._leave = secondary(_("Back"), back)
        if pdf is None:
            page.add(Words(_("The pages of this document cannot be read any more.")))
            page.body.addStretch(1)
        else:
            paper = PaperView(_("The document as it is printed"))
            paper.show_pdf(pdf)
            page.add(paper, 1)
        page.add_actions(self._leave)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)


def _summary_card(summary: EssentialSummary) -> Card:
    card = Card(_("Session of {day}").format(day=dates.day(summary.session_on)))
    for section in Section:
        if lines := summary.sections.get(section):
            card.add(_part(section.label, lines))
    return _with_what_follows(card, summary.actions, summary.amendments)


def _record_card(record: AdditionalRecord) -> Card:
    day = dates.day(record.about_on)
    card = Card(_("Additional record about {day}").format(day=day))
    card.add(said_quietly(purposes.told(record.purposes)))
    for heading, words in record.parts.items():
        card.add(_part(heading.label, [words]))
    return _with_what_follows(card, record.actions, record.amendments)


def _with_what_follows(
    card: Card, actions: Sequence[ActionPoint], amendments: Sequence[Amendment]
) -> Card:
    if actions:
        card.add(_part(Section.ACTIONS.label, [action.what for action in actions]))
    for amendment in amendments:
        day = dates.day(amendment.written_at.date())
        card.add(_part(_("Added on {day}").format(day=day), [amendment.text]))
    return card


def _part(heading: str, lines: tuple[str, ...] | list[str]) -> QWidget:
    part, layout = QWidget(), column(gap=GRID // 2)
    layout.addWidget(Words(heading, weight=Weight.DemiBold))
    for line in lines:
        layout.addWidget(Words(line))
    part.setLayout(layout)
    return part


def _form_row(form: FormLine) -> Row:
    return Row(
        form.title, below=" · ".join(filter(None, (form.client, form.outcome, form.signed_on)))
    )
