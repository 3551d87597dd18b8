"""An accepted additional record: read, amended, sealed, with what it rests on (policy 4.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import RecordId
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.summaries import Amendment, OthersInvolved
from counsellor_desk.ui.cases.locked_screen import LockedScreen, locked_card
from counsellor_desk.ui.cases.record_text import record_card, rests_on_card
from counsellor_desk.ui.cases.summary_text import actions_card
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import records
from counsellor_desk.workflows.records import AgreementLine, RecordPage


class RecordScreen(LockedScreen[RecordPage]):
    """Locked text for one or more of the five purposes."""

    kinds: ClassVar = frozenset({Changed.RECORDS, Changed.ACTIONS, Changed.DOCUMENTS})
    amended = frozenset({Changed.RECORDS})

    def __init__(self, parts: Parts, record: RecordId) -> None:
        super().__init__(parts, _("Additional record"), record)
        self.record = record

    def read(self) -> RecordPage:
        return records.page(self.parts.desk, self.record)

    def add_amendment(self, text: str) -> Sequence[Amendment]:
        return records.amend(self.parts.desk, self.record, text).amendments

    def seal(self) -> SealedDocument:
        return records.seal(self.parts.desk, self.record)

    def amendments_of(self, page: RecordPage) -> Sequence[Amendment]:
        return page.record.amendments

    def show_page(self, page: RecordPage) -> None:
        record, today = page.record, self.parts.clock.now().date()
        self.say_below(_below(page))
        text = [record_card(record)]
        if record.actions:
            text.append(actions_card(record.actions, today, self.tick_off))
        self.text.put(*text)
        rests_on = rests_on_card(record, page.agreement, self._open_agreement)
        about = (self._about_card(page), rests_on, self.sealed_card(page.papers))
        self.about.put(*(card for card in about if card is not None))

    def _about_card(self, page: RecordPage) -> Card:
        record = page.record
        named = record.others is OthersInvolved.OTHERS
        audience = purposes.rule(record.purposes)
        facts = (
            (_("For"), purposes.told(record.purposes)),
            (_("About"), dates.day(record.about_on)),
            (_("Written by"), record.author),
            (_("Locked on"), dates.local_moment(record.written_at)),
            (_("Others involved"), record.others_named if named else record.others.label),
            (_("May be seen by"), _listed(sorted(who.label for who in audience.audience))),
            (_("Kept"), audience.keep.label),
            (_("Length"), n_("{count} word", "{count} words", record.words())),
            (_("Record code"), record.record_code),
        )
        return locked_card(facts, page.case_number, lambda: self.parts.doors.open_case(record.case))

    def _open_agreement(self, line: AgreementLine) -> None:
        if line.agreement.consent is not None:
            self.parts.doors.open_form(line.agreement.consent)
        elif line.agreement.document is not None:
            self.parts.doors.open_document(line.agreement.document)


def _listed(words: Sequence[str]) -> str:
    return "; ".join(words)


def _below(page: RecordPage) -> list[Run]:
    about = _("{purpose}, about {day}, locked on {locked}").format(
        purpose=purposes.told(page.record.purposes),
        day=dates.day(page.record.about_on),
        locked=dates.day(page.record.written_at.date()),
    )
    return [strong(page.case_number), Run(f" · {about}")]
