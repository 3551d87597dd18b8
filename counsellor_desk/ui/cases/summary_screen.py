"""An accepted summary: read, with what was added later, what was sealed of it, and its actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import SummaryId
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.summaries import Amendment
from counsellor_desk.ui.cases.locked_screen import LockedScreen, locked_card
from counsellor_desk.ui.cases.session_dialogs import SessionDetails
from counsellor_desk.ui.cases.summary_text import actions_card, text_card
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import papers, summaries
from counsellor_desk.workflows.summaries import SummaryPage


class SummaryScreen(LockedScreen[SummaryPage]):
    """Locked text of a session."""

    kinds: ClassVar = frozenset({Changed.SUMMARIES, Changed.ACTIONS, Changed.DOCUMENTS})
    amended = frozenset({Changed.SUMMARIES})

    def __init__(self, parts: Parts, summary: SummaryId) -> None:
        super().__init__(parts, _("Essential summary"), summary)
        self.summary = summary

    def read(self) -> SummaryPage:
        return summaries.page(self.parts.desk, self.summary)

    def add_amendment(self, text: str) -> Sequence[Amendment]:
        return summaries.amend(self.parts.desk, self.summary, text).amendments

    def seal(self) -> SealedDocument:
        return papers.of_summary(self.parts.desk, self.summary)

    def amendments_of(self, page: SummaryPage) -> Sequence[Amendment]:
        return page.summary.amendments

    def show_page(self, page: SummaryPage) -> None:
        summary, today = page.summary, self.parts.clock.now().date()
        self.say_below(_below(page))
        text = [text_card(summary)]
        if summary.actions:
            text.append(actions_card(summary.actions, today, self.tick_off, summary.amendments))
        self.text.put(*text)
        self.about.put(self._about_card(page), self.sealed_card(page.papers))

    def _about_card(self, page: SummaryPage) -> Card:
        summary, session = page.summary, page.session
        how = _("{mode}, {minutes} minutes").format(
            mode=session.mode.label, minutes=session.minutes
        )
        facts = (
            (_("Locked on"), dates.local_moment(summary.written_at)),
            (_("Written by"), summary.author),
            (_("Session"), f"{dates.local_moment(session.starts)}, {how}"),
            (_("Length"), n_("{count} word", "{count} words", summary.words())),
            (_("Record code"), summary.record_code),
        )
        card = locked_card(
            facts, page.case_number, lambda: self.parts.doors.open_case(summary.case)
        )
        if page.may_add_notes:
            card.add(quiet(_("Another note of the session…"), lambda: self._ask_for_note(page)))
        return card

    def _ask_for_note(self, page: SummaryPage) -> None:
        """What is remembered or told afterwards: reduced too, and added to this summary."""
        SessionDetails(self.parts, page.session, may_write=True).open()


def _below(page: SummaryPage) -> list[Run]:
    locked = _("session {number} of {day}, locked on {locked}").format(
        number=page.session.number,
        day=dates.day(page.summary.session_on),
        locked=dates.day(page.summary.written_at.date()),
    )
    return [strong(page.case_number), Run(f" · {locked}")]
