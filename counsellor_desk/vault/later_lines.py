"""What happened after a form was sealed: lines are added, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.later import LaterLine
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment, packed
from counsellor_desk.vault.transactions import Reader, Transaction


def add(tx: Transaction, line: LaterLine) -> None:
    """Keep one more line."""
    tx.insert(
        "later_lines",
        id=line.id,
        consent_id=line.consent,
        what=line.what.value,
        happened_on=line.on.isoformat(),
        told=line.told,
        added_at=moment(line.added_at),
        added_by=line.added_by,
    )


def without(reader: Reader, forms: Iterable[str]) -> tuple[ConsentId, ...]:
    """Sealed ones of these forms beside which nothing stands, the oldest first; no refusals."""
    query = (
        "SELECT id FROM consents WHERE form IN (SELECT value FROM json_each(?))"
        " AND sealed_at IS NOT NULL AND outcome NOT IN ('refused', 'declined') AND NOT EXISTS"
        " (SELECT 1 FROM later_lines WHERE consent_id = consents.id) ORDER BY sealed_at"
    )
    return tuple(ConsentId(row["id"]) for row in reader.rows(query, packed(sorted(forms))))


def of_consent(reader: Reader, consent: ConsentId) -> tuple[LaterLine, ...]:
    """The lines beside that form, the newest first."""
    query = "SELECT * FROM later_lines WHERE consent_id = ? ORDER BY added_at DESC, id"
    return tuple(map(_line, reader.rows(query, consent)))


def _line(row: Row) -> LaterLine:
    return LaterLine(
        id=row["id"],
        consent=ConsentId(row["consent_id"]),
        what=Later.of(row["what"]),
        on=date.fromisoformat(row["happened_on"]),
        told=row["told"],
        added_at=datetime.fromisoformat(row["added_at"]),
        added_by=row["added_by"],
    )
