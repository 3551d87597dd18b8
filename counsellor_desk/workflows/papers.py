"""Paper of what stands in the store: an accepted summary or record, the receipt of a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counsellor_desk.documents.composed import Letterhead
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.ids import CaseId, CoveredId, DocumentId, NoteId, RecordId, SummaryId
from counsellor_desk.domain.sealed_documents import (
    DocumentKind,
    LaterSignature,
    SealedDocument,
    Verification,
)
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import (
    cases,
    disclosures,
    documents,
    records,
    seal_certificates,
    sessions,
    summaries,
    tombstones,
)
from counsellor_desk.workflows import seal, second_signature
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import receipt as receipt_paper
    from counsellor_desk.documents import record as record_paper
    from counsellor_desk.documents import summary as summary_paper
else:
    receipt_paper = lazily("counsellor_desk.documents.receipt")
    record_paper = lazily("counsellor_desk.documents.record")
    summary_paper = lazily("counsellor_desk.documents.summary")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A sealed document as it is looked at: its bytes, what checking it says, where it has gone.

    ``signs_later``: who may still sign after its seal; ``signed_later``: who did.
    """

    document: SealedDocument
    case_number: str
    pdf: bytes
    verification: Verification
    signs_later: tuple[SignerRole, ...]
    signed_later: tuple[LaterSignature, ...]
    gone_out: tuple[Disclosure, ...]


def look(desk: Desk, document: DocumentId) -> Paper:
    """The document, checked against its seal just now.

    Raises:
        KeyError: no such document.
    """
    reader = desk.read()
    found, pdf = documents.load(reader, document), documents.pdf(reader, document)
    return Paper(
        document=found,
        case_number=cases.load(reader, found.case).number,
        pdf=pdf,
        verification=seal.check(desk, pdf),
        signs_later=second_signature.open_for(reader, found),
        signed_later=seal_certificates.later(reader, document),
        gone_out=tuple(
            line for line in disclosures.of_case(reader, found.case) if line.document == document
        ),
    )


def about(desk: Desk, case: CaseId, record: CoveredId | NoteId) -> tuple[SealedDocument, ...]:
    """What was sealed of a summary, a record or a receipt, the newest first."""
    sealed = documents.of_case(desk.read(), case)
    return tuple(document for document in sealed if document.about == record)


def letterhead(desk: Desk, case: CaseId, code: str = "", *, size: float = 1.0) -> Letterhead:
    """What the pages of a document about that case carry."""
    return Letterhead(
        organisation=desk.profile().organisation,
        case_number=cases.load(desk.read(), case).number,
        at=desk.now(),
        record_code=code,
        size=size,
    )


def of_summary(desk: Desk, summary: SummaryId) -> SealedDocument:
    """The summary with its amendments, sealed.

    Raises:
        KeyError: no such summary.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    reader = desk.read()
    found = summaries.load(reader, summary)
    with desk.store.act(Act.DOCUMENT_SEALED, at=desk.now(), about=summary) as tx:
        composed = summary_paper.compose(
            found,
            letterhead=letterhead(desk, found.case, tx.code),
            session=sessions.load(reader, found.session),
        )
        return seal.keep(
            desk, tx, composed, kind=DocumentKind.SUMMARY, case=found.case, about=summary
        )


def of_record(desk: Desk, record: RecordId, rests_on: str = "") -> SealedDocument:
    """The additional record with its amendments, sealed; ``rests_on``: what it rests on, in words.

    Raises:
        KeyError: no such record.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    found = records.load(desk.read(), record)
    with desk.store.act(Act.DOCUMENT_SEALED, at=desk.now(), about=record) as tx:
        composed = record_paper.compose(
            found, letterhead=letterhead(desk, found.case, tx.code), rests_on=rests_on
        )
        return seal.keep(
            desk, tx, composed, kind=DocumentKind.RECORD, case=found.case, about=record
        )


def of_receipt(desk: Desk, note: NoteId) -> SealedDocument:
    """The receipt of a destroyed note, sealed.

    Raises:
        KeyError: that note was never deleted.
        NotDestroyedYet: its key is not erased yet.
        DiskFull, DiskFault: nothing was made.
    """
    found = tombstones.load(desk.read(), note)
    with desk.store.act(Act.DOCUMENT_SEALED, at=desk.now(), about=note) as tx:
        composed = receipt_paper.compose(
            found,
            letterhead=letterhead(desk, found.case, tx.code),
            keys_in_folder=desk.keys_in_folder,
            copies=disclosures.of_note(tx, note),
        )
        return seal.keep(desk, tx, composed, kind=DocumentKind.RECEIPT, case=found.case, about=note)
