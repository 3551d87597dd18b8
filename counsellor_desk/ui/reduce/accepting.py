"""The acts at the end of a reduction: accept and destroy, nothing essential, put on hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.holds import OnHold
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.receipts import Step, Tombstone
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.errors import DeskError
from counsellor_desk.ui import paper_ends
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.holding import HoldDialog
from counsellor_desk.ui.note_sizes import told_size
from counsellor_desk.ui.reduce.destroying import STEPS, Destroying
from counsellor_desk.ui.reduce.open_questions import OpenQuestions
from counsellor_desk.ui.reduce.stage import Stage
from counsellor_desk.ui.reduce.sure_dialog import SureDialog
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import kept_words, reduce
from counsellor_desk.workflows.reduce import Accepted, Reduction

_ACCEPTED: Final = frozenset({Changed.NOTES, Changed.SUMMARIES, Changed.ACTIONS, Changed.AUDIT})
_DESTROYED: Final = frozenset({Changed.NOTES, Changed.AUDIT})


class Accepting:
    """The acts of one screen. They do nothing while no note stands there."""

    def __init__(self, screen: Stage) -> None:
        self._screen = screen
        self._asking = False

    def accept(self) -> None:
        """Ask what is open, else for the case number; then keep the summary, destroy the note."""
        work, view = self._screen.work, self._screen.view
        if work is None or view is None:
            return
        if questions := work.questions:
            OpenQuestions(self._screen, questions, view.answer).open()
            return
        if self._asking:
            return
        self._asking, working = True, work.summary

        def ask(unprintable: str) -> None:
            self._asking = False
            if self._screen.work is work and work.summary == working:
                self._make_sure(work.reduction, working, unprintable)

        def failed(error: BaseException) -> None:
            self._asking = False
            self._screen.tell(error)

        self._screen.ask(lambda _progress: kept_words.unprintable_in(working), ask, failed)

    def _make_sure(self, reduction: Reduction, working: WorkingSummary, unprintable: str) -> None:
        line = reduction.line
        stays = line.held or line.note.on_paper
        told = list(_what_accepting_does(reduction, working.words()))
        if unprintable:
            told.insert(0, _boxes(unprintable))
        dialog = SureDialog(
            self._screen,
            _("Accept the summary?") if stays else _("Accept, and destroy the note?"),
            told,
            line.case_number,
            destroys=not stays,
        )
        desk, note = self._screen.parts.desk, self._screen.note
        dialog.offer(
            _("Accept") if stays else _("Accept and destroy"),
            lambda typed: reduce.accept(desk, note, working, typed),
            self._accepted,
            changes=_ACCEPTED,
        )
        dialog.open()

    def nothing_essential(self) -> None:
        """Ask for the case number; then destroy the note and keep nothing of it."""
        work = self._screen.work
        if work is None:
            return
        if work.reduction.line.held:
            self._screen.tell(OnHold())
            return
        if work.reduction.line.note.on_paper:
            self._paper_without_summary(work.reduction.line)
            return
        dialog = SureDialog(
            self._screen,
            _("Destroy the note and keep nothing of it?"),
            (
                _gone(work.reduction),
                _("No summary is kept. The record says only that the session took place."),
                _("This cannot be undone."),
            ),
            work.reduction.line.case_number,
            destroys=True,
        )
        desk, note = self._screen.parts.desk, self._screen.note
        dialog.offer(
            _("Destroy the note"),
            lambda typed: reduce.nothing_essential(desk, note, typed),
            lambda _none: self._destroy(_("Nothing of this note is kept.")),
            changes=_DESTROYED,
        )
        dialog.open()

    def unread(self, line: NoteLine) -> None:
        """Ask for the case number; then destroy a note that this computer cannot open any more."""
        if line.held:
            self._screen.tell(OnHold())
            return
        if line.note.on_paper:
            self._paper_without_summary(line)
            return
        told = _("The note of session {number} on {day} will be gone for good, unread.")
        dialog = SureDialog(
            self._screen,
            _("Destroy a note that cannot be opened?"),
            (
                told.format(
                    number=line.session_number, day=dates.weekday(line.session_starts.date())
                ),
                _("If another computer still opens it, reduce it there instead."),
                _("This cannot be undone."),
            ),
            line.case_number,
            destroys=True,
        )
        desk, note = self._screen.parts.desk, self._screen.note
        dialog.offer(
            _("Destroy the note"),
            lambda typed: reduce.destroy_unreadable(desk, note, typed),
            lambda _none: self._destroy(_("Nothing of this note is kept.")),
            changes=_DESTROYED,
        )
        dialog.open()

    def put_on_hold(self) -> None:
        """Ask why, and hold the note."""
        if self._screen.work is not None:
            line = self._screen.work.reduction.line
            HoldDialog(self._screen.parts, line.note.case, (line,), reach=line.note.id).open()

    def _accepted(self, accepted: Accepted) -> None:
        screen = self._screen
        if accepted.on_paper and not accepted.held:
            screen.let_go()
            screen.parts.window.go_back()
            paper_ends.ask_after_accepting(screen.parts, accepted.note)
            return
        if not accepted.held:
            self._destroy(_("The summary is accepted and locked."))
            return
        screen.let_go()
        screen.parts.window.go_back()
        screen.parts.window.say(
            _("Accepted. The note is destroyed when the hold is lifted, and you are asked then.")
        )

    def _paper_without_summary(self, line: NoteLine) -> None:
        """Nothing of the paper has to be kept: it goes first, and the person says how."""
        paper_ends.ask(
            self._screen,
            self._screen.parts,
            line,
            lambda: self._destroy(_("Nothing of this note is kept.")),
        )

    def _destroy(self, kept: str) -> None:
        inner_clipboard.forget()  # what was copied out of the note goes with it
        steps = Destroying(kept)
        self._screen.show_instead(steps)
        desk, note = self._screen.parts.desk, self._screen.note

        def failed(error: BaseException) -> None:
            if isinstance(error, OnHold):
                self._screen.parts.window.go_back()
                self._screen.parts.messages.tell(error)
            elif isinstance(error, DeskError):
                steps.stop_at(error, lambda: self._destroy(kept), self._screen.parts.window.go_back)
            else:
                self._screen.tell(error)

        def work(progress: Progress) -> Tombstone:
            def told(step: Step) -> None:
                progress(STEPS.index(step) + 1, len(STEPS))

            return reduce.destroy(desk, note, told)

        self._screen.ask(
            work,
            self._destroyed,
            failed,
            changes=_DESTROYED,
            progress=lambda done, _of: steps.show_done(done),
        )

    def _destroyed(self, tombstone: Tombstone) -> None:
        parts = self._screen.parts
        parts.window.go_back()
        parts.doors.open_receipt(tombstone.note)


def _boxes(characters: str) -> str:
    told = _(
        "With these characters in it, the summary cannot be sealed as a PDF: {characters}. Go back "
        "to put those words in another way."
    )
    return told.format(characters=characters)


def _gone(reduction: Reduction) -> str:
    told = _("The note of session {number} on {day} ({words}) will be gone for good.")
    return told.format(
        number=reduction.session.number,
        day=dates.weekday(reduction.session.starts.date()),
        words=told_size(reduction.line.note),
    )


def _what_accepting_does(reduction: Reduction, words: int) -> Iterator[str]:
    if reduction.line.held:
        yield _("The note is on hold: it stays until the hold is lifted, and you are asked then.")
    elif reduction.line.note.on_paper:
        yield _("Next you are asked how and when the paper was destroyed. That can wait.")
    else:
        yield _gone(reduction)
    if reduction.earlier is not None:
        yield _(
            "What you accept is added to the summary of this session, as an amendment with today’s "
            "date."
        )
    else:
        yield n_(
            "The summary of {count} word is kept, and locked from now on.",
            "The summary of {count} words is kept, and locked from now on.",
            words,
        )
    if not (reduction.line.held or reduction.line.note.on_paper):
        yield _("This cannot be undone.")
