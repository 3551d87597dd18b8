"""Accepted summaries: reading one, amending one, ticking off an action (policy 4.8)."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.domain import summaries as summary_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.ids import ActionId, SummaryId
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.vault import agreed, cases, sessions, summaries
from counsellor_desk.workflows import papers
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class SummaryPage:
    """A summary as it is read. ``papers``: what was sealed of it, the newest first.

    ``may_add_notes``: its case is open, so one more note of the session can be begun.
    """

    summary: EssentialSummary
    session: Session
    case_number: str
    papers: tuple[SealedDocument, ...]
    may_add_notes: bool


def page(desk: Desk, summary: SummaryId) -> SummaryPage:
    """The summary with its session.

    Raises:
        KeyError: no such summary.
    """
    reader = desk.read()
    found = summaries.load(reader, summary)
    case = cases.load(reader, found.case)
    return SummaryPage(
        summary=found,
        session=sessions.load(reader, found.session),
        case_number=case.number,
        papers=papers.about(desk, found.case, summary),
        may_add_notes=case.status is CaseStatus.OPEN,
    )


def amend(desk: Desk, summary: SummaryId, text: str) -> EssentialSummary:
    """Put a dated addition below a locked summary.

    Raises:
        AmendmentEmpty, AmendmentTooLong, AuthorMissing: as they say.
        DiskFull, DiskFault: nothing was changed.
    """
    now = desk.now()
    amendment = summary_rules.amendment(text, author=desk.author(), at=now)
    with desk.store.act(Act.SUMMARY_AMENDED, at=now, about=summary) as tx:
        summaries.amend(tx, summary, amendment)
    return summaries.load(desk.read(), summary)


def set_done(desk: Desk, action: ActionId, *, done: bool) -> None:
    """Tick an agreed action off today, or open it again."""
    now = desk.now()
    with desk.store.act(Act.ACTION_DONE, at=now, about=action, done=done) as tx:
        agreed.set_done(tx, action, now.date() if done else None)
