"""Additional records: begin, write, look over, accept and amend one (policy 4.7, 4.8).

What is written is kept without an audit entry, until accepting it locks it: that is one act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain import records as record_rules
from counsellor_desk.domain import summaries as summary_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import LIVE_STATES, state
from counsellor_desk.domain.ids import ActionId, CaseId, DraftId, RecordId
from counsellor_desk.domain.outcomes import GIVING
from counsellor_desk.domain.records import (
    NO_AGREEMENT,
    AdditionalRecord,
    Agreement,
    RecordDraft,
    WorkingRecord,
)
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.summaries import (
    ActionPoint,
    OthersInvolved,
    Owner,
    OwnerKind,
)
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import cases, consents, documents, identity_cards, ids, records
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import form_definitions, kept_words, papers, reading, sessions
from counsellor_desk.workflows.desk import Desk

_PAPERS: Final = frozenset({DocumentKind.PAPER_FORM, DocumentKind.SALVAGED})
"""Sealed documents beside signed forms that an agreement may stand on."""
_ROLES: Final = (N_("supervisor"), N_("service manager"), N_("the agency"))


class DraftGone(DeskError):
    """Accepted or discarded meanwhile, elsewhere on this desk."""

    happened = N_("This record is not being written any more.")
    next_step = N_("Go back to the case: what was accepted stands in its timeline.")


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """Something that a record can rest on, as it is chosen and shown. It names nobody.

    ``in_force``: whether it has not ended, been withdrawn or replaced; papers never say so.
    """

    agreement: Agreement
    title: str
    detail: str
    in_force: bool = True


@dataclass(frozen=True, kw_only=True)
class RecordInHand:
    """A record that is being written. ``agreements``: all that it could rest on, newest first.

    ``owners``: who may do what was agreed. ``kept``: whether anything of it stands in the store.
    """

    draft: RecordDraft
    case_number: str
    author: str
    agreements: tuple[AgreementLine, ...]
    owners: tuple[Owner, ...]
    kept: bool


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """A record as it is read. ``papers``: what was sealed of it, the newest first."""

    record: AdditionalRecord
    case_number: str
    agreement: AgreementLine | None
    papers: tuple[SealedDocument, ...]


def begin(desk: Desk, case: CaseId) -> RecordInHand:
    """A blank record of that case. Nothing is kept until something is written.

    Raises:
        KeyError: no such case.
    """
    now = desk.now()
    blank = WorkingRecord(about_on=now.date())
    draft = RecordDraft(
        id=DraftId(ids.new_id()), case=case, begun_at=now, changed_at=now, working=blank
    )
    return _in_hand(desk, draft, kept=False)


def resume(desk: Desk, draft: DraftId) -> RecordInHand:
    """A record in hand, as it was kept last.

    Raises:
        DraftGone: it was accepted or discarded.
    """
    found = records.load_draft(desk.read(), draft)
    if found is None:
        raise DraftGone
    return _in_hand(desk, found, kept=True)


def keep(desk: Desk, draft: RecordDraft) -> RecordDraft:
    """Keep it as it is now, without an audit entry; one in which nothing stands is dropped.

    Raises:
        DiskFull, DiskFault: what was kept before stays.
    """
    kept = replace(draft, changed_at=desk.now())
    with desk.store.quietly() as tx:
        if draft.working.is_blank():
            records.drop_draft(tx, draft.id)
        else:
            records.keep_draft(tx, kept)
    return kept


def keep_at_last(desk: Desk, draft: RecordDraft) -> RecordDraft:
    """``keep`` before the desk locks, which cannot wait: on a full disk in its last room.

    Raises:
        DiskFull, DiskFault: what was kept before stays.
    """
    return sessions.with_the_last_room(desk, lambda: keep(desk, draft))


def discard(desk: Desk, draft: DraftId) -> None:
    """Give a record up that was being written."""
    with desk.store.quietly() as tx:
        records.drop_draft(tx, draft)


def ensure_ready(desk: Desk, draft: RecordDraft) -> None:
    """Refuse a record that could not be accepted as it is.

    Raises:
        PurposeMissing, AboutDayMissing, AboutDayInFuture, AuthorMissing: as they say.
        OthersNotChosen, OthersNotNamed, AgreementMissing: as they say.
        TextMissing, TextTooLong, ActionOpen: as they say.
    """
    record_rules.ensure_ready(
        draft.working,
        author=desk.author(),
        today=desk.now().date(),
        agreements=[line.agreement for line in agreements(desk, draft.case)],
    )


def unprintable(draft: RecordDraft) -> str:
    """Characters of what would be accepted that no document can show: it could not be sealed."""
    working = draft.working
    actions = ((action.what, action.due_words) for action in working.kept_actions())
    texts = (*working.kept_parts().values(), working.others_named, *chain.from_iterable(actions))
    return kept_words.unprintable((*texts,))


def accept(desk: Desk, draft: RecordDraft) -> AdditionalRecord:
    """Lock the record; what it was written in is deleted in the same act.

    Raises:
        DraftGone: it was accepted or discarded meanwhile; nothing is locked.
        PurposeMissing, AboutDayMissing, AboutDayInFuture, AuthorMissing: nothing is locked.
        OthersNotChosen, OthersNotNamed, AgreementMissing: nothing is locked.
        TextMissing, TextTooLong, ActionOpen: nothing is locked.
        DiskFull, DiskFault: nothing is locked; what was kept stays.
    """
    now, author, working = desk.now(), one_line(desk.author()), draft.working
    ensure_ready(desk, draft)
    if not purposes.needs_link(working.purposes):
        working = replace(working, agreement=NO_AGREEMENT)
    record = replace(_accepted(draft, working), author=author, written_at=now)
    chosen = "+".join(purpose.value for purpose in record.purposes)
    with desk.store.act(
        Act.RECORD_ACCEPTED, at=now, about=record.id, words=record.words(), purposes=chosen
    ) as tx:
        records.add(tx, replace(record, record_code=tx.code))
        if not records.drop_draft(tx, draft.id):
            raise DraftGone
    return records.load(desk.read(), record.id)


def agreements(desk: Desk, case: CaseId) -> tuple[AgreementLine, ...]:
    """What a record of that case can rest on: forms in which something was agreed, and papers."""
    reader, today = desk.read(), desk.now().date()
    found = cases.load(reader, case)
    forms = [c for c in consents.of_case(reader, case) if c.sealed_at and c.outcome in GIVING]
    signed = {form.id for form in forms}
    lines = [
        AgreementLine(
            agreement=Agreement(consent=form.id),
            title=form_definitions.of(reader, form).title,
            detail=_joined(
                found.client(form.client).label(of=len(found.clients)),
                dates.day(form.signed_at.date()) if form.signed_at else "",
                state(form, today).label,
            ),
            in_force=state(form, today) in LIVE_STATES,
        )
        for form in forms
    ]
    lines += [
        _paper(document)
        for document in documents.of_case(reader, case)
        if document.kind in _PAPERS and document.about not in signed
    ]
    return tuple(lines)


def page(desk: Desk, record: RecordId) -> RecordPage:
    """The record with what it rests on.

    Raises:
        KeyError: no such record.
    """
    reader = desk.read()
    found = records.load(reader, record)
    return RecordPage(
        record=found,
        case_number=cases.load(reader, found.case).number,
        agreement=agreement_of(desk, found),
        papers=papers.about(desk, found.case, record),
    )


def agreement_of(desk: Desk, record: AdditionalRecord) -> AgreementLine | None:
    """What the record rests on; None where that is nothing, or is not in the store any more."""
    lines = agreements(desk, record.case)
    return next((line for line in lines if line.agreement == record.agreement), None)


def amend(desk: Desk, record: RecordId, text: str) -> AdditionalRecord:
    """Put a dated addition below a locked record.

    Raises:
        AmendmentEmpty, AmendmentTooLong, AuthorMissing: as they say.
        DiskFull, DiskFault: nothing was changed.
    """
    now = desk.now()
    amendment = summary_rules.amendment(text, author=desk.author(), at=now)
    with desk.store.act(Act.RECORD_AMENDED, at=now, about=record) as tx:
        records.amend(tx, record, amendment)
    return records.load(desk.read(), record)


def seal(desk: Desk, record: RecordId) -> SealedDocument:
    """The record with its amendments as a sealed PDF.

    Raises:
        KeyError: no such record.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    rests_on = page(desk, record).agreement
    words = _joined(rests_on.title, rests_on.detail) if rests_on else ""
    return papers.of_record(desk, record, words)


