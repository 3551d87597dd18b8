"""Accepted summaries with their actions and amendments, and the search over them.

The rows are locked by triggers: what changes later is an amendment, or the day an action was done.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.ids import ActionId, CaseId, SessionId, SummaryId
from counsellor_desk.domain.summaries import (
    ActionPoint,
    Amendment,
    EssentialSummary,
    OpenAction,
    OthersInvolved,
    Section,
    owner_from,
)
from counsellor_desk.vault import search
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import day_or_none, moment, packed, read_day
from counsellor_desk.vault.transactions import Reader, Transaction

_ACTIONS: Final = (
    "SELECT * FROM actions WHERE summary_id IN (SELECT value FROM json_each(?)) ORDER BY position"
)
_AMENDMENTS: Final = (
    "SELECT * FROM amendments WHERE summary_id IN (SELECT value FROM json_each(?))"
    " ORDER BY position"
)


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
    for position, action in enumerate(summary.actions):
        _add_action(tx, summary.id, position, action)
    search.index(tx, summary)


def amend(tx: Transaction, summary: SummaryId, amendment: Amendment) -> None:
    """Put a dated addition below a locked summary."""
    count = "SELECT count(*) FROM amendments WHERE summary_id = ?"
    tx.insert(
        "amendments",
        summary_id=summary,
        position=tx.value(count, summary),
        author=amendment.author,
        written_at=moment(amendment.written_at),
        text=amendment.text,
    )
    search.index(tx, load(tx, summary))


def set_done(tx: Transaction, action: ActionId, on: date | None) -> None:
    """Say on which day an action was done; None: it is open again."""
    tx.run("UPDATE actions SET done_on = ? WHERE id = ?", day_or_none(on), action)


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


def open_actions(reader: Reader, *, limit: int = 200) -> tuple[OpenAction, ...]:
    """Actions that are not done, the earliest day first, those without a clear day last."""
    rows = reader.rows(
        "SELECT earliest.*, summaries.case_id, cases.number AS case_number FROM"
        " (SELECT *, rowid AS age FROM actions WHERE done_on IS NULL"
        "  ORDER BY due_on IS NULL, due_on, rowid LIMIT ?) AS earliest"
        " JOIN summaries ON summaries.id = summary_id JOIN cases ON cases.id = summaries.case_id"
        " ORDER BY due_on IS NULL, due_on, age",
        limit,
    )
    return tuple(
        OpenAction(
            action=_action(row),
            summary=SummaryId(row["summary_id"]),
            case=CaseId(row["case_id"]),
            case_number=row["case_number"],
        )
        for row in rows
    )


def _add_action(tx: Transaction, summary: SummaryId, position: int, action: ActionPoint) -> None:
    tx.insert(
        "actions",
        id=action.id,
        summary_id=summary,
        position=position,
        owner=action.owner.stored,
        what=action.what,
        due_words=action.due_words,
        due_on=day_or_none(action.due_on),
        done_on=day_or_none(action.done_on),
    )


def _loaded(reader: Reader, rows: Sequence[Row]) -> tuple[EssentialSummary, ...]:
    """Summaries out of their rows: three queries for any number of them."""
    ids = packed([row["id"] for row in rows])
    actions, amendments = _parts(reader, _ACTIONS, ids), _parts(reader, _AMENDMENTS, ids)
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
            actions=tuple(map(_action, actions[row["id"]])),
            record_code=row["record_code"],
            amendments=tuple(map(_amendment, amendments[row["id"]])),
        )
        for row in rows
    )


def _parts(reader: Reader, query: str, ids: str) -> Mapping[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in reader.rows(query, ids):
        grouped[row["summary_id"]].append(row)
    return grouped


def _sections(text: str) -> dict[Section, tuple[str, ...]]:
    kept = json.loads(text)
    return {section: tuple(kept[section.value]) for section in Section if section.value in kept}


def _action(row: Row) -> ActionPoint:
    return ActionPoint(
        id=ActionId(row["id"]),
        owner=owner_from(row["owner"]),
        what=row["what"],
        due_words=row["due_words"],
        due_on=read_day(row["due_on"]),
        done_on=read_day(row["done_on"]),
    )


def _amendment(row: Row) -> Amendment:
    return Amendment(
        author=row["author"],
        written_at=datetime.fromisoformat(row["written_at"]),
        text=row["text"],
    )
