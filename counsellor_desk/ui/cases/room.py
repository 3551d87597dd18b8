"""The place of Cases in the rail, and the doors into it."""

from __future__ import annotations

from counsellor_desk.domain.ids import CaseId, DocumentId, RecordId, SummaryId
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.document_screen import DocumentScreen
from counsellor_desk.ui.cases.finder import CaseFinder
from counsellor_desk.ui.cases.list_screen import CasesScreen
from counsellor_desk.ui.cases.record_screen import RecordScreen
from counsellor_desk.ui.cases.referral_screen import ReferralScreen
from counsellor_desk.ui.cases.summary_screen import SummaryScreen
from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


def room(parts: Parts) -> Room:
    """All cases; the command box finds each of them by its number."""
    parts.window.commands.add_provider(CaseFinder(parts).entries)
    return Room(
        key="cases",
        words=_("Cases"),
        icon="folder",
        make=lambda: CasesScreen(parts),
        keys="Ctrl+2",
    )


def new_referral(parts: Parts) -> None:
    """Take a referral; one that is being taken stays in front."""
    if not isinstance(parts.window.rooms.standing, ReferralScreen):
        parts.window.show_screen(ReferralScreen(parts))


def open_case(parts: Parts, case: CaseId) -> None:
    """Show a case; one that stands already stays."""
    standing = parts.window.rooms.standing
    if not (isinstance(standing, CaseScreen) and standing.case == case):
        parts.window.show_screen(CaseScreen(parts, case))


def open_summary(parts: Parts, summary: SummaryId) -> None:
    """Show an accepted summary; one that stands already stays."""
    standing = parts.window.rooms.standing
    if not (isinstance(standing, SummaryScreen) and standing.summary == summary):
        parts.window.show_screen(SummaryScreen(parts, summary))


def open_record(parts: Parts, record: RecordId) -> None:
    """Show an accepted additional record; one that stands already stays."""
    standing = parts.window.rooms.standing
    if not (isinstance(standing, RecordScreen) and standing.record == record):
        parts.window.show_screen(RecordScreen(parts, record))


def open_document(parts: Parts, document: DocumentId) -> None:
    """Show a sealed document."""
    parts.window.show_screen(DocumentScreen(parts, document))
