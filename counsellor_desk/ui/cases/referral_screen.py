"""Taking a referral: one form, saved in one act, from which a case with its number comes (4.6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui import resuming
from counsellor_desk.ui.autosave import Autosave
from counsellor_desk.ui.cases.clients_card import ClientsCards
from counsellor_desk.ui.cases.referral_fields import NumberCard, ReferralFields
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import all_understood
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.wording import _
from counsellor_desk.workflows import intake, unfinished
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.intake import NewCase
from counsellor_desk.workflows.unfinished import Typed

SAVE_KEYS: Final = "Ctrl+Return"
_UNFINISHED: Final = "referral"
_PLACE: Final = {"door": "new_referral"}
_CHANGES: Final = frozenset({Changed.CASES, Changed.CARDS, Changed.AUDIT})


class ReferralScreen(WorkScreen):
    """The form. What is typed is kept encrypted, and is there again after a lock or a crash."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)

        def today() -> date:
            return parts.clock.now().date()

        self._typed = False
        self._may_go = False
        self._saving = False
        self._discarded = False
        self._referral = ReferralFields(today)
        self._number = NumberCard()
        self._clients = ClientsCards(today, parts.messages)
        self._earlier = Banner(
            _("You began this referral earlier. It is not saved as a case yet."),
            button=secondary(_("Start again"), self._start_again),
        )
        self._autosave = Autosave[None](self, self._keeping)
        self._lay_out()
        for each in (self._referral, self._number, self._clients):
            each.changed.connect(self._touched)

    def arrive(self) -> None:
        resuming.remember(self, self.parts.desk, _PLACE)
        self._referral.begin()
        self.ask(lambda _progress: intake.next_number(self.parts.desk), self._number.say_next)
        self.ask(lambda _progress: unfinished.kept(self.parts.desk, _UNFINISHED), self._put)

    def leave(self) -> bool:
        self._autosave.seal_at_once()
        if self._may_go or not self._typed:
            return True
        LeavingUnfinished(self, keep=self._go, discard=self._discard).open()
        return False

    def _lay_out(self) -> None:
        self._earlier.hide()
        referral = Card(_("The referral"))
        referral.add(self._referral)
        columns = Columns((1, 1))
        columns.add(referral)
        columns.add(self._number, 1)
        columns.add(self._clients, 1)
        columns.fill_up()
        page = Page(
            _("New referral"),
            _("As little as it takes to begin. The rest is for the first session."),
            back=self.parts.window.go_back,
        )
        page.add(self._earlier)
        page.add(columns)
        page.add_actions(
            secondary(_("Cancel"), self.parts.window.go_back),
            primary(_("Open the case"), self._save, shortcut=SAVE_KEYS),
        )
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _touched(self) -> None:
        self._typed = True
        self._autosave.touch()

    def _keeping(self) -> Callable[[], None]:
        if self._discarded:
            return lambda: unfinished.forget(self.parts.desk, _UNFINISHED)
        typed: dict[str, Any] = {
            "referral": self._referral.typed(),
            "number": self._number.value(),
            "clients": self._clients.typed(),
        }
        return lambda: unfinished.keep(self.parts.desk, _UNFINISHED, typed)

    def _put(self, kept: Typed) -> None:
        if not kept or self._typed:
            return
        self._referral.put(kept["referral"])
        self._number.put(kept["number"])
        self._clients.put(kept["clients"])
        self._typed = False
        self._earlier.show()

    def _save(self) -> None:
        complete = all_understood(self) and self._referral.check() and self._clients.check()
        if self._saving or not complete or not self._autosave.seal_at_once():
            return
        self._saving = True
        new = NewCase(
            referral=self._referral.referral(),
            cards=self._clients.cards(),
            number=self._number.value(),
        )
        self.ask(
            lambda _progress: _opened(self.parts.desk, new),
            self._saved,
            self._not_saved,
            changes=_CHANGES,
        )

    def _saved(self, case: Case) -> None:
        self._go()
        self.parts.doors.open_case(case.id)
        self.parts.window.say(_("{case} is open.").format(case=case.number))

    def _not_saved(self, error: BaseException) -> None:
        self._saving = False
        self.tell(error)

    def _go(self) -> None:
        self._may_go = True
        self.parts.window.go_back()

    def _discard(self) -> None:
        self._discarded = True
        self.ask(lambda _progress: unfinished.forget(self.parts.desk, _UNFINISHED))
        self._go()

    def _start_again(self) -> None:
        self._discard()
        self.parts.doors.new_referral()


class LeavingUnfinished(Dialog):
    """Asks what is to become of what was typed. Staying has the focus."""

    def __init__(
        self,
        screen: ReferralScreen,
        *,
        keep: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        super().__init__(screen, _("Leave this referral unfinished?"), icon_name="info")
        self.add(
            Words(
                _(
                    "No case is opened yet. What you typed can be kept, encrypted, until you take "
                    "the next referral."
                )
            )
        )
        stay = secondary(_("Go on with it"), self.reject)
        self.add_buttons(
            quiet(_("Discard it"), lambda: self._then(discard)),
            stay,
            primary(_("Keep it for later"), lambda: self._then(keep)),
        )
        stay.setFocus()

    def _then(self, act: Callable[[], object]) -> None:
        self.accept()
        act()


def _opened(desk: Desk, new: NewCase) -> Case:
    case = intake.take_referral(desk, new)
    unfinished.forget(desk, _UNFINISHED)
    return case
