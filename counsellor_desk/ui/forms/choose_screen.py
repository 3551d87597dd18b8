"""Choosing the form to begin with a client: what each is for, and how it stands with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.form_terms import Group
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.ui.form_states import pill_of
from counsellor_desk.ui.forms.register_rows import since
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, icon_button, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.search_line import SearchLine
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import form_choice
from counsellor_desk.workflows.form_choice import FormChoice, FormChoices

_COLUMNS: Final = ((Group.FIRST, Group.SAFETY), (Group.SHARING, Group.RIGHTS))


class ChooseForm(Screen):
    """Every form there is, for one client. ``begin`` gets the id of the one that is chosen."""

    kinds: ClassVar = frozenset({Changed.CONSENTS, Changed.FORM_WORDING, Changed.SESSIONS})

    def __init__(
        self, parts: Parts, case: CaseId, client: ClientId, begin: Callable[[str], object]
    ) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts, self._begin = parts, begin
        self._case, self._client = case, client
        self._choices: FormChoices | None = None
        self._buttons: list[Button] = []
        self._page = Page(_("Which form?"), back=parts.window.go_back)
        self._search = SearchLine(_("Find by a word of what it is for"), self._go_down)
        self._below = column()
        self._lay_out()

    def arrive(self) -> None:
        self.refresh(self.kinds)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(
            lambda _progress: form_choice.choices(self._parts.desk, self._case, self._client),
            self._show,
        )

    def _lay_out(self) -> None:
        self._search.changed.connect(self._draw)
        self._search.returnPressed.connect(self._take)
        self._page.add(self._search)
        self._page.body.addLayout(self._below)
        self._page.body.addStretch(1)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _show(self, choices: FormChoices) -> None:
        self._choices = choices
        self._page.say_below(f"{choices.case_number} · {choices.label}")
        self._draw()

    def _draw(self) -> None:
        if self._choices is None:
            return
        typed = self._search.value()
        with focus_kept(self):
            emptied(self._below)
            self._buttons = []
            self._below.addWidget(
                self._found(self._choices, typed) if typed.strip() else self._all(self._choices)
            )

    def _all(self, choices: FormChoices) -> QWidget:
        columns = Columns((1, 1), least=440)
        for at, groups in enumerate(_COLUMNS):
            for group in groups:
                columns.add(self._card(group.label, choices.of(group)), at)
        columns.fill_up()
        return columns

    def _found(self, choices: FormChoices, typed: str) -> QWidget:
        found = [choice for choice in choices.choices if _fits(choice, typed)]
        card = self._card(n_("{count} form found", "{count} forms found", len(found)), found)
        if not found:
            card.add(
                EmptyState(
                    "search",
                    _("Nothing found"),
                    _("Try a plainer word, such as share, record, young or no."),
                )
            )
        return card

    def _card(self, heading: str, choices: Iterable[FormChoice]) -> Card:
        card = Card(heading)
        card.add(Rows(map(self._row, choices)))
        return card

    def _row(self, choice: FormChoice) -> Row:
        ends = [*self._ends(choice)]
        self._buttons.append(ends[-1])
        return Row(
            [strong(choice.form.title)],
            below=" ".join((choice.form.about, *_standing(choice))),
            pill=_pill(choice),
            ends=ends,
        )

    def _ends(self, choice: FormChoice) -> Iterator[Button]:
        form = choice.form
        if choice.newest is None or not choice.in_hand:
            begin = secondary(_("Begin"), partial(self._leave_for, partial(self._begin, form.id)))
            yield _named(begin, _("Begin"), form.title)
            return
        name = _("{act}: {form}").format(act=_("Begin another"), form=form.title)
        yield icon_button("plus", name, partial(self._leave_for, partial(self._begin, form.id)))
        which = choice.newest.consent.id
        go_on = secondary(
            _("Go on"), partial(self._leave_for, partial(self._parts.doors.open_form, which))
        )
        yield _named(go_on, _("Go on with it"), form.title)

    def _leave_for(self, then: Callable[[], object]) -> None:
        """Who comes back from the form comes back to where the form was asked for."""
        if self._parts.window.go_back():
            then()

    def _take(self) -> None:
        """Enter: the only one that was found, else on to those that were."""
        if self._search.value().strip() and len(self._buttons) == 1:
            self._buttons[0].click()
        else:
            self._go_down()

    def _go_down(self) -> None:
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)


def _named(button: Button, act: str, form: str) -> Button:
    button.setAccessibleName(_("{act}: {form}").format(act=act, form=form))
    return button


def _fits(choice: FormChoice, typed: str) -> bool:
    """Whether every word that was typed stands in what is said of the form."""
    form = choice.form
    said = f"{form.id} {form.title} {form.about} {form.family.label}".casefold()
    return all(word in said for word in typed.casefold().split())


def _standing(choice: FormChoice) -> Iterator[str]:
    """Since when it stands as the pill says, or until when, as a sentence of its own."""
    if choice.newest is None:
        return
    consent = choice.newest.consent
    if choice.in_hand:
        yield _("Begun {day}.").format(day=dates.day(consent.begun_at.date()))
    for said in since(consent, choice.newest.state):
        yield _("{state} {since}.").format(state=choice.newest.told, since=said)


def _pill(choice: FormChoice) -> Pill | None:
    if choice.newest is not None and (choice.in_hand or not choice.missing):
        return pill_of(choice.newest.consent, choice.newest.state, choice.newest.told)
    if choice.late:
        return Pill(_("late"), State.AMBER)
    return Pill(_("missing"), State.NEUTRAL) if choice.missing else None
