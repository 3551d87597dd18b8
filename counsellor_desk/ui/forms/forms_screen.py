"""The forms of all cases: what is in hand, what is in force, and what clients said no to."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.forms import register_cards
from counsellor_desk.ui.forms.beginning import ask_for_case
from counsellor_desk.ui.forms.register_cards import Shown
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, quiet
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import consent_register
from counsellor_desk.workflows.consent_register import Register


class FormsScreen(Screen):
    """The room. Cases stand here by their numbers; a client is "Client A" at the most."""

    kinds: ClassVar = frozenset({Changed.CONSENTS, Changed.CASES})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._shown = Shown()
        self._page = Page(_("Forms"))
        self._begin = primary(_("Begin a form"), lambda: ask_for_case(parts), icon_name="plus")
        self._page.aside.addWidget(
            quiet(_("Check a document"), parts.doors.check_document, icon_name="shield-check")
        )
        self._page.aside.addWidget(self._begin)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: consent_register.register(self._parts.desk), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: consent_register.register(self._parts.desk), self._show)

    def _arrived(self, register: Register) -> None:
        self._show(register)
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is self or not self.isAncestorOf(focused)):
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        return self._teaching if self._begin.isHidden() else self._begin

    def _show(self, register: Register) -> None:
        empty = not any((register.in_hand, register.in_force, register.refused, register.ended))
        self._begin.setHidden(empty)
        self._page.say_below("" if empty else _below(register))
        with focus_kept(self):
            emptied(self._page.body)
            self._page.add(self._first_form(register) if empty else self._cards(register))
        self._page.body.addStretch(1)

    def _cards(self, register: Register) -> Columns:
        parts, shown = self._parts, self._shown

        def show_more(key: str) -> None:
            shown.more(key)
            self._show(register)

        columns = Columns((4, 3))
        columns.add(register_cards.in_hand_card(parts, register, shown, show_more))
        columns.add(register_cards.in_force_card(parts, register, shown, show_more))
        columns.add(register_cards.by_state_card(register), 1)
        columns.add(register_cards.refused_card(parts, register, shown, show_more), 1)
        columns.add(register_cards.ended_card(parts, register, shown, show_more), 1)
        columns.fill_up()
        return columns

    def _first_form(self, register: Register) -> Card:
        card = Card()
        if register.cases:
            self._teaching = primary(
                _("Begin a form"), lambda: ask_for_case(self._parts), icon_name="plus"
            )
            first = _("Choose a case to begin with.")
        else:
            refer = self._parts.doors.new_referral
            self._teaching = primary(_("Take a referral"), refer, icon_name="plus")
            first = _("A form belongs to a case, and a case begins with a referral.")
        teaches = _(
            "Before anything of a case is told to somebody else, the client decides about it on a "
            "form: why, what exactly, to whom, and what a yes or a no would mean. You go through "
            "it together, or hand the computer over; it is signed here or on paper, and sealed."
        )
        card.add(
            EmptyState("clipboard-list", _("No forms yet"), f"{teaches} {first}", self._teaching)
        )
        return card


def _below(register: Register) -> str:
    hand, force = len(register.in_hand), len(register.in_force)
    in_hand = n_("{count} form in hand", "{count} forms in hand", hand)
    in_force = n_("{count} consent in force", "{count} consents in force", force)
    return f"{in_hand} · {in_force}"
