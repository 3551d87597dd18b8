"""The page for a session note: text, sealed while it is written, and nothing that distracts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteTooLarge
from counsellor_desk.domain.sessions import Session
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.autosave import USUAL, Autosave, Rhythm
from counsellor_desk.ui.background import NOTHING, Changes
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.notes.in_hand import Kept, NewNote, NoteInHand, Page
from counsellor_desk.ui.notes.leaving import leaving_unsaved
from counsellor_desk.ui.notes.note_page import DETAILS_KEYS, FINISH_KEYS, NotePage, is_missed
from counsellor_desk.ui.notes.note_papers import NotePapers
from counsellor_desk.ui.notes.session_dialog import SessionDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.wording import _
from counsellor_desk.workflows import sessions
from counsellor_desk.workflows.sessions import SessionTimes

_MINUTE: Final = 60_000  # ms
_BEGUN: Final = frozenset({Changed.NOTES, Changed.SESSIONS, Changed.AUDIT})
_RECORDED: Final = frozenset({Changed.SESSIONS, Changed.AUDIT})


class NoteScreen(WorkScreen):
    """One note. Leaving it seals what was typed; where that fails it stays, and says why.

    Who leaves a second time is asked whether to go without what could not be sealed: nobody is
    kept on a page by a full disk.
    """

    def __init__(
        self,
        parts: Parts,
        wanted: NewNote | NoteId,
        rhythm: Rhythm = USUAL,
        *,
        from_pictures: bool = False,
    ) -> None:
        """``from_pictures``: files are asked for once the page stands."""
        super().__init__(parts)
        self._in_hand = NoteInHand(parts.desk, wanted)
        self._page: Page | None = None
        self._cursor = 0
        self._saved_at: datetime | None = None
        self._let_go = False
        self._locking = False
        self._view = NotePage(parts.window.go_back)
        self._text = self._view.sheet.text
        self._text.setReadOnly(not isinstance(wanted, NewNote))
        self._autosave = Autosave[Kept | None](
            self, self._sealing, changes=_changed_by, rhythm=rhythm
        )
        self._papers = NotePapers(
            self,
            self._in_hand,
            self._view,
            in_hand=lambda: None if self._page is None else (self._text.value(), self._page),
            kept=self._kept,
            at_once=from_pictures,
        )
        self._clock_hand = QTimer(self)
        self._clock_hand.setInterval(_MINUTE)
        layout = column()
        layout.addWidget(self._view)
        self.setLayout(layout)
        self._join()

    def arrive(self) -> None:
        group = _("Session note")
        self.offer(
            Action(
                key="note session",
                words=_("Day, length and mode of the session"),
                run=self._ask_session,
                group=group,
                keys=DETAILS_KEYS,
                icon="calendar",
            ),
            Action(
                key="note finish",
                words=_("Finish the note and reduce it"),
                run=self._finish,
                group=group,
                keys=FINISH_KEYS,
                icon="scissors",
            ),
        )
        self._let_go = False
        self._text.setFocus()
        self._clock_hand.start()
        self.ask(lambda _progress: self._in_hand.load(), self._show, self._stays_closed)

    def leave(self) -> bool:
        if not (self._let_go or self._is_sealed()):
            return False
        self._cursor = self._text.textCursor().position()
        self._page = None
        self._clock_hand.stop()
        self._text.forget()
        self._text.setReadOnly(True)
        return True

    def give_way(self) -> None:
        self._locking = True
        self.leave()
        self._locking = False

    def _is_sealed(self) -> bool:
        """Whether nothing is lost by leaving; where something is, say why."""
        in_trouble = self._view.sealed.in_trouble
        unread = self._page is None and bool(self._text.value())
        if not unread and self._autosave.seal_at_once():
            return True
        self._view.sealed.say_waiting()
        if in_trouble and not self._locking:
            leaving_unsaved(self, self._saved_at, self._go_without).open()
        return False

    def _go_without(self) -> None:
        self._let_go = True
        self.parts.window.go_back()

    def _stays_closed(self, error: BaseException) -> None:
        """There is no note to write on: its key is gone, or it is."""
        self._text.forget()
        self._text.setReadOnly(True)
        if isinstance(error, DeskError):
            happened, safe, next_step = error.sentences()
            self._view.show_closed(happened, f"{safe} {next_step}")
        else:
            self._view.show_closed(_("This session note could not be opened."), "")
            self.tell(error)

    def _join(self) -> None:
        self._text.changed.connect(self._typed)
        self._view.details.connect(self._ask_session)
        self._view.finished.connect(self._finish)
        self._view.again.connect(self._autosave.seal)
        self._autosave.kept.connect(self._kept)
        self._autosave.failed.connect(self._failed)
        self._clock_hand.timeout.connect(self._tell)

    def _show(self, page: Page) -> None:
        typed_meanwhile = self._text.value()
        if not typed_meanwhile:
            self._text.put(page.text)
            self._go_on()
        self._page, self._saved_at = page, page.saved_at
        self._text.setReadOnly(page.is_only_read)
        self._tell()
        self._papers.show(page.pages)
        if typed_meanwhile:
            self._typed()

    def _go_on(self) -> None:
        """The cursor to where it was; in a note that is opened, behind its last word."""
        cursor = self._text.textCursor()
        if self._cursor:
            cursor.setPosition(min(self._cursor, self._text.document().characterCount() - 1))
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self._text.setTextCursor(cursor)

    def _tell(self) -> None:
        if self._page is not None:
            self._view.show_page(self._page, self.parts.clock.now())

    def _typed(self) -> None:
        if self._page is not None:
            self._autosave.touch()

    def _sealing(self) -> Callable[[], Kept | None]:
        text, page = self._text.value(), self._page
        if page is None:
            return lambda: None
        keep = self._in_hand.keep_at_last if self._locking else self._in_hand.keep
        return lambda: keep(text, page.times)

    def _kept(self, kept: Kept | None) -> None:
        if kept is None or self._page is None:
            return
        self._saved_at = kept.at
        self._view.sealed.say_saved(kept.at)
        if self._page.note is None:
            self._page = replace(self._page, note=kept.note)
            self._tell()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            self._failed_through_us(error)
            return
        stays = _("What you typed stays here, and saving is tried again by itself.")
        if isinstance(error, NoteTooLarge):
            stays = _("What you typed stays here until it is short enough.")
        happened, _safe, next_step = error.sentences()
        self._view.sealed.say_trouble(f"{happened} {stays} {next_step}")

    def _failed_through_us(self, error: BaseException) -> None:
        """A fault of ours has a code, told once; that the note is not saved goes on standing."""
        if not self._view.sealed.in_trouble:
            self.tell(error)
        self._view.sealed.say_trouble(
            _("What you typed is not saved yet. It stays here, and is tried again by itself.")
        )

    def _ask_session(self) -> None:
        if self._page is not None:
            times = self._page.times
            SessionDialog(self, self.parts.clock, self.messages, times, self._correct).open()

    def _correct(self, times: SessionTimes) -> None:
        before = self._page
        if before is None:
            return

        def failed(error: BaseException) -> None:
            self._page = before
            self._tell()
            self.tell(error)

        self._page = replace(before, times=times)
        self._tell()
        changes = _RECORDED if before.note else NOTHING
        self.ask(lambda _progress: self._in_hand.correct(times), None, failed, changes=changes)

    def _finish(self) -> None:
        if self._page is None:
            return
        if is_missed(self._page) and not self._text.value().strip():
            self._record_missed(self._page)
        elif not self._autosave.seal_at_once():
            self._view.sealed.say_waiting()
        elif (note := self._page.note) is None:
            self.parts.window.say(_("Nothing is written yet."))
        elif self.parts.window.go_back():
            self.parts.doors.reduce(note)

    def _record_missed(self, page: Page) -> None:
        def recorded(_session: Session) -> None:
            self.parts.window.go_back()
            self.parts.window.say(_("Recorded. No note was kept of it."))

        self.ask(
            lambda _progress: sessions.record_missed(self.parts.desk, page.case, page.times),
            recorded,
            changes=_RECORDED,
        )


def _changed_by(kept: Kept | None) -> Changes:
    return _BEGUN if kept is not None and kept.begun else NOTHING
