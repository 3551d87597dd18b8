"""The receipt of a destroyed note, the way to seal it, and the next note that waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates, held_copies
from counsellor_desk.domain import receipts as receipt_rules
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.reduce.waiting import to_reduce
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.sealed_copies import sealed_card
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import icon_button, primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied, row
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.words import Run, Tone, Words, strong, title
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import papers, receipts, reduce
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.receipts import ReceiptPage

_SEALED: Final = frozenset({Changed.DOCUMENTS, Changed.AUDIT})


class ReceiptScreen(Screen):
    """That a note is gone, since when, who said so and why: never a word of it."""

    kinds: ClassVar = frozenset({Changed.DOCUMENTS, Changed.NOTES})

    def __init__(self, parts: Parts, note: NoteId) -> None:
        super().__init__(parts.background, parts.messages)
        self.note = note
        self._parts = parts
        self._copies = Copies(self, parts)
        self._page = Page(_("Receipt"), back=parts.window.go_back)
        self._seal = secondary(_("Seal as PDF"), self._seal_it, icon_name="shield-check")
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: _read(self._parts.desk, self.note), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: _read(self._parts.desk, self.note), self._show)

    def _arrived(self, read: tuple[ReceiptPage, list[NoteLine]]) -> None:
        self._show(read)
        buttons = self._page.acts
        last = buttons.itemAt(buttons.count() - 1)
        if last is not None and (button := last.widget()) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, read: tuple[ReceiptPage, list[NoteLine]]) -> None:
        receipt, waiting = read
        self._page.say_below(_below(receipt))
        with focus_kept(self):
            emptied(self._page.body)
            self._page.add(self._cards(receipt))
            self._page.body.addStretch(1)
            self._show_acts(receipt.tombstone, waiting)

    def _cards(self, receipt: ReceiptPage) -> Columns:
        tombstone, doors = receipt.tombstone, self._parts.doors
        columns = Columns((4, 3))
        columns.add(_gone_card(tombstone))
        columns.add(_meaning_card(receipt))
        columns.add(self._record_card(receipt), 1)
        none = _(
            "Nothing of it is sealed yet. Sealing makes the PDF that can be kept or given away."
        )
        columns.add(sealed_card(receipt.papers, self._copies, doors, none), 1)
        columns.fill_up()
        return columns

    def _record_card(self, receipt: ReceiptPage) -> Card:
        doors, tombstone = self._parts.doors, receipt.tombstone
        card, rows = Card(_("On record")), []
        if tombstone.summary is not None:
            summary = tombstone.summary
            open_it = icon_button(
                "chevron-right", _("Open the summary"), lambda: doors.open_summary(summary)
            )
            rows.append(Row([strong(_("Essential summary"))], ends=[open_it]))
        open_case = icon_button(
            "chevron-right", _("Open the case"), lambda: doors.open_case(tombstone.case)
        )
        rows.append(Row([strong(receipt.case_number)], ends=[open_case]))
        card.add(Rows(rows))
        return card

    def _show_acts(self, tombstone: Tombstone, waiting: list[NoteLine]) -> None:
        emptied(self._page.acts)
        self._seal = secondary(_("Seal as PDF"), self._seal_it, icon_name="shield-check")
        self._seal.setEnabled(tombstone.erased_at is not None)
        last = primary(_("Done"), self._parts.window.go_back)
        if waiting:
            last = primary(_("Reduce the next note"), lambda: self._go_on(waiting[0].note.id))
        self._page.add_actions(self._seal, last)
        still = Words(_still(waiting), tone=Tone.SECONDARY)
        still.setWordWrap(False)
        self._page.show_notes(still)

    def _go_on(self, note: NoteId) -> None:
        if self._parts.window.go_back():
            self._parts.doors.reduce(note)

    def _seal_it(self) -> None:
        self._seal.setEnabled(False)
        self.ask(
            lambda _progress: papers.of_receipt(self._parts.desk, self.note),
            self._sealed,
            self._not_sealed,
            changes=_SEALED,
        )

    def _sealed(self, document: SealedDocument) -> None:
        self._parts.doors.open_document(document.id)

    def _not_sealed(self, error: BaseException) -> None:
        self._seal.setEnabled(True)
        self.tell(error)


def _read(desk: Desk, note: NoteId) -> tuple[ReceiptPage, list[NoteLine]]:
    return receipts.page(desk, note), to_reduce(reduce.queue(desk))


def _below(receipt: ReceiptPage) -> list[Run]:
    told = _("session {number} of {day}").format(
        number=receipt.session.number, day=dates.day(receipt.tombstone.session_on)
    )
    return [strong(receipt.case_number), Run(f" · {told}")]


def _gone_card(tombstone: Tombstone) -> Card:
    card, head = Card(), QWidget()
    line = row(gap=12)
    if tombstone.erased_at is not None:
        line.addWidget(IconLabel("circle-check", Ink.GREEN, 28))
        line.addWidget(title(_("The note is destroyed")), 1)
    else:
        line.addWidget(IconLabel("clock", Ink.AMBER, 28))
        line.addWidget(title(_("The note is deleted; its key is erased in a moment")), 1)
    head.setLayout(line)
    card.add(head)
    card.add(Rows(_fact(label, words) for label, words in _facts(tombstone)))
    return card


def _meaning_card(receipt: ReceiptPage) -> Card:
    card = Card(_("What this means"))
    in_store = _(
        "No copy of the store gives the note back: no backup, no old file. The passphrase and "
        "the recovery sheet do not help either."
    )
    on_paper = _(
        "That the paper is destroyed is what the person named here has said. The draft of its "
        "summary is gone with it, and no copy of the store gives that back."
    )
    for sentence in (
        in_store if receipt.tombstone.paper is None else on_paper,
        _(
            "Somebody who read or photographed the note before may still know what it said. This "
            "receipt holds no word of it."
        ),
    ):
        card.add(Words(sentence))
    for sentence in receipt_rules.beyond(receipt.tombstone):
        card.add(Words(sentence, tone=Tone.SECONDARY))
    for left in receipt.copies:
        card.add(Words(held_copies.told(left), tone=Tone.AMBER))
    return card


def _facts(tombstone: Tombstone) -> Iterator[tuple[str, str]]:
    yield _("Note begun"), dates.local_moment(tombstone.created_at)
    yield _("Destruction approved"), dates.local_moment(tombstone.approved_at)
    if tombstone.erased_at is not None:
        yield _("Key erased"), dates.local_moment(tombstone.erased_at)
    yield _("Approved by"), tombstone.author
    yield _("Reason"), tombstone.reason.label
    yield _("Length"), tombstone.length.label
    if (paper := tombstone.paper) is not None:
        yield _("The paper"), paper.method.label
        yield _("On"), dates.day(paper.on)
        yield _("By"), paper.by
    yield _("Key number"), str(tombstone.epoch)
    yield _("Record code"), tombstone.record_code


def _fact(label: str, words: str) -> QWidget:
    fact, layout = QWidget(), row(gap=2 * GRID, margins=(0, 10, 0, 10))
    layout.addWidget(Words(label, tone=Tone.SECONDARY), 2)
    layout.addWidget(Words(words), 3)
    fact.setLayout(layout)
    return fact


def _still(waiting: list[NoteLine]) -> str:
    if not waiting:
        return _("No other note is waiting.")
    return n_("{count} more note is waiting.", "{count} more notes are waiting.", len(waiting))
