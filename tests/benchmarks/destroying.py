"""B10: accept and destroy with the real Secret Service, while 1 or 200 other notes wait."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.sessions import Session
from counsellor_desk.vault import erasure
from counsellor_desk.workflows.desk import Desk
from tests.benchmarks.figures import (
    Figure,
    Timed,
    Verdict,
    growth,
    seconds,
    side_by_side,
)
from tests.benchmarks.stores import add_note, of_cases
from tests.vault.samples import accept, add_case, add_session

WAITING = (1, 200)
CASES = 100
MOST_SECONDS, MOST_GROWTH = 0.5, 2.0
_TEXT = "remembered " * 1_500


def measure(home: Path, repetitions: int, waiting: tuple[int, ...] = WAITING) -> Iterator[Figure]:
    """A figure for each number of notes that wait."""
    for count in waiting:
        desk = of_cases(CASES, home / f"{count} waiting").desk()
        _clear(desk)
        notes = _Notes(desk, count)
        found = side_by_side(
            {"product": notes.destroyed, "peer": _shredded(home / "note.txt")}, repetitions
        )
        desk.store.close()
        yield Figure(
            "B10",
            "accept and destroy, all steps, real Secret Service",
            f"{count} other notes waiting",
            found["product"],
            found["peer"],
            "`shred -u` of a file of the same size",
        )


def judge(figures: list[Figure]) -> Iterator[Verdict]:
    """Both goals of the row."""
    for each in figures:
        found = f"{each.product.median * 1000:.0f} ms with {each.size}"
        goal = f"at most {MOST_SECONDS * 1000:.0f} ms"
        yield Verdict("B10", goal, found, each.product.median <= MOST_SECONDS)
    grows = growth(figures[0].product, figures[-1].product)
    goal = f"at most {MOST_GROWTH:.0f} × from {figures[0].size} to {figures[-1].size}"
    yield Verdict("B10", goal, f"{grows:.2f} ×", grows <= MOST_GROWTH)


def _clear(desk: Desk) -> None:
    """No note waits but those of this benchmark."""
    with desk.store.quietly() as tx:
        tx.run("DELETE FROM notes")


class _Notes:
    """So many that wait, and one more each time that goes."""

    def __init__(self, desk: Desk, waiting: int) -> None:
        self._desk, self._case, self._number = desk, add_case(desk.store, "HC-BENCH"), 0
        for _each in range(waiting):
            self._another()

    def destroyed(self) -> float:
        """Seconds from accepting to the last step."""
        session, note = self._another()

        def destroy() -> None:
            accept(self._desk.store, session, note)
            tombstone = erasure.finish(self._desk.store, note)
            assert tombstone.erased_at is not None

        return seconds(destroy)

    def _another(self) -> tuple[Session, NoteId]:
        self._number += 1
        session = add_session(self._desk.store, self._case, self._number)
        with self._desk.store.quietly() as tx:
            return session, add_note(tx, session, _TEXT)


def _shredded(path: Path) -> Timed:
    def shred() -> float:
        path.write_bytes(secrets.token_bytes(len(_TEXT)))
        return seconds(lambda: subprocess.run(["shred", "-u", str(path)], check=True))

    return shred
