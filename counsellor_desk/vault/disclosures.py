"""The disclosure ledger: lines are added, never changed (policy 2.1)."""

from __future__ import annotations

from datetime import datetime

from counsellor_desk.domain.disclosures import Channel, Disclosure, Ground
from counsellor_desk.domain.ids import CaseId, ConsentId, DisclosureId, DocumentId, NoteId
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.transactions import Reader, Transaction


def add(tx: Transaction, disclosure: Disclosure) -> None:
    """A line. The record code is the act's own when the line carries none."""
    tx.insert(
        "disclosures",
        id=disclosure.id,
        case_id=disclosure.case,
        document_id=disclosure.document or "",
        note_id=disclosure.note,
        consent_id=disclosure.consent,
        at=moment(disclosure.at),
        what=disclosure.what,
        pages=disclosure.pages,
        to=disclosure.to,
        purpose=disclosure.purpose,
        ground=disclosure.ground.value,
        channel=disclosure.channel.value,
        record_code=disclosure.record_code or tx.code,
    )


def of_case(reader: Reader, case: CaseId) -> tuple[Disclosure, ...]:
    """The case's lines, the newest first."""
    rows = reader.rows("SELECT * FROM disclosures WHERE case_id = ? ORDER BY at DESC", case)
    return tuple(map(_disclosure, rows))


def of_consent(reader: Reader, consent: ConsentId) -> tuple[Disclosure, ...]:
    """What left on the ground of that consent, the newest first."""
    rows = reader.rows("SELECT * FROM disclosures WHERE consent_id = ? ORDER BY at DESC", consent)
    return tuple(map(_disclosure, rows))


def of_note(reader: Reader, note: NoteId) -> tuple[Disclosure, ...]:
    """The sealed copies that left of that note while it was held, the newest first."""
    rows = reader.rows("SELECT * FROM disclosures WHERE note_id = ? ORDER BY at DESC", note)
    return tuple(map(_disclosure, rows))


def _disclosure(row: Row) -> Disclosure:
    return Disclosure(
        id=DisclosureId(row["id"]),
        case=CaseId(row["case_id"]),
        document=DocumentId(row["document_id"]) if row["document_id"] else None,
        note=NoteId(row["note_id"]) if row["note_id"] else None,
        consent=ConsentId(row["consent_id"]) if row["consent_id"] else None,
        at=datetime.fromisoformat(row["at"]),
        what=row["what"],
        pages=row["pages"],
        to=row["to"],
        purpose=row["purpose"],
        ground=Ground(row["ground"]),
        channel=Channel(row["channel"]),
        record_code=row["record_code"],
    )
