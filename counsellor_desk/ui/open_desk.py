"""The open desk: its window with all rooms, from unlocking until it is locked or closed.

Locking ends the process (security.md 3.8): the screens seal what is in hand, every window goes,
the store is closed, and whoever joined the program starts a fresh one. Nothing may hold that up,
so the wait for the worker has an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.clock import Clock
from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.ui import assembly, demo, notes_anew, notices, resuming, store_damaged
from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.backup_fact import BackupFact
from counsellor_desk.ui.checking import Checking
from counsellor_desk.ui.computer import this_computer
from counsellor_desk.ui.computer.captures import Captures
from counsellor_desk.ui.computer.hearing import Hearing, Sign
from counsellor_desk.ui.frame.cover import Answer
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.printing import Printing
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.wording import _
from counsellor_desk.workflows import checks, preferences, sessions, today, unlock
from counsellor_desk.workflows.preferences import Preferences
from counsellor_desk.workflows.today import Strip
from counsellor_desk.workflows.unlock import Unlocked

FIRST_ROOM: Final = "today"
LOCK_PATIENCE: Final = 10_000
"""Milliseconds that locking waits for the worker; what was sealed before is safe in any case."""
PRINT_PATIENCE: Final = 10.0
"""Seconds for pages on their way to a printer: cut off, they would stay in the temporary folder."""
_MINUTE: Final = 60_000


class OpenDesk(QObject):
    """``ended`` comes once, when the store is closed: True after locking, False after closing."""

    ended = Signal(bool)

    def __init__(
        self,
        unlocked: Unlocked,
        clock: Clock,
        background: Background,
        appearance: Appearance,
        *,
        hears: Callable[[QWidget], Hearing] = this_computer.hearing,
        captures: Captures | None = None,
    ) -> None:
        super().__init__()
        self._unlocked, self._clock, self._background = unlocked, clock, background
        self._desk = unlocked.desk
        self._tries = unlock.gate_of(unlocked.desk)
        self._ending, self._ended = False, False
        self.window = MainWindow(clock, self._come_back)
        self.messages: Messages = store_damaged.DeskMessages(self.window, self._mark_damaged)
        self.hearing = hears(self.window)
        self.parts = Parts(
            window=self.window,
            background=background,
            messages=self.messages,
            desk=unlocked.desk,
            doors=assembly.doors(lambda: self.parts),
            clock=clock,
            printing=Printing(background, self.messages, self.window.say),
            appearance=appearance,
            hearing=self.hearing,
            captures=captures or Captures(),
        )
        self._backup = BackupFact(self.parts)
        self.checking = Checking(unlocked.desk, background, self.window)
        self._minute = QTimer(self)
        self._join()

    def begin(self) -> None:
        """Show the window, where the desk was when it was locked."""
        if self._desk.demo:
            self.window.banners.addWidget(demo.banner())
        for notice in notices.notices(self._unlocked, self._clock.now()):
            self.window.banners.addWidget(notices.banner(notice))
        for told in self._lasting():
            self.window.banners.addWidget(told)
        if self._unlocked.notes is NotesAccess.KEYS_MISSING:
            self.window.banners.addWidget(notes_anew.banner(self.parts))
        self.window.show()
        self.window.idle.start()  # also where the minutes that were chosen cannot be read
        self.hearing.listen()
        self.window.go(FIRST_ROOM)
        self._background.ask(
            lambda _progress: preferences.load(self._desk),
            self._heed,
            asker=self.window,
        )
        self._look_at_the_notes()
        self._backup.look()
        self._minute.start()
        if not self._desk.demo:
            self.parts.health.look(self._background, self._desk, self.hearing, self.messages)
        self._go_back_to_work()
        if self._unlocked.audit_broken_at is None:  # else that was told above
            self.checking.begin_due()

    def _mark_damaged(self) -> None:
        self._background.ask(lambda _progress: checks.failed(self._desk), asker=self.window)

    def _lasting(self) -> Iterator[Banner]:
        def acknowledge() -> None:
            self._background.ask(
                lambda _progress: unlock.acknowledge_openings(self._desk), asker=self.window
            )

        now = self._clock.now()
        if otherwise := notices.opened_otherwise(self._unlocked, now, acknowledge):
            yield otherwise
        if lasting := notices.lasting(self._unlocked):
            yield lasting

    def end(self, *, locked: bool) -> None:
        """Take every window away, close the store, and say that it is done."""
        if self._ending:
            return
        self._ending = True
        self.window.idle.stop()
        self._minute.stop()
        for checking in self.window.findChildren(Checking):
            checking.cancel()
        self.window.vanish()
        self._background.ask(
            lambda _progress: unlock.close(self._desk),
            lambda _closed: self._say_ended(locked=locked),
            lambda _error: self._say_ended(locked=locked),
            asker=self,
        )
        QTimer.singleShot(LOCK_PATIENCE, self, lambda: self._say_ended(locked=locked))

    def _join(self) -> None:
        assembly.add_rooms(self.parts)
        self._background.changed.connect(self.window.rooms.refresh)
        self._background.changed.connect(self._refresh_strip)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self._look_at_the_notes)
        self._minute.timeout.connect(self._backup.look)
        self.window.locking.connect(self._background.cancel_long_work)
        self.checking.damaged.connect(self.messages.tell)
        self.checking.failed.connect(self.messages.tell)
        self.window.lock_wanted.connect(lambda: self.end(locked=True))
        self.hearing.heard.connect(self._lock_because)
        self.hearing.woke.connect(self.window.lock)  # whatever was told before, or was not
        self.window.closing.connect(lambda: self.end(locked=False))

    def _say_ended(self, *, locked: bool) -> None:
        if not self._ended:
            self._ended = True
            self.hearing.let_sleep()
            self.parts.printing.shutdown(PRINT_PATIENCE)
            self.ended.emit(locked)

    def _lock_because(self, sign: Sign) -> None:
        say(Happening.LOCKED, sign=sign)
        self.window.lock()

    def _come_back(self, typed: str, answer: Answer) -> None:
        """Hide is ended by PIN or passphrase; after too many wrong PINs the desk locks."""

        def told(right: bool) -> None:  # noqa: FBT001 - the worker's answer
            if right:
                answer(None)
            else:
                self.window.lock()

        def failed(error: BaseException) -> None:
            if isinstance(error, DeskError):
                answer(error)
            else:
                self.messages.tell(error)

        self._background.ask(
            lambda _progress: unlock.come_back(self._desk, typed, self._tries),
            told,
            failed,
            asker=self.window,
        )

    def _heed(self, chosen: Preferences) -> None:
        self.window.idle.set_minutes(chosen.idle_minutes)
        self.parts.captures.choose(left_out=not chosen.seen_in_captures)

    def _go_back_to_work(self) -> None:
        at = self._unlocked.resume_at or {}
        if (note := at.get("note")) is None:
            resuming.resume(self.parts.doors, at)
            return

        def found(saved: datetime | None) -> None:
            if saved is not None:
                resuming.resume(self.parts.doors, at)
                told = _("Your note is as it was at {time}.")
                self.window.say(told.format(time=f"{saved.astimezone():%H:%M}"))

        self._background.ask(
            lambda _progress: sessions.last_saved(self._desk, NoteId(note)),
            found,
            asker=self.window,
        )

    def _refresh_strip(self, kinds: frozenset[Changed]) -> None:
        if Changed.NOTES in kinds:
            self._look_at_the_notes()

    def _look_at_the_notes(self) -> None:
        self._background.ask(
            lambda _progress: today.strip(self._desk), self._show_strip, asker=self.window
        )

    def _show_strip(self, strip: Strip) -> None:
        self.window.rail.count("reduce", strip.waiting)
        self.window.strip.tell("notes", _waiting(strip, self._clock.now()))


def _waiting(strip: Strip, now: datetime) -> str:
    if strip.oldest is None:
        return _("No notes waiting")
    age = dates.elapsed(now - strip.oldest)
    if strip.waiting == 1:
        return _("1 note waiting, {age} old").format(age=age)
    told = _("{count} notes waiting, the oldest {age}")
    return told.format(count=strip.waiting, age=age)
