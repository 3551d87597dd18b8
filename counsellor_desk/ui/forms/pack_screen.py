"""What a consent lets out: made, looked at with the client, and only then shared (policy 6.1)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Extent
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.ui.copies import LEFT, choose_file
from counsellor_desk.ui.forms.hand_over import HandOver
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.wording import _
from counsellor_desk.workflows import allowed, disclosure, exit_door
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk

_MADE: Final = frozenset({Changed.DOCUMENTS, Changed.AUDIT})


class PackScreen(Screen):
    """The sealed records as the recipient gets them. Nothing has left while it is looked at."""

    def __init__(self, parts: Parts, guide: Guide) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._guide = parts, guide
        self._document: SealedDocument | None = None
        self._taken: bytes | None = None
        self._see_first = decision(guide.form, guide.consent.answers).see_first
        self._paper = PaperView(_("What would be shared"))
        self._seen = Tick(_("The client has seen this"))
        self._seen_field = Field("seen", "", self._seen)
        self._seen.setAccessibleName(self._seen.text())
        self._hand_over = HandOver(self, parts)
        self._show_client = quiet(
            _("Show it to the client"),
            self._hand_over.begin,
            icon_name="hand",
            tip=_("Give the computer to the client: it shows this and nothing else"),
        )
        self._take_back = quiet(_("For the counsellor"), self._hand_over.ask_back, icon_name="lock")
        self._hand_over.changed.connect(self._handed)
        self._save = secondary(_("Save as a file"), self._ask_place, icon_name="download")
        self._print = secondary(_("Print it"), self._ask_printer, icon_name="printer")
        self._lay_out()

    def arrive(self) -> None:
        which = self._guide.consent.id
        if self._document is None:
            self.ask(lambda _progress: _made(self._parts.desk, which), self._show, changes=_MADE)

    def leave(self) -> bool:
        """While the client looks at it, only the PIN leads out."""
        if self._hand_over.is_over:
            self._hand_over.ask_back()
            return False
        return True

    def _handed(self) -> None:
        over = self._hand_over.is_over
        self._seen_field.setVisible(self._see_first and not over)
        for button in (self._show_client, self._print, self._save):
            button.setHidden(over)
        self._take_back.setVisible(over)
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._page = page = Page(
            _("What would be shared"),
            _below(self._guide),
            scrolls=False,
            back=self._parts.window.go_back,
        )
        around = Card()
        around.add(self._paper, 1)
        page.add(around, 1)
        page.show_notes(self._seen_field, self._show_client, self._take_back)
        self._seen_field.setVisible(self._see_first)
        self._take_back.hide()
        page.add_actions(self._print, self._save)
        for button in (self._print, self._save):
            button.setEnabled(False)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _show(self, made: tuple[SealedDocument, bytes, str]) -> None:
        self._document, pdf, why = made
        self._page.say_below(f"{why} {_below(self._guide)}")
        self._paper.show_pdf(pdf)
        for button in (self._print, self._save):
            button.setEnabled(True)
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _if_seen(self, go_on: Callable[[SealedDocument], object]) -> None:
        if self._document is None:
            return
        if self._see_first and not self._seen.value():
            self._seen_field.show_error(
                _("The client asked to see it first. Show it, tick this, and go on.")
            )
        else:
            go_on(self._document)

    def _ask_place(self) -> None:
        self._if_seen(
            lambda document: choose_file(
                self, document.name, lambda path: self._write(document, path)
            )
        )

    def _write(self, document: SealedDocument, path: Path) -> None:
        desk, which, seen = self._parts.desk, self._guide.consent.id, self._seen.value()
        self.ask(
            lambda _progress: disclosure.save_pack(desk, which, document.id, path, seen=seen),
            lambda _line: self._gone(_("Saved, and written into the ledger.")),
            changes=LEFT,
        )

    def _ask_printer(self) -> None:
        seen = self._seen.value()
        self._if_seen(
            lambda document: self._parts.printing.offer(
                self,
                lambda _progress: self._for_print(document, seen=seen),
                self._printed,
                changes=LEFT,
            )
        )

    def _for_print(self, document: SealedDocument, *, seen: bool) -> bytes:
        """What has its line in the ledger and no printer took may be sent once more."""
        if self._taken is None:
            desk, which = self._parts.desk, self._guide.consent.id
            self._taken = disclosure.print_pack(desk, which, document.id, seen=seen)
        return self._taken

    def _printed(self) -> None:
        self._taken = None
        self._gone(_("Sent to the printer, and written into the ledger."))

    def _gone(self, sentence: str) -> None:
        """A consent for once is used up now: there is nothing more to do here."""
        self._parts.window.say(sentence)
        if self._guide.consent.extent is Extent.ONCE:
            self._parts.window.go_back()


def _made(desk: Desk, which: ConsentId) -> tuple[SealedDocument, bytes, str]:
    """The pack, its pages, and what lets it leave, in a sentence."""
    document = disclosure.make_pack(desk, which)
    return document, exit_door.look(desk, document.id), allowed.by_form(desk, which).why


def _below(guide: Guide) -> str:
    sentences = [_("For {recipient}.").format(recipient=guide.consent.recipient)]
    if guide.consent.extent is Extent.ONCE:
        sentences.append(_("It may leave once: after that, this consent has ended."))
    sentences.append(_("A file opens without a password: mind how it travels."))
    return " ".join(sentences)
