"""A form on record: what it is worth today, what it covers, what has gone out, and its paper."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui import withdrawing
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.forms import consent_cards
from counsellor_desk.ui.forms.beginning import BEGUN
from counsellor_desk.ui.forms.on_record import Standing, standing
from counsellor_desk.ui.forms.pack_screen import PackScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent_register
from counsellor_desk.workflows.consent import Guide


class ConsentScreen(Screen):
    """One consent, by the number of its case. It is drawn anew whenever something changed."""

    kinds: ClassVar = frozenset({Changed.CONSENTS, Changed.DOCUMENTS})

    def __init__(self, parts: Parts, which: ConsentId) -> None:
        super().__init__(parts.background, parts.messages)
        self.which = which
        self._parts = parts
        self._copies = Copies(self, parts)
        self._been_here = False
        self._page = Page("", back=parts.window.go_back)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: standing(self._parts.desk, self.which), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: standing(self._parts.desk, self.which), self._show)

    def _arrived(self, found: Standing) -> None:
        if not self._been_here:  # Qt has put the focus on the way back
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._been_here = True
        self._show(found)
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is self or not self.isAncestorOf(focused)):
            buttons = self.findChildren(Button)
            first = (b for b in buttons if b.property("look") == Look.PRIMARY.value)
            next(first, buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Standing) -> None:
        guide = found.page.guide
        self.case_in_hand = guide.consent.case
        self._page.heading.say(guide.form.title)
        number = _("form {id}").format(id=guide.consent.form_id)
        self._page.say_below(f"{guide.case_number} · {guide.client} · {number}")
        with focus_kept(self):
            emptied(self._page.body)
            self._page.add(self._cards(found))
            self._page.body.addStretch(1)

    def _cards(self, found: Standing) -> Columns:
        acts = consent_cards.Acts(
            withdraw=lambda: withdrawing.offer(self, self._parts, self.which),
            renew=self._renew,
            open_=self._parts.doors.open_form,
            share=lambda: self._parts.window.show_screen(PackScreen(self._parts, found.page.guide)),
            look=self._parts.doors.open_document,
            save=self._copies.save,
            print_=self._copies.print_,
        )
        columns = Columns((4, 3))
        columns.add(consent_cards.state_card(found.page.guide, acts))
        columns.add(consent_cards.covers_card(found.page.guide, acts))
        columns.add(consent_cards.gone_out_card(found.page))
        if found.record is not None:
            columns.add(consent_cards.paper_card(found.record, acts), 1)
        columns.add(consent_cards.signed_card(found.page.guide), 1)
        columns.fill_up()
        return columns

    def _renew(self) -> None:
        def begun(guide: Guide) -> None:
            self._parts.doors.open_form(guide.consent.id)

        self.ask(
            lambda _progress: consent_register.renew(self._parts.desk, self.which),
            begun,
            changes=BEGUN,
        )
