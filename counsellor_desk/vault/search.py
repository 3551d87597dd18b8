"""Full-text search over accepted summaries and records. Raw notes are in no index, ever.

FTS5 keeps deleted words unless its own ``secure-delete`` is on, which the schema sees to
(security.md 0.6).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from counsellor_desk.domain.ids import CaseId, RecordId, SummaryId
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.summaries import EssentialSummary, SearchHit
from counsellor_desk.domain.text import clean
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.transactions import Reader, Transaction

_MOST_WORDS: Final = 12
_FOUND: Final = """
    SELECT summaries.id AS summary, NULL AS record, case_id, session_on AS day, cases.number,
        snippet(summary_words, 0, '', '', '…', 16) AS snippet, rank
    FROM summary_words JOIN summaries ON summaries.number = summary_words.rowid
        JOIN cases ON cases.id = case_id
    WHERE summary_words MATCH ?1
    UNION ALL
    SELECT NULL, records.id, case_id, about_on, cases.number,
        snippet(record_words, 0, '', '', '…', 16), rank
    FROM record_words JOIN records ON records.number = record_words.rowid
        JOIN cases ON cases.id = case_id
    WHERE record_words MATCH ?1
    ORDER BY rank LIMIT ?2"""


def index(tx: Transaction, summary: EssentialSummary) -> None:
    """Have the summary found by its words as they are now."""
    number = tx.value("SELECT number FROM summaries WHERE id = ?", summary.id)
    tx.run("DELETE FROM summary_words WHERE rowid = ?", number)
    tx.insert("summary_words", rowid=number, words=_text(summary))


def index_record(tx: Transaction, record: AdditionalRecord) -> None:
    """Have the record found by its words as they are now."""
    number = tx.value("SELECT number FROM records WHERE id = ?", record.id)
    tx.run("DELETE FROM record_words WHERE rowid = ?", number)
    tx.insert("record_words", rowid=number, words=_text_of(record))


def search(reader: Reader, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """Summaries and records that hold every one of the words, each as the beginning of a word.

    The best come first. Whatever is typed is searched for: marks that FTS5 would take for operators
    are quoted.
    """
    query = _query(words)
    return tuple(map(_hit, reader.rows(_FOUND, query, limit))) if query else ()


def _hit(row: Row) -> SearchHit:
    return SearchHit(
        summary=SummaryId(row["summary"]) if row["summary"] else None,
        record=RecordId(row["record"]) if row["record"] else None,
        case=CaseId(row["case_id"]),
        case_number=row["number"],
        day=date.fromisoformat(row["day"]),
        snippet=row["snippet"],
    )


def _query(words: str) -> str:
    """Every word as a quoted prefix. A word without a letter or digit finds nothing: left out."""
    found = [word for word in clean(words).text.split() if any(map(str.isalnum, word))]
    return " ".join('"{}"*'.format(word.replace('"', '""')) for word in found[:_MOST_WORDS])


def _text(summary: EssentialSummary) -> str:
    sections = [line for lines in summary.sections.values() for line in lines]
    actions = [action.what for action in summary.actions]
    amendments = [amendment.text for amendment in summary.amendments]
    return "\n".join([*sections, summary.others_named, *actions, *amendments])


def _text_of(record: AdditionalRecord) -> str:
    actions = [action.what for action in record.actions]
    amendments = [amendment.text for amendment in record.amendments]
    return "\n".join([*record.parts.values(), record.others_named, *actions, *amendments])
