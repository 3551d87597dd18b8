"""An accepted summary: read, with what was added later, what was sealed of it, and its actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import SummaryId
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.summaries import ActionPoint, EssentialSummary
from counsellor_desk.ui.autosave import Autosave
from counsellor_desk.ui.cases.amendments_card import AmendmentsCard
from counsellor_desk.ui.cases.slot import Slot
from counsellor_desk.ui.cases.summary_text import actions_card, text_card
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
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import papers, summaries, unfinished
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.summaries import SummaryPage
from counsellor_desk.workflows.unfinished import Typed

_AMENDED: Final = frozenset({Changed.SUMMARIES, Changed.AUDIT})
_TICKED: Final = frozenset({Changed.ACTIONS, Changed.AUDIT})
_SEALED: Final = frozenset({Changed.DOCUMENTS, Changed.AUDIT})
_TEXT: Final = "text"


class SummaryScreen(Screen):
    """Locked text. What is being added is kept encrypted until it is added or given up."""

    kinds: ClassVar = frozenset({Changed.SUMMARIES, Changed.ACTIONS, Changed.DOCUMENTS})

    def __init__(self, parts: Parts, summary: SummaryId) -> None:
        super().__init__(parts.background, parts.messages)
        self.summary = summary
        self._parts = parts
        self._adding = False
        self._copies = Copies(self, parts)
        self._page = Page(_("Essential summary"), back=parts.window.go_back)
        self._text, self._about = Slot(), Slot()
        self._amendments = AmendmentsCard()
        self._autosave = Autosave[None](self, self._keeping)
        self._add = secondary(_("Add an amendment"), self._amendments.begin, icon_name="pencil")
        self._seal = primary(_("Seal as PDF"), self._seal_it, icon_name="shield-check")
        self._lay_out()
        self._amendments.touched.connect(self._autosave.touch)
        self._amendments.add_wanted.connect(self._amend)
        self._amendments.discarded.connect(self._discard)

    def arrive(self) -> None:
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh(self.kinds)
        self.ask(lambda _progress: unfinished.kept(self._parts.desk, self._unfinished), self._put)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: _read(self._parts.desk, self.summary), self._show)

    def leave(self) -> bool:
        if self._amendments.writing:
            self._autosave.seal_at_once()
        return True

    @property
    def _unfinished(self) -> str:
        return f"amendment {self.summary}"

    def _lay_out(self) -> None:
        for button in (self._add, self._seal):
            self._page.aside.addWidget(button)
        columns = Columns((4, 3))
        columns.add(self._text)
        columns.add(self._amendments)
        columns.add(self._about, 1)
        columns.fill_up()
        self._page.add(columns)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _show(self, page: SummaryPage) -> None:
        summary, today = page.summary, self._parts.clock.now().date()
        self._page.say_below(_below(page))
        with focus_kept(self):
            text = [text_card(summary)]
            if summary.actions:
                text.append(actions_card(summary, today, self._tick_off))
            self._text.put(*text)
            self._amendments.show_amendments(summary.amendments)
            none = _("Nothing of it is sealed yet. Sealing makes the PDF that can be given away.")
            self._about.put(
                _about_card(page, lambda: self._parts.doors.open_case(summary.case)),
                sealed_card(page.papers, self._copies, self._parts.doors, none),
            )

    def _put(self, kept: Typed) -> None:
        if kept.get(_TEXT, "").strip() and not self._amendments.writing:
            self._amendments.begin(kept[_TEXT])

    def _keeping(self) -> Callable[[], None]:
        desk, name = self._parts.desk, self._unfinished
        if not self._amendments.writing:  # given up, or added, within the pause
            return lambda: unfinished.forget(desk, name)
        typed = {_TEXT: self._amendments.text()}
        return lambda: unfinished.keep(desk, name, typed)

    def _amend(self) -> None:
        if self._adding:
            return
        self._adding = True
        text = self._amendments.text()
        self.ask(
            lambda _progress: _amended(self._parts.desk, self.summary, text, self._unfinished),
            self._added,
            self._not_added,
            changes=_AMENDED,
        )

    def _not_added(self, error: BaseException) -> None:
        self._adding = False
        self.tell(error)

    def _added(self, summary: EssentialSummary) -> None:
        self._adding = False
        self._close_editor()
        self._amendments.show_amendments(summary.amendments)
        self._parts.window.say(_("Added, with your name and the day."))

    def _discard(self) -> None:
        self._close_editor()
        self.ask(lambda _progress: unfinished.forget(self._parts.desk, self._unfinished))
        self.refresh(self.kinds)

    def _close_editor(self) -> None:
        self._amendments.close_editor()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick_off(self, action: ActionPoint, done: bool) -> None:  # noqa: FBT001 - the tick's own state
        said = _("Ticked off.") if done else _("Open again.")
        self.ask(
            lambda _progress: summaries.set_done(self._parts.desk, action.id, done=done),
            lambda _none: self._parts.window.say(said),
            changes=_TICKED,
        )

    def _seal_it(self) -> None:
        self._seal.setEnabled(False)
        self.ask(
            lambda _progress: papers.of_summary(self._parts.desk, self.summary),
            self._sealed,
            self._not_sealed,
            changes=_SEALED,
        )

    def _sealed(self, document: SealedDocument) -> None:
        self._seal.setEnabled(True)
        self._parts.doors.open_document(document.id)

    def _not_sealed(self, error: BaseException) -> None:
        self._seal.setEnabled(True)
        self.tell(error)


def _read(desk: Desk, summary: SummaryId) -> SummaryPage:
    return summaries.page(desk, summary)


def _amended(desk: Desk, summary: SummaryId, text: str, kept_as: str) -> EssentialSummary:
    amended = summaries.amend(desk, summary, text)
    unfinished.forget(desk, kept_as)
    return amended


def _below(page: SummaryPage) -> list[Run]:
    locked = _("session {number} of {day}, locked on {locked}").format(
        number=page.session.number,
        day=dates.day(page.summary.session_on),
        locked=dates.day(page.summary.written_at.date()),
    )
    return [strong(page.case_number), Run(f" · {locked}")]


def _about_card(page: SummaryPage, open_case: Callable[[], object]) -> Card:
    summary, session = page.summary, page.session
    card = Card(_("Locked"))
    card.add(
        standing_back(
            _("It can no longer be changed. What has to be put right is added below, with its day.")
        )
    )
    how = _("{mode}, {minutes} minutes").format(mode=session.mode.label, minutes=session.minutes)
    facts = (
        (_("Locked on"), dates.local_moment(summary.written_at)),
        (_("Written by"), summary.author),
        (_("Session"), f"{dates.local_moment(session.starts)}, {how}"),
        (_("Length"), n_("{count} word", "{count} words", summary.words())),
        (_("Record code"), summary.record_code),
    )
    case = Row(
        [strong(page.case_number)],
        ends=[icon_button("chevron-right", _("Open the case"), open_case)],
    )
    card.add(Rows([*(told(label, words) for label, words in facts), case]))
    return card
