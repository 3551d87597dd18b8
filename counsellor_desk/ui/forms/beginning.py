"""Beginning a form: for which case, with whom, and not twice without saying so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId
from counsellor_desk.ui.case_chooser import Asked, CaseChooser
from counsellor_desk.ui.forms.choose_screen import ChooseForm
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import cases, consent
from counsellor_desk.workflows.cases import CasePage
from counsellor_desk.workflows.consent import Guide

BEGUN: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})


def begin_here(parts: Parts, form: str | None = None) -> None:
    """Begin a form of the case that stands on the screen, if one does; else ask for the case."""
    standing = parts.window.rooms.standing
    case = standing.case_in_hand if standing is not None else None
    if case is None:
        ask_for_case(parts, form)
    else:
        parts.doors.begin_form(case, None, form)


def ask_for_case(parts: Parts, form: str | None = None) -> None:
    """Ask which case a form is for, and which form where none is named; then begin it."""
    asked = Asked(
        question=_("Which case is the form for?"),
        icon="clipboard-list",
        do=_("Begin the form") if form else _("Choose the form"),
        why_a_case=_("A form is gone through with a client, and a case begins with a referral."),
    )
    CaseChooser(parts, asked, lambda case: parts.doors.begin_form(case, None, form)).open()


def begin(parts: Parts, case: CaseId, client: ClientId | None, form: str | None) -> None:
    """Begin a form of that case, and show it; where several clients could be meant, ask whose.

    Without ``form`` it is chosen from all there are.
    """

    def found(page: CasePage) -> None:
        if client is not None:
            _with(parts, page, client, form)
        elif len(page.case.clients) == 1:
            _with(parts, page, page.case.clients[0].id, form)
        else:
            WhoseForm(parts, page, form).open()

    parts.background.ask(lambda _progress: cases.page(parts.desk, case), found, asker=parts.window)


class WhoseForm(Dialog):
    """Which of several clients it is gone through with: each decides for themselves."""

    def __init__(self, parts: Parts, page: CasePage, form: str | None) -> None:
        super().__init__(parts.window, _("Whose form is it?"), icon_name="users")
        self._parts, self._page, self._form = parts, page, form
        clients = page.case.clients
        self._who = OptionList([(c.id, c.label(of=len(clients))) for c in clients])
        self._asked = Field(
            "client",
            _("The form is for"),
            self._who,
            help_=_("Who is who stands on the identity cards, on the page of the case."),
        )
        self.add(Words(_("Each person decides about their own information, on a form of theirs.")))
        self.add(self._asked)
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(
                _("Begin the form") if form else _("Choose the form"),
                self._take,
                shortcut="Ctrl+Return",
            ),
        )
        self._who.setFocus()

    def _take(self) -> None:
        if chosen := self._who.value():
            self.accept()
            _with(self._parts, self._page, ClientId(chosen), self._form)
        else:
            self._asked.show_error(_("Choose the person who is here."))


class OneInHand(Dialog):
    """There is a form of that client that nobody has finished yet."""

    def __init__(
        self, parts: Parts, case: Case, client: ClientId, which: ConsentId, form: str
    ) -> None:
        super().__init__(parts.window, _("A form is in hand already"), icon_name="clipboard-list")
        self.add(Words(_("This client has a form that was begun and not finished.")))
        another = secondary(_("Begin another"), self.accept)
        another.clicked.connect(lambda _on: _anew(parts, case.id, client, form))
        go_on = primary(_("Go on with it"), self.accept, shortcut="Ctrl+Return")
        go_on.clicked.connect(lambda _on: parts.doors.open_form(which))
        self.add_buttons(secondary(_("Cancel"), self.reject), another, go_on)
        go_on.setFocus()


def _with(parts: Parts, page: CasePage, client: ClientId, form: str | None) -> None:
    case = page.case.id
    if form is None:
        parts.window.show_screen(
            ChooseForm(parts, case, client, partial(_anew, parts, case, client))
        )
    elif unfinished := [*_unfinished(page, client, form)]:
        OneInHand(parts, page.case, client, unfinished[0], form).open()
    else:
        _anew(parts, case, client, form)


def _unfinished(page: CasePage, client: ClientId, form: str) -> Iterator[ConsentId]:
    for forms in page.forms:
        for line in forms.unfinished:
            if forms.client == client and line.consent.form == form:
                yield line.consent.id


def _anew(parts: Parts, case: CaseId, client: ClientId, form: str) -> None:
    def begun(guide: Guide) -> None:
        parts.doors.open_form(guide.consent.id)

    parts.background.ask(
        lambda _progress: consent.begin(parts.desk, case, client, form),
        begun,
        asker=parts.window,
        changes=BEGUN,
    )
