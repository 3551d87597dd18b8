"""The Reduce screen: a note beside its draft summary, until it is accepted or put aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QTimer

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import AgeLimits, NoteLine
from counsellor_desk.domain.reductions import Question
from counsellor_desk.errors import DeskError
from counsellor_desk.ui import held_copies
from counsellor_desk.ui.autosave import Autosave, Rhythm
from counsellor_desk.ui.page_pictures import of_note
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.reduce.accepting import Accepting
from counsellor_desk.ui.reduce.keys import offered
from counsellor_desk.ui.reduce.reduce_view import ReduceView
from counsellor_desk.ui.reduce.stage import Stage
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.resuming import at_note
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import reading, reduce, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.reduce import Reduction

PROMPT: Final = Rhythm(pause=700, longest=4_000)
"""A summary is short and sealed within a moment: what was decided in it must not be asked twice."""


class ReduceScreen(Stage):
    """One note. Edits are sealed as they are made; leaving seals the last of them.

    Where that fails it stays and says why, and who leaves a second time is asked.
    """

    kinds: ClassVar = frozenset({Changed.HOLDS})

    def __init__(self, parts: Parts, note: NoteId, rhythm: Rhythm = PROMPT) -> None:
        super().__init__(parts, note)
        self._accepting = Accepting(self)
        self._let_go = False
        self._limits = AgeLimits()
        self._showing = QTimer(self)
        self._showing.setSingleShot(True)
        self._showing.timeout.connect(self._show_view)
        self._autosave = Autosave[None](self, self._sealing, rhythm=rhythm)
        self._join()

    def arrive(self) -> None:
        self._let_go = False
        self.offer(*offered(self, self._accepting))
        self.page.show_reading()
        self.ask(
            lambda _progress: _opened(self.parts.desk, self.note), self._opened, self._stays_closed
        )

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        if self.work is not None:
            self.ask(lambda _progress: _line(self.parts.desk, self.note), self._show_line)

    def leave(self) -> bool:
        if not (self.work is None or self._let_go or self._is_sealed()):
            return False
        self.let_go()
        return True

    def seal(self) -> bool:
        """Have what was edited sealed before going on; say where that is not done."""
        if self.view is not None:
            self.view.draft.take_in()
        if self._autosave.seal_at_once():
            return True
        self.page.sealed.say_waiting()
        return False

    def _is_sealed(self) -> bool:
        in_trouble = self.page.sealed.in_trouble
        if self.seal():
            return True
        if in_trouble:
            self._ask_to_let_go()
        return False

    def _ask_to_let_go(self) -> None:
        Confirmation(
            self,
            _("Leave without saving?"),
            (_("The note is kept. What you changed in its summary since it was saved is lost."),),
            do=_("Leave without saving"),
            dont=_("Stay with the summary"),
            then=self._go_without,
            cannot_be_undone=True,
        ).open()

    def _go_without(self) -> None:
        self._let_go = True
        self.parts.window.go_back()

    def _join(self) -> None:
        self.page.again.connect(self._autosave.seal)
        self.page.accept_wanted.connect(self._accepting.accept)
        self.page.nothing_wanted.connect(self._accepting.nothing_essential)
        self.page.hold_wanted.connect(self._accepting.put_on_hold)
        self.page.copy_wanted.connect(self._offer_copy)
        self._autosave.kept.connect(
            lambda _none: self.page.sealed.say_saved(self.parts.clock.now())
        )
        self._autosave.failed.connect(self._not_sealed)

    def _offer_copy(self) -> None:
        if self.work is not None:
            held_copies.offer(self, self.parts, [self.work.reduction.line])

    def _opened(self, opened: tuple[Reduction, AgeLimits]) -> None:
        reduction, limits = opened
        self.case_in_hand = reduction.line.note.case
        if (accepted := reduction.line.note.summary) is not None:
            doors = self.parts.doors
            there = secondary(_("Open the summary"), lambda: doors.open_summary(accepted))
            self._say_closed(reduce.AlreadyReduced(), there)
            return
        self.work = Work(reduction, self)
        pictures = of_note(self, self.parts.desk, self.note)
        self.view = ReduceView(self.work, self._resolve, pictures)
        self.view.elsewhere.connect(partial(_answer, self.parts, self.note))
        self.work.changed.connect(self._autosave.touch)
        self.work.paused.connect(self._paused)
        self._limits = limits
        self._showing.start(0)

    def _show_view(self) -> None:
        """The next thing that the window does: building and showing would hold it too long."""
        if self.work is not None and self.view is not None:
            reduction = self.work.reduction
            self.page.show_view(self.view, reduction, self.parts.clock.now(), self._limits)
            self._show_line(reduction.line)
            self.view.draft.begin()

    def _stays_closed(self, error: BaseException) -> None:
        if isinstance(error, reduce.NoteUnreadable):
            self.ask(
                lambda _progress: _line(self.parts.desk, self.note),
                lambda line: self._cannot_be_read(error, line),
            )
        elif isinstance(error, DeskError):
            self._say_closed(error)
        else:
            self.page.show_closed(_("This note could not be opened."), "")
            self.tell(error)

    def _say_closed(self, error: DeskError, *others: Button) -> None:
        happened, safe, next_step = error.sentences()
        self.page.show_closed(happened, f"{safe} {next_step}", *others)

    def _cannot_be_read(self, error: DeskError, line: NoteLine) -> None:
        """It need not wait for ever: it can be destroyed unread."""
        unread = secondary(_("Destroy it unread…"), lambda: self._accepting.unread(line))
        self._say_closed(error, unread)

    def _show_line(self, line: NoteLine) -> None:
        if self.work is None or self.view is None:
            return
        self.work.reduction = replace(self.work.reduction, line=line)
        self.view.note.say_fate(held=line.held)
        self.page.say_fate(self.work.reduction)

    def _paused(self) -> None:
        if self.work is not None:
            self.page.say_words(self.work.summary.words())

    def _sealing(self) -> Callable[[], None]:
        if self.work is None:
            return lambda: None
        desk, note, working = self.parts.desk, self.note, self.work.summary
        self.work.rest()
        return lambda: reduce.keep_working(desk, note, working)

    def _not_sealed(self, error: BaseException) -> None:
        if self.work is None:  # accepted meanwhile: there is no draft any more
            return
        if isinstance(error, DeskError):
            happened, _safe, next_step = error.sentences()
            stays = _("What you changed stays here, and saving is tried again by itself.")
            self.page.sealed.say_trouble(f"{happened} {stays} {next_step}")
            return
        if not self.page.sealed.in_trouble:
            self.tell(error)
        self.page.sealed.say_trouble(
            _("What you changed is not saved yet. It stays here, and is tried again by itself.")
        )

    def _resolve(self, words: str, then: Callable[[tuple[date, ...]], None]) -> None:
        if self.work is not None:
            on = self.work.reduction.session.starts.date()
            self.ask(lambda _progress: reading.days_meant(words, on), then)


def _answer(parts: Parts, note: NoteId, question: Question) -> None:
    """Go where a name or a day is put right."""
    if question is Question.AUTHOR:
        parts.window.go("settings")
    else:
        parts.doors.open_note(note)


def _opened(desk: Desk, note: NoteId) -> tuple[Reduction, AgeLimits]:
    opened = reduce.open_reduction(desk, note), reduce.limits(desk)
    unlock.remember_place(desk, at_note("reduce", note))
    return opened


def _line(desk: Desk, note: NoteId) -> NoteLine:
    return next(line for line in reduce.queue(desk) if line.note.id == note)
