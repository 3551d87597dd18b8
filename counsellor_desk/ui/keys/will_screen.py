"""The clinical will: who opens the records when the counsellor no longer can, as a page to print.

The preview is the page that is printed. The list of clients names people: it goes to paper only,
after a question, with a line in the ledger of each case.
"""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtGui import QResizeEvent

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.clinical_will import ClinicalWill, ExecutorMissing, tidied
from counsellor_desk.ui.keys.will_fields import WillFields
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import clinical_will
from counsellor_desk.workflows.clinical_will import WillPage

_KEPT: Final = frozenset({Changed.AUDIT})
_LEAST_PAPER: Final = 360  # px at 100 %: enough to read in
_ABOVE: Final = 220  # px at 100 %: headline, foot and edges


class WillScreen(Screen):
    """Lines at the left, the page that they make at the right. A line is kept when it is left."""

    kinds: ClassVar = frozenset({Changed.PROFILE, Changed.AUDIT})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._fields = WillFields()
        self._fields.edited.connect(self._keep)
        self._kept: ClinicalWill | None = None
        self._open_cases = 0
        self._paper = PaperView(_("The page as it is printed"))
        self._list = secondary(
            _("Print the list of clients…"), self._ask_about_list, icon_name="users"
        )
        self._print = primary(_("Print the page"), self._print_page, icon_name="printer")
        self._lay_out()

    def arrive(self) -> None:
        self.ask(lambda _progress: clinical_will.load(self._parts.desk), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: clinical_will.load(self._parts.desk), self._show)

    def leave(self) -> bool:
        self._keep()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paper.setFixedHeight(
            max(scaled(_LEAST_PAPER), event.size().height() - scaled(_ABOVE))
        )

    def _lay_out(self) -> None:
        page = Page(
            _("How others open your records"),
            _("If you die or fall ill, somebody has to tell your clients and hand on the records."),
            back=self._parts.window.go_back,
        )
        written, shown = Card(), Card()
        written.body.setSpacing(2 * GRID)
        written.add(
            said_quietly(
                _(
                    "They open the records with your recovery sheet, and never a session note. "
                    "This page tells them how. Print it, and keep it apart from the sheet."
                )
            )
        )
        written.add(self._fields)
        shown.add(self._paper)
        columns = Columns((4, 5), least=400)
        columns.add(written)
        columns.add(shown, 1)
        columns.fill_up()
        page.add(columns)
        page.add_actions(self._list, self._print)
        self._list.hide()
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _arrived(self, found: WillPage) -> None:
        self._show(found)
        self._fields.begin()

    def _show(self, found: WillPage) -> None:
        untouched = self._kept is None or tidied(self._fields.value()) == self._kept
        self._kept = found.will
        if untouched:
            self._fields.put(found.will)
        self._fields.offer(found.service_manager, has_key=found.manager_has_key)
        self._open_cases = found.open_cases
        self._list.setVisible(bool(found.open_cases))
        self._paper.show_pdf(found.pdf)

    def _keep(self) -> None:
        will = tidied(self._fields.value())
        if self._kept is None or will == self._kept:
            return
        self._kept = will
        desk = self._parts.desk
        self.ask(lambda _progress: clinical_will.save(desk, will), self._show, changes=_KEPT)

    def _has_executor(self) -> bool:
        self._keep()
        if self._fields.value().executor.name:
            return True
        happened, _safe, next_step = ExecutorMissing().sentences()
        self._fields.show_error(f"{happened} {next_step}")
        return False

    def _print_page(self) -> None:
        if self._has_executor():
            desk = self._parts.desk
            self._parts.printing.offer(
                self,
                lambda _progress: clinical_will.page_to_print(desk),
                lambda: self._parts.window.say(_("Sent to the printer.")),
                changes=_KEPT,
            )

    def _ask_about_list(self) -> None:
        if not self._has_executor():
            return
        cases = n_("{count} open case", "{count} open cases", self._open_cases)
        names = _("It names the clients of {cases}, and says how each can be reached safely.")
        Confirmation(
            self,
            _("Print the list of clients?"),
            (
                names.format(cases=cases),
                _(
                    "It goes to paper only and is never a file. Each of these cases gets a line in "
                    "its ledger that says for whom it was printed."
                ),
                _("Lock it away in a sealed envelope, apart from the recovery sheet."),
            ),
            do=_("Go on"),
            then=self._print_list,
        ).open()

    def _print_list(self) -> None:
        desk = self._parts.desk
        self._parts.printing.offer(
            self,
            lambda _progress: clinical_will.list_to_print(desk),
            lambda: self._parts.window.say(_("Sent to the printer, and written into the ledger.")),
            changes=clinical_will.LISTED,
        )
