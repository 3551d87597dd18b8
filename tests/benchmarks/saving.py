"""B4: keeping a summary, and sealing a note of 1,500 words, beside one plain commit of as much."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.vault import summaries
from counsellor_desk.workflows import sessions
from counsellor_desk.workflows.desk import Desk
from tests.benchmarks.figures import Figure, Timed, Verdict, seconds, side_by_side
from tests.benchmarks.stores import of_cases
from tests.vault.samples import NOON, add_case, add_note, add_session, summary_of

MOST_RATIO = 3.0
CASES = 100
WORDS = 1_500
_WORD = "remembered "
_ANCHOR = "of that, the anchor in the real Secret Service"


def measure(home: Path, repetitions: int, size: int = CASES) -> Iterator[Figure]:
    """Two figures."""
    desk = of_cases(size, home / "saving").desk()
    case = add_case(desk.store, "HC-BENCH")
    note = add_note(desk.store, add_session(desk.store, case), "begun")
    text = _WORD * WORDS
    plain = Plain(home / "plain.db")
    keeper = _Summaries(desk, case)
    yield _figure(
        "autosave a note of 1,500 words, sealed",
        _autosaved(desk, note, text),
        plain.committing(len(text)),
        repetitions,
    )
    yield _figure(
        "keep an accepted summary, with its audit entry and anchor",
        keeper.kept,
        plain.committing(keeper.size),
        repetitions,
    )
    yield _figure(_ANCHOR, keeper.anchored, plain.committing(keeper.size), repetitions)
    desk.store.close()


def judge(figures: list[Figure]) -> Iterator[Verdict]:
    """One goal for what a counsellor waits for; the anchor is a part of that."""
    for each in [figure for figure in figures if figure.what != _ANCHOR]:
        found = f"{each.ratio:.1f} ×: {each.what}"
        yield Verdict("B4", f"at most {MOST_RATIO:.0f} ×", found, each.ratio <= MOST_RATIO)


def _figure(what: str, product: Timed, peer: Timed, repetitions: int) -> Figure:
    found = side_by_side({"product": product, "peer": peer}, repetitions)
    return Figure("B4", what, "", found["product"], found["peer"], "one plain sqlite3 commit")


def _autosaved(desk: Desk, note: NoteId, text: str) -> Timed:
    return lambda: seconds(lambda: sessions.save_text(desk, note, text))


class _Summaries:
    """A summary of a new session each time."""

    def __init__(self, desk: Desk, case: Case) -> None:
        self._desk, self._case, self._number = desk, case, 1
        self.size = len(repr(summary_of(add_session(desk.store, case, 1_000))))

    def kept(self) -> float:
        """Seconds of the act."""
        self._number += 1
        session = add_session(self._desk.store, self._case, self._number)
        summary = summary_of(session)

        def keep() -> None:
            with self._desk.store.act(Act.SUMMARY_ACCEPTED, at=NOON, about=summary.id) as tx:
                summaries.add(tx, summary)

        return seconds(keep)

    def anchored(self) -> float:
        """Seconds that remembering the newest entry takes in the keychain."""
        store = self._desk.store
        return seconds(lambda: store.anchors.write(store.trail.head()))


class Plain:
    """SQLite without encryption, as durable as the store: EXTRA, a truncated journal, exclusive."""

    def __init__(self, path: Path) -> None:
        self._raw = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            *("journal_mode = TRUNCATE", "locking_mode = EXCLUSIVE", "synchronous = EXTRA"),
            *("secure_delete = ON", "page_size = 4096"),
        ):
            self._raw.execute(f"PRAGMA {pragma}").fetchall()
        self._raw.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, content BLOB)")

    def committing(self, size: int) -> Timed:
        """A row that is overwritten, as an autosave does: other bytes, or nothing is written."""
        insert, update = (
            "INSERT INTO kept (content) VALUES (?)",
            "UPDATE kept SET content = ? WHERE id = ?",
        )
        row = self._raw.execute(insert, (bytes(size),)).lastrowid

        def commit() -> float:
            content = secrets.token_bytes(size)
            return seconds(lambda: self._raw.execute(update, (content, row)))

        return commit
