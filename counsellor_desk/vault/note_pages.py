"""Pages of handwritten notes: each in a box of its own, under its note's own key (FORMAT.md 2, 5).

They go where the text of the note goes and nowhere else: into no backup, no index, no file. What
destroys the note's key destroys them; their boxes are then swept out one by one, since a full disk
has room for no more at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.holds import HeldAsItIs
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.page_files import PageId, PaperPage, ensure_room
from counsellor_desk.vault import ballast, holds, notes
from counsellor_desk.vault.boxes import BoxRefused, Label, framed, seal, unframed, unseal
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.notes import NoteGone, NoteUnreadable
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Reader, Transaction

_REVISION: Final = 1
"""A page is never sealed a second time: who wants it otherwise takes it in anew."""
_ORPHANS: Final = "SELECT id FROM note_pages WHERE note_id NOT IN (SELECT id FROM notes)"


def add(tx: Transaction, note: NoteId, pages: Sequence[bytes]) -> None:
    """Seal these pictures behind the pages that the note has.

    Raises:
        TooManyPages: as it says.
        HeldAsItIs: a hold keeps the note as it was.
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    holds.ensure_may_change(tx, notes.ensure_waiting(tx, note))
    there = len(of_note(tx, note))
    ensure_room(there, len(pages))
    key = notes.key_of(tx, note)
    for position, picture in enumerate(pages, there):
        page = PageId(new_id())
        tx.insert(
            "note_pages",
            id=page,
            note_id=note,
            position=position,
            turn=0,
            page=seal(key, framed(picture), _label(tx, page)),
        )


def of_note(reader: Reader, note: NoteId) -> tuple[PaperPage, ...]:
    """Its pages in their order; none where it has none, or is gone."""
    query = "SELECT id, turn FROM note_pages WHERE note_id = ? ORDER BY position"
    return tuple(
        PaperPage(id=PageId(row["id"]), turn=row["turn"]) for row in reader.rows(query, note)
    )


def read(reader: Reader, note: NoteId, page: PageId) -> bytes:
    """The picture of a page, as it was sealed.

    Raises:
        NoteGone: there is no such page.
        NotesClosed, NoteUnreadable: as they say.
    """
    query = "SELECT page FROM note_pages WHERE id = ? AND note_id = ?"
    box = reader.value(query, page, note)
    if box is None:
        raise NoteGone
    try:
        return unframed(unseal(notes.key_of(reader, note), box, _label(reader, page)))
    except BoxRefused:
        raise NoteUnreadable from None


def turn(tx: Transaction, note: NoteId, page: PaperPage) -> None:
    """Show that page turned so.

    Raises:
        NotesClosed, NoteGone: as they say.
    """
    _ensure_in_hand(tx, note)
    tx.run("UPDATE note_pages SET turn = ? WHERE id = ? AND note_id = ?", page.turn, page.id, note)


def put_in_order(tx: Transaction, note: NoteId, order: Sequence[PageId]) -> None:
    """Put its pages into that order.

    Raises:
        NotesClosed, NoteGone: as they say.
        ValueError: these are not its pages.
    """
    _ensure_in_hand(tx, note)
    if sorted(order) != sorted(page.id for page in of_note(tx, note)):
        raise ValueError("order")
    for position, page in enumerate(order):
        tx.run("UPDATE note_pages SET position = ? WHERE id = ?", position, page)


def remove(tx: Transaction, note: NoteId, page: PageId) -> None:
    """Take a page out of a note that nothing holds.

    Raises:
        HeldAsItIs: a hold reaches the note, and what is held loses nothing.
        NotesClosed, NoteGone: as they say.
    """
    row = _ensure_in_hand(tx, note)
    if holds.reach(tx, row):
        raise HeldAsItIs
    if not tx.run("DELETE FROM note_pages WHERE id = ? AND note_id = ?", page, note):
        raise NoteGone


def sweep(store: Store) -> None:
    """Delete the boxes of pages whose note is deleted, one in each transaction.

    Raises:
        DiskFull, DiskFault: some are left; call it again.
    """

    def delete(page: str) -> None:
        with store.quietly() as tx:
            tx.run("DELETE FROM note_pages WHERE id = ?", page)
        point(Point.DESTROY_3_PAGE_DELETED)

    for row in store.read().rows(_ORPHANS):
        try:
            delete(row["id"])
        except DiskFull:
            ballast.let_go(store.held.folder)
            delete(row["id"])


def _ensure_in_hand(tx: Transaction, note: NoteId) -> Row:
    """Whoever cannot read notes, such as a service manager, changes nothing about them either."""
    notes.ensure_open(tx)
    return notes.ensure_waiting(tx, note)


def _label(reader: Reader, page: PageId) -> Label:
    return Label(notes.epoch_of(reader).vault, "note-page", page, _REVISION)
