"""A form on record: what it is worth today and why, what it covers, its paper and its history."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui import renewing, withdrawing
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.form_acts import FormActs
from counsellor_desk.ui.forms import consent_cards, record_cards
from counsellor_desk.ui.forms.consent_cards import Acts
from counsellor_desk.ui.forms.letter_screen import LetterScreen
from counsellor_desk.ui.forms.pack_screen import PackScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.second_signature import SecondSignature
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.wording import _
from counsellor_desk.workflows import form_page, forms_due
from counsellor_desk.workflows.form_page import FormPage


class ConsentScreen(Screen):
    """One form, by the number of its case. It is drawn anew whenever something changed."""

    kinds: ClassVar = frozenset({Changed.CONSENTS, Changed.DOCUMENTS})

    def __init__(self, parts: Parts, which: ConsentId) -> None:
        super().__init__(parts.background, parts.messages)
        self.which = which
        self._parts = parts
        self._copies = Copies(self, parts)
        self._forms = FormActs(self, parts)
        self._been_here = False
        self._whole = False
        self._page = Page("", back=parts.window.go_back)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: form_page.look(self._parts.desk, self.which), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: form_page.look(self._parts.desk, self.which), self._show)

    def _arrived(self, found: FormPage) -> None:
        if not self._been_here:  # Qt has put the focus on the way back
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._been_here = True
        self._show(found)
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is self or not self.isAncestorOf(focused)):
            buttons = self.findChildren(Button)
            first = (b for b in buttons if b.property("look") == Look.PRIMARY.value)
            next(first, buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: FormPage) -> None:
        guide = found.page.guide
        self.case_in_hand = guide.consent.case
        self._page.heading.say(guide.form.title)
        number = _("form {id}").format(id=guide.consent.form_id)
        self._page.say_below(f"{guide.case_number} · {guide.client} · {number}")
        with focus_kept(self):
            emptied(self._page.body)
            self._page.add(self._cards(found))
            self._page.body.addStretch(1)

    def _cards(self, found: FormPage) -> Columns:
        guide, acts = found.page.guide, self._acts(found)
        columns = Columns((4, 3))
        columns.add(consent_cards.state_card(found, acts))
        if guide.state is ConsentState.WITHDRAWN and found.aftermath is not None:
            columns.add(consent_cards.aftermath_card(found, acts))
        if found.taken_back:
            columns.add(consent_cards.taken_back_card(found, acts))
        columns.add(consent_cards.covers_card(guide, acts, whole=self._whole))
        if consent_cards.shows_gone_out(found):
            columns.add(consent_cards.gone_out_card(found.page.gone_out))
        if found.beside.possible:
            columns.add(record_cards.beside_card(found, acts), 1)
        if found.paper is not None:
            columns.add(record_cards.paper_card(guide, found.paper, acts), 1)
        columns.add(record_cards.signed_card(found, acts), 1)
        columns.add(record_cards.history_card(found, acts), 1)
        columns.fill_up()
        return columns

    def _acts(self, found: FormPage) -> Acts:
        parts, which, forms = self._parts, self.which, self._forms
        writes = forms_due.written_as(found.page.guide.consent)
        return Acts(
            withdraw=lambda: withdrawing.offer(self, parts, which, lambda: None),
            renew=lambda: renewing.offer(self, parts, which, forms.renew),
            review=lambda: forms.review(which),
            write_at_last=lambda: forms.write_at_last(which, writes),
            write_down=lambda: forms.write_down(which),
            fill_in=lambda: forms.fill_in(which),
            use_up=lambda: forms.use_up(which),
            letter=lambda to: parts.window.show_screen(LetterScreen(parts, which, to)),
            open_=parts.doors.open_form,
            share=lambda: parts.window.show_screen(PackScreen(parts, found.page.guide)),
            sign=lambda role: self._sign(found, role),
            look=parts.doors.open_document,
            save=self._copies.save,
            print_=self._copies.print_,
            show_all=lambda: self._show_all(found),
        )

    def _show_all(self, found: FormPage) -> None:
        self._whole = True
        self._show(found)

    def _sign(self, found: FormPage, role: SignerRole) -> None:
        if found.paper is not None:
            document = found.paper.document.id
            SecondSignature(self._parts, document, role, self._parts.window.say).open()
