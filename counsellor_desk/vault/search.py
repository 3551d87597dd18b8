"""Full-text search over accepted summaries. Raw notes are in no index, ever.

FTS5 keeps deleted words unless its own ``secure-delete`` is on, which the schema sees to
(security.md 0.6).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from counsellor_desk.domain.ids import CaseId, SummaryId
from counsellor_desk.domain.summaries import EssentialSummary, SearchHit
from counsellor_desk.domain.text import clean
from counsellor_desk.vault.transactions import Reader, Transaction

_MOST_WORDS: Final = 12


def index(tx: Transaction, summary: EssentialSummary) -> None:
    """Have the summary found by its words as they are now."""
    number = tx.value("SELECT number FROM summaries WHERE id = ?", summary.id)
    tx.run("DELETE FROM summary_words WHERE rowid = ?", number)
    tx.insert("summary_words", rowid=number, words=_text(summary))


def search(reader: Reader, words: str, limit: int = 50) -> tuple[SearchHit, ...]:
    """Summaries that hold every one of the words, each as the beginning of a word, best first.

    Whatever is typed is searched for: marks that FTS5 would take for operators are quoted.
    """
    query = _query(words)
    if not query:
        return ()
    rows = reader.rows(
        "SELECT summaries.id, case_id, session_on, cases.number,"
        " snippet(summary_words, 0, '', '', '…', 16) AS snippet"
        " FROM summary_words JOIN summaries ON summaries.number = summary_words.rowid"
        " JOIN cases ON cases.id = case_id"
        " WHERE summary_words MATCH ? ORDER BY rank LIMIT ?",
        query,
        limit,
    )
    return tuple(
        SearchHit(
            summary=SummaryId(row["id"]),
            case=CaseId(row["case_id"]),
            case_number=row["number"],
            session_on=date.fromisoformat(row["session_on"]),
            snippet=row["snippet"],
        )
        for row in rows
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
