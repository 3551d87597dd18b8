"""Agreed actions and amendments: the same for summaries and for additional records.

The rows are locked by triggers: of an action only the day that it was done changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.ids import ActionId, CaseId, RecordId, SummaryId
from counsellor_desk.domain.summaries import ActionPoint, Amendment, OpenAction, owner_from
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import day_or_none, moment, packed, read_day
from counsellor_desk.vault.transactions import Reader, Transaction


@dataclass(frozen=True)
class Below:
    """The tables below one kind of record; ``key``: their column with its id."""

    actions: str
    amendments: str
    key: str


OF_SUMMARY: Final = Below("actions", "amendments", "summary_id")
OF_RECORD: Final = Below("record_actions", "record_amendments", "record_id")

_COLUMNS: Final = "id, owner, what, due_words, due_on, done_on, rowid AS age"
_EARLIEST: Final = "WHERE done_on IS NULL ORDER BY due_on IS NULL, due_on, rowid LIMIT ?1"
_OPEN: Final = f"""
    SELECT earliest.*, cases.number AS case_number FROM (
        SELECT found.*, NULL AS record_id, case_id
        FROM (SELECT {_COLUMNS}, summary_id FROM actions {_EARLIEST}) AS found
            JOIN summaries ON summaries.id = summary_id
        UNION ALL
        SELECT found.*, case_id
        FROM (SELECT {_COLUMNS}, NULL, record_id FROM record_actions {_EARLIEST}) AS found
            JOIN records ON records.id = record_id
    ) AS earliest JOIN cases ON cases.id = case_id
    ORDER BY due_on IS NULL, due_on, age LIMIT ?1"""  # noqa: S608 - names of ours


def add_actions(tx: Transaction, below: Below, of: str, actions: Iterable[ActionPoint]) -> None:
    """Keep what was agreed in the summary or record ``of``, behind what was agreed before."""
    last = f"SELECT coalesce(max(position) + 1, 0) FROM {below.actions} WHERE {below.key} = ?"  # noqa: S608 - names of ours
    for position, action in enumerate(actions, tx.value(last, of)):
        tx.insert(
            below.actions,
            id=action.id,
            **{below.key: of},
            position=position,
            owner=action.owner.stored,
            what=action.what,
            due_words=action.due_words,
            due_on=day_or_none(action.due_on),
            done_on=day_or_none(action.done_on),
        )


def amend(tx: Transaction, below: Below, of: str, amendment: Amendment) -> None:
    """Put a dated addition below the summary or record ``of``."""
    count = f"SELECT count(*) FROM {below.amendments} WHERE {below.key} = ?"  # noqa: S608 - names of ours
    tx.insert(
        below.amendments,
        **{below.key: of},
        position=tx.value(count, of),
        author=amendment.author,
        written_at=moment(amendment.written_at),
        text=amendment.text,
    )


def set_done(tx: Transaction, action: ActionId, on: date | None) -> None:
    """Say on which day an action was done; None: it is open again."""
    for below in (OF_SUMMARY, OF_RECORD):
        tx.run(f"UPDATE {below.actions} SET done_on = ? WHERE id = ?", day_or_none(on), action)  # noqa: S608 - names of ours


def actions(reader: Reader, below: Below, of: Iterable[str]) -> Mapping[str, list[ActionPoint]]:
    """What was agreed, by the summary or record: one query for any number of them."""
    return {
        which: list(map(_action, rows))
        for which, rows in _grouped(reader, below.actions, below.key, of).items()
    }


def amendments(reader: Reader, below: Below, of: Iterable[str]) -> Mapping[str, list[Amendment]]:
    """What was added later, by the summary or record, the earliest first."""
    return {
        which: list(map(_amendment, rows))
        for which, rows in _grouped(reader, below.amendments, below.key, of).items()
    }


def open_actions(reader: Reader, *, limit: int = 200) -> tuple[OpenAction, ...]:
    """Actions that are not done, the earliest day first, those without a clear day last."""
    return tuple(
        OpenAction(
            action=_action(row),
            summary=SummaryId(row["summary_id"]) if row["summary_id"] else None,
            record=RecordId(row["record_id"]) if row["record_id"] else None,
            case=CaseId(row["case_id"]),
            case_number=row["case_number"],
        )
        for row in reader.rows(_OPEN, limit)
    )


def _grouped(reader: Reader, table: str, key: str, of: Iterable[str]) -> Mapping[str, list[Row]]:
    query = (
        f"SELECT * FROM {table} WHERE {key} IN (SELECT value FROM json_each(?)) ORDER BY position"  # noqa: S608 - names of ours
    )
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in reader.rows(query, packed(list(of))):
        grouped[row[key]].append(row)
    return grouped


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
