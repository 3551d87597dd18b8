"""Accepted additional records, and those that are being written (policy 4.7).

Accepted rows are locked by triggers; a draft is one row that changes until it is accepted or given
up. No draft is ever searched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from counsellor_desk.domain.ids import CaseId, ConsentId, DocumentId, DraftId, RecordId
from counsellor_desk.domain.purposes import Heading, Purpose, in_order
from counsellor_desk.domain.records import (
    AdditionalRecord,
    Agreement,
    RecordDraft,
    WorkingRecord,
)
from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import Amendment, OthersInvolved, owner_from
from counsellor_desk.vault import agreed, search
from counsellor_desk.vault.agreed import OF_RECORD
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import day_or_none, moment, packed, read_day
from counsellor_desk.vault.transactions import Reader, Transaction


def add(tx: Transaction, record: AdditionalRecord) -> None:
    """Keep an accepted record; locked from now on. Its code is the act's where it has none."""
    tx.insert(
        "records",
        id=record.id,
        case_id=record.case,
        purposes=packed([purpose.value for purpose in record.purposes]),
        about_on=record.about_on.isoformat(),
        written_at=moment(record.written_at),
        author=record.author,
        others=record.others.value,
        others_named=record.others_named,
        parts=packed({heading.value: words for heading, words in record.parts.items()}),
        consent_id=record.agreement.consent,
        document_id=record.agreement.document,
        record_code=record.record_code or tx.code,
    )
    agreed.add_actions(tx, OF_RECORD, record.id, record.actions)
    search.index_record(tx, record)


def amend(tx: Transaction, record: RecordId, amendment: Amendment) -> None:
    """Put a dated addition below a locked record."""
    agreed.amend(tx, OF_RECORD, record, amendment)
    search.index_record(tx, load(tx, record))


def load(reader: Reader, record: RecordId) -> AdditionalRecord:
    """The record.

    Raises:
        KeyError: no such record.
    """
    found = _loaded(reader, reader.rows("SELECT * FROM records WHERE id = ?", record))
    if not found:
        raise KeyError("record")
    return found[0]


def is_one(reader: Reader, which: str) -> bool:
    """Whether that is the id of a record."""
    return bool(reader.value("SELECT count(*) FROM records WHERE id = ?", which))


def of_case(reader: Reader, case: CaseId) -> tuple[AdditionalRecord, ...]:
    """The case's records, the newest day first."""
    rows = reader.rows(
        "SELECT * FROM records WHERE case_id = ? ORDER BY about_on DESC, number DESC", case
    )
    return _loaded(reader, rows)


def keep_draft(tx: Transaction, draft: RecordDraft) -> None:
    """Keep a record in hand as it is now, instead of how it was before."""
    tx.put(
        "record_drafts",
        "id",
        id=draft.id,
        case_id=draft.case,
        begun_at=moment(draft.begun_at),
        changed_at=moment(draft.changed_at),
        content=packed(_written(draft.working)),
    )


def drop_draft(tx: Transaction, draft: DraftId) -> bool:
    """It is accepted, or given up: whether it stood there."""
    return bool(tx.run("DELETE FROM record_drafts WHERE id = ?", draft))


def load_draft(reader: Reader, draft: DraftId) -> RecordDraft | None:
    """The record in hand; None where it is not there any more."""
    row = reader.row("SELECT * FROM record_drafts WHERE id = ?", draft)
    return _draft(row) if row else None


def drafts_of_case(reader: Reader, case: CaseId) -> tuple[RecordDraft, ...]:
    """The case's records in hand, the newest first."""
    rows = reader.rows(
        "SELECT * FROM record_drafts WHERE case_id = ? ORDER BY begun_at DESC, id", case
    )
    return tuple(map(_draft, rows))


def _loaded(reader: Reader, rows: Sequence[Row]) -> tuple[AdditionalRecord, ...]:
    """Records out of their rows: three queries for any number of them."""
    ids = [row["id"] for row in rows]
    actions = agreed.actions(reader, OF_RECORD, ids)
    amendments = agreed.amendments(reader, OF_RECORD, ids)
    return tuple(
        AdditionalRecord(
            id=RecordId(row["id"]),
            case=CaseId(row["case_id"]),
            purposes=_purposes(json.loads(row["purposes"])),
            about_on=date.fromisoformat(row["about_on"]),
            written_at=datetime.fromisoformat(row["written_at"]),
            author=row["author"],
            others=OthersInvolved.of(row["others"]),
            others_named=row["others_named"],
            parts=_parts(json.loads(row["parts"])),
            actions=tuple(actions.get(row["id"], ())),
            agreement=_agreement(row["consent_id"], row["document_id"]),
            record_code=row["record_code"],
            amendments=tuple(amendments.get(row["id"], ())),
        )
        for row in rows
    )


def _written(working: WorkingRecord) -> dict[str, Any]:
    return {
        "purposes": [purpose.value for purpose in working.purposes],
        "about_on": day_or_none(working.about_on),
        "others": working.others.value,
        "others_named": working.others_named,
        "parts": {heading.value: words for heading, words in working.parts.items()},
        "actions": [
            [x.key, x.owner.stored if x.owner else None, x.what, x.due_words, day_or_none(x.due_on)]
            for x in working.actions
        ],
        "agreement": [working.agreement.consent, working.agreement.document],
    }


def _draft(row: Row) -> RecordDraft:
    content = json.loads(row["content"])
    return RecordDraft(
        id=DraftId(row["id"]),
        case=CaseId(row["case_id"]),
        begun_at=datetime.fromisoformat(row["begun_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        working=WorkingRecord(
            purposes=_purposes(content["purposes"]),
            about_on=read_day(content["about_on"]),
            others=OthersInvolved.of(content["others"]),
            others_named=content["others_named"],
            parts=_parts(content["parts"]),
            actions=tuple(_action(*action) for action in content["actions"]),
            agreement=_agreement(*content["agreement"]),
        ),
    )


def _action(
    key: int, owner: str | None, what: str, due_words: str, due_on: str | None
) -> WorkingAction:
    return WorkingAction(
        key=key,
        owner=None if owner is None else owner_from(owner),
        what=what,
        due_words=due_words,
        due_on=read_day(due_on),
    )


def _purposes(stored: Sequence[str]) -> tuple[Purpose, ...]:
    return in_order(map(Purpose.of, stored))


def _parts(stored: dict[str, str]) -> dict[Heading, str]:
    return {heading: stored[heading.value] for heading in Heading if heading.value in stored}


def _agreement(consent: str | None, document: str | None) -> Agreement:
    return Agreement(
        ConsentId(consent) if consent else None, DocumentId(document) if document else None
    )
