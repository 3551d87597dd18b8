"""Accepted summaries with their actions and amendments, and the search over them.

The rows are locked by triggers: what changes later is an amendment, or the day an action was done.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from counsellor_desk.domain.ids import CaseId, SessionId, SummaryId
from counsellor_desk.domain.summaries import (
    ActionPoint,
    Amendment,
    EssentialSummary,
    OthersInvolved,
    Section,
)
from counsellor_desk.vault import agreed, search
from counsellor_desk.vault.agreed import OF_SUMMARY
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment, packed
from counsellor_desk.vault.transactions import Reader, Transaction


def add(tx: Transaction, summary: EssentialSummary) -> None:
    """Keep an accepted summary; locked from now on.

    The record code is the act's own when the summary carries none.
    """
    tx.insert(
        "summaries",
        id=summary.id,
        case_id=summary.case,
        session_id=summary.session,
        session_on=summary.session_on.isoformat(),
        written_at=moment(summary.written_at),
        author=summary.author,
        others=summary.others.value,
        others_named=summary.others_named,
        sections=packed({section.value: lines for section, lines in summary.sections.items()}),
        record_code=summary.record_code or tx.code,
    )
    agreed.add_actions(tx, OF_SUMMARY, summary.id, summary.actions)
    search.index(tx, summary)


def amend(
    tx: Transaction, summary: SummaryId, amendment: Amendment, actions: Sequence[ActionPoint] = ()
) -> None:
    """Put a dated addition below a locked summary, and what was agreed in it behind the actions."""
    agreed.amend(tx, OF_SUMMARY, summary, amendment)
    agreed.add_actions(tx, OF_SUMMARY, summary, actions)
    search.index(tx, load(tx, summary))


def load(reader: Reader, summary: SummaryId) -> EssentialSummary:
    """The summary.

    Raises:
        KeyError: no such summary.
    """
    found = _loaded(reader, reader.rows("SELECT * FROM summaries WHERE id = ?", summary))
    if not found:
        raise KeyError("summary")
    return found[0]


def of_session(reader: Reader, session: SessionId) -> EssentialSummary | None:
    """The session's summary, if it has one."""
    found = _loaded(reader, reader.rows("SELECT * FROM summaries WHERE session_id = ?", session))
    return found[0] if found else None


def of_case(reader: Reader, case: CaseId) -> tuple[EssentialSummary, ...]:
    """The case's summaries, the newest session first."""
    rows = reader.rows(
        "SELECT * FROM summaries WHERE case_id = ? ORDER BY session_on DESC, number DESC", case
    )
    return _loaded(reader, rows)


def _loaded(reader: Reader, rows: Sequence[Row]) -> tuple[EssentialSummary, ...]:
    """Summaries out of their rows: three queries for any number of them."""
    ids = [row["id"] for row in rows]
    actions = agreed.actions(reader, OF_SUMMARY, ids)
    amendments = agreed.amendments(reader, OF_SUMMARY, ids)
    return tuple(
        EssentialSummary(
            id=SummaryId(row["id"]),
            case=CaseId(row["case_id"]),
            session=SessionId(row["session_id"]),
            session_on=date.fromisoformat(row["session_on"]),
            written_at=datetime.fromisoformat(row["written_at"]),
            author=row["author"],
            others=OthersInvolved(row["others"]),
            others_named=row["others_named"],
            sections=_sections(row["sections"]),
            actions=tuple(actions.get(row["id"], ())),
            record_code=row["record_code"],
            amendments=tuple(amendments.get(row["id"], ())),
        )
        for row in rows
    )


def _sections(text: str) -> dict[Section, tuple[str, ...]]:
    kept = json.loads(text)
    return {section: tuple(kept[section.value]) for section in Section if section.value in kept}
