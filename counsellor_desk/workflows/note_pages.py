"""Photographed or scanned pages of a handwritten note: sealed, looked at, put in order."""

from __future__ import annotations

from collections.abc import Sequence

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.page_files import PageId, PaperPage
from counsellor_desk.vault import note_pages
from counsellor_desk.workflows.desk import Desk


def add(desk: Desk, note: NoteId, pages: Sequence[bytes]) -> None:
    """Seal these behind the pages that the note has: all of them, or none.

    Raises:
        TooManyPages, HeldAsItIs, NotesClosed, NoteUnreadable, NoteGone: nothing was done.
        DiskFull, DiskFault: nothing was done.
    """
    now = desk.now()
    with desk.store.act(Act.NOTE_PAGES_ADDED, at=now, about=note, pages=len(pages)) as tx:
        note_pages.add(tx, note, pages)


def of_note(desk: Desk, note: NoteId) -> tuple[PaperPage, ...]:
    """The note's pages in their order."""
    return note_pages.of_note(desk.read(), note)


def picture(desk: Desk, note: NoteId, page: PageId) -> bytes:
    """A page as a JPEG, in memory only.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    return note_pages.read(desk.read(), note, page)


def turn(desk: Desk, note: NoteId, page: PaperPage) -> None:
    """Show that page turned so from now on, without an audit entry.

    Raises:
        NoteGone, DiskFull, DiskFault: as it was.
    """
    with desk.store.quietly() as tx:
        note_pages.turn(tx, note, page)


def put_in_order(desk: Desk, note: NoteId, order: Sequence[PageId]) -> None:
    """Put the pages into that order, without an audit entry.

    Raises:
        NoteGone, DiskFull, DiskFault: as they were.
        ValueError: these are not its pages.
    """
    with desk.store.quietly() as tx:
        note_pages.put_in_order(tx, note, order)


def remove(desk: Desk, note: NoteId, page: PageId) -> None:
    """Take a page out of the note.

    Raises:
        HeldAsItIs, NoteGone, DiskFull, DiskFault: nothing was done.
    """
    with desk.store.act(Act.NOTE_PAGE_REMOVED, at=desk.now(), about=note) as tx:
        note_pages.remove(tx, note, page)
