"""What a summary and an additional record share on the screen: locked, amended, sealed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.summaries import ActionPoint, Amendment
from counsellor_desk.ui.cases.amending import Amending
from counsellor_desk.ui.cases.slot import Slot
from counsellor_desk.ui.cases.told import told
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.sealed_copies import sealed_card
from counsellor_desk.ui.widgets.buttons import icon_button, primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import summaries

P = TypeVar("P")
_TICKED: Final = frozenset({Changed.ACTIONS, Changed.AUDIT})
_SEALED: Final = frozenset({Changed.DOCUMENTS, Changed.AUDIT})


class LockedScreen(Screen, Generic[P]):
    """``P`` is the page that the worker reads. Sub-classes say how it is read, amended and shown.

    ``amended``: the kinds of thing that an amendment changes; ``which``: the id of the record.
    """

    amended: frozenset[Changed] = frozenset()

    def __init__(self, parts: Parts, heading: str, which: str) -> None:
        super().__init__(parts.background, parts.messages)
        self.parts = parts
        self._copies = Copies(self, parts)
        self._page = Page(heading, back=parts.window.go_back)
        self.text, self.about = Slot(), Slot()
        self._amending = Amending(
            self,
            parts,
            which,
            add=self.add_amendment,
            changes=self.amended,
            closed=self._begin,
        )
        self._add = secondary(_("Add an amendment"), self._amending.card.begin, icon_name="pencil")
        self._seal = primary(_("Seal as PDF"), self._seal_it, icon_name="shield-check")
        self._lay_out()

    def read(self) -> P:
        """What is shown, read by the worker."""
        raise NotImplementedError

    def add_amendment(self, text: str) -> Sequence[Amendment]:
        """Have the worker put it below the record; all amendments then."""
        raise NotImplementedError

    def seal(self) -> SealedDocument:
        """Have the worker seal the record."""
        raise NotImplementedError

    def show_page(self, page: P) -> None:
        """Fill ``text`` and ``about``, and what stands below the headline."""
        raise NotImplementedError

    def amendments_of(self, page: P) -> Sequence[Amendment]:
        """What was added later."""
        raise NotImplementedError

    def arrive(self) -> None:
        self._begin()
        self.refresh(self.kinds)
        self._amending.resume()

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: self.read(), self._show)

    def leave(self) -> bool:
        self._amending.keep()
        return True

    def say_below(self, below: Sequence[Run]) -> None:
        """What stands below the headline."""
        self._page.say_below(below)

    def sealed_card(self, papers: Sequence[SealedDocument]) -> Card:
        """What was sealed of the record."""
        none = _("Nothing of it is sealed yet. Sealing makes the PDF that can be given away.")
        return sealed_card(papers, self._copies, self.parts.doors, none)

    def tick_off(self, action: ActionPoint, done: bool) -> None:  # noqa: FBT001 - the tick's own state
        """An agreed action is done, or open again."""
        said = _("Ticked off.") if done else _("Open again.")
        self.ask(
            lambda _progress: summaries.set_done(self.parts.desk, action.id, done=done),
            lambda _none: self.parts.window.say(said),
            changes=_TICKED,
        )

    def _begin(self) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for button in (self._add, self._seal):
            self._page.aside.addWidget(button)
        columns = Columns((4, 3))
        columns.add(self.text)
        columns.add(self._amending.card)
        columns.add(self.about, 1)
        columns.fill_up()
        self._page.add(columns)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _show(self, page: P) -> None:
        with focus_kept(self):
            self.show_page(page)
            self._amending.card.show_amendments(self.amendments_of(page))

    def _seal_it(self) -> None:
        self._seal.setEnabled(False)
        self.ask(
            lambda _progress: self.seal(),
            self._sealed,
            self._not_sealed,
            changes=_SEALED,
        )

    def _sealed(self, document: SealedDocument) -> None:
        self._seal.setEnabled(True)
        self.parts.doors.open_document(document.id)

    def _not_sealed(self, error: BaseException) -> None:
        self._seal.setEnabled(True)
        self.tell(error)


def locked_card(
    facts: Sequence[tuple[str, str]], case_number: str, open_case: Callable[[], object]
) -> Card:
    """That it is locked, since when and by whom, and the way to its case."""
    card = Card(_("Locked"))
    card.add(
        standing_back(
            _("It can no longer be changed. What has to be put right is added below, with its day.")
        )
    )
    case = Row(
        [strong(case_number)],
        ends=[icon_button("chevron-right", _("Open the case"), open_case)],
    )
    card.add(Rows([*(told(label, words) for label, words in facts), case]))
    return card
