"""What can stand in the way of a note, brought about for real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.workflows.desk import Desk
from tests.ui.desk_window import DeskWindow


@contextmanager
def full_disk(desk_window: DeskWindow) -> Iterator[None]:
    """SQLite itself says that there is no room: the store may not grow by a page."""

    def limit(pages: str) -> None:
        desk_window.do(
            lambda desk: desk.store.held.connection.value(f"PRAGMA max_page_count = {pages}")
        )

    limit("1")  # never below what there is
    yield
    limit("1000000")


def lose_key(desk: Desk, note: NoteId) -> None:
    """As where a note was written on another computer."""
    with desk.store.quietly() as tx:
        tx.run("DELETE FROM note_keys WHERE note_id = ?", note)
