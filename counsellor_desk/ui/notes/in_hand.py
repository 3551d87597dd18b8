"""The note that is being written, as the worker holds it.

It is begun in the store with its first words, so that opening the page and leaving it again
records nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counsellor_desk.domain.ids import CaseId, NoteId, SessionId
from counsellor_desk.domain.notes import AgeLimits, ensure_fits
from counsellor_desk.domain.page_files import Paged, PaperPage
from counsellor_desk.domain.sessions import Session
from counsellor_desk.ui import pdf_apart
from counsellor_desk.ui.resuming import at_note
from counsellor_desk.workflows import note_pages, page_files, reduce, sessions, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.page_files import Refused, Report
from counsellor_desk.workflows.sessions import SessionTimes


@dataclass(frozen=True)
class NewNote:
    """A note that is still to be begun."""

    case: CaseId


@dataclass(frozen=True, kw_only=True)
class Page:
    """What the screen shows. ``note`` is empty while nothing is recorded.

    ``kept_as_it_is``: a hold was set on it, and it is only read. ``on_paper``: nothing is typed.
    """

    case: CaseId
    case_number: str
    number: int
    times: SessionTimes
    limits: AgeLimits
    note: NoteId | None = None
    saved_at: datetime | None = None
    text: str = ""
    pages: int = 0
    kept_as_it_is: bool = False
    on_paper: bool = False

    @property
    def is_only_read(self) -> bool:
        """Whether nothing can be written on it."""
        return self.kept_as_it_is or self.on_paper


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was sealed when. ``begun``: the note has just been begun with these words."""

    note: NoteId
    at: datetime
    begun: bool


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of files: ``pages`` that are sealed now, of ``whole``, and files that gave none."""

    kept: Kept | None
    pages: int
    whole: int
    refused: tuple[Refused, ...]


class NoteInHand:
    """One note. Its methods are called on the worker, one after the other."""

    def __init__(self, desk: Desk, wanted: NewNote | NoteId) -> None:
        self._desk = desk
        self._at = wanted
        self._session: SessionId | None = None

    def load(self) -> Page:
        """The note as it was sealed last, or a blank page.

        Raises:
            NotesClosed, NoteUnreadable, NoteGone: as they say.
        """
        limits = reduce.limits(self._desk)
        if isinstance(self._at, NewNote):
            blank = sessions.blank_note(self._desk, self._at.case)
            return Page(
                case=blank.case,
                case_number=blank.case_number,
                number=blank.number,
                times=blank.times,
                limits=limits,
            )
        found = sessions.open_note(self._desk, self._at)
        unlock.remember_place(self._desk, at_note("open_note", self._at))
        self._session = found.session.id
        return Page(
            case=found.note.case,
            case_number=found.case_number,
            number=found.session.number,
            times=_times(found.session),
            limits=limits,
            note=found.note.id,
            saved_at=found.note.revised_at,
            text=found.text,
            pages=len(found.pages),
            kept_as_it_is=found.kept_as_it_is,
            on_paper=found.note.on_paper,
        )

    def keep(self, text: str, times: SessionTimes) -> Kept | None:
        """Seal these words; begin the note with them where it is not begun and they say anything.

        Raises:
            NoteTooLarge, DiskFull, DiskFault: what was sealed before stays.
            NotesClosed, NoteUnreadable, NoteGone: as they say.
        """
        ensure_fits(text)
        if not isinstance(self._at, NewNote):
            at = sessions.save_text(self._desk, self._at, text)
            return Kept(note=self._at, at=at, begun=False)
        return self._begin(self._at.case, times, text) if text.strip() else None

    def keep_at_last(self, text: str, times: SessionTimes) -> Kept | None:
        """``keep`` before the desk locks, which cannot wait: on a full disk in its last room.

        Raises:
            As ``keep``.
        """
        return sessions.with_the_last_room(self._desk, lambda: self.keep(text, times))

    def correct(self, times: SessionTimes) -> None:
        """Correct when and how the session was held; before the note is begun that is not kept.

        Raises:
            SessionInFuture, SessionLengthNotPossible: as they say.
        """
        if self._session is not None:
            sessions.change_times(self._desk, self._session, times)

    def begin_second(self, *, on_paper: bool = False) -> NoteId | None:
        """Begin one more note of the session; nothing where that is not recorded yet.

        Raises:
            NotesClosed, DiskFull, DiskFault: nothing was begun.
        """
        if self._session is None:
            return None
        return sessions.second_note(self._desk, self._session, on_paper=on_paper).note.id

    def take_in(
        self, paths: Sequence[Path], text: str, times: SessionTimes, report: Report
    ) -> Taken:
        """Seal the pages in these files; begin the note with them where it is not begun.

        Raises:
            TooManyPages, DiskFull, DiskFault: nothing was taken in.
            NotesClosed, NoteUnreadable, NoteGone: as they say.
        """
        told = [0, len(paths)]

        def tell(done: int, of: int) -> None:
            told[:] = done, of
            report(done, of)

        def draw_pdf(content: bytes) -> Paged:
            return pdf_apart.pages_of(content, lambda: report(*told))

        drawn = page_files.drawn(paths, draw_pdf, tell)
        kept = None
        if drawn.pages and isinstance(self._at, NewNote):
            kept = self._begin(self._at.case, times, text, drawn.pages)
        elif drawn.pages and not isinstance(self._at, NewNote):
            note_pages.add(self._desk, self._at, drawn.pages)
        whole = 0 if isinstance(self._at, NewNote) else len(self._pages(self._at))
        return Taken(kept=kept, pages=len(drawn.pages), whole=whole, refused=drawn.refused)

    def _pages(self, note: NoteId) -> Sequence[PaperPage]:
        return note_pages.of_note(self._desk, note)

    def _begin(
        self, case: CaseId, times: SessionTimes, text: str, pages: Sequence[bytes] = ()
    ) -> Kept:
        begun = sessions.begin_note(self._desk, case, times, text, pages=pages)
        self._at, self._session = begun.note.id, begun.session.id
        unlock.remember_place(self._desk, at_note("open_note", begun.note.id))
        return Kept(note=begun.note.id, at=begun.note.revised_at, begun=True)


def _times(session: Session) -> SessionTimes:
    return SessionTimes(
        starts=session.starts,
        minutes=session.minutes,
        mode=session.mode,
        attendance=session.attendance,
    )
