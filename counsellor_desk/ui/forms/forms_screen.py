"""The forms of all cases: in hand, on paper, in force, to review, refused, ended, recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.form_acts import FormActs
from counsellor_desk.ui.forms import register_cards
from counsellor_desk.ui.forms.beginning import ask_for_case
from counsellor_desk.ui.forms.paper_list import PaperCard
from counsellor_desk.ui.forms.register_cards import Cards, Kept, Shown
from counsellor_desk.ui.forms.register_rows import entry_row
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.search_line import SearchLine
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import consent_register
from counsellor_desk.workflows.consent_register import ConsentEntry, Register


class FormsScreen(Screen):
    """The room. Cases stand here by their numbers; a client is "Client A" at the most."""

    kinds: ClassVar = frozenset({Changed.CONSENTS, Changed.CASES, Changed.FORM_WORDING})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._acts = parts, FormActs(self, parts)
        self._kept, self._shown = Kept.EVERYTHING, Shown()
        self._register: Register | None = None
        self._looking: Progress | None = None
        self._page = Page(_("Forms"))
        self._begin = primary(_("Begin a form"), lambda: ask_for_case(parts), icon_name="plus")
        self._page.aside.addWidget(
            quiet(_("Print a blank form…"), PaperOut(self, parts).blank, icon_name="printer")
        )
        self._page.aside.addWidget(
            quiet(_("Check a document"), parts.doors.check_document, icon_name="shield-check")
        )
        self._page.aside.addWidget(self._begin)
        self._search = SearchLine(_("Find by case number or form ID"))
        self._lay_out()

    def arrive(self) -> None:
        self.ask(lambda _progress: consent_register.register(self._parts.desk), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: consent_register.register(self._parts.desk), self._show)

    def show_only(self, kept: Kept) -> None:
        """Narrow it down to forms of that kind, and empty the search."""
        self._kept = kept
        self._search.put("")
        self.refresh(self.kinds)

    def _lay_out(self) -> None:
        self._search.changed.connect(self._look)
        self._tools, self._narrowing, self._below = QWidget(), column(), column(gap=2 * GRID)
        tools = column(gap=GRID)
        tools.addWidget(self._search)
        tools.addLayout(self._narrowing)
        self._tools.setLayout(tools)
        self._page.add(self._tools)
        self._page.body.addLayout(self._below)
        self._page.body.addStretch(1)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _arrived(self, register: Register) -> None:
        self._show(register)
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is self or not self.isAncestorOf(focused)):
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        return self._teaching if self._begin.isHidden() else self._begin

    def _show(self, register: Register) -> None:
        self._register = register
        self._begin.setHidden(register.is_empty)
        self._tools.setHidden(register.is_empty)
        self._page.say_below("" if register.is_empty else _below(register))
        with focus_kept(self):
            emptied(self._narrowing)
            if not register.is_empty:
                self._narrowing.addWidget(self._options(register))
            if not self._search.value().strip() or register.is_empty:
                self._put(
                    self._first_form(register) if register.is_empty else self._cards(register)
                )
        if self._search.value().strip():
            self._look()

    def _put(self, widget: QWidget) -> None:
        emptied(self._below)
        self._below.addWidget(widget)

    def _options(self, register: Register) -> OptionList:
        kinds = [
            each
            for each in Kept
            if register_cards.count(register, each) or each in {Kept.EVERYTHING, self._kept}
        ]
        chosen = OptionList(
            [(each.value, register_cards.named(register, each)) for each in kinds], beside=True
        )
        chosen.setAccessibleName(_("Which forms"))
        chosen.put(self._kept.value)
        chosen.changed.connect(lambda: self._narrow(chosen.value()))
        return chosen

    def _narrow(self, kept: str) -> None:
        self._kept = Kept.of(kept)
        self._search.put("")
        self._draw()

    def _draw(self) -> None:
        if self._register is not None:
            with focus_kept(self):
                self._put(self._cards(self._register))

    def _look(self) -> None:
        """Show what was found of what is typed, or everything again."""
        if self._looking is not None:
            self._looking.cancel()
        typed = self._search.value()
        if typed.strip():
            self._looking = self.ask(
                lambda _progress: consent_register.find(self._parts.desk, typed), self._show_found
            )
        else:
            self._draw()

    def _show_found(self, found: Sequence[ConsentEntry]) -> None:
        card = Card(n_("{count} form found", "{count} forms found", len(found)))
        card.add(Rows(entry_row(self._acts, entry) for entry in found))
        if not found:
            card.add(
                EmptyState(
                    "search",
                    _("Nothing found"),
                    _("A part of a case number or of a form’s ID is enough. Names are nowhere."),
                )
            )
        self._put(card)

    def _cards(self, register: Register) -> QWidget:
        cards = Cards(
            self._acts,
            register,
            self._shown,
            self._show_more,
            lambda lines: PaperCard(self, self._parts, lines),
        )
        if self._kept is not Kept.EVERYTHING:
            return cards.of(self._kept, alone=True)
        columns = Columns((4, 3))
        for card in cards.at_left():
            columns.add(card)
        for card in cards.at_right():
            columns.add(card, 1)
        columns.fill_up()
        return columns

    def _show_more(self, key: str) -> None:
        self._shown.more(key)
        self._draw()

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
            "Agreements, consents and the records around them are gone through with the client, "
            "one question at a time: what it is for, and what a yes or a no would mean. You do it "
            "together, or hand the computer over; it is signed here or on paper, and sealed."
        )
        card.add(
            EmptyState("clipboard-list", _("No forms yet"), f"{teaches} {first}", self._teaching)
        )
        return card


def _below(register: Register) -> str:
    hand, force = len(register.in_hand), len(register.in_force)
    in_hand = n_("{count} form in hand", "{count} forms in hand", hand)
    in_force = n_("{count} form in force", "{count} forms in force", force)
    parts = [in_hand, in_force]
    if paper := len(register.on_paper):
        parts.append(n_("{count} on paper", "{count} on paper", paper))
    return " · ".join(parts)