def _in_hand(desk: Desk, draft: RecordDraft, *, kept: bool) -> RecordInHand:
    reader = desk.read()
    case = cases.load(reader, draft.case)
    return RecordInHand(
        draft=draft,
        case_number=case.number,
        author=desk.author(),
        agreements=agreements(desk, draft.case),
        owners=tuple(_owners(reader, case)),
        kept=kept,
    )


def _owners(reader: Reader, case: Case) -> Iterator[Owner]:
    labels = reading.labels(identity_cards.of_case(reader, case.id))
    clients: Sequence[str] = labels if len(labels) > 1 else [""]
    yield from (Owner(OwnerKind.CLIENT, name) for name in clients)
    yield Owner(OwnerKind.COUNSELLOR)
    yield Owner(OwnerKind.BOTH)
    yield from (Owner(OwnerKind.OTHER, _(role)) for role in _ROLES)


def _paper(document: SealedDocument) -> AgreementLine:
    return AgreementLine(
        agreement=Agreement(document=document.id),
        title=document.kind.label,
        detail=_joined(document.name, dates.day(document.made_at.date())),
    )


def _joined(*facts: str) -> str:
    return " · ".join(filter(None, facts))


def _accepted(draft: RecordDraft, working: WorkingRecord) -> AdditionalRecord:
    named = one_line(working.others_named)
    return AdditionalRecord(
        id=RecordId(ids.new_id()),
        case=draft.case,
        purposes=working.purposes,
        about_on=working.about_on or draft.begun_at.date(),
        written_at=draft.begun_at,
        author="",
        others=working.others,
        others_named=named if working.others is OthersInvolved.OTHERS else "",
        parts=working.kept_parts(),
        actions=tuple(
            ActionPoint(
                id=ActionId(ids.new_id()),
                owner=action.owner,
                what=one_line(action.what),
                due_words=one_line(action.due_words),
                due_on=action.due_on,
            )
            for action in working.kept_actions()
            if action.owner is not None
        ),
        agreement=working.agreement,
    )
