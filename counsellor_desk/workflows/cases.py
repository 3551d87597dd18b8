"""Cases: the list, finding one by a few characters, and everything that stands on a case's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.domain.cases import Case, CaseLine, CaseNumber
from counsellor_desk.domain.consent import Consent, ConsentState, state
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.ids import CaseId, ClientId
from counsellor_desk.domain.notes import AgeLimits, NoteLine
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.domain.records import AdditionalRecord, RecordDraft
from counsellor_desk.domain.referrals import Referral
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary, SearchHit
from counsellor_desk.vault import (
    cases,
    consents,
    disclosures,
    documents,
    holds,
    notes,
    records,
    referrals,
    search,
    sessions,
    settings,
    summaries,
    tombstones,
)
from counsellor_desk.workflows import client_forms, form_definitions
from counsellor_desk.workflows.client_forms import ClientForms
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """A consent with the state that it is in today, its form's title, and whose it is."""

    consent: Consent
    state: ConsentState
    title: str
    client: str


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """All of a case but its identity cards, which are opened by an act of their own.

    ``in_hand``: additional records that are being written. ``forms``: where each client stands with
    theirs. ``limits``: when a waiting note turns
    amber and red.
    """

    case: Case
    referral: Referral | None
    sessions: tuple[Session, ...]
    summaries: tuple[EssentialSummary, ...]
    records: tuple[AdditionalRecord, ...]
    in_hand: tuple[RecordDraft, ...]
    notes: tuple[NoteLine, ...]
    tombstones: tuple[Tombstone, ...]
    consents: tuple[ConsentLine, ...]
    forms: tuple[ClientForms, ...]
    documents: tuple[SealedDocument, ...]
    disclosures: tuple[Disclosure, ...]
    holds: tuple[Hold, ...]
    today: date
    now: datetime
    limits: AgeLimits

    def client_label(self, client: ClientId) -> str:
        """``Client``, or ``Client A`` among several."""
        return self.case.client(client).label(of=len(self.case.clients))


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search finds: cases by number, summaries and records by their words."""

    cases: tuple[CaseLine, ...]
    hits: tuple[SearchHit, ...]


def numbers(desk: Desk) -> tuple[CaseNumber, ...]:
    """All numbers, of the newest case first: for finding one while it is typed."""
    return cases.numbers(desk.read())


def everything(desk: Desk) -> tuple[CaseLine, ...]:
    """All cases, the newest first."""
    return cases.lines(desk.read())


def find(desk: Desk, typed: str) -> Found:
    """Cases whose number holds what was typed, and summaries and records that hold its words."""
    reader = desk.read()
    by_number = cases.find(reader, typed) if comparable(typed) else ()
    hits = search.search(reader, typed) if len(typed.strip()) >= 3 else ()
    return Found(cases=by_number, hits=hits)


def page(desk: Desk, case: CaseId) -> CasePage:
    """Everything on a case's page.

    Raises:
        KeyError: no such case.
    """
    reader, now = desk.read(), desk.now()
    found, waiting = cases.load(reader, case), notes.lines(reader, case=case)
    return CasePage(
        case=found,
        referral=referrals.load(reader, case),
        sessions=sessions.of_case(reader, case),
        summaries=summaries.of_case(reader, case),
        records=records.of_case(reader, case),
        in_hand=records.drafts_of_case(reader, case),
        notes=waiting,
        tombstones=tombstones.of_case(reader, case),
        consents=tuple(
            ConsentLine(
                consent=consent,
                state=state(consent, now.date()),
                title=form_definitions.of(reader, consent).title,
                client=found.client(consent.client).label(of=len(found.clients)),
            )
            for consent in consents.of_case(reader, case)
        ),
        forms=client_forms.strip(desk, case),
        documents=documents.of_case(reader, case),
        disclosures=disclosures.of_case(reader, case),
        holds=tuple(h for h in holds.everything(reader) if _reaches(h, case, waiting)),
        today=now.date(),
        now=now,
        limits=settings.age_limits(reader),
    )


def _reaches(hold: Hold, case: CaseId, waiting: Sequence[NoteLine]) -> bool:
    if hold.case is None and hold.note is not None:
        return any(line.note.id == hold.note for line in waiting)
    return hold.case in {case, None}
